import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { isUnderReview } from '../wording/batch-messages.ts';
import { openCount } from '../../shared/open-count.ts';
import { photosToReview } from '../../shared/photos-to-review.ts';
import { storeName } from '../wording/store-messages.ts';
import { outcomeOf } from '../state/asking.ts';
import { useBatches, useIncoming, useOutbox, useStore, useStores } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { disconnectWords, isAnythingLost, lossSentences } from '../wording/disconnect-messages.ts';

/** Refusals of the main process that the user may confirm: what they name is then discarded. */
const mayGo: ReadonlySet<string> = new Set(['store-has-review', 'store-takes-in', 'store-has-waiting']);

/** Asks before a store is disconnected, and names what is lost: waiting photos and an open review. */
export function DisconnectDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const store = useStore(storeId);
  const stores = useStores();
  const summary = useOutbox(storeId);
  const { takingIn } = useIncoming(storeId);
  const batches = useBatches(storeId);
  const [refusal, setRefusal] = useState<Reason | null>(null);
  const [busy, setBusy] = useState(false);
  if (store === null) return null;
  const going = {
    waiting: summary === null ? 0 : openCount(summary),
    underReview: photosUnderReview(batches),
    takingIn,
    refused: refusal !== null,
  };
  const lost = isAnythingLost(going);

  async function disconnect(): Promise<void> {
    setBusy(true);
    const outcome = await outcomeOf(window.packshot.stores.disconnect({ storeId, discardWaiting: lost }));
    setBusy(false);
    if (!outcome.ok && !lost && mayGo.has(outcome.reason.code)) {
      setRefusal(outcome.reason);
      return;
    }
    onClose();
    if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  }

  return (
    <Dialog
      title={text('connect.disconnectStore', { store: storeName(store, stores) })}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.keepIt')}</Button>
          <Button look="danger" isDisabled={busy} onPress={() => void disconnect()}>
            {disconnectWords(going)}
          </Button>
        </>
      }
    >
      {refusal === null ? null : (
        <ReasonNote tone="warning" shape="box" reason={{ sentence: sentenceOf(refusal) }} said="now" />
      )}
      {lossSentences(going).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {lost ? <p>{text('connect.yourOwnFilesStayWhere')}</p> : null}
      <p>{text('connect.packshotForgetsThisStoreAnd')}</p>
    </Dialog>
  );
}

function photosUnderReview(batches: readonly Batch[]): number {
  return batches.filter(isUnderReview).reduce((sum, { review }) => sum + photosToReview(review), 0);
}
