import { z } from 'zod';
import { batchIdSchema, entryIdSchema, productIdSchema, reasonSchema, storeIdSchema } from './ids.ts';
import {
  deltaSchema,
  entryFilterSchema,
  entrySchema,
  gallerySchema,
  productFilterSchema,
  productSchema,
  settingsSchema,
  snapshotSchema,
} from './model.ts';
import { placeAnswerSchema } from './many-photos.ts';
import type { Outcome } from './outcome.ts';
import {
  destinationSchema,
  itemChangeSchema,
  itemIdSchema,
  placementSchema,
  reviewMatchSchema,
  reviewRowSchema,
  reviewSectionSchema,
  variantSchema,
} from './review.ts';
import type { Verb } from './verbs.ts';

/**
 * The one agreement between main and renderer: every call with the schema of its request and of its answer, and the
 * event that main sends. `electron/preload.ts` makes `window.packshot` from the names, `electron/desktop/ipc.ts` checks
 * sender and payload against the schemas, `electron/app.ts` implements it.
 */

const none = z.object({}).strict();
const nothing = z.null();
const page = { offset: z.int().nonnegative(), limit: z.int().min(1).max(500) };
const intakeTarget = { storeId: storeIdSchema, productId: productIdSchema };
/** Without a product, photos find theirs by their names. */
const intakeAim = { storeId: storeIdSchema, productId: productIdSchema.nullable() };
/** As `tileSchema` has it: `image-12`, `entry-7`. */
const tileKey = z.string().regex(/^(?:image|entry)-\d{1,15}$/);
const tileKeys = z.array(tileKey).min(1).max(2_000);
const batch = { batchId: batchIdSchema };
const items = { ...batch, itemIds: z.array(itemIdSchema).min(1).max(100_000) };
const patterns = z.array(z.string().min(1).max(200)).max(20);
const altTemplate = z.string().max(500);
/** What of a store's outbox is meant: all of it, or one product's or one batch's part. */
const outboxPart = z
  .object({
    storeId: storeIdSchema,
    productId: productIdSchema.optional(),
    batchId: batchIdSchema.optional(),
  })
  .strict();
const entryIds = z.object({ entryIds: z.array(entryIdSchema).min(1).max(100_000) }).strict();

function call<Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) {
  return { request, response };
}

/** A file as main gets it: named by preload, never by the page. */
export const givenFileSchema = z.union([
  z.object({ path: z.string().min(1).max(32_768) }).strict(),
  z.object({ pasted: z.string().regex(/^[a-f0-9]{32}$/) }).strict(),
]);
export type GivenFile = z.infer<typeof givenFileSchema>;

