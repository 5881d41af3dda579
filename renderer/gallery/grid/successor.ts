import type { GalleryRow } from '../gallery-rows.ts';

/** The tile of the photo that came with a batch; null while there is none, as when its file was refused. Pure. */
export function successorOf(batchId: number, rows: readonly GalleryRow[]): string | null {
  const row = rows.find(({ tile }) => tile.type === 'entry' && tile.entry.batchId === batchId);
  return row?.id ?? null;
}
