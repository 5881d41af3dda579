import { text } from '../../../shared/messages/text.ts';
import { ask } from '../../state/asking.ts';
import { useGallery } from '../../state/selectors.ts';
import type { ChosenProduct } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { strong, withStrong } from '../../ui/strong.tsx';
import { galleryCounts } from '../../wording/gallery-messages.ts';

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
      title={text('gallery.removeAllImages')}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{images === 1 ? text('common.keepIt') : text('common.keepThem')}</Button>
          <Button look="danger" onPress={() => void clear()}>
            {text('gallery.removeImages', { count: images })}
          </Button>
        </>
      }
    >
      <p>
        {withStrong(text('gallery.clearQuestion', { count: images, product: strong(gallery.product.name) }))}
      </p>
      {open > 0 ? <p>{text('gallery.openPhotosStillGo', { count: open })}</p> : null}
    </Dialog>
  );
}
