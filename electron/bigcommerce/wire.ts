import { z } from 'zod';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { StoreImage, StoreProduct } from './image-api.ts';

/**
 * V3's answers as they come, in snake case. Unknown fields are passed over; of an image only the id is certain: the published
 * answer to a POST leaves `image_file` out, and pictures' URLs may be missing while the store works on them.
 */

const text = z.string().nullish();

const imageSchema = z.object({
  id: z.int().positive(),
  product_id: z.int().positive().nullish(),
  is_thumbnail: z.boolean().nullish(),
  sort_order: z.int().nullish(),
  description: text,
  image_file: text,
  url_zoom: text,
  url_standard: text,
  url_thumbnail: text,
  url_tiny: text,
  date_modified: text,
});

const productSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  sku: text,
  date_modified: text,
  variants: z.array(z.object({ id: z.int().positive(), sku: text })).nullish(),
  images: z.array(imageSchema).nullish(),
});

const paginationSchema = z.object({
  total: z.int().nonnegative(),
  current_page: z.int().positive(),
  total_pages: z.int().nonnegative(),
});
export type Pagination = z.infer<typeof paginationSchema>;

const metaSchema = z.object({ pagination: paginationSchema.nullish() }).nullish();

const imageAnswer = z.object({ data: imageSchema });
const imageListAnswer = z.object({ data: z.array(imageSchema), meta: metaSchema });
const productAnswer = z.object({ data: productSchema });
const productListAnswer = z.object({ data: z.array(productSchema), meta: metaSchema });
const countAnswer = z.object({ meta: z.object({ pagination: z.object({ total: z.int().nonnegative() }) }) });
const storeAnswer = z.object({ name: text });

/** A list and, where the answer told, which page of how many it is. */
export interface Listed<T> {
  rows: T[];
  pagination: Pagination | null;
}

/** Each reader answers the value, or the problem in words that name the field. `productId` fills in where a row leaves it out. */
export function readImage(json: unknown, productId: number): Outcome<StoreImage, string> {
  return read(imageAnswer, json, (body) => toImage(body.data, productId));
}

export function readImageList(json: unknown, productId: number): Outcome<Listed<StoreImage>, string> {
  return read(imageListAnswer, json, (body) => ({
    rows: body.data.map((row) => toImage(row, productId)),
    pagination: body.meta?.pagination ?? null,
  }));
}

export function readProduct(json: unknown): Outcome<StoreProduct, string> {
  return read(productAnswer, json, (body) => toProduct(body.data));
}

export function readProductList(json: unknown): Outcome<Listed<StoreProduct>, string> {
  return read(productListAnswer, json, (body) => ({
    rows: body.data.map(toProduct),
    pagination: body.meta?.pagination ?? null,
  }));
}

export function readTotal(json: unknown): Outcome<number, string> {
  return read(countAnswer, json, (body) => body.meta.pagination.total);
}

export function readStoreName(json: unknown): Outcome<string | null, string> {
  return read(storeAnswer, json, (body) => body.name?.trim() || null);
}

function read<S extends z.ZodType, T>(
  schema: S,
  json: unknown,
  shape: (body: z.infer<S>) => T,
): Outcome<T, string> {
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(shape(parsed.data)) : no(describe(parsed.error));
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return 'The answer has another shape than expected.';
  return `${issue.path.map(String).join('.') || 'The answer'}: ${issue.message}`;
}

function toImage(row: z.infer<typeof imageSchema>, productId: number): StoreImage {
  return {
    id: row.id,
    productId: row.product_id ?? productId,
    sortOrder: row.sort_order ?? 0,
    isThumbnail: row.is_thumbnail ?? false,
    description: row.description ?? '',
    imageFile: row.image_file ?? '',
    urlZoom: row.url_zoom ?? '',
    urlStandard: row.url_standard ?? '',
    urlThumbnail: row.url_thumbnail ?? '',
    urlTiny: row.url_tiny ?? '',
    dateModified: row.date_modified ?? '',
  };
}

function toProduct(row: z.infer<typeof productSchema>): StoreProduct {
  return {
    id: row.id,
    name: row.name,
    sku: row.sku ?? '',
    dateModified: row.date_modified ?? '',
    variants: (row.variants ?? []).map((variant) => ({ id: variant.id, sku: variant.sku ?? '' })),
    images: (row.images ?? []).map((image) => toImage(image, row.id)),
  };
}
