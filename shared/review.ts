import { z } from 'zod';
import { hintSchema } from './hints.ts';
import { productIdSchema, reasonSchema } from './ids.ts';

/** A batch under review: rows of photos by product. Rows come in pages, because a batch may have ten thousand. */

export const itemIdSchema = z.int().positive();

/** Where new photos go; `replace` removes the present images once all new ones have arrived. */
export const placementSchema = z.enum(['after', 'before', 'replace']);
export type Placement = z.infer<typeof placementSchema>;

/** What a photo with a variant's SKU becomes. */
export const destinationSchema = z.enum(['gallery', 'variant', 'both']);
export type Destination = z.infer<typeof destinationSchema>;

/** Whether photos replace the pictures that their variants have already. */
export const variantPicturesSchema = z.enum(['replace', 'keep']);
export type VariantPictures = z.infer<typeof variantPicturesSchema>;

/**
 * `suggested`: the product is likely, and waits to be accepted. `lists`: files that were read as lists of photos.
 * `sets`: on the contact sheet, the photos of all sets.
 */
export const reviewSectionSchema = z.enum(['sets', 'choose', 'suggested', 'ready', 'unusable', 'lists']);
export type ReviewSection = z.infer<typeof reviewSectionSchema>;

export const maxStars = 5;
/** 0: not rated. */
const starsSchema = z.int().min(0).max(maxStars);

/** Which photos are shown. It hides the others and changes nothing about them. */
export const photoFilterSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stars'), min: z.int().min(1).max(maxStars) }).strict(),
  z.object({ type: z.literal('rejected') }).strict(),
]);
export type PhotoFilter = z.infer<typeof photoFilterSchema>;

/** How a batch is shown. On a `sheet`, undecided sets come first, in one section. */
export const reviewViewSchema = z
  .object({ layout: z.enum(['list', 'sheet']), filter: photoFilterSchema.nullable() })
  .strict();
export type ReviewView = z.infer<typeof reviewViewSchema>;

