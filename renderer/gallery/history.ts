import type { Gallery } from '../../shared/model.ts';
import { announce } from '../state/actions.ts';
import { did } from '../state/asking.ts';

type Standing = Pick<Gallery, 'storeId' | 'product' | 'undo' | 'redo'>;

/** Takes the last edit of the gallery back, and says which. */
export async function undo({ storeId, product, undo: what }: Standing): Promise<void> {
  if (what === null) announce('There is nothing to undo');
  else if (await did(window.packshot.gallery.undo({ storeId, productId: product.id })))
    announce(`Undone: ${what}`);
}

/** Does again what was taken back last. */
export async function redo({ storeId, product, redo: what }: Standing): Promise<void> {
  if (what === null) announce('There is nothing to redo');
  else if (await did(window.packshot.gallery.redo({ storeId, productId: product.id })))
    announce(`Done again: ${what}`);
}
