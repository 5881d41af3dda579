import { z } from 'zod';
import type { Outcome } from '../../../shared/outcome.ts';
import type { StoreImage } from '../image-api.ts';
import { listOf, readAs, shortText } from '../http/parse-answer.ts';
import { imageSchema as v3ImageSchema, toImage } from '../v3/wire-v3.ts';

/**
 * V2's answers as they come: bare objects and lists, other names for the pictures' addresses, and dates as in letters
 * (RFC 2822). Source: the published V2 reference of product images.
 */

const imageSchema = v3ImageSchema
  .extend({
    zoom_url: shortText,
    standard_url: shortText,
    thumbnail_url: shortText,
    tiny_url: shortText,
    date_created: shortText,
  })
  .transform((row) => ({
    ...row,
    url_zoom: row.zoom_url,
    url_standard: row.standard_url,
    url_thumbnail: row.thumbnail_url,
    url_tiny: row.tiny_url,
    date_modified: isoDate(row.date_modified ?? row.date_created ?? ''),
  }));

const imageListSchema = listOf(imageSchema);
const countSchema = z.object({ count: z.int().nonnegative() });

/** Each reader returns the value, or the problem in words that name the field. `productId`: for rows without one. */
export function readV2Image(json: unknown, productId: number): Outcome<StoreImage, string> {
  return readAs(imageSchema, json, (row) => toImage(row, productId));
}

export function readV2ImageList(json: unknown, productId: number): Outcome<StoreImage[], string> {
  return readAs(imageListSchema, json, (rows) => rows.map((row) => toImage(row, productId)));
}

export function readV2Count(json: unknown): Outcome<number, string> {
  return readAs(countSchema, json, (body) => body.count);
}

/** A letter's date as V3 writes dates, such as `2024-09-24T01:17:14+00:00`; what can't be read stays as it is. */
export function isoDate(letterDate: string): string {
  const time = Date.parse(letterDate);
  return Number.isNaN(time) ? letterDate : `${new Date(time).toISOString().slice(0, 19)}+00:00`;
}
