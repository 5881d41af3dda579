import { limits } from '../../../shared/limits.ts';
import { no, ok } from '../../../shared/outcome.ts';
import { reasons } from '../errors.ts';
import type { Answer, StoreImage } from '../image-api.ts';
import { readPageInParts } from '../http/pages.ts';
import type { Listed } from './wire-v3.ts';

/** More pages than a gallery can have, even if the store gave one image a page. */
const maxPages = limits.imagesPerProduct + 1;
/** A gallery that shrinks while its pages are read is read again, this often. */
const maxReadings = 3;
/** What a store puts on a page when it passes over the number asked for. */
const shortestFullPage = 50;

/** All images of a product, from its pages. Page numbers count from 1. */
export async function readGallery(
  readPage: (page: number, size: number) => Answer<Listed<StoreImage>>,
): Answer<StoreImage[]> {
  for (let reading = 0; reading < maxReadings; reading += 1) {
    const gallery = await readOnce(readPage);
    if (!gallery.ok) return gallery;
    if (gallery.value !== null) return ok(gallery.value);
  }
  return no({ type: 'transient', reason: reasons.movingGallery });
}

/**
 * Null: rows were removed between two pages, so that one may have slipped past unseen. Where the store tells no total,
 * as V2, that can't be noticed.
 */
async function readOnce(
  readPage: (page: number, size: number) => Answer<Listed<StoreImage>>,
): Answer<StoreImage[] | null> {
  const images = new Map<number, StoreImage>();
  let maxTotal = 0;
  for (let page = 1; page <= maxPages; page += 1) {
    const listed = await readPageInParts(page, limits.pageSize, readPage);
    if (!listed.ok) return listed;
    const { rows, pagination } = listed.value;
    const before = images.size;
    for (const row of rows) images.set(row.id, row);

    if (pagination === null) {
      if (rows.length < shortestFullPage || images.size === before) break;
      continue;
    }
    if (page > 1 && pagination.total < maxTotal) return ok(null);
    maxTotal = Math.max(maxTotal, pagination.total);
    if (pagination.current_page >= pagination.total_pages || rows.length === 0) break;
  }
  return ok(images.size < maxTotal ? null : [...images.values()]);
}
