import { text } from '../../shared/messages/text.ts';
import type { Gallery } from '../../shared/model.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';

type Standing = Pick<Gallery, 'storeId' | 'product'>;

/** Takes the last edit of the gallery back, and says which: main knows, where the window may not have heard of it yet. */
export async function undo({ storeId, product }: Standing): Promise<void> {
  const outcome = await outcomeOf(window.packshot.gallery.undo({ storeId, productId: product.id }));
  if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  else
    announce(
      outcome.value === null
        ? text('gallery.thereIsNothingToUndo')
        : text('gallery.undone', { edit: outcome.value }),
    );
}

/** Does again what was taken back last. */
export async function redo({ storeId, product }: Standing): Promise<void> {
  const outcome = await outcomeOf(window.packshot.gallery.redo({ storeId, productId: product.id }));
  if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  else
    announce(
      outcome.value === null
        ? text('gallery.thereIsNothingToRedo')
        : text('gallery.doneAgain', { edit: outcome.value }),
    );
}