/** A product or variant a photo may belong to. */
export const candidateSchema = z.object({
  productId: productIdSchema,
  variantId: z.int().positive().nullable(),
  sku: z.string(),
  productName: z.string(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** A variant by its SKU, its options ("Red, L"), or both. */
export const variantSchema = z.object({
  productId: productIdSchema,
  variantId: z.int().positive(),
  sku: z.string(),
  label: z.string(),
  options: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type Variant = z.infer<typeof variantSchema>;

/** `chosen`: by the user. `why` is a sentence. `candidates`: of an ambiguous match, or the nearest SKUs. */
export const reviewMatchSchema = z.object({
  type: z.enum(['matched', 'chosen', 'ambiguous', 'unmatched']),
  why: z.string(),
  candidates: z.array(candidateSchema),
  /** Likely, but the user should check; missing for a certain match. */
  certainty: z.literal('suggested').optional(),
});

export const pictureSizeSchema = z.object({
  /** JPEG, TIFF, HEIC ... */
  type: z.string(),
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
});

export const preparingSchema = z.object({
  /** The store can't take the original. */
  must: z.boolean(),
  sentence: z.string(),
  sendAs: z.enum(['prepared', 'as-is']),
  state: z.enum(['waiting', 'working', 'ready', 'failed']),
  result: pictureSizeSchema.extend({ preview: z.string() }).nullable(),
});

export const reviewItemSchema = z.object({
  id: itemIdSchema,
  fileName: z.string(),
  folder: z.string(),
  /** Same-origin path of a small preview; null until the file is read. */
  preview: z.string().nullable(),
  size: pictureSizeSchema.nullable(),
  reading: z.boolean(),
  unusable: reasonSchema.nullable(),
  /** Of a raw photograph: the size of the camera's own JPEG in it, which can be used instead. */
  cameraJpeg: z.object({ width: z.number(), height: z.number() }).optional(),
  /** A link that leads outside of what the user gave. What it leads to can be added. */
  leadsOutside: z.boolean().optional(),
  match: reviewMatchSchema,
  target: z
    .object({
      productId: productIdSchema,
      variantId: z.int().positive().nullable(),
      /** SKU of the variant or product. */
      sku: z.string(),
      /** The variant's name; '' for a whole product. */
      variant: z.string(),
    })
    .nullable(),
  /**
   * The set without a product that it is in, and its place there, both from 1; null `at`: no time of capture, else
   * epoch milliseconds.
   */
  inSet: z
    .object({
      set: z.number(),
      place: z.number(),
      of: z.number(),
      at: z.number().nullable(),
      differs: z.boolean(),
    })
    .optional(),
  /** Option values found in the name, `Navy, S`: the variants that the photo shows. */
  variants: z.string(),
  /** The view that the file name states: "front", "2"; '' if none. */
  view: z.string(),
  /** `small-copy`: a smaller version of a picture in this batch, by its name and aspect ratio. */
  duplicate: z.enum(['gallery', 'batch', 'small-copy']).nullable(),
  /** The gallery has an image of this name with other bytes. `replaces`: the photo will take its place. */
  newVersion: z.object({ isCertain: z.boolean(), replaces: z.boolean() }).optional(),
  /** Whether it will be queued: duplicates only if the user wants it. Without a product: whether one is looked for. */
  included: z.boolean(),
  stars: starsSchema,
  /** By the user, as not good enough: it is excluded. */
  rejected: z.boolean(),
  asThumbnail: z.boolean(),
  alt: z.string(),
  /** The user's own text instead of the template. */
  altIsOwn: z.boolean(),
  /** Null without a variant. */
  destination: destinationSchema.nullable(),
  /** The variants whose own picture the photo can become, and how many have one already; left out without any. */
  picture: z.object({ name: z.string(), variants: z.number(), replaced: z.number() }).optional(),
  preparing: preparingSchema.nullable(),
  /** What may be wrong with it; left out: nothing. */
  hints: z.array(hintSchema).optional(),
  /** Name of its colour profile, null without one; time of capture, epoch milliseconds; left out until it is read. */
  taken: z.object({ profile: z.string().nullable(), at: z.number().nullable() }).optional(),
  /** Measured, from 0 without any edge to 1; left out until then, and where nothing can be sharp. */
  sharpness: z.number().min(0).max(1).optional(),
});
export type ReviewItem = z.infer<typeof reviewItemSchema>;

/** The rows of the screen: section headings, product headings in "ready", and photos. */
export const reviewRowSchema = z.discriminatedUnion('row', [
  z.object({
    row: z.literal('section'),
    section: reviewSectionSchema,
    count: z.number(),
    leftOut: z.number(),
    /** Raw photographs with a camera's own JPEG, which can be used instead. */
    cameraJpegs: z.number().optional(),
    /** Photos that are surely new versions of images, and are so far added next to them. */
    newVersions: z.number().optional(),
    /** Photos of which only the number in their names is known, and it is a product's id. */
    productIds: z.number().optional(),
  }),
  /** Before the photos of one article: taken after its label, or found by time, counter and likeness. */
  z.object({
    row: z.literal('set'),
    section: z.enum(['choose', 'suggested']),
    setId: itemIdSchema,
    /** From 1. */
    place: z.number(),
    of: z.number(),
    /** The label that was photographed before, the name of that photo, and the label's product. */
    label: z.object({ code: z.string(), fileName: z.string(), owner: candidateSchema }).nullable(),
    /** Of the label, else of the first photo. */
    preview: z.string().nullable(),
    /** Of the label, else the one that follows in the product list; null where none is offered. */
    product: candidateSchema.nullable(),
    /** Of the first photo. */
    firstFrame: z.string().nullable(),
    /** Thumbnail of that product. */
    thumbnail: z.string().nullable(),
    /** `two-articles`: the set may hold two, and nothing is offered until the user looked. */
    verdict: z.enum(['alike', 'one-differs', 'two-articles']),
    /** The first and the last photo; times in epoch milliseconds by the camera's clock, null if unknown. */
    from: z.object({ fileName: z.string(), at: z.number().nullable() }),
    to: z.object({ fileName: z.string(), at: z.number().nullable() }),
    /** Without the label. */
    itemIds: z.array(itemIdSchema),
    /** Those of them that the filter shows. */
    shownIds: z.array(itemIdSchema),
  }),
  z.object({
    row: z.literal('product'),
    productId: productIdSchema,
    name: z.string(),
    sku: z.string(),
    thumbnail: z.string().nullable(),
    included: z.number(),
    imageCount: z.number(),
    placement: placementSchema,
    /** For example a full gallery. */
    problem: reasonSchema.nullable(),
  }),
  z.object({ row: z.literal('item'), section: reviewSectionSchema, item: reviewItemSchema }),
]);
export type ReviewRow = z.infer<typeof reviewRowSchema>;

/** How many photos can be brought into a comparison; two to four are seen at once. */
export const maxCompared = 40;

/** Where the headings stand among the rows: what follows one, up to the next, are its photos. */
export const reviewOutlineSchema = z.object({
  total: z.number(),
  headings: z.array(
    z.object({ index: z.number(), row: z.enum(['section', 'set', 'product']), section: reviewSectionSchema }),
  ),
  /** Sets whose photos have their products, in the order they were taken. `preview`: of its label or first photo. */
  assigned: z.array(
    z.object({ setId: itemIdSchema, preview: z.string().nullable(), productName: z.string() }),
  ),
});
export type ReviewOutline = z.infer<typeof reviewOutlineSchema>;

/** A set and the product that it would be given in a run. */
/** A longer run is given in parts. */
export const maxRunPairs = 1_000;
export const runPairSchema = z.object({
  setId: itemIdSchema,
  place: z.number(),
  preview: z.string().nullable(),
  photos: z.number(),
  product: candidateSchema,
  /** Thumbnail of the product. */
  thumbnail: z.string().nullable(),
  /** The next label or given set says so too, as far as there is one. */
  isSure: z.boolean(),
});
export type RunPair = z.infer<typeof runPairSchema>;

/** Photos that were dropped on a product, by what their names say for certain. */
export const droppedSummarySchema = z.object({
  productId: productIdSchema,
  productName: z.string(),
  /** Names that say this product, no product, and another one. */
  here: z.number(),
  unnamed: z.number(),
  elsewhere: z.number(),
  /** The products named most, without this one. */
  others: z.array(z.object({ productId: productIdSchema, productName: z.string(), count: z.number() })),
});
export type DroppedSummary = z.infer<typeof droppedSummarySchema>;

export const reviewSummarySchema = z.object({
  ready: z.number(),
  /** Of a product and included, but they could not be prepared, so they can't be queued as they are. */
  notPrepared: z.number(),
  /** Without a product, including those with a suggested one. */
  choose: z.number(),
  suggested: z.number(),
  unusable: z.number(),
  /** Duplicates and photos the user left out, rejected ones among them. */
  skipped: z.number(),
  /** How many photos have one star or more, two or more, and so on. */
  rated: z.array(z.number()).length(maxStars),
  rejected: z.number(),
  /** Photos without names that are still to be looked at for labels and likeness. */
  unseen: z.number(),
  reading: z.number(),
  preparing: z.number(),
  /** Ready photos on their way into the outbox. */
  queueing: z.number(),
  products: z.number(),
  altTemplate: z.string(),
  placement: placementSchema,
  destination: destinationSchema,
  /** The photos were dropped on this product; null once they are matched by name, or for any other drop. */
  dropped: droppedSummarySchema.nullable(),
  /** What undo would do one after another, newest first, and what redo would. */
  undoSteps: z.array(z.string()),
  redo: z.string().nullable(),
  /** Increases when a row changes, so that the screen reloads. */
  version: z.number(),
});
export type ReviewSummary = z.infer<typeof reviewSummarySchema>;

/** What must be known or decided before a batch is queued. */
export const queueQuestionsSchema = z.object({
  /** Products that would come over BigCommerce's limit of images, and the photos that stay because of it. */
  full: z.array(z.object({ productId: productIdSchema, name: z.string(), photos: z.number() })),
  /** How many variants have a picture already that a photo would replace. */
  pictures: z.number(),
});
export type QueueQuestions = z.infer<typeof queueQuestionsSchema>;

/** A product to which photos go, and the variants of it that they show. */
export const photoTargetSchema = z
  .object({
    productId: productIdSchema,
    variantIds: z.array(z.int().positive()).max(1_000),
    /** Left out: the batch's. */
    destination: destinationSchema.optional(),
  })
  .strict();
export type PhotoTarget = z.infer<typeof photoTargetSchema>;

export const itemChangeSchema = z
  .object({
    /** To include a photo takes its rejection back. */
    included: z.boolean(),
    stars: starsSchema,
    rejected: z.boolean(),
    asThumbnail: z.boolean(),
    replaces: z.boolean(),
    /** Null: follow the template again. */
    alt: z.string().max(2_000).nullable(),
    destination: destinationSchema,
    sendAs: z.enum(['prepared', 'as-is']),
  })
  .partial()
  .strict();
export type ItemChange = z.infer<typeof itemChangeSchema>;

/** A watched folder: new files become a batch. `name` is for display; the path stays in main. */
export const hotFolderSchema = z.object({
  id: z.int().positive(),
  storeId: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** A company sets it for this computer: it can't be changed. */
  isManaged: z.boolean(),
  /** Queue certain matches without review. */
  sendsCertain: z.boolean(),
  state: z.enum(['watching', 'off', 'missing']),
});
export type HotFolder = z.infer<typeof hotFolderSchema>;
