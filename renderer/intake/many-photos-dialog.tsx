import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import type { PlaceAnswer } from '../../shared/many-photos.ts';
import { announce, openReview } from '../state/actions.ts';
import { did } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { strong, withStrong } from '../ui/strong.tsx';

/** Asks where many photos given for one product should go. Nothing is read or queued before the answer. */
export function ManyPhotosDialog({ batch }: { batch: Batch }) {
  const { id: batchId, found, productName } = batch;
  const [busy, setBusy] = useState(false);

  async function answer(given: PlaceAnswer): Promise<void> {
    if (busy) return;
    setBusy(true);
    const isDone = await did(window.packshot.intake.answer({ batchId, answer: given }));
    setBusy(false);
    if (!isDone) return;
    if (given === 'match') openReview(batchId);
    if (given === 'cancel') announce(text('intake.nothingWasAdded'));
  }

  // Focus starts at the answer that queues nothing before a review.
  // oxlint-disable jsx-a11y/no-autofocus
  return (
    <Dialog
      title={text('intake.addAllQuestion', { count: found, product: productName })}
      role="alertdialog"
      width="medium"
      onClose={() => void answer('cancel')}
      actions={
        <>
          <Button onPress={() => void answer('cancel')}>{text('common.cancel')}</Button>
          <Button onPress={() => void answer('add-all')}>{text('intake.addAll')}</Button>
          <Button look="primary" autoFocus onPress={() => void answer('match')}>
            {text('intake.matchByName')}
          </Button>
        </>
      }
    >
      <p>{withStrong(text('intake.addAllDetail', { product: strong(productName) }))}</p>
      <p>{text('intake.matchByNameFindsThe')}</p>
    </Dialog>
  );
}
