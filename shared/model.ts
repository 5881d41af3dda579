import { photoRoles } from './photo-roles.ts';
import { z } from 'zod';
import { batchIdSchema, entryIdSchema, productIdSchema, reasonSchema, storeIdSchema } from './ids.ts';
import { prepareSettingsSchema } from './prepare.ts';
import { hotFolderSchema, reviewSummarySchema } from './review.ts';

/**
 * The domain's types as they cross between main and renderer. Each is a schema, so that what arrives is checked and
 * not believed; the types are inferred from it.
 */

// ── Stores ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where a store's access token is kept. `session`: in memory only, gone when Packshot closes. */
export const secretBackendSchema = z.enum(['keychain', 'encrypted-file', 'session']);
export type SecretBackend = z.infer<typeof secretBackendSchema>;

/** What a store's outbox is doing as a whole; times are epoch milliseconds. */
export const storeStateSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('ready') }),
  z.object({ is: z.literal('paused') }),
  /** `reason`: something answers, but not the store; null when nothing does. */
  z.object({
    is: z.literal('offline'),
    since: z.number(),
    nextProbeAt: z.number(),
    reason: reasonSchema.nullable().optional(),
  }),
  z.object({ is: z.literal('throttled'), until: z.number() }),
  z.object({ is: z.literal('needs-sign-in'), reason: reasonSchema }),
]);
export type StoreState = z.infer<typeof storeStateSchema>;

export const storeSchema = z.object({
  id: storeIdSchema,
  /** BigCommerce's store hash, as in `stores/{hash}`. */
  hash: z.string(),
  name: z.string(),
  kind: z.enum(['bigcommerce', 'practice']),
  secretBackend: secretBackendSchema,
  /** By which version of BigCommerce's API photos go; V2 is deprecated. */
  api: z.enum(['v3', 'v2']),
  state: storeStateSchema,
  catalog: z.object({
    /** Products in the local cache. */
    products: z.number(),
    /** Raised whenever the cache changes, so that a view knows to ask again. */
    version: z.number(),
    syncing: z.boolean(),
    syncedAt: z.number().nullable(),
    problem: reasonSchema.nullable(),
    /** Images in the whole store; null until it was asked, or where it can't be told. */
    images: z.number().nullable(),
  }),
});
export type Store = z.infer<typeof storeSchema>;

// ── Products and images ────────────────────────────────────────────────────────────────────────────────────────────

/** What the outbox still has to do for one product. `fraction` is of bytes sent, 0 to 1. */
export const activitySchema = z.object({
  productId: productIdSchema,
  waiting: z.number(),
  sending: z.number(),
  failed: z.number(),
  fraction: z.number(),
});
export type Activity = z.infer<typeof activitySchema>;

export const productSchema = z.object({
  id: productIdSchema,
  name: z.string(),
  sku: z.string(),
  imageCount: z.number(),
  /** Same-origin path of a small picture, or null when the product has none. */
  thumbnail: z.string().nullable(),
  activity: activitySchema.nullable(),
});
export type Product = z.infer<typeof productSchema>;

export const productFilterSchema = z.enum(['all', 'no-images', 'few-images', 'waiting', 'failed']);
export type ProductFilter = z.infer<typeof productFilterSchema>;

// ── Outbox ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const entryStateSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('waiting') }),
  z.object({ is: z.literal('sending') }),
  z.object({ is: z.literal('verifying') }),
  z.object({ is: z.literal('retrying'), at: z.number(), reason: reasonSchema }),
  /** `imageId`: null for an intent that makes no image. */
  z.object({ is: z.literal('done'), imageId: z.number().nullable() }),
  z.object({ is: z.literal('failed'), reason: reasonSchema }),
  z.object({ is: z.literal('cancelled') }),
]);
export type EntryState = z.infer<typeof entryStateSchema>;
export type EntryStateName = EntryState['is'];

/** One intent of the outbox as the window sees it. */
export const entrySchema = z.object({
  id: entryIdSchema,
  storeId: storeIdSchema,
  productId: productIdSchema,
  productName: z.string(),
  batchId: batchIdSchema.nullable(),
  /** A photo to send, a picture for the store to fetch, all images of the product to remove, or an edit of what is there. */
  kind: z.enum(['upload', 'import', 'clear', 'variant-image', 'remove', 'update', 'arrange']),
  fileName: z.string(),
  /** Of an import: the host that the picture comes from. */
  host: z.string().nullable(),
  bytes: z.number(),
  /** Bytes the network has taken so far; only while sending. */
  sent: z.number(),
  attempts: z.number(),
  /** The user wants it sent before what else waits. */
  goesFirst: z.boolean(),
  state: entryStateSchema,
  /** Same-origin path of a small preview made on this machine; null where there is no photo here. */
  preview: z.string().nullable(),
});
export type Entry = z.infer<typeof entrySchema>;

