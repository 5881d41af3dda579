import { text } from '../../shared/messages/text.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Undone } from '../../shared/take-back.ts';
import { announce, showDialog } from './actions.ts';
import { outcomeOf } from './asking.ts';
import { useWindow } from './store.ts';

interface Target {
  readonly storeId: string;
  readonly productId: number;
}

/**
 * Undoes the last edit of the gallery and announces it. The main process decides which edit: it may be newer
 * than this window's state. Asks before photos are removed from the store, unless the user `confirmed` this edit.
 * Returns whether it was undone.
 */
export async function undo({ storeId, productId }: Target, confirmed?: string): Promise<boolean> {
  const outcome = await outcomeOf(window.packshot.gallery.undo({ storeId, productId, confirmed }));
  if (outcome.ok && outcome.value.type === 'asks') {
    const { edit, counts } = outcome.value;
    showDialog({ type: 'take-back', what: { type: 'edit', storeId, productId, edit }, counts });
    return false;
  }
  return tellUndone(outcome);
}

export async function redo({ storeId, productId }: Target): Promise<void> {
  tellRedone(await outcomeOf(window.packshot.gallery.redo({ storeId, productId })));
}

/** Announces what was undone; a failure is shown. Returns whether it was undone. */
export function tellUndone(outcome: Outcome<Undone>): boolean {
  if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  else if (outcome.value.type === 'nothing') announce(text('gallery.thereIsNothingToUndo'));
  else announce(text('gallery.undone', { edit: outcome.value.edit }));
  return outcome.ok && outcome.value.type === 'done';
}

export function tellRedone(outcome: Outcome<Undone>): void {
  if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  else if (outcome.value.type === 'nothing') announce(text('gallery.thereIsNothingToRedo'));
  else announce(text('gallery.doneAgain', { edit: outcome.value.edit }));
}
