import { imageKey, readTileKey, type TileKey } from '../../../shared/tile-key.ts';
import { creates, type OutboxEntry } from '../entry.ts';
import type { Entries } from '../records/entries.ts';

/** The image id of a tile; null for a photo that has not arrived. */
export function imageOf(entries: Entries, key: TileKey): number | null {
  const named = readTileKey(key);
  if (named === null || named.type === 'image') return named?.id ?? null;
  const entry = entries.get(named.id);
  return entry && creates(entry) && entry.progress.type === 'done' ? entry.progress.imageId : null;
}

/** The entry with image ids replaced; the same object if none match. Pure. */
export function withImagesRenamed(entry: OutboxEntry, idOf: ReadonlyMap<number, number>): OutboxEntry {
  const keyOf = (key: TileKey): TileKey => {
    const named = readTileKey(key);
    const id = named?.type === 'image' ? idOf.get(named.id) : undefined;
    return id === undefined ? key : imageKey(id);
  };
  switch (entry.type) {
    case 'upload':
    case 'import': {
      const { progress } = entry;
      const id = progress.type === 'done' ? idOf.get(progress.imageId ?? 0) : undefined;
      if (id === undefined) return entry;
      // A single request can't have made both images.
      const isShared = entry.attempts <= 1;
      return { ...entry, progress: { type: 'done', imageId: id, ...(isShared && { isShared }) } };
    }
    case 'update':
      return keyOf(entry.key) === entry.key ? entry : { ...entry, key: keyOf(entry.key) };
    case 'arrange':
      return [...entry.base, ...entry.order].every((key) => keyOf(key) === key)
        ? entry
        : {
            ...entry,
            base: entry.base.map(keyOf),
            order: entry.order.map(keyOf),
            touched: entry.touched.map((id) => idOf.get(id) ?? id),
            unanswered: entry.unanswered.map((put) => ({
              ...put,
              imageId: idOf.get(put.imageId) ?? put.imageId,
            })),
          };
    case 'remove':
      return entry.imageIds.some((id) => idOf.has(id))
        ? { ...entry, imageIds: entry.imageIds.map((id) => idOf.get(id) ?? id) }
        : entry;
    case 'clear':
    case 'variant-image':
      return entry;
  }
}
