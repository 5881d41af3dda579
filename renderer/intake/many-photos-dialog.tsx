import { useState } from 'react';
import type { Batch } from '../../shared/model.ts';
import type { PlaceAnswer } from '../../shared/many-photos.ts';
import { announce, openReview } from '../state/actions.ts';
import { did } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../wording/format.ts';

/** Asks where many photos go that were given for one product. Nothing of them is read or queued before the answer. */
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
    if (given === 'cancel') announce('Nothing was added');
  }

  // The keyboard starts at the answer that queues nothing before a review.
  // oxlint-disable jsx-a11y/no-autofocus
  return (
    <Dialog
      title={`Add all ${formatCount(found, 'photo')} to ${productName}, or match them by name?`}
      role="alertdialog"
      width="medium"
      onClose={() => void answer('cancel')}
      actions={
        <>
          <Button onPress={() => void answer('cancel')}>Cancel</Button>
          <Button onPress={() => void answer('add-all')}>Add all</Button>
          <Button look="primary" autoFocus onPress={() => void answer('match')}>
            Match by name
          </Button>
        </>
      }
    >
      <p>
        Add all puts every photo into the gallery of <strong>{productName}</strong>.
      </p>
      <p>
        Match by name finds the product of each photo by its file name. You look them over before anything is
        queued.
      </p>
    </Dialog>
  );
}
