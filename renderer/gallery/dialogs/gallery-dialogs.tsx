import { text } from '../../../shared/messages/text.ts';
import type { Gallery } from '../../../shared/model.ts';
import { offerTip } from '../../state/tips.ts';
import { ProductPicker } from '../../review/dialogs/product-picker.tsx';
import { DescribeDialog } from './describe-dialog.tsx';
import type { GalleryRow } from '../gallery-rows.ts';
import type { SteadyStore } from '../../wording/store-messages.ts';

export interface GalleryDialog {
  readonly type: 'describe' | 'copy';
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
            offerTip('drag-to-product');
          }}
          onClose={onClose}
        />
      );
    }
  }
}
