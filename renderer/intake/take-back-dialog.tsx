import { useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';
import { undoConfirmed } from '../state/undo.ts';
import { announce } from '../state/actions.ts';
import { did, outcomeOf } from '../state/asking.ts';
import { useOutbox } from '../state/selectors.ts';
import type { TakeBack } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { usePaced } from '../ui/use-paced.ts';
import { takeBackSentences, takeBackWords } from './take-back.ts';

interface Props {
  what: TakeBack;
  counts: TakeBackCounts;
  onClose: () => void;
}

const recountEveryMs = 500;

/** Asks before photos are removed from the store again. The counts of a batch are updated while it is open. */
export function TakeBackDialog({ what, counts: given, onClose }: Props) {
  const counts = useCounts(what, given);
  const all = counts.open + counts.arrived;

  async function takeBack(): Promise<void> {
    onClose();
    if (what.type === 'edit') await undoConfirmed(what);
    else if (await did(window.packshot.intake.takeBack({ batchId: what.batchId })))
      announce(text('batches.takenBackNow', { counts: takeBackWords(counts) }));
  }

  return (
    <Dialog
      title={
        what.type === 'edit'
          ? text('batches.takeBackEdit', { edit: what.edit })
          : text('batches.takeBackBatch', { count: all })
      }
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('batches.takeBackKeep', { count: all })}</Button>
          <Button look="danger" onPress={() => void takeBack()}>
            {text('batches.takeBackDo', { open: counts.open, arrived: counts.arrived })}
          </Button>
        </>
      }
    >
      {takeBackSentences(counts).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{text('batches.takeBackFiles')}</p>
    </Dialog>
  );
}

function useCounts(what: TakeBack, given: TakeBackCounts): TakeBackCounts {
  const version = usePaced(useOutbox(what.storeId)?.version ?? 0, recountEveryMs);
  const [known, setKnown] = useState({ counts: given, version });
  useEffect(() => {
    if (what.type !== 'batch' || known.version === version) return undefined;
    let isOver = false;
    const recount = async (): Promise<void> => {
      const outcome = await outcomeOf(window.packshot.intake.countTakeBack({ batchId: what.batchId }));
      if (!isOver && outcome.ok) setKnown({ counts: outcome.value, version });
    };
    void recount();
    return () => {
      isOver = true;
    };
  }, [what, version, known.version]);
  return known.counts;
}
