import { z } from 'zod';
import { batchIdSchema, entryIdSchema, productIdSchema, reasonSchema, storeIdSchema } from './ids.ts';
import { altChangeSchema, altListSchema, altOfImageSchema, altProductSchema, maxAltRows } from './alts.ts';
import {
  entryQuerySchema,
  findingSchema,
  gallerySchema,
  outboxRowSchema,
  overviewSchema,
  productFacetsSchema,
  productFilterSchema,
  productSchema,
  productSortSchema,
  settingsSchema,
  snapshotSchema,
  groupTotalsSchema,
} from './model.ts';
import { maxDragged, maxPrintedLabels } from './limits.ts';
import { isPlainProxyAddress } from './proxy-address.ts';
import type { Outcome } from './outcome.ts';
import { tileFactsSchema } from './tile-facts.ts';
import { askingSchema, takeBackCountsSchema, undoneSchema } from './take-back.ts';
import {
  destinationSchema,
  itemChangeSchema,
  itemIdSchema,
  photoTargetSchema,
  placementSchema,
  queueQuestionsSchema,
  maxCompared,
  reviewItemSchema,
  reviewMatchSchema,
  reviewOutlineSchema,
  reviewRowSchema,
  reviewSectionSchema,
  reviewViewSchema,
  maxRunPairs,
  runPairSchema,
  variantPicturesSchema,
  variantSchema,
} from './review.ts';
import { recipeNameSchema, recipeSchema, recipeUseSchema, savedRecipeSchema } from './recipe.ts';
import { drawnRecipeSchema, recipeExampleSchema, recipePhotoSchema } from './recipe-views.ts';
import type { Verb } from './verbs.ts';

/**
 * The one agreement between main and renderer: every call with the schema of its request and of its answer, and the
 * event that main sends. `electron/preload.ts` makes `window.packshot` from the names, `electron/desktop/ipc.ts` checks
 * sender and payload against the schemas, `electron/api/` answers it.
 */

const none = z.object({}).strict();
const nothing = z.null();
const page = { offset: z.int().nonnegative(), limit: z.int().min(1).max(500) };
const intakeTarget = { storeId: storeIdSchema, productId: productIdSchema };
/** Without a product, photos are matched by name. */
const intakeAim = { storeId: storeIdSchema, productId: productIdSchema.nullable() };
/** See `tileSchema`: `image-12`, `entry-7`. */
const tileKey = z.string().regex(/^(?:image|entry)-\d{1,15}$/);
const tileKeys = z.array(tileKey).min(1).max(2_000);
const batch = { batchId: batchIdSchema };
const items = { ...batch, itemIds: z.array(itemIdSchema).min(1).max(100_000) };
const patterns = z.array(z.string().min(1).max(200)).max(20);
const altTemplate = z.string().max(500);
/** A store's whole outbox, or the part of one product or batch. */
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

/** Paths are set by the preload, never by the page. */
export const givenFileSchema = z.union([
  z.object({ path: z.string().min(1).max(32_768) }).strict(),
  z.object({ pasted: z.string().regex(/^[a-f0-9]{32}$/) }).strict(),
]);
export type GivenFile = z.infer<typeof givenFileSchema>;

