import { nameOfUnknown } from '../../catalog/unknown-names.ts';
import type { Entry } from '../../../shared/model.ts';
import { photoOf, type OutboxEntry } from '../entry.ts';
import { nameInUrl } from '../jobs/find-arrived.ts';
import { shownState } from '../shown-state.ts';
import { text } from '../../../shared/messages/text.ts';

/** Data for an entry's view that is not part of the entry. */
interface EntrySurroundings {
  productName: string | undefined;
  sent: number;
  goesFirst: boolean;
  preview: string | null;
  removedSince: boolean;
}

/** An entry as sent to the window. Pure. */
export function entryView(entry: OutboxEntry, around: EntrySurroundings): Entry {
  return {
    id: entry.id,
    storeId: entry.storeId,
    productId: entry.productId,
    productName: around.productName ?? nameOfUnknown(entry.productId),
    batchId: entry.batchId,
    type: entry.type,
    fileName: nameOf(entry),
    host: entry.type === 'import' ? new URL(entry.url).host : null,
    bytes: photoOf(entry)?.bytes ?? 0,
    sent: around.sent,
    attempts: entry.attempts,
    goesFirst: around.goesFirst,
    state: shownState(entry),
    ...(around.removedSince ? { removedSince: true } : {}),
    preview: around.preview,
  };
}

export function nameOf(entry: OutboxEntry): string {
  switch (entry.type) {
    case 'upload':
      return entry.photo.fileName;
    case 'variant-image':
      return entry.photo?.fileName ?? text('outbox.putBackVariantImage');
    case 'import':
      return nameInUrl(entry.url) || entry.url;
    case 'remove':
      return text('outbox.removeImages', { count: entry.imageIds.length });
    case 'update':
      return text(entry.alt === null ? 'outbox.setThumbnail' : 'outbox.changeAltText');
    case 'arrange':
      return text('outbox.changeOrder');
    case 'clear':
      return text('outbox.removeAllImages');
  }
}