export const entryFilterSchema = z.enum(['open', 'waiting', 'sending', 'failed', 'done', 'cancelled', 'all']);
export type EntryFilter = z.infer<typeof entryFilterSchema>;

/** Everything the outbox bar says about one store. Bytes and counts are of the current run: since the outbox was last empty. */
export const outboxSummarySchema = z.object({
  storeId: storeIdSchema,
  waiting: z.number(),
  sending: z.number(),
  verifying: z.number(),
  retrying: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  done: z.number(),
  /** All done entries that are still in the list, those of earlier runs too. */
  doneListed: z.number(),
  bytesTotal: z.number(),
  bytesSent: z.number(),
  /** Bytes a second over the last seconds; 0 when nothing moves. */
  rate: z.number(),
  /** Raised whenever any entry changed, so that an open list knows to ask again. */
  version: z.number(),
});
export type OutboxSummary = z.infer<typeof outboxSummarySchema>;

// ── Gallery ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const tileSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('image'),
    key: z.string(),
    imageId: z.number(),
    sortOrder: z.number(),
    isThumbnail: z.boolean(),
    alt: z.string(),
    fileName: z.string(),
    /** Same-origin paths of renditions, fetched and cached by main. */
    picture: z.string(),
    zoom: z.string(),
    /** What the outbox will still do to it; what is shown is as it will be then. */
    pending: z.object({
      alt: z.boolean(),
      thumbnail: z.boolean(),
      place: z.boolean(),
      /** It will be removed: not before `until` (epoch milliseconds), so that there is time to undo it. */
      removal: z.object({ until: z.number() }).nullable(),
    }),
  }),
  z.object({
    kind: z.literal('entry'),
    key: z.string(),
    sortOrder: z.number().nullable(),
    willBeThumbnail: z.boolean(),
    /** The alt text it will have; empty for none. */
    alt: z.string(),
    entry: entrySchema,
  }),
]);
export type Tile = z.infer<typeof tileSchema>;

/** A product's images as last known, overlaid with what the outbox will still do, in the order the store will show. */
export const gallerySchema = z.object({
  storeId: storeIdSchema,
  product: productSchema,
  tiles: z.array(tileSchema),
  /** The intent to remove all these images, while it is not carried out. */
  clearing: entrySchema.nullable(),
  /** What undo would take back, and redo bring again, in words: "moving 3 images". Null when there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
  /** When the store was last asked for this gallery; null when only the catalogue knows it. */
  refreshedAt: z.number().nullable(),
  refreshing: z.boolean(),
  problem: reasonSchema.nullable(),
});
export type Gallery = z.infer<typeof gallerySchema>;

// ── Intake ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const refusalSchema = z.object({
  id: z.number(),
  fileName: z.string(),
  /** Folder below what was dropped, for telling two files of one name apart; empty at the top. */
  folder: z.string(),
  reason: reasonSchema,
});
export type Refusal = z.infer<typeof refusalSchema>;

