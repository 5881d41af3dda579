import { text } from '../../shared/messages/text.ts';
import type { Gallery } from '../../shared/model.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';

type Standing = Pick<Gallery, 'storeId' | 'product'>;

/**
 * Undoes the last edit of the gallery and announces it. The main process decides which edit: it may be newer
 * than this window's state.
 */
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
