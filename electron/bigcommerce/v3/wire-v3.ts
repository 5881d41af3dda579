import { z } from 'zod';
import type { Outcome } from '../../../shared/outcome.ts';
import type { NamedId, StoreProduct } from '../catalog-api.ts';
import type { StoreImage } from '../image-api.ts';
import { boundedText, listOf, longText, readAs, shortText } from '../http/parse-answer.ts';

/**
 * V3's answers as they come, in snake case (V2's: wire-v2.ts). Unknown fields are passed over; of an image only the id
 * is certain: the published answer to a POST leaves `image_file` out, and pictures' URLs may be missing while the store
 * works on them.
 */

export const imageSchema = z.object({
  id: z.int().positive(),
  product_id: z.int().positive().nullish(),
  is_thumbnail: z.boolean().nullish(),
  sort_order: z.int().nullish(),
  description: longText,
  image_file: shortText,
  url_zoom: shortText,
  url_standard: shortText,
  url_thumbnail: shortText,
  url_tiny: shortText,
  date_modified: shortText,
});

const productSchema = z.object({
  id: z.int().positive(),
  name: boundedText,
  sku: shortText,
  upc: shortText,
  gtin: shortText,
  mpn: shortText,
  custom_url: z.object({ url: shortText }).nullish(),
  brand_id: z.int().nonnegative().nullish(),
  categories: listOf(z.int()).nullish(),
  is_visible: z.boolean().nullish(),
  date_modified: shortText,
  variants: listOf(
    z.object({
      id: z.int().positive(),
      sku: shortText,
      upc: shortText,
      gtin: shortText,
      mpn: shortText,
      image_url: shortText,
      option_values: listOf(z.object({ option_display_name: shortText, label: shortText })).nullish(),
    }),
  ).nullish(),
  images: listOf(imageSchema).nullish(),
});

const paginationSchema = z.object({
  total: z.int().nonnegative(),
  current_page: z.int().positive(),
  total_pages: z.int().nonnegative(),
});
type Pagination = z.infer<typeof paginationSchema>;

const metaSchema = z.object({ pagination: paginationSchema.nullish() }).nullish();

const imageAnswer = z.object({ data: imageSchema });
/** A bare empty list is one of the two published answers for a product that has no images; the other has no body. */
const imageListAnswer = z.union([
  z.tuple([]).transform(() => ({ data: [], meta: null })),
  z.object({ data: listOf(imageSchema), meta: metaSchema }),
]);
const namedListAnswer = z.object({
  data: z.array(z.object({ id: z.int().positive(), name: shortText })),
  meta: metaSchema,
});
/** Each row becomes a product at once: a page holds 250, and what is read of them need not exist together. */
const productListAnswer = z.object({ data: listOf(productSchema.transform(toProduct)), meta: metaSchema });
const countAnswer = z.object({ meta: z.object({ pagination: z.object({ total: z.int().nonnegative() }) }) });
const variantImageAnswer = z.object({ data: z.object({ image_url: boundedText }) });
const imageCountsAnswer = z.object({
  data: listOf(z.object({ id: z.int().positive(), images: listOf(z.unknown()).nullish() })),
  meta: metaSchema,
});
const storeAnswer = z.object({ name: shortText });

/** A list and, where the answer told, which page of how many it is. */
export interface Listed<T> {
  rows: T[];
  pagination: Pagination | null;
}

/** Each reader returns the value, or the problem in words that name the field. `productId`: for rows without one. */
export function readImage(json: unknown, productId: number): Outcome<StoreImage, string> {
  return readAs(imageAnswer, json, (body) => toImage(body.data, productId));
}

export function readImageList(json: unknown, productId: number): Outcome<Listed<StoreImage>, string> {
  return readAs(imageListAnswer, json, (body) => ({
    rows: body.data.map((row) => toImage(row, productId)),
    pagination: body.meta?.pagination ?? null,
  }));
}

export function readProductList(json: unknown): Outcome<Listed<StoreProduct>, string> {
  return readAs(productListAnswer, json, (body) => ({
    rows: body.data,
    pagination: body.meta?.pagination ?? null,
  }));
}

/** Brands or categories. */
export function readNamedList(json: unknown): Outcome<Listed<NamedId>, string> {
  return readAs(namedListAnswer, json, (body) => ({
    rows: body.data.map(({ id, name }) => ({ id, name: name ?? '' })),
    pagination: body.meta?.pagination ?? null,
  }));
}

export function readTotal(json: unknown): Outcome<number, string> {
  return readAs(countAnswer, json, (body) => body.meta.pagination.total);
}

export function readVariantImage(json: unknown): Outcome<{ imageUrl: string }, string> {
  return readAs(variantImageAnswer, json, (body) => ({ imageUrl: body.data.image_url }));
}

/** Of each product its id and how many images it has. */
export function readImageCounts(json: unknown): Outcome<Listed<{ id: number; images: number }>, string> {
  return readAs(imageCountsAnswer, json, (body) => ({
    rows: body.data.map((row) => ({ id: row.id, images: row.images?.length ?? 0 })),
    pagination: body.meta?.pagination ?? null,
  }));
}

export function readStoreName(json: unknown): Outcome<string | null, string> {
  return readAs(storeAnswer, json, (body) => body.name?.trim() || null);
}

/** An image of V3, or of V2 once its names are V3's. */
export function toImage(row: z.infer<typeof imageSchema>, productId: number): StoreImage {
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

interface WireCodes {
  upc?: string | null | undefined;
  gtin?: string | null | undefined;
  mpn?: string | null | undefined;
}

function codesOf({ upc, gtin, mpn }: WireCodes): { upc: string; gtin: string; mpn: string } {
  return { upc: upc ?? '', gtin: gtin ?? '', mpn: mpn ?? '' };
}

function toProduct(row: z.infer<typeof productSchema>): StoreProduct {
  return {
    id: row.id,
    name: row.name,
    sku: row.sku ?? '',
    ...codesOf(row),
    address: row.custom_url?.url ?? '',
    brandId: row.brand_id ?? 0,
    categoryIds: row.categories ?? [],
    isVisible: row.is_visible ?? true,
    dateModified: row.date_modified ?? '',
    variants: (row.variants ?? []).map(({ option_values: values, image_url: imageUrl, ...variant }) => ({
      ...(imageUrl === undefined ? {} : { imageUrl: imageUrl ?? '' }),
      id: variant.id,
      sku: variant.sku ?? '',
      ...codesOf(variant),
      label: (values ?? []).flatMap(({ label }) => label || []).join(', '),
      options: (values ?? []).flatMap(({ option_display_name: name, label }) =>
        label ? [{ name: name ?? '', value: label }] : [],
      ),
    })),
    images: (row.images ?? []).map((image) => toImage(image, row.id)),
  };
}
