import type { Entry, EntryState } from '../../../shared/model.ts';
import { photoOf, type EntryProgress, type OutboxEntry } from '../entry.ts';
import { nameInUrl } from '../jobs/find-arrived.ts';

/** What an entry's view needs that the entry does not know itself. */
export interface EntrySurroundings {
  productName: string | undefined;
  sent: number;
  goesFirst: boolean;
  preview: string | null;
}

/** An entry as the window sees it. Pure. */
export function entryView(entry: OutboxEntry, around: EntrySurroundings): Entry {
  return {
    id: entry.id,
    storeId: entry.storeId,
    productId: entry.productId,
    productName: around.productName ?? nameOfUnknown(entry.productId),
    batchId: entry.batchId,
    kind: entry.kind,
    fileName: nameOf(entry),
    host: entry.kind === 'import' ? new URL(entry.url).host : null,
    bytes: photoOf(entry)?.bytes ?? 0,
    sent: around.sent,
    attempts: entry.attempts,
    goesFirst: around.goesFirst,
    state: stateOf(entry.progress),
    preview: around.preview,
  };
}

/** What a product is called that the catalogue does not know. */
export function nameOfUnknown(productId: number): string {
  return `Product ${productId}`;
}

/** The name under which a person knows it. */
export function nameOf(entry: OutboxEntry): string {
  switch (entry.kind) {
    case 'upload':
    case 'variant-image':
      return entry.photo.fileName;
    case 'import':
      return nameInUrl(entry.url) || entry.url;
    case 'remove':
      return entry.imageIds.length === 1 ? 'Remove an image' : `Remove ${entry.imageIds.length} images`;
    case 'update':
      return entry.alt === null ? 'Make another image the thumbnail' : 'Change an alt text';
    case 'arrange':
      return 'Change the order';
    case 'clear':
      return 'Remove all images';
  }
}

function stateOf(progress: EntryProgress): EntryState {
  return progress.is === 'verifying' ? { is: 'verifying' } : progress;
}
