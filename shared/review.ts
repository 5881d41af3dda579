import { z } from 'zod';
import { productIdSchema, reasonSchema } from './ids.ts';

/**
 * A batch under review, as the window sees it: rows of photos under the products they were matched with. Rows come in pages,
 * because a batch may have ten thousand.
 */

export const itemIdSchema = z.int().positive();

/** Where a product's new photos stand among the images it has; `replace` removes those once all new ones have arrived. */
export const placementSchema = z.enum(['after', 'before', 'replace']);
export type Placement = z.infer<typeof placementSchema>;

/** What a photo matched to a variant's SKU becomes. */
export const destinationSchema = z.enum(['gallery', 'variant', 'both']);
export type Destination = z.infer<typeof destinationSchema>;

/** `suggested`: the product is likely, and waits to be accepted. */
export const reviewSectionSchema = z.enum(['choose', 'suggested', 'ready', 'unusable']);
export type ReviewSection = z.infer<typeof reviewSectionSchema>;

/** A product, or one of its variants, that a photo may belong to. */
export const candidateSchema = z.object({
  productId: productIdSchema,
  variantId: z.int().positive().nullable(),
  sku: z.string(),
  productName: z.string(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** A variant of a product, by its own SKU, its options' values ("Red, L"), or both; empty what it doesn't have. */
export const variantSchema = z.object({
  productId: productIdSchema,
  variantId: z.int().positive(),
  sku: z.string(),
  label: z.string(),
});
export type Variant = z.infer<typeof variantSchema>;

/** `chosen`: the user said so. `why` is a sentence. `candidates`: of an ambiguous match, or the nearest SKUs of none. */
export const reviewMatchSchema = z.object({
  is: z.enum(['matched', 'chosen', 'ambiguous', 'unmatched']),
  why: z.string(),
  candidates: z.array(candidateSchema),
  /** Of a match: likely, but a person should look; left out where it is certain. */
  certainty: z.literal('suggested').optional(),
});

export const pictureSizeSchema = z.object({
  /** In words: JPEG, TIFF, HEIC ... */
  type: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
});

/** What Packshot does to a picture before it is sent; see `electron/intake/prepare`. */
export const preparingSchema = z.object({
  /** The store can't take the original, so it can't be sent as it is. */
  must: z.boolean(),
  sentence: z.string(),
  sendAs: z.enum(['prepared', 'as-is']),
  state: z.enum(['waiting', 'working', 'ready', 'failed']),
  /** What came of it, with a preview of its own. */
  result: pictureSizeSchema.extend({ preview: z.string() }).nullable(),
});

export const reviewItemSchema = z.object({
  id: itemIdSchema,
  fileName: z.string(),
  folder: z.string(),
  /** Same-origin path of a small preview; null until the file is read. */
  preview: z.string().nullable(),
  size: pictureSizeSchema.nullable(),
  /** Its bytes are still being read and checked. */
  reading: z.boolean(),
  /** Why it can't be used. */
  unusable: reasonSchema.nullable(),
  match: reviewMatchSchema,
  target: z
    .object({
      productId: productIdSchema,
      variantId: z.int().positive().nullable(),
      /** SKU of the variant, or of the product. */
      sku: z.string(),
      /** What the variant is called; empty for a whole product. */
      variant: z.string(),
    })
    .nullable(),
  /** Values of options that the name has, `Navy, S`: the variants that it shows. */
  variants: z.string(),
  /** What the file name says of the view: "front", "2"; empty when it says nothing. */
  view: z.string(),
  /** `small-copy`: a smaller size of a picture of this batch, by its name and shape. */
  duplicate: z.enum(['gallery', 'batch', 'small-copy']).nullable(),
  /** Whether it will be queued: a duplicate is not, unless the user wants it. */
  included: z.boolean(),
  asThumbnail: z.boolean(),
  alt: z.string(),
  /** The user wrote this alt text; it does not follow the template. */
  altIsOwn: z.boolean(),
  /** Null for a photo that belongs to no variant. */
  destination: destinationSchema.nullable(),
  preparing: preparingSchema.nullable(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;

/** Rows of the screen, in order: a section's heading, in "ready" a product's heading, and the photos below it. */
export const reviewRowSchema = z.discriminatedUnion('row', [
  z.object({
    row: z.literal('section'),
    section: reviewSectionSchema,
    count: z.number(),
    /** How many of them are left out. */
    leftOut: z.number(),
  }),
  z.object({
    row: z.literal('product'),
    productId: productIdSchema,
    name: z.string(),
    sku: z.string(),
    thumbnail: z.string().nullable(),
    /** Photos of this batch that will be queued for it. */
    included: z.number(),
    /** Images it has now. */
    imageCount: z.number(),
    placement: placementSchema,
    /** Something that keeps photos out, such as a full gallery. */
    problem: reasonSchema.nullable(),
  }),
  z.object({ row: z.literal('item'), section: reviewSectionSchema, item: reviewItemSchema }),
]);
export type ReviewRow = z.infer<typeof reviewRowSchema>;

/** What the batch panel and the primary button say. */
export const reviewSummarySchema = z.object({
  /** Photos that will be queued when the button is pressed. */
  ready: z.number(),
  /** Without a product, those with a suggested one among them. */
  choose: z.number(),
  suggested: z.number(),
  unusable: z.number(),
  /** Duplicates and others that were left out. */
  skipped: z.number(),
  reading: z.number(),
  preparing: z.number(),
  /** Of those ready, photos that are on their way into the outbox: the button was pressed. */
  queueing: z.number(),
  products: z.number(),
  altTemplate: z.string(),
  placement: placementSchema,
  destination: destinationSchema,
  /** Raised whenever a row changed, so that the open screen knows to ask again. */
  version: z.number(),
});
export type ReviewSummary = z.infer<typeof reviewSummarySchema>;

export const itemChangeSchema = z
  .object({
    included: z.boolean(),
    asThumbnail: z.boolean(),
    /** Null: follow the template again. */
    alt: z.string().max(2_000).nullable(),
    destination: destinationSchema,
    sendAs: z.enum(['prepared', 'as-is']),
  })
  .partial()
  .strict();
export type ItemChange = z.infer<typeof itemChangeSchema>;

/** A watched folder: what appears in it becomes a batch. `name` is for showing; its path stays in main. */
export const hotFolderSchema = z.object({
  id: z.int().positive(),
  storeId: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** Photos with a certain match are queued without review. */
  sendsCertain: z.boolean(),
  state: z.enum(['watching', 'off', 'missing']),
});
export type HotFolder = z.infer<typeof hotFolderSchema>;
