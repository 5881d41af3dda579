import { limits } from '../../../shared/limits.ts';
import { text } from '../../../shared/messages/text.ts';
import type { QueueQuestions, VariantPictures } from '../../../shared/review.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface Props {
  questions: QueueQuestions;
  onAnswer: (answer: { variantPictures?: VariantPictures }) => void;
  onClose: () => void;
}

const maxNamed = 5;

/** What must be known or decided before a batch is queued: full galleries, and variants that have pictures already. */
export function QueueDialog({ questions: { full, pictures }, onAnswer, onClose }: Props) {
  const more = full.length - maxNamed;
  return (
    <Dialog
      title={text('review.beforeQueueing')}
      role="alertdialog"
      onClose={onClose}
      actions={
        pictures === 0 ? (
          <>
            <Button onPress={onClose}>{text('common.cancel')}</Button>
            <Button look="primary" onPress={() => onAnswer({})}>
              {text('review.queueTheRest')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={() => onAnswer({ variantPictures: 'keep' })}>
              {text('review.keepPictures')}
            </Button>
            <Button look="primary" onPress={() => onAnswer({ variantPictures: 'replace' })}>
              {text('review.replacePictures', { count: pictures })}
            </Button>
          </>
        )
      }
    >
      {pictures > 0 ? <p>{text('review.picturesThere', { count: pictures })}</p> : null}
      {full.length > 0 ? (
        <>
          <ul>
            {full.slice(0, maxNamed).map(({ productId, name, photos }) => (
              <li key={productId}>
                {text('review.fullProduct', { name, photos, max: limits.imagesPerProduct })}
              </li>
            ))}
            {more > 0 ? <li>{text('review.moreFullProducts', { count: more })}</li> : null}
          </ul>
          <p>{text('review.whatHasNoRoomStays')}</p>
        </>
      ) : null}
    </Dialog>
  );
}