export const batchSchema = z.object({
  id: batchIdSchema,
  storeId: storeIdSchema,
  /** Null for a batch whose photos find their products by their names. */
  productId: productIdSchema.nullable(),
  /** Empty where there is no one product. */
  productName: z.string(),
  source: z.enum(['drop', 'paste', 'dialog', 'cli', 'url', 'hot-folder']),
  at: z.number(),
  /**
   * `asking`: counted, and more than is usual for one product; nothing is read before `intake.answer`. `review`: everything is read, and
   * waits for the user to look it over.
   */
  phase: z.enum(['scanning', 'asking', 'staging', 'review', 'queued', 'cancelled']),
  found: z.number(),
  inspected: z.number(),
  queued: z.number(),
  /** Of what was queued, how many are neither in the store nor cancelled yet. */
  open: z.number(),
  /** Photos of it that are in the store, and those that were cancelled. */
  arrived: z.number(),
  cancelled: z.number(),
  /** System files such as `.DS_Store`, passed over without a word each. */
  junk: z.number(),
  refused: z.array(refusalSchema),
  /** Something that concerns the batch as a whole, such as a full disk. */
  problem: reasonSchema.nullable(),
  /** Of a batch that is reviewed, from its first file until it is queued; null for others. */
  review: reviewSummarySchema.nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

const minuteOfDay = z.int().min(0).max(1439);
/** Bytes a second; below this an upload would look to a store as if it stood still. Null is as fast as it goes. */
export const minBytesPerSecond = 10_000;
const bytesPerSecond = z.int().min(minBytesPerSecond).nullable();

/** A time of the week with a bandwidth of its own. Minutes since midnight, local time; one that ends at or before its start goes over midnight. */
export const bandwidthPeriodSchema = z.object({
  /** Days it begins on: 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  from: minuteOfDay,
  to: minuteOfDay,
  bytesPerSecond,
});
export type BandwidthPeriod = z.infer<typeof bandwidthPeriodSchema>;

/** What all uploads together may send: the first period that holds, else the usual bandwidth. */
export const bandwidthSettingSchema = z.object({
  usual: bytesPerSecond,
  periods: z.array(bandwidthPeriodSchema).max(50),
});
export type BandwidthSetting = z.infer<typeof bandwidthSettingSchema>;

export const settingsSchema = z.object({
  /** Uploads at the same time, per store; `auto` finds out how many the store takes. */
  parallel: z.union([z.literal('auto'), z.int().min(1).max(16)]),
  /** Requests of each window of the store's quota that are left to its other apps. */
  reserve: z.int().min(0).max(50),
  bandwidth: bandwidthSettingSchema,
  /** The user's own patterns for file names, first to last. */
  match: z.object({ patterns: z.array(z.string().min(1).max(200)).max(20) }),
  /** Roles of photos in the order that new galleries have them; empty for the usual one. */
  galleryOrder: z.array(z.enum(photoRoles)).max(photoRoles.length),
  prepare: prepareSettingsSchema,
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = {
  parallel: 'auto',
  reserve: 3,
  bandwidth: { usual: null, periods: [] },
  match: { patterns: [] },
  galleryOrder: [],
  prepare: prepareSettingsSchema.parse({}),
};

// ── Snapshot and deltas ────────────────────────────────────────────────────────────────────────────────────────────

/** All that the window starts from. `revision` is the number of the last delta it includes. */
export const snapshotSchema = z.object({
  revision: z.int().nonnegative(),
  stores: z.array(storeSchema),
  currentStoreId: storeIdSchema.nullable(),
  outbox: z.array(outboxSummarySchema),
  activity: z.array(z.object({ storeId: storeIdSchema, items: z.array(activitySchema) })),
  batches: z.array(batchSchema),
  gallery: gallerySchema.nullable(),
  settings: settingsSchema,
  hotFolders: z.array(hotFolderSchema),
  /** Things the window must say once, such as what was recovered on start. */
  notices: z.array(z.object({ id: z.number(), tone: z.enum(['info', 'warning']), text: reasonSchema })),
  secretBackend: secretBackendSchema,
  version: z.string(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Notice = Snapshot['notices'][number];

export const changeSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('stores'),
    stores: z.array(storeSchema),
    currentStoreId: storeIdSchema.nullable(),
  }),
  z.object({ of: z.literal('outbox'), summary: outboxSummarySchema }),
  /** Activity of the products named; one with nothing left to do comes with zeros and is then forgotten. */
  z.object({ of: z.literal('activity'), storeId: storeIdSchema, items: z.array(activitySchema) }),
  z.object({ of: z.literal('batch'), batch: batchSchema }),
  z.object({ of: z.literal('batch-gone'), batchId: batchIdSchema }),
  z.object({ of: z.literal('gallery'), gallery: gallerySchema.nullable() }),
  /** Bytes sent of entries that are being sent now. */
  z.object({
    of: z.literal('progress'),
    items: z.array(z.object({ entryId: entryIdSchema, sent: z.number() })),
  }),
  z.object({ of: z.literal('settings'), settings: settingsSchema }),
  z.object({ of: z.literal('hot-folders'), hotFolders: z.array(hotFolderSchema) }),
  z.object({ of: z.literal('notices'), notices: snapshotSchema.shape.notices }),
]);
export type Change = z.infer<typeof changeSchema>;

/** Deltas are numbered without gaps; a window that misses one asks for a new snapshot. */
export const deltaSchema = z.object({ revision: z.int().positive(), changes: z.array(changeSchema) });
export type Delta = z.infer<typeof deltaSchema>;
