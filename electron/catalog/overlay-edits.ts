import type { Tile } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { rebase } from '../ordering/rebase.ts';
import { displaced } from '../ordering/longest-run.ts';

/** The visible effect of a gallery edit that is not sent yet, or failed. */
export type ShownEdit =
  | { type: 'update'; key: string; alt: string | null; asThumbnail: boolean }
  /** An alt text that could not be saved. */
  | { type: 'failed-alt'; key: string; alt: string; entryId: number; reason: Reason }
  | { type: 'remove'; imageIds: readonly number[]; until: number }
  | { type: 'arrange'; base: readonly string[]; order: readonly string[]; touched: readonly string[] };

/** The gallery after its edits, each tile with what it waits for. Edits in the order they were made. Pure. */
export function overlayEdits(tiles: readonly Tile[], edits: readonly ShownEdit[]): Tile[] {
  let shown = [...tiles];
  for (const edit of edits) {
    switch (edit.type) {
      case 'update':
        shown = shown.map((tile) => updated(tile, edit));
        break;
      case 'failed-alt':
        shown = shown.map((tile) =>
          tile.type === 'image' && tile.key === edit.key ? withFailedAlt(tile, edit) : tile,
        );
        break;
      case 'remove':
        shown = shown.map((tile) =>
          tile.type === 'image' && edit.imageIds.includes(tile.imageId)
            ? { ...tile, pending: { ...tile.pending, removal: { until: edit.until } } }
            : tile,
        );
        break;
      case 'arrange':
        shown = arranged(shown, edit);
        break;
    }
  }
  return shown;
}

/** What was typed stays, with why it was not saved. */
function withFailedAlt(
  tile: Extract<Tile, { type: 'image' }>,
  { alt, entryId, reason }: Extract<ShownEdit, { type: 'failed-alt' }>,
): Tile {
  return { ...tile, alt, pending: { ...tile.pending, failedAlt: { entryId, reason } } };
}

function updated(tile: Tile, { key, alt, asThumbnail }: Extract<ShownEdit, { type: 'update' }>): Tile {
  if (tile.type !== 'image') return asThumbnail ? { ...tile, willBeThumbnail: tile.key === key } : tile;
  const isIt = tile.key === key;
  const changed = isIt && alt !== null ? { ...tile, alt, pending: { ...tile.pending, alt: true } } : tile;
  if (!asThumbnail || changed.isThumbnail === isIt) return changed;
  return { ...changed, isThumbnail: isIt, pending: { ...changed.pending, thumbnail: isIt } };
}

function arranged(
  tiles: readonly Tile[],
  { base, order, touched }: Extract<ShownEdit, { type: 'arrange' }>,
): Tile[] {
  const byKey = new Map(tiles.map((tile) => [tile.key, tile]));
  const current = tiles.map(({ key }) => key);
  const aim = rebase({ base, order, touched: new Set(touched) }, current).order;
  const moved = displaced(current, aim);
  return aim.flatMap((key) => {
    const tile = byKey.get(key);
    if (!tile) return [];
    return tile.type === 'image' && moved.has(key)
      ? [{ ...tile, pending: { ...tile.pending, place: true } }]
      : [tile];
  });
}
