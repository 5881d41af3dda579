import { text } from '../../../shared/messages/text.ts';
import type { Batch } from '../../../shared/model.ts';
import { announce, closeReview } from '../../state/actions.ts';
import { tell } from '../../state/asking.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { strong, withStrong } from '../../ui/strong.tsx';
import { reviewTitle } from '../../wording/review-messages.ts';

export function DiscardDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  function discard(): void {
    onClose();
    closeReview();
    tell(window.packshot.intake.dismiss({ batchId: batch.id }));
    announce(text('review.discarded'));
  }

  return (
    <Dialog
      title={text('review.discardThesePhotos')}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('review.keepReviewing')}</Button>
          <Button look="danger" onPress={discard}>
            {text('review.discard')}
          </Button>
        </>
      }
    >
      <p>{withStrong(text('review.discardDetail', { review: strong(reviewTitle(batch)) }))}</p>
    </Dialog>
  );
}
