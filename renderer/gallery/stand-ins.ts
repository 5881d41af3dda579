import type { Tile } from '../../shared/model.ts';

/** Pictures to show until an image's own is here: previews of the photos they came from, by the image's key. */
export type StandIns = ReadonlyMap<string, string>;

export const noStandIns: StandIns = new Map();

/**
 * The stand-ins for the gallery `after`, which followed `before`: an image that is new, at the place of an entry that is
 * gone, is that entry's photo. Stand-ins of images that are gone are forgotten; nothing new answers `known` itself.
 */
export function standInsFor(before: readonly Tile[], after: readonly Tile[], known: StandIns): StandIns {
  const keys = new Set(after.map((tile) => tile.key));
  const previews = new Map<number, string>();
  for (const tile of before) {
    if (tile.kind !== 'entry' || tile.sortOrder === null || keys.has(tile.key)) continue;
    if (tile.entry.preview !== null) previews.set(tile.sortOrder, tile.entry.preview);
  }
  const kept = [...known].filter(([key]) => keys.has(key));
  const there = new Set(before.map((tile) => tile.key));
  const fresh = after.flatMap((tile): [string, string][] => {
    const preview = previews.get(tile.kind === 'image' ? tile.sortOrder : Number.NaN);
    return preview === undefined || there.has(tile.key) ? [] : [[tile.key, preview]];
  });
  if (fresh.length === 0 && kept.length === known.size) return known;
  return new Map([...kept, ...fresh]);
}
