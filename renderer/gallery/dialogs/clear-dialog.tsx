import { ask } from '../../state/asking.ts';
import { useGallery } from '../../state/selectors.ts';
import type { ChosenProduct } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount } from '../../wording/format.ts';
import { galleryCounts } from '../../wording/gallery-words.ts';

/** Asks before every image of a product is removed. */
export function ClearDialog({ chosen, onClose }: { chosen: ChosenProduct; onClose: () => void }) {
  const gallery = useGallery(chosen);
  if (gallery === null) return null;
  const { images, open } = galleryCounts(gallery);
  const { storeId, productId } = chosen;

  async function clear(): Promise<void> {
    onClose();
    await ask(window.packshot.gallery.clear({ storeId, productId }));
  }

  return (
    <Dialog
      title="Remove all images?"
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{images === 1 ? 'Keep it' : 'Keep them'}</Button>
          <Button look="danger" onPress={() => void clear()}>
            Remove {formatCount(images, 'image')}
          </Button>
        </>
      }
    >
      <p>
        {images === 1 ? 'The only image' : `All ${formatCount(images, 'image')}`} of{' '}
        <strong>{gallery.product.name}</strong> {images === 1 ? 'is' : 'are'} removed from the store. What has
        been removed can’t be brought back.
      </p>
      {open > 0 ? (
        <p>
          {formatCount(open, 'photo')} that {open === 1 ? 'waits' : 'wait'} in the outbox still{' '}
          {open === 1 ? 'goes' : 'go'} to the store.
        </p>
      ) : null}
    </Dialog>
  );
}
