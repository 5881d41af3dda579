import { text } from '../../../shared/messages/text.ts';
import type { Gallery } from '../../../shared/model.ts';
import { ProductPicker } from '../../review/dialogs/product-picker.tsx';
import { KeysDialog } from '../../ui/keys-dialog.tsx';
import { DescribeDialog } from './describe-dialog.tsx';
import type { GalleryRow } from '../gallery-rows.ts';
import type { SteadyStore } from '../../wording/store-messages.ts';

export interface GalleryDialog {
  readonly type: 'describe' | 'copy' | 'keys';
}

interface Props {
  dialog: GalleryDialog;
  rows: readonly GalleryRow[];
  places: ReadonlyMap<string, number>;
  gallery: Gallery;
  store: SteadyStore;
  onDescribe: (alts: ReadonlyMap<string, string>) => void;
  onCopy: (product: { readonly productId: number; readonly name: string }) => void;
  onClose: () => void;
}

const keys: readonly (readonly [string, string])[] = [
  ['↑ ↓ ← →', text('gallery.goThroughTheImages')],
  ['Shift ↑ ↓ ← →', text('gallery.selectSeveralCtrlAAll')],
  ['Space', text('gallery.selectOrNot')],
  ['Enter', text('gallery.openFullSizeAndZoom')],
  ['F2 or A', text('gallery.writeTheAltTextTab')],
  ['T', text('common.makeItTheThumbnail')],
  ['M', text('gallery.moveArrowsThenEnter')],
  ['Alt ↑ ↓ ← →', text('gallery.moveByOnePlaceOr')],
  ['R', text('common.replace')],
  ['I', text('gallery.addPhotosBeforeThisOne')],
  ['C', text('gallery.copyToAnotherProduct')],
  ['D', text('common.download')],
  ['Del', text('common.remove')],
  ['Ctrl Z', text('gallery.undoShiftCtrlZRedo')],
  ['Shift F10', text('gallery.everythingElse')],
  ['F6', text('gallery.toTheOutboxTheProducts')],
  ['Esc', text('gallery.escKey')],
];

export function GalleryDialogs({ dialog, rows, places, gallery, store, onDescribe, onCopy, onClose }: Props) {
  switch (dialog.type) {
    case 'describe':
      return (
        <DescribeDialog
          rows={rows}
          places={places}
          product={gallery.product}
          onDescribe={onDescribe}
          onClose={onClose}
        />
      );
    case 'copy': {
      const count = rows.filter(({ tile }) => tile.type === 'image').length;
      return (
        <ProductPicker
          title={text('gallery.copyTo', { count })}
          store={store}
          except={gallery.product.id}
          count={count}
          candidates={[]}
          onPick={(product) => {
            onClose();
            onCopy(product);
          }}
          onClose={onClose}
        />
      );
    }
    case 'keys':
      return <KeysDialog keys={keys} onClose={onClose} />;
  }
}
