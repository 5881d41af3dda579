import { text } from '../../shared/messages/text.ts';
import type { Tile } from '../../shared/model.ts';
import { entryChoices } from '../wording/entry-messages.ts';
import type { GalleryRow } from './gallery-rows.ts';

export interface Removal {
  /** Entries that main forgets. */
  readonly dismissed: number[];
  /** Images to remove from the store, and photos on their way to cancel. */
  readonly removed: readonly GalleryRow[];
}

/** Undo can't bring a failed photo back, so it is dismissed only when nothing else is removed with it. */
export function removalOf(rows: readonly GalleryRow[]): Removal {
  const ended = rows.flatMap(({ tile }) =>
    tile.type === 'entry' && entryChoices(tile.entry).dismiss ? [tile.entry.id] : [],
  );
  const removed = rows.filter(({ tile }) => tile.type === 'image' || !ended.includes(tile.entry.id));
  return { dismissed: removed.length > 0 ? [] : ended, removed };
}

export function isGoing(tile: Tile): boolean {
  return tile.type === 'image' && tile.pending.removal !== null;
}

/** What removing a tile is called: a photo on its way is cancelled. */
export function removeLabel(tile: Tile): string {
  const cancels = tile.type === 'entry' && entryChoices(tile.entry).cancel;
  return text(cancels ? 'common.cancel' : 'common.remove');
}