export const calls = {
  'app.snapshot': call(none, snapshotSchema),
  'app.openLink': call(
    z.object({ link: z.enum(['create-token', 'store-admin', 'licence']) }).strict(),
    nothing,
  ),
  'app.dismissNotice': call(z.object({ noticeId: z.int().positive() }).strict(), nothing),
  'app.changeSettings': call(settingsSchema.partial().strict(), settingsSchema),

  /** What the system says of the network; believed once a store has answered, or has not. */
  'app.networkChanged': call(z.object({ online: z.boolean() }).strict(), nothing),

  'stores.connect': call(
    z.object({ address: z.string().min(1).max(2_000), accessToken: z.string().min(1).max(500) }).strict(),
    z.object({ storeId: storeIdSchema }),
  ),
  'stores.connectPractice': call(none, z.object({ storeId: storeIdSchema })),
  'stores.signIn': call(
    z.object({ storeId: storeIdSchema, accessToken: z.string().min(1).max(500) }).strict(),
    nothing,
  ),
  'stores.select': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  /** Refused while anything waits, unless `discardWaiting` says that it may go. */
  'stores.disconnect': call(
    z.object({ storeId: storeIdSchema, discardWaiting: z.boolean() }).strict(),
    nothing,
  ),
  'stores.pause': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  'stores.resume': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  /** Fetches the catalogue again, in the background. */
  /** Counts the images of the whole store, which may take a while; the answer is kept with the store. */
  'stores.countImages': call(z.object({ storeId: storeIdSchema }).strict(), z.object({ images: z.number() })),
  /** By which version of the API photos go. V2 is deprecated, and needs the store's WebDAV account; the password is kept as the token is. */
  'stores.chooseApi': call(
    z.discriminatedUnion('api', [
      z.object({ storeId: storeIdSchema, api: z.literal('v3') }).strict(),
      z
        .object({
          storeId: storeIdSchema,
          api: z.literal('v2'),
          /** Left out: the account kept earlier. */
          webdav: z
            .object({
              url: z.string().min(1).max(2_000),
              username: z.string().min(1).max(300),
              password: z.string().min(1).max(500),
            })
            .strict()
            .optional(),
        })
        .strict(),
    ]),
    nothing,
  ),
  'stores.refresh': call(z.object({ storeId: storeIdSchema }).strict(), nothing),

  'products.search': call(
    z
      .object({ storeId: storeIdSchema, query: z.string().max(200), filter: productFilterSchema, ...page })
      .strict(),
    z.object({ total: z.number(), products: z.array(productSchema) }),
  ),
  /** Variants of products, as last known: those with a SKU of their own, by which a person tells them apart. */
  'products.variants': call(
    z.object({ storeId: storeIdSchema, productIds: z.array(productIdSchema).min(1).max(500) }).strict(),
    z.object({ variants: z.array(variantSchema) }),
  ),

  /** Answers from the cache at once, refreshes behind, and keeps the window told until another gallery is opened. */
  'gallery.open': call(
    z.object({ storeId: storeIdSchema, productId: productIdSchema }).strict(),
    gallerySchema,
  ),
  'gallery.close': call(none, nothing),
  'gallery.refresh': call(none, nothing),
  /** Removes every image of the product from the store; what waits for it in the outbox still goes. */
  'gallery.clear': call(z.object(intakeTarget).strict(), nothing),

  /** The order of the whole gallery, first to last, by tile. Several in a row come to one. */
  'gallery.arrange': call(
    z.object({ ...intakeTarget, keys: z.array(tileKey).min(1).max(2_000) }).strict(),
    nothing,
  ),
  /** Alt texts, of images and of photos on their way. */
  'gallery.describe': call(
    z
      .object({
        ...intakeTarget,
        changes: z
          .array(z.object({ key: tileKey, alt: z.string().max(2_000) }).strict())
          .min(1)
          .max(2_000),
      })
      .strict(),
    nothing,
  ),
  'gallery.setThumbnail': call(z.object({ ...intakeTarget, key: tileKey }).strict(), nothing),
  /** Images are held back some seconds before they go, so that it can be undone; photos on their way are cancelled. */
  'gallery.remove': call(z.object({ ...intakeTarget, keys: tileKeys }).strict(), nothing),
  /** Takes their removal back while they are held back, whatever else was edited since. */
  'gallery.keep': call(z.object({ ...intakeTarget, keys: tileKeys }).strict(), nothing),
  /** Puts one new photo in an image's place, with its alt text and, where it is, as the thumbnail. */
  'gallery.replace': call(
    z.object({ ...intakeTarget, key: tileKey, files: z.array(givenFileSchema).length(1) }).strict(),
    z.object({ batchId: batchIdSchema }),
  ),
  'gallery.copy': call(
    z.object({ ...intakeTarget, keys: tileKeys, toProductId: productIdSchema }).strict(),
    z.object({ queued: z.number() }),
  ),
  /**
   * Takes the last edit of the gallery back: what is not sent yet never is, what is sent is changed back. Answers what it was, in words,
   * or null where there was nothing.
   */
  'gallery.undo': call(z.object(intakeTarget).strict(), z.string().nullable()),
  'gallery.redo': call(z.object(intakeTarget).strict(), z.string().nullable()),
  /** Saves the largest picture that the store gives; opens the system's dialog. */
  'gallery.download': call(
    z.object({ ...intakeTarget, key: tileKey }).strict(),
    z.object({ saved: z.boolean() }),
  ),

  /** Takes files as a second argument in the page; they arrive here as `files`. */
  'intake.add': call(
    z
      .object({
        ...intakeAim,
        source: z.enum(['drop', 'paste']),
        /** Between two tiles: the one that the photos stand before. Left out: at the end. */
        before: tileKey.optional(),
        files: z.array(givenFileSchema).min(1).max(100_000),
      })
      .strict(),
    z.object({ batchId: batchIdSchema }),
  ),
  /** Opens the system's dialog; `batchId` is null when the user closed it. */
  'intake.choose': call(
    z
      .object({
        ...intakeAim,
        kind: z.enum(['files', 'folder']),
        /** As in `intake.add`. */
        before: tileKey.optional(),
      })
      .strict(),
    z.object({ batchId: batchIdSchema.nullable() }),
  ),
  /** Pictures from the web, which the store fetches itself. Each address is judged before anything is queued. */
  'intake.addUrls': call(
    z.object({ ...intakeTarget, urls: z.array(z.string().min(1).max(4_000)).min(1).max(1_000) }).strict(),
    z.object({ queued: z.number(), refused: z.array(z.object({ url: z.string(), reason: reasonSchema })) }),
  ),
  /** Answers a batch in phase `asking`. Nothing of it is staged or queued before. */
  'intake.answer': call(z.object({ batchId: batchIdSchema, answer: placeAnswerSchema }).strict(), nothing),
  /** Stops a batch: what it queued and has not arrived is cancelled, what was read for a review stays under review. */
  'intake.cancel': call(z.object({ batchId: batchIdSchema }).strict(), nothing),
  'intake.dismiss': call(z.object({ batchId: batchIdSchema }).strict(), nothing),

  'review.rows': call(
    z.object({ ...batch, ...page }).strict(),
    z.object({ total: z.number(), rows: z.array(reviewRowSchema) }),
  ),
  /** All photos of a section, or of a product in "ready", for selecting more than the window has loaded. */
  'review.ids': call(
    z.object({ ...batch, section: reviewSectionSchema, productId: productIdSchema.nullable() }).strict(),
    z.object({ itemIds: z.array(itemIdSchema) }),
  ),
  /** Gives photos to a product, or to a variant of it, in the order of their names; `productId` null takes them from theirs. */
  'review.assign': call(
    z
      .object({
        ...items,
        productId: productIdSchema.nullable(),
        variantId: z.int().positive().nullable(),
      })
      .strict(),
    nothing,
  ),
  /** Puts photos, in their present order, before another one of a product, or at its end. */
  'review.move': call(
    z.object({ ...items, productId: productIdSchema, before: itemIdSchema.nullable() }).strict(),
    nothing,
  ),
  'review.change': call(z.object({ ...items, change: itemChangeSchema }).strict(), nothing),
  'review.changeProduct': call(
    z.object({ ...batch, productId: productIdSchema, placement: placementSchema }).strict(),
    nothing,
  ),
  /** What holds for the whole batch; a change of placement or destination goes for every product and photo in it. */
  'review.changeBatch': call(
    z
      .object({
        ...batch,
        change: z
          .object({ altTemplate, placement: placementSchema, destination: destinationSchema })
          .partial()
          .strict(),
      })
      .strict(),
    nothing,
  ),
  /** What a template would make of the first photos, before it is taken over. */
  'review.tryTemplate': call(
    z.object({ ...batch, altTemplate }).strict(),
    z.object({
      problem: reasonSchema.nullable(),
      samples: z.array(z.object({ fileName: z.string(), alt: z.string() })),
    }),
  ),
  /** Queues what is ready; the rest stays under review. */
  'review.acceptSuggested': call(z.object(batch).strict(), z.object({ accepted: z.number() })),
  'review.queue': call(z.object(batch).strict(), z.object({ queued: z.number() })),

  /** What patterns would make of file names ("folder/name.jpg"), before they are taken over; null: a few names of their own. */
  'matching.tryPatterns': call(
    z
      .object({
        storeId: storeIdSchema,
        patterns,
        names: z.array(z.string().min(1).max(500)).max(50).nullable(),
      })
      .strict(),
    z.object({
      problems: z.array(z.object({ pattern: z.string(), reason: reasonSchema })),
      results: z.array(z.object({ name: z.string(), match: reviewMatchSchema, product: z.string() })),
    }),
  ),

  /** Opens the system's dialog and watches the chosen folder; null when the user closed it. */
  'hotFolders.choose': call(
    z.object({ storeId: storeIdSchema }).strict(),
    z.object({ hotFolderId: z.int().positive().nullable() }),
  ),
  'hotFolders.change': call(
    z
      .object({
        hotFolderId: z.int().positive(),
        change: z.object({ enabled: z.boolean(), sendsCertain: z.boolean() }).partial().strict(),
      })
      .strict(),
    nothing,
  ),
  'hotFolders.remove': call(z.object({ hotFolderId: z.int().positive() }).strict(), nothing),

  'outbox.list': call(
    z.object({ storeId: storeIdSchema, filter: entryFilterSchema, ...page }).strict(),
    z.object({ total: z.number(), entries: z.array(entrySchema) }),
  ),
  'outbox.cancel': call(entryIds, nothing),
  'outbox.retry': call(entryIds, nothing),
  'outbox.dismiss': call(entryIds, nothing),
  /** How many entries `outbox.cancelAll` would cancel: pictures on their way, and edits of galleries. */
  'outbox.countOpen': call(outboxPart, z.object({ uploads: z.number(), changes: z.number() })),
  'outbox.cancelAll': call(outboxPart, nothing),
  'outbox.retryFailed': call(outboxPart, nothing),
  /** Before all else that waits. */
  'outbox.sendFirst': call(entryIds, nothing),
  'outbox.sendAllFirst': call(outboxPart, nothing),
  /** Clears what arrived out of the list; failed and cancelled entries stay. */
  'outbox.clearFinished': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  /** Asks where to, and writes what became of a batch, or of all of a store, as CSV; `rows` is null when the user closed the dialog. */
  'outbox.report': call(
    z.object({ storeId: storeIdSchema, batchId: batchIdSchema.optional() }).strict(),
    z.object({ rows: z.number().nullable() }),
  ),
} as const satisfies Record<Verb, { request: z.ZodType; response: z.ZodType }>;

export type Request<V extends Verb> = z.infer<(typeof calls)[V]['request']>;
export type Response<V extends Verb> = z.infer<(typeof calls)[V]['response']>;

/** The other direction: main tells, the page listens. */
export const events = { delta: deltaSchema } as const;

/** What `electron/app.ts` implements: every call but those that need a dialog or a browser, which `desktop/` adds. */
export type Handlers<V extends Verb = Verb> = {
  [K in V]: (request: Request<K>) => Promise<Outcome<Response<K>>> | Outcome<Response<K>>;
};