export const calls = {
  'app.snapshot': call(none, snapshotSchema),
  'app.openLink': call(
    z.object({ link: z.enum(['create-token', 'store-admin', 'licence', 'network-sign-in']) }).strict(),
    nothing,
  ),
  'app.dismissNotice': call(z.object({ noticeId: z.int().positive() }).strict(), nothing),
  'app.changeSettings': call(settingsSchema.partial().strict(), settingsSchema),

  /** The system's opinion only: a request to the store decides. */
  'app.networkChanged': call(z.object({ online: z.boolean() }).strict(), nothing),

  /** Checks this computer and the way to the stores; takes up to a minute. */
  'app.examine': call(none, z.object({ findings: z.array(findingSchema) })),

  /** Both open the system's dialog. `saved` is false, and `imported` null, if the user cancelled. */
  'app.exportSettings': call(none, z.object({ saved: z.boolean() })),
  'app.importSettings': call(
    none,
    z.object({ imported: z.object({ leftOut: z.array(z.string()) }).nullable() }),
  ),

  /** Opens the system's dialog and checks the folder; `chosen` is null if the user cancelled. */
  'app.chooseDataFolder': call(
    none,
    z.object({
      chosen: z
        .object({ path: z.string(), megabytes: z.number(), warning: reasonSchema.nullable() })
        .nullable(),
    }),
  ),
  /** Moves the data to that folder and starts Packshot again. Answers only if it can't. */
  'app.moveDataFolder': call(none, nothing),

  /** Answers when the feed has answered. */
  'updates.check': call(none, nothing),
  /** Downloads the version that is offered; it is installed when nothing is being sent. */
  'updates.install': call(none, nothing),
  'updates.cancel': call(none, nothing),
  'updates.skip': call(none, nothing),

  /** The user name and the password are kept where access tokens are. */
  'network.signInToProxy': call(
    z
      .object({
        server: z.string().max(300).refine(isPlainProxyAddress),
        username: z.string().min(1).max(300),
        password: z.string().max(500),
      })
      .strict(),
    nothing,
  ),
  /** Puts the proxy's sign-in off, or shows it again. */
  'network.showProxySignIn': call(z.object({ shown: z.boolean() }).strict(), nothing),

  'stores.connect': call(
    z.object({ address: z.string().min(1).max(2_000), accessToken: z.string().min(1).max(500) }).strict(),
    z.object({ storeId: storeIdSchema }),
  ),
  /** Checks what `stores.connect` would use, and keeps nothing. `name`: null if the token may not read it. */
  'stores.check': call(
    z.object({ address: z.string().min(1).max(2_000), accessToken: z.string().min(1).max(500) }).strict(),
    z.object({ hash: z.string(), name: z.string().nullable(), productCount: z.number() }),
  ),
  'stores.connectPractice': call(none, z.object({ storeId: storeIdSchema })),
  'stores.signIn': call(
    z.object({ storeId: storeIdSchema, accessToken: z.string().min(1).max(500) }).strict(),
    nothing,
  ),
  'stores.select': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  /** Refused while entries are open, unless `discardWaiting`. */
  'stores.disconnect': call(
    z.object({ storeId: storeIdSchema, discardWaiting: z.boolean() }).strict(),
    nothing,
  ),
  'stores.pause': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  'stores.resume': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  /** May take a while. The number is kept with the store. */
  'stores.countImages': call(z.object({ storeId: storeIdSchema }).strict(), z.object({ images: z.number() })),
  /** V2 is deprecated and needs the store's WebDAV account. The password is kept where the token is. */
  'stores.chooseApi': call(
    z.discriminatedUnion('api', [
      z.object({ storeId: storeIdSchema, api: z.literal('v3') }).strict(),
      z
        .object({
          storeId: storeIdSchema,
          api: z.literal('v2'),
          /** Default: the account kept earlier. */
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
      .object({
        storeId: storeIdSchema,
        query: z.string().max(200),
        filter: productFilterSchema,
        categoryId: z.int().positive().nullable().optional(),
        brandId: z.int().positive().nullable().optional(),
        isVisible: z.boolean().nullable().optional(),
        sort: productSortSchema.optional(),
        ...page,
      })
      .strict(),
    /** `similar`: nothing fits the query, and these have names or codes like it. */
    z.object({ total: z.number(), similar: z.boolean(), products: z.array(productSchema) }),
  ),
  'products.facets': call(z.object({ storeId: storeIdSchema }).strict(), productFacetsSchema),
  /** What the home screen says of a store's products, as last known. */
  'products.overview': call(z.object({ storeId: storeIdSchema }).strict(), overviewSchema),
  /** Variants with a SKU of their own, as last known. */
  'products.variants': call(
    z.object({ storeId: storeIdSchema, productIds: z.array(productIdSchema).min(1).max(500) }).strict(),
    z.object({ variants: z.array(variantSchema) }),
  ),

  /**
   * Answers from the cache, then refreshes in the background and sends changes until another gallery opens.
   */
  'gallery.open': call(
    z.object({ storeId: storeIdSchema, productId: productIdSchema }).strict(),
    gallerySchema,
  ),
  'gallery.close': call(none, nothing),
  'gallery.refresh': call(none, nothing),
  /** Removes every image of the product from the store. Waiting uploads stay. */
  'gallery.clear': call(z.object(intakeTarget).strict(), nothing),

  /** The whole gallery's new order. Orders that wait are merged. */
  'gallery.arrange': call(
    z.object({ ...intakeTarget, keys: z.array(tileKey).min(1).max(2_000) }).strict(),
    nothing,
  ),
  /** Alt texts of images and of photos on their way. */
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
  /** Images are removed after some seconds, so that it can be undone. Photos on their way are cancelled. */
  'gallery.remove': call(z.object({ ...intakeTarget, keys: tileKeys }).strict(), nothing),
  /** Cancels removals that still wait. */
  'gallery.keep': call(z.object({ ...intakeTarget, keys: tileKeys }).strict(), nothing),
  /** The new photo inherits alt text, position and thumbnail. */
  'gallery.replace': call(
    z.object({ ...intakeTarget, key: tileKey, files: z.array(givenFileSchema).length(1) }).strict(),
    z.object({ batchId: batchIdSchema }),
  ),
  'gallery.copy': call(
    z.object({ ...intakeTarget, keys: tileKeys, toProductId: productIdSchema }).strict(),
    z.object({ queued: z.number() }),
  ),
  /** What undoing the last edit of the gallery removes from the store; null for nothing. */
  'gallery.asksBeforeUndo': call(z.object(intakeTarget).strict(), askingSchema.nullable()),
  /** Undoes the gallery's last edit. Asks before images are removed from the store, unless `confirmed` by name. */
  'gallery.undo': call(
    z.object({ ...intakeTarget, confirmed: z.string().max(2_000).optional() }).strict(),
    undoneSchema,
  ),
  'gallery.redo': call(z.object(intakeTarget).strict(), undoneSchema),
  /** Saves the image's largest rendition; opens the system's dialog. */
  'gallery.download': call(
    z.object({ ...intakeTarget, key: tileKey }).strict(),
    z.object({ saved: z.boolean() }),
  ),

  /** Reads the picture's file, which may be downloaded first. */
  'gallery.facts': call(z.object({ ...intakeTarget, key: tileKey }).strict(), tileFactsSchema),
  /** Puts the picture on the clipboard. */
  'gallery.copyImage': call(z.object({ ...intakeTarget, key: tileKey }).strict(), nothing),
  /** Writes the files of tiles to this computer, so that a drag out of the window can start with them. */
  'gallery.prepareDrag': call(
    z.object({ ...intakeTarget, keys: z.array(tileKey).min(1).max(maxDragged) }).strict(),
    z.object({ dragId: z.int().positive() }),
  ),
  /** Starts the system's drag of prepared files, while the mouse button is pressed. */
  'gallery.startDrag': call(z.object({ dragId: z.int().positive() }).strict(), nothing),

  /** Products after an id with the alt texts of their images. `next`: `after` of the next page; null at the end. */
  'alts.page': call(
    z.object({ storeId: storeIdSchema, after: z.int().nonnegative() }).strict(),
    z.object({ products: z.array(altProductSchema), next: z.number().nullable() }),
  ),
  /** Alt texts of many products, undone as one. Texts that others changed meanwhile stay, and are counted. */
  'alts.save': call(
    z.object({ storeId: storeIdSchema, changes: z.array(altChangeSchema).min(1).max(maxAltRows) }).strict(),
    z.object({ saved: z.number(), changed: z.number(), gone: z.number() }),
  ),
  /** What `alts.undo` and `alts.redo` would do, newest first. */
  'alts.steps': call(
    z.object({ storeId: storeIdSchema }).strict(),
    z.object({ undoSteps: z.array(z.string()), redo: z.string().nullable() }),
  ),
  'alts.undo': call(z.object({ storeId: storeIdSchema }).strict(), undoneSchema),
  'alts.redo': call(z.object({ storeId: storeIdSchema }).strict(), undoneSchema),
  /** Asks for a file and writes these alt texts as CSV; `rows` is null if the user cancelled. */
  'alts.writeList': call(
    z.object({ storeId: storeIdSchema, rows: z.array(altOfImageSchema).min(1).max(maxAltRows) }).strict(),
    z.object({ rows: z.number().nullable() }),
  ),
  /** Asks for a CSV file and says what it would change; null if the user cancelled. */
  'alts.readList': call(
    z.object({ storeId: storeIdSchema }).strict(),
    z.object({ list: altListSchema.nullable() }),
  ),

  /** The page passes files as a second argument; they arrive here as `files`. */
  'intake.add': call(
    z
      .object({
        ...intakeAim,
        source: z.enum(['drop', 'paste']),
        /** The tile the photos go before. Default: at the end. */
        before: tileKey.optional(),
        files: z.array(givenFileSchema).min(1).max(100_000),
      })
      .strict(),
    z.object({ batchId: batchIdSchema }),
  ),
  /** Opens the system's dialog; `batchId` is null if the user cancelled. */
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
  /** Connects the practice store and gives it the sample photos, which go to no other store. */
  'intake.addSamples': call(none, z.object({ storeId: storeIdSchema, batchId: batchIdSchema })),
  /** The store fetches these pictures itself. Addresses are validated first. */
  'intake.addUrls': call(
    z.object({ ...intakeTarget, urls: z.array(z.string().min(1).max(4_000)).min(1).max(1_000) }).strict(),
    z.object({ queued: z.number(), refused: z.array(z.object({ url: z.string(), reason: reasonSchema })) }),
  ),
  /** Adds the photos of a folder of `recentFolders`. */
  'intake.addRecent': call(
    z.object({ storeId: storeIdSchema, folderId: z.int().positive() }).strict(),
    z.object({ batchId: batchIdSchema }),
  ),
  'intake.clearRecent': call(none, nothing),
  /** Cancels the batch's open entries. Photos read for a review stay under review. */
  'intake.cancel': call(z.object({ batchId: batchIdSchema }).strict(), nothing),
  /** What `intake.takeBack` would do. */
  'intake.countTakeBack': call(z.object({ batchId: batchIdSchema }).strict(), takeBackCountsSchema),
  /** Cancels what is not sent, and removes from the store what has arrived and what arrives nevertheless. */
  'intake.takeBack': call(z.object({ batchId: batchIdSchema }).strict(), nothing),
  'intake.dismiss': call(z.object({ batchId: batchIdSchema }).strict(), nothing),

  'review.rows': call(
    z.object({ ...batch, ...page, view: reviewViewSchema.optional() }).strict(),
    z.object({ total: z.number(), rows: z.array(reviewRowSchema) }),
  ),
  'review.outline': call(z.object({ ...batch, view: reviewViewSchema }).strict(), reviewOutlineSchema),
  /** These photos as they are now, in the order of the batch; those that left it are missing. */
  'review.items': call(
    z.object({ ...batch, itemIds: z.array(itemIdSchema).min(1).max(maxCompared) }).strict(),
    z.object({ items: z.array(reviewItemSchema) }),
  ),
  /** All shown photos of a section or product, for selecting more than the window has loaded. */
  'review.ids': call(
    z
      .object({
        ...batch,
        section: reviewSectionSchema,
        productId: productIdSchema.nullable(),
        view: reviewViewSchema.optional(),
      })
      .strict(),
    z.object({ itemIds: z.array(itemIdSchema) }),
  ),
  /** Assigns photos to a product or variant, in the order of their names; null: to none. */
  'review.assign': call(
    z
      .object({
        ...items,
        productId: productIdSchema.nullable(),
        variantId: z.int().positive().nullable(),
        destination: destinationSchema.optional(),
      })
      .strict(),
    nothing,
  ),
  /** Gives each photo to all of these products or variants. */
  'review.assignEach': call(
    z.object({ ...items, targets: z.array(photoTargetSchema).min(1).max(1_000) }).strict(),
    nothing,
  ),
  /** Moves photos before another one of the product, or to its end. */
  'review.move': call(
    z.object({ ...items, productId: productIdSchema, before: itemIdSchema.nullable() }).strict(),
    nothing,
  ),
  'review.change': call(z.object({ ...items, change: itemChangeSchema }).strict(), nothing),
  'review.changeProduct': call(
    z.object({ ...batch, productId: productIdSchema, placement: placementSchema }).strict(),
    nothing,
  ),
  /** Placement and destination override those of single products and photos. */
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
  /** Previews a template with the first photos. */
  'review.tryTemplate': call(
    z.object({ ...batch, altTemplate }).strict(),
    z.object({
      problem: reasonSchema.nullable(),
      samples: z.array(z.object({ fileName: z.string(), alt: z.string() })),
    }),
  ),
  /** Reads the camera's own JPEGs of raw photographs, then photos like any other; null: of all in the batch. */
  'review.useCameraJpegs': call(
    z.object({ ...batch, itemIds: items.itemIds.nullable() }).strict(),
    z.object({ count: z.number() }),
  ),
  /** Adds what links lead to, outside of what the user gave. Answers the batch that it becomes. */
  'review.addLinked': call(z.object(items).strict(), z.object({ batchId: batchIdSchema })),
  /** Gives a set's photos to the product offered for it, or to `product`. The photo of a label is excluded. */
  'review.acceptSet': call(
    z
      .object({
        ...batch,
        setId: itemIdSchema,
        product: z
          .object({
            productId: productIdSchema,
            variantIds: z.array(z.int().positive()).max(1_000),
            destination: destinationSchema.optional(),
          })
          .strict()
          .nullable(),
      })
      .strict(),
    z.object({ accepted: z.number() }),
  ),
  /** Splits a set before one of its photos. */
  'review.splitSet': call(z.object({ ...batch, itemId: itemIdSchema }).strict(), nothing),
  /** Excludes the photos of a set, and its label: they need no product any more. */
  'review.excludeSet': call(z.object({ ...batch, setId: itemIdSchema }).strict(), nothing),
  'review.joinSet': call(z.object({ ...batch, setId: itemIdSchema }).strict(), nothing),
  /** Pairs the sets from this one on with the products that follow in the product list. Changes nothing. */
  'review.planRun': call(
    z.object({ ...batch, setId: itemIdSchema }).strict(),
    z.object({ pairs: z.array(runPairSchema).max(maxRunPairs) }),
  ),
  /** Gives each set to its product, as one decision. Answers how many photos that is. */
  'review.giveRun': call(
    z
      .object({
        ...batch,
        pairs: z
          .array(z.object({ setId: itemIdSchema, productId: productIdSchema }).strict())
          .min(1)
          .max(maxRunPairs),
      })
      .strict(),
    z.object({ accepted: z.number() }),
  ),
  'review.acceptSuggested': call(z.object(batch).strict(), z.object({ accepted: z.number() })),
  /** Takes numbers in names that the view shows as product ids, wherever that is the only question. */
  'review.acceptIds': call(
    z.object({ ...batch, view: reviewViewSchema }).strict(),
    z.object({ accepted: z.number() }),
  ),
  /** Lets the photos that are surely new versions of images take their places: those that the view shows. */
  'review.replaceNewVersions': call(
    z.object({ ...batch, view: reviewViewSchema }).strict(),
    z.object({ count: z.number() }),
  ),
  /** Photos that were dropped on a product are matched by their names instead. */
  'review.matchByName': call(z.object(batch).strict(), nothing),
  /** Undoes the last decision in the review. */
  'review.undo': call(z.object(batch).strict(), undoneSchema),
  'review.redo': call(z.object(batch).strict(), undoneSchema),
  /**
   * Queues what is ready; the rest stays under review. With something to ask, nothing is queued until `answer` is
   * given; its `variantPictures` counts for the whole batch.
   */
  'review.queue': call(
    z
      .object({
        ...batch,
        answer: z.object({ variantPictures: variantPicturesSchema.optional() }).strict().optional(),
      })
      .strict(),
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('queued'), queued: z.number() }),
      z.object({ type: z.literal('asks'), questions: queueQuestionsSchema }),
    ]),
  ),

  /** Recipes of the batch's store, and those that photos were given last. */
  'recipes.list': call(
    z.object(batch).strict(),
    z.object({
      saved: z.array(savedRecipeSchema),
      gallery: recipeSchema.nullable(),
      variants: recipeSchema.nullable(),
    }),
  ),
  /** In place of one of the same name. */
  'recipes.save': call(
    z.object({ ...batch, name: recipeNameSchema, recipe: recipeSchema }).strict(),
    nothing,
  ),
  'recipes.remove': call(z.object({ ...batch, name: recipeNameSchema }).strict(), nothing),
  /** Has every later upload of a store prepared by a saved recipe; null: by none. */
  'recipes.setStandard': call(
    z.object({ storeId: storeIdSchema, name: recipeNameSchema.nullable() }).strict(),
    nothing,
  ),
  /** Photos that can have a recipe; null: of all in the batch. The first 200 are listed. */
  'recipes.photos': call(
    z.object({ ...batch, itemIds: items.itemIds.nullable() }).strict(),
    z.object({ total: z.number(), asIs: z.number(), photos: z.array(recipePhotoSchema) }),
  ),
  /** Names that a recipe's template makes. `problem`: of the template. */
  'recipes.examples': call(
    z.object({ ...batch, itemId: itemIdSchema, recipe: recipeSchema }).strict(),
    z.object({ problem: reasonSchema.nullable(), examples: z.array(recipeExampleSchema) }),
  ),
  /** Draws a photo by a recipe, as it would be sent. Gives up the drawing before it. */
  'recipes.draw': call(
    z.object({ ...batch, itemId: itemIdSchema, use: recipeUseSchema, recipe: recipeSchema }).strict(),
    drawnRecipeSchema,
  ),
  'recipes.endDrawing': call(none, nothing),
  /** Gives photos a recipe; null: all in the batch. */
  'recipes.apply': call(
    z
      .object({
        ...batch,
        itemIds: items.itemIds.nullable(),
        use: recipeUseSchema,
        recipe: recipeSchema,
      })
      .strict(),
    z.object({ count: z.number(), asIs: z.number() }),
  ),

  /** Previews patterns with file names ("folder/name.jpg"); null: with sample names. */
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

  /** Opens the system's dialog and watches the chosen folder; null if the user cancelled. */
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
    entryQuerySchema.extend(page).strict(),
    /** `total` counts headings, `found` does not. */
    z.object({ total: z.number(), found: z.number(), rows: z.array(outboxRowSchema) }),
  ),
  'outbox.cancel': call(entryIds, nothing),
  'outbox.retry': call(entryIds, nothing),
  'outbox.dismiss': call(entryIds, nothing),
  /** How many entries `outbox.cancelAll` would cancel. */
  'outbox.countOpen': call(outboxPart, groupTotalsSchema),
  'outbox.cancelAll': call(outboxPart, nothing),
  'outbox.retryFailed': call(outboxPart, nothing),
  'outbox.sendFirst': call(entryIds, nothing),
  'outbox.sendAllFirst': call(outboxPart, nothing),
  /** Failed and cancelled entries stay. */
  'outbox.clearFinished': call(z.object({ storeId: storeIdSchema }).strict(), nothing),
  /** Opens a product in the store's control panel, or as shoppers see it, in the browser. */
  'products.openPage': call(
    z
      .object({
        storeId: storeIdSchema,
        productId: productIdSchema,
        page: z.enum(['control-panel', 'storefront']),
      })
      .strict(),
    nothing,
  ),
  /** Copies a product's SKU or the address of its first image. */
  'products.copy': call(
    z
      .object({ storeId: storeIdSchema, productId: productIdSchema, what: z.enum(['sku', 'image-address']) })
      .strict(),
    nothing,
  ),
  /** Asks for a file and writes a PDF of labels with the products' SKUs; `labels` is null if the user cancelled. */
  'products.printLabels': call(
    z
      .object({ storeId: storeIdSchema, productIds: z.array(productIdSchema).min(1).max(maxPrintedLabels) })
      .strict(),
    z.object({ labels: z.number().nullable() }),
  ),
  /** Asks for a file and writes the outcomes of a batch or store as CSV; `rows` is null if the user cancelled. */
  'outbox.report': call(
    z.object({ storeId: storeIdSchema, batchId: batchIdSchema.optional() }).strict(),
    z.object({ rows: z.number().nullable() }),
  ),
} as const satisfies Record<Verb, { request: z.ZodType; response: z.ZodType }>;

export type Request<V extends Verb> = z.infer<(typeof calls)[V]['request']>;
export type Response<V extends Verb> = z.infer<(typeof calls)[V]['response']>;

/** The calls `electron/app.ts` implements; `desktop/` adds those with a dialog or a browser. */
export type Handlers<V extends Verb = Verb> = {
  [K in V]: (request: Request<K>) => Promise<Outcome<Response<K>>> | Outcome<Response<K>>;
};
