import type { Gallery } from '../../../shared/model.ts';
import { ProductPicker } from '../../review/dialogs/product-picker.tsx';
import { formatCount } from '../../wording/format.ts';
import { KeysDialog } from '../../ui/keys-dialog.tsx';
import { DescribeDialog } from './describe-dialog.tsx';
import type { GalleryRow } from '../gallery-rows.ts';
import type { SteadyStore } from '../../wording/store-words.ts';

export interface GalleryDialog {
  readonly is: 'describe' | 'copy' | 'keys';
}

interface Props {
  dialog: GalleryDialog;
  /** What is chosen. */
  rows: readonly GalleryRow[];
  places: ReadonlyMap<string, number>;
  gallery: Gallery;
  store: SteadyStore;
  onDescribe: (alts: ReadonlyMap<string, string>) => void;
  onCopy: (product: { readonly productId: number; readonly name: string }) => void;
  onClose: () => void;
}

const keys: readonly (readonly [string, string])[] = [
  ['↑ ↓ ← →', 'Go through the images'],
  ['Shift ↑ ↓ ← →', 'Select several; Ctrl A all'],
  ['Space', 'Select or not'],
  ['Enter', 'Open full size; + and − zoom, Shift and arrows move'],
  ['F2 or A', 'Write the alt text; Tab goes on to the next'],
  ['T', 'Make it the thumbnail'],
  ['M', 'Move: arrows, then Enter'],
  ['Alt ↑ ↓ ← →', 'Move by one place or line; Alt Home to the front'],
  ['R', 'Replace'],
  ['I', 'Add photos before this one'],
  ['C', 'Copy to another product'],
  ['D', 'Download'],
  ['Del', 'Remove'],
  ['Ctrl Z', 'Undo; Shift Ctrl Z redo'],
  ['Shift F10', 'Everything else'],
  ['F6', 'To the outbox, the products, and back'],
];

/** The dialog of the gallery that is open. */
export function GalleryDialogs({ dialog, rows, places, gallery, store, onDescribe, onCopy, onClose }: Props) {
  switch (dialog.is) {
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
      const count = rows.filter(({ tile }) => tile.kind === 'image').length;
      return (
        <ProductPicker
          title={`Copy ${formatCount(count, 'image')} to which product?`}
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
