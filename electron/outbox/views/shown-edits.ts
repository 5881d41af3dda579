import type { ShownEdit } from '../../catalog/overlay-edits.ts';
import { entryKey, imageKey, type TileKey } from '../../../shared/tile-key.ts';
import type { NewIntent } from '../intent.ts';
import { arrangementOf } from '../edit-entry.ts';
import { isOpen, type OutboxEntry } from '../entry.ts';

/** How pending edits change when a new one is made. */
export interface EntryPatch {
  drop?: readonly OutboxEntry[];
  save?: readonly OutboxEntry[];
  add?: readonly NewIntent[];
}

/**
 * A product's pending image edits and failed alt texts, oldest first. A photo that has arrived since is named by its
 * image. Pure.
 */
export function shownEdits(entries: readonly OutboxEntry[]): ShownEdit[] {
  const arrived = new Map<string, TileKey>();
  for (const { id, progress } of entries) {
    if (progress.type === 'done' && progress.imageId !== null)
      arrived.set(entryKey(id), imageKey(progress.imageId));
  }
  const now = (key: TileKey): TileKey => arrived.get(key) ?? key;
  return entries
    .filter((entry) => isOpen(entry.progress) || isUnsavedAlt(entry, entries, now))
    .toSorted((a, b) => a.id - b.id)
    .flatMap((entry): ShownEdit[] => {
      switch (entry.type) {
        case 'update':
          if (entry.progress.type === 'failed' && entry.alt !== null) {
            const { id: entryId, alt, progress } = entry;
            return [{ type: 'failed-alt', key: now(entry.key), alt, entryId, reason: progress.reason }];
          }
          return [{ type: 'update', key: now(entry.key), alt: entry.alt, asThumbnail: entry.asThumbnail }];
        case 'remove':
          return [{ type: 'remove', imageIds: entry.imageIds, until: entry.notBefore }];
        case 'arrange':
          return [{ type: 'arrange', ...arrangementOf(entry, now) }];
        case 'upload':
        case 'import':
        case 'variant-image':
        case 'clear':
          return [];
      }
    });
}

/** Whether an alt text failed, and no later one of the image was saved. */
function isUnsavedAlt(
  entry: OutboxEntry,
  entries: readonly OutboxEntry[],
  now: (key: TileKey) => TileKey,
): boolean {
  if (entry.type !== 'update' || entry.alt === null || entry.progress.type !== 'failed') return false;
  return !entries.some(
    (later) =>
      later.type === 'update' &&
      later.id > entry.id &&
      now(later.key) === now(entry.key) &&
      later.alt !== null &&
      later.progress.type !== 'cancelled',
  );
}
