import type { Batch } from '../../../shared/model.ts';
import { announce, closeReview } from '../../state/actions.ts';
import { tell } from '../../state/asking.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { reviewTitle } from '../../wording/review-words.ts';

/** Asks before the review of a batch, and what was decided in it, is thrown away. */
export function DiscardDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  function discard(): void {
    onClose();
    closeReview();
    tell(window.packshot.intake.dismiss({ batchId: batch.id }));
    announce('Discarded');
  }

  return (
    <Dialog
      title="Discard these photos?"
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep reviewing</Button>
          <Button look="danger" onPress={discard}>
            Discard
          </Button>
        </>
      }
    >
      <p>
        <strong>{reviewTitle(batch)}</strong>: none of them is sent, and what you decided here is forgotten.
        The files on your disk stay as they are.
      </p>
    </Dialog>
  );
}
