import { text } from '../../../shared/messages/text.ts';
import { photosToReview } from '../../../shared/photos-to-review.ts';
import type { Batch } from '../../../shared/model.ts';
import { announce, closeReview } from '../../state/actions.ts';
import { tell } from '../../state/asking.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export function DiscardDialog({ batch, onClose }: { batch: Batch; onClose: () => void }) {
  function discard(): void {
    onClose();
    closeReview();
    tell(window.packshot.intake.dismiss({ batchId: batch.id }));
    announce(text('review.discarded'));
  }

  const count = photosToReview(batch.review);
  return (
    <Dialog
      title={text('review.discardThesePhotos', { count })}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('review.keepReviewing')}</Button>
          <Button look="danger" onPress={discard}>
            {text('review.discardPhotos', { count })}
          </Button>
        </>
      }
    >
      <p>{text('review.discardDetail', { count })}</p>
    </Dialog>
  );
}
