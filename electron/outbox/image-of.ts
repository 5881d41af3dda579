import { readTileKey, type TileKey } from '../../shared/tile-key.ts';
import { creates } from './entry.ts';
import type { Entries } from './entries.ts';

/** The image that a tile stands for by now; null for a photo that did not arrive. */
export function imageOf(entries: Entries, key: TileKey): number | null {
  const named = readTileKey(key);
  if (named === null || named.is === 'image') return named?.id ?? null;
  const entry = entries.get(named.id);
  return entry && creates(entry) && entry.progress.is === 'done' ? entry.progress.imageId : null;
}
