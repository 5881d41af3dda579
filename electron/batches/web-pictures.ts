import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { creates } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { roomLeft } from '../outbox/jobs/assign-sort-order.ts';
import { checkImageUrl } from '../../shared/image-url.ts';
import { galleryFull } from './batch-messages.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

export interface UrlVerdict {
  url: string;
  /** Null if it was queued. */
  reason: Reason | null;
}

/**
 * Validates picture addresses and queues the valid ones in order. They get their sort order when they are sent,
 * because sending lists the gallery first.
 */
export function addWebPictures(
  services: { catalog: Catalog; outbox: Outbox },
  target: { storeId: string; productId: number },
  urls: readonly string[],
): UrlVerdict[] {
  const { catalog, outbox } = services;
  const { storeId, productId } = target;
  const open = outbox.entries.ofProduct(storeId, productId).filter(creates);
  const underway = new Set(open.flatMap((entry) => (entry.type === 'import' ? [entry.url] : [])));
  const images = catalog.images(storeId, productId);
  const there = addressesThere(outbox, target, images);
  let room = roomLeft(images.length, open.length);
  const accepted: string[] = [];
  const verdicts = urls.map((text): UrlVerdict => {
    const checked = checkImageUrl(text);
    if (!checked.ok) return { url: text, reason: checked.reason };
    const url = checked.value;
    if (underway.has(url)) return { url, reason: addressTwice };
    if (there.has(url)) return { url, reason: addressThere };
    if (room <= 0) return { url, reason: galleryFull };
    room--;
    underway.add(url);
    accepted.push(url);
    return { url, reason: null };
  });
  outbox.add(
    { ...target, batchId: null },
    accepted.map((url) => ({ type: 'import', url, sortOrder: null, asThumbnail: false, alt: '' })),
  );
  return verdicts;
}

/** Addresses whose pictures this outbox imported, and which are still in the gallery as far as is known. */
function addressesThere(
  { entries, history }: Outbox,
  { storeId, productId }: { storeId: string; productId: number },
  images: readonly StoreImage[],
): ReadonlySet<string> {
  const ids = new Set(images.map(({ id }) => id));
  const arrived = [...entries.ofProduct(storeId, productId, true), ...history.imports(storeId, productId)];
  return new Set(
    arrived.flatMap((entry) =>
      entry.type === 'import' && entry.progress.type === 'done' && ids.has(entry.progress.imageId ?? 0)
        ? [entry.url]
        : [],
    ),
  );
}

const addressThere: Reason = reason('address-there');

const addressTwice: Reason = reason('address-twice');
