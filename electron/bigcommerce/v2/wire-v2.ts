import { z } from 'zod';
import type { Outcome } from '../../../shared/outcome.ts';
import type { StoreImage } from '../image-api.ts';
import { listOf, readAs, shortText } from '../http/parse-answer.ts';

/**
 * V2's answers as they come: bare objects and lists, other names for the pictures' addresses, and dates as in letters (RFC
 * 2822). Source: the published V2 reference of product images.
 */

const text = z.string().nullish();

const imageSchema = z.object({
  id: z.int().positive(),
  product_id: z.int().positive().nullish(),
  image_file: shortText,
  zoom_url: shortText,
  standard_url: shortText,
  thumbnail_url: shortText,
  tiny_url: shortText,
  is_thumbnail: z.boolean().nullish(),
  sort_order: z.int().nullish(),
  description: text,
  date_created: shortText,
  date_modified: shortText,
});

const imageListSchema = listOf(imageSchema);
const countSchema = z.object({ count: z.int().nonnegative() });

/** Each reader answers the value, or the problem in words that name the field. `productId` fills in where a row leaves it out. */
export function readV2Image(json: unknown, productId: number): Outcome<StoreImage, string> {
  return readAs(imageSchema, json, (row) => toImage(row, productId));
}

export function readV2ImageList(json: unknown, productId: number): Outcome<StoreImage[], string> {
  return readAs(imageListSchema, json, (rows) => rows.map((row) => toImage(row, productId)));
}

export function readV2Count(json: unknown): Outcome<number, string> {
  return readAs(countSchema, json, (body) => body.count);
}

function toImage(row: z.infer<typeof imageSchema>, productId: number): StoreImage {
  return {
    id: row.id,
    productId: row.product_id ?? productId,
    sortOrder: row.sort_order ?? 0,
    isThumbnail: row.is_thumbnail ?? false,
    description: row.description ?? '',
    imageFile: row.image_file ?? '',
    urlZoom: row.zoom_url ?? '',
    urlStandard: row.standard_url ?? '',
    urlThumbnail: row.thumbnail_url ?? '',
    urlTiny: row.tiny_url ?? '',
    dateModified: isoDate(row.date_modified ?? row.date_created ?? ''),
  };
}

/** A letter's date as V3 writes dates, such as `2024-09-24T01:17:14+00:00`; what can't be read stays as it is. */
export function isoDate(letterDate: string): string {
  const time = Date.parse(letterDate);
  return Number.isNaN(time) ? letterDate : `${new Date(time).toISOString().slice(0, 19)}+00:00`;
}
