import { hintTypes } from './hint-types.ts';
import { hintTypeSchema } from './hints.ts';
import { photoRoles } from './photo-roles.ts';
import { tileSizes } from './tile-size.ts';
import { tips } from './tips.ts';
import { z } from 'zod';
import { batchIdSchema, entryIdSchema, productIdSchema, reasonSchema, storeIdSchema } from './ids.ts';
import { updateSettingsSchema, updateViewSchema } from './updates.ts';
import { isPlainProxyAddress } from './proxy-address.ts';
import { prepareSettingsSchema } from './prepare.ts';
import { hotFolderSchema, reviewSummarySchema } from './review.ts';

/** The domain's types, as schemas so that input is validated; types are inferred from them. */

// ── Stores ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `session`: in memory only, lost when Packshot closes. */
export const secretBackendSchema = z.enum(['keychain', 'encrypted-file', 'session']);
export type SecretBackend = z.infer<typeof secretBackendSchema>;

/** What a store's outbox is doing. Times are epoch milliseconds. */
export const storeStateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('paused') }),
  /** `reason`: something answers, but not the store, or the network needs the user; null if nothing answers. */
  z.object({
    type: z.literal('offline'),
    since: z.number(),
    nextProbeAt: z.number(),
    reason: reasonSchema.nullable().optional(),
  }),
  z.object({ type: z.literal('throttled'), until: z.number() }),
  z.object({ type: z.literal('needs-sign-in'), reason: reasonSchema }),
]);
export type StoreState = z.infer<typeof storeStateSchema>;

/** How much of the whole catalogue has been fetched. `readyAt`: when the rest is expected, epoch milliseconds. */
export const catalogProgressSchema = z.object({
  read: z.number(),
  total: z.number(),
  readyAt: z.number(),
});
export type CatalogProgress = z.infer<typeof catalogProgressSchema>;

export const storeSchema = z.object({
  id: storeIdSchema,
  /** BigCommerce's store hash, as in `stores/{hash}`. */
  hash: z.string(),
  name: z.string(),
  /** Number of the colour that tells it from other stores. */
  colour: z.number(),
  kind: z.enum(['bigcommerce', 'practice']),
  secretBackend: secretBackendSchema,
  /** The API version for uploads; V2 is deprecated. */
  api: z.enum(['v3', 'v2']),
  state: storeStateSchema,
  /** Names of its saved recipes, and of the one that every upload is prepared by. */
  recipes: z.object({ saved: z.array(z.string()), standard: z.string().nullable() }),
  catalog: z.object({
    /** Products in the local cache. */
    products: z.number(),
    /** Increases when the cache changes, so that views reload. */
    version: z.number(),
    syncing: z.boolean(),
    /** Null while only changes are fetched. */
    progress: catalogProgressSchema.nullable(),
    syncedAt: z.number().nullable(),
    problem: reasonSchema.nullable(),
    /** Images in the whole store; null if unknown. */
    images: z.number().nullable(),
  }),
});
export type Store = z.infer<typeof storeSchema>;

// ── Products and images ────────────────────────────────────────────────────────────────────────────────────────────

const stateCountsSchema = z.object({
  open: z.number(),
  done: z.number(),
  failed: z.number(),
  cancelled: z.number(),
});
export type StateCounts = z.infer<typeof stateCountsSchema>;

/**
 * What entries do, as people count it: photos for galleries, images of variants, changes, images removed, galleries
 * whose images are all removed. A photo for a gallery and for four variants is one photo and four variant images.
 */
export const entryGroups = ['photos', 'variantImages', 'changes', 'removals', 'clears'] as const;
export type EntryGroup = (typeof entryGroups)[number];

/** How many things of each group. */
export const groupTotalsSchema = z.record(z.enum(entryGroups), z.number());
export type GroupTotals = z.infer<typeof groupTotalsSchema>;

const groupCountsSchema = z.record(z.enum(entryGroups), stateCountsSchema);

/** A product's open work in the outbox. `fraction` of bytes sent, 0 to 1. */
export const activitySchema = z.object({
  productId: productIdSchema,
  waiting: z.number(),
  sending: z.number(),
  failed: z.number(),
  groups: groupCountsSchema,
  fraction: z.number(),
});
export type Activity = z.infer<typeof activitySchema>;

export const productSchema = z.object({
  id: productIdSchema,
  name: z.string(),
  sku: z.string(),
  imageCount: z.number(),
  /** Same-origin path of a small picture; null without one. */
  thumbnail: z.string().nullable(),
  activity: activitySchema.nullable(),
});
export type Product = z.infer<typeof productSchema>;

/** What is missing in a store, and what is new. */
export const overviewSchema = z.object({
  /** Products without images: how many, and the first by name. */
  withoutImages: z.object({ total: z.number(), products: z.array(productSchema) }),
  /** Images without alt text: how many, and the products with most of them. */
  missingAlts: z.object({
    images: z.number(),
    products: z.array(z.object({ product: productSchema, missing: z.number() })),
  }),
  /** The newest images. `picture`: same-origin path. */
  newest: z.array(
    z.object({
      productId: productIdSchema,
      productName: z.string(),
      imageId: z.number(),
      picture: z.string(),
    }),
  ),
  /** No batch was ever made, in any store. */
  isFirstStart: z.boolean(),
});
export type Overview = z.infer<typeof overviewSchema>;

export const productFilterSchema = z.enum([
  'all',
  'no-images',
  'one-image',
  'no-alt',
  'waiting',
  'failed',
  'changed-today',
]);
export type ProductFilter = z.infer<typeof productFilterSchema>;

export const productSortSchema = z.enum(['name', 'sku', 'newest', 'fewest-images']);
export type ProductSort = z.infer<typeof productSortSchema>;

const namedIds = z.array(z.object({ id: z.int().positive(), name: z.string() }));

/** What products can be narrowed to besides filters, by name. */
export const productFacetsSchema = z.object({ categories: namedIds, brands: namedIds });
export type ProductFacets = z.infer<typeof productFacetsSchema>;

// ── Outbox ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const entryStateSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('waiting') }),
  z.object({ type: z.literal('sending') }),
  z.object({ type: z.literal('verifying') }),
  z.object({ type: z.literal('retrying'), at: z.number(), reason: reasonSchema }),
  /** `imageId`: null if the entry makes no image. */
  z.object({ type: z.literal('done'), imageId: z.number().nullable() }),
  z.object({ type: z.literal('failed'), reason: reasonSchema }),
  z.object({ type: z.literal('cancelled') }),
]);
export type EntryState = z.infer<typeof entryStateSchema>;
export type EntryStateName = EntryState['type'];

/** One outbox entry. */
export const entrySchema = z.object({
  id: entryIdSchema,
  storeId: storeIdSchema,
  productId: productIdSchema,
  productName: z.string(),
  batchId: batchIdSchema.nullable(),
  /** A photo, a picture the store fetches, the removal of all images, or an edit. */
  type: z.enum(['upload', 'import', 'clear', 'variant-image', 'remove', 'update', 'arrange']),
  fileName: z.string(),
  /** For an import: the host of the picture. */
  host: z.string().nullable(),
  bytes: z.number(),
  /** Bytes the network has taken; only while sending. */
  sent: z.number(),
  attempts: z.number(),
  /** The user wants it sent first. */
  goesFirst: z.boolean(),
  state: entryStateSchema,
  /** Its image arrived, and is no longer in the store. */
  removedSince: z.boolean().optional(),
  /** Same-origin path of a local preview; null without a photo. */
  preview: z.string().nullable(),
  /** When its state last changed, epoch milliseconds; left out where no list shows it. */
  at: z.number().optional(),
});
export type Entry = z.infer<typeof entrySchema>;

export const entryFilterSchema = z.enum(['open', 'waiting', 'sending', 'failed', 'done', 'cancelled', 'all']);
export type EntryFilter = z.infer<typeof entryFilterSchema>;

/** What of a store's outbox and history is listed, and in which order. */
export const entryQuerySchema = z
  .object({
    storeId: storeIdSchema,
    filter: entryFilterSchema,
    /** Only entries of this batch. */
    batchId: batchIdSchema.optional(),
    /** Words of a file, product, SKU, batch or reason. */
    search: z.string().max(200),
    /** Groups are ordered with unfinished ones first, then newest; entries in them by state. */
    group: z.enum(['batch', 'product', 'none']),
    /** Without groups. */
    sort: z.enum(['state', 'name', 'product', 'time']),
    descending: z.boolean(),
  })
  .strict();
export type EntryQuery = z.infer<typeof entryQuerySchema>;

/** A heading of the list, with the counts of the entries below it. */
export const outboxGroupSchema = z.object({
  key: z.string(),
  title: z.string(),
  productId: productIdSchema.nullable(),
  /** Both ids are null for changes that belong to no batch. */
  batchId: batchIdSchema.nullable(),
  count: z.number(),
  open: z.number(),
  failed: z.number(),
  done: z.number(),
  cancelled: z.number(),
});
export type OutboxGroup = z.infer<typeof outboxGroupSchema>;

export const outboxRowSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('group'), group: outboxGroupSchema }),
  z.object({ type: z.literal('entry'), entry: entrySchema }),
]);
export type OutboxRow = z.infer<typeof outboxRowSchema>;

/** A store's outbox bar. Bytes and counts are of the current run, since the outbox was last empty. */
export const outboxSummarySchema = z.object({
  storeId: storeIdSchema,
  waiting: z.number(),
  sending: z.number(),
  verifying: z.number(),
  retrying: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  done: z.number(),
  /** The same counts for each group of entries. */
  groups: groupCountsSchema,
  /** All done entries in the list, also of earlier runs. */
  doneListed: z.number(),
  bytesTotal: z.number(),
  bytesSent: z.number(),
  /** Bytes a second over the last seconds; 0 when nothing moves. */
  rate: z.number(),
  /** Increases when any entry changes, so that open lists reload. */
  version: z.number(),
});
export type OutboxSummary = z.infer<typeof outboxSummarySchema>;

// ── Gallery ────────────────────────────────────────────────────────────────────────────────────────────────────────

export const tileSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('image'),
    key: z.string(),
    imageId: z.number(),
    sortOrder: z.number(),
    isThumbnail: z.boolean(),
    alt: z.string(),
    fileName: z.string(),
    /** Same-origin paths of renditions, cached by main. */
    picture: z.string(),
    zoom: z.string(),
    /** What the outbox will still change; the tile shows the result. */
    pending: z.object({
      alt: z.boolean(),
      thumbnail: z.boolean(),
      place: z.boolean(),
      /** Removed at `until` (epoch milliseconds) at the earliest, so that it can be undone. */
      removal: z.object({ until: z.number() }).nullable(),
      /** The alt text shown could not be saved. Retry or dismiss the entry. */
      failedAlt: z.object({ entryId: entryIdSchema, reason: reasonSchema }).optional(),
    }),
  }),
  z.object({
    type: z.literal('entry'),
    key: z.string(),
    sortOrder: z.number().nullable(),
    willBeThumbnail: z.boolean(),
    /** The alt text it will have; '' for none. */
    alt: z.string(),
    entry: entrySchema,
  }),
]);
export type Tile = z.infer<typeof tileSchema>;

/** A product's images as last known, with the outbox's changes applied, in the store's future order. */
export const gallerySchema = z.object({
  storeId: storeIdSchema,
  product: productSchema,
  tiles: z.array(tileSchema),
  /** The open entry that removes all images. */
  clearing: entrySchema.nullable(),
  /** What undo would do one after another, newest first: "moving 3 images". */
  undoSteps: z.array(z.string()),
  redo: z.string().nullable(),
  /** When the store was last asked for this gallery; null if never. */
  refreshedAt: z.number().nullable(),
  refreshing: z.boolean(),
  problem: reasonSchema.nullable(),
});
export type Gallery = z.infer<typeof gallerySchema>;

// ── Intake ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export const refusalSchema = z.object({
  id: z.number(),
  fileName: z.string(),
  /** Folder below the drop; '' at the top. */
  folder: z.string(),
  reason: reasonSchema,
});
export type Refusal = z.infer<typeof refusalSchema>;

/** `program`: another program has a file open. `writing`: a file is not complete yet. */
export const waitingForSchema = z.enum(['drive', 'cloud', 'program', 'writing']);
export type WaitingFor = z.infer<typeof waitingForSchema>;

/**
 * What a batch queued, and what became of it: in the store as last known, failed, cancelled, taken back by the user and
 * so removed from the store, and removed from it since.
 */
const sentCountsSchema = z.object({
  queued: z.number(),
  arrived: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  takenBack: z.number(),
  removed: z.number(),
});
export type SentCounts = z.infer<typeof sentCountsSchema>;

export const batchSchema = z.object({
  id: batchIdSchema,
  storeId: storeIdSchema,
  /** Null: photos are matched by name. */
  productId: productIdSchema.nullable(),
  /** '' without a product. */
  productName: z.string(),
  /** The folder or file that was given; '' if it has no name. */
  name: z.string(),
  /** The first products of its photos, in the order of sending. */
  products: z.array(z.object({ id: productIdSchema, name: z.string(), thumbnail: z.string().nullable() })),
  productCount: z.number(),
  source: z.enum(['drop', 'paste', 'dialog', 'cli', 'url', 'hot-folder']),
  at: z.number(),
  /** `review`: everything is read and waits for the user. */
  phase: z.enum(['scanning', 'staging', 'review', 'queued', 'cancelled']),
  found: z.number(),
  inspected: z.number(),
  /** Entries of the batch that are neither done, failed nor cancelled. */
  open: z.number(),
  /** Photos and variant images. */
  ...sentCountsSchema.shape,
  /** Of these, the variant images. */
  variantImages: sentCountsSchema,
  /** Ignored system files such as `.DS_Store`. */
  ignored: z.number(),
  refused: z.array(refusalSchema),
  /** A problem of the whole batch, such as a full disk. */
  problem: reasonSchema.nullable(),
  /** What some of its files wait for before they can be read; left out: nothing. */
  waitingFor: waitingForSchema.optional(),
  /** Null for a batch without review. */
  review: reviewSummarySchema.nullable(),
});
export type Batch = z.infer<typeof batchSchema>;

const minuteOfDay = z.int().min(0).max(1439);
/** Slower uploads would look stalled to a store. Null means no limit. */
export const minBytesPerSecond = 10_000;
const bytesPerSecond = z.int().min(minBytesPerSecond).nullable();

/**
 * A weekly period with its own bandwidth, in local minutes since midnight. If it ends at or before its start,
 * it runs past midnight.
 */
export const bandwidthPeriodSchema = z.object({
  /** Days it starts on: 0 is Sunday. */
  days: z.array(z.int().min(0).max(6)).min(1).max(7),
  from: minuteOfDay,
  to: minuteOfDay,
  bytesPerSecond,
});
export type BandwidthPeriod = z.infer<typeof bandwidthPeriodSchema>;

/** Limit for all uploads together: the first active period's, else the usual one. */
export const bandwidthSettingSchema = z.object({
  usual: bytesPerSecond,
  periods: z.array(bandwidthPeriodSchema).max(50),
});
export type BandwidthSetting = z.infer<typeof bandwidthSettingSchema>;

/** How stores are reached. `address`: of an HTTP proxy, such as `http://proxy.example:8080`, without a user. */
export const proxySettingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('system') }),
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('address'), address: z.string().max(300).refine(isPlainProxyAddress) }),
]);
export type ProxySetting = z.infer<typeof proxySettingSchema>;

export const settingsSchema = z.object({
  /** Parallel uploads per store; `auto` adapts to the store. */
  parallel: z.union([z.literal('auto'), z.int().min(1).max(16)]),
  /** Requests of each quota window left to the store's other apps. */
  reserve: z.int().min(0).max(50),
  bandwidth: bandwidthSettingSchema,
  /** The user's patterns for file names, in order. */
  match: z.object({ patterns: z.array(z.string().min(1).max(200)).max(20) }),
  /** Roles of photos in the order that new galleries have them; empty for the usual one. */
  galleryOrder: z.array(z.enum(photoRoles)).max(photoRoles.length),
  /** Whether codes are read in photos that no file name explains. */
  readLabels: z.boolean(),
  hints: z.array(hintTypeSchema).max(hintTypes.length),
  prepare: prepareSettingsSchema,
  proxy: proxySettingSchema,
  updates: updateSettingsSchema,
  /** What closing the window does while something is not sent. */
  whenClosed: z.enum(['ask', 'keep-uploading', 'quit']),
  /** Whether the system starts Packshot, without its window, when the user logs in. */
  startsAtLogin: z.boolean(),
  /** Whose colour marks what is selected, focused or to be pressed. */
  accent: z.enum(['system', 'packshot']),
  /** Hints that were shown already. */
  tipsSeen: z.array(z.enum(tips)).max(tips.length),
  /** Whether the viewer shows an image's details. */
  showsDetails: z.boolean(),
  /** How batches under review are shown. */
  reviewLayout: z.enum(['list', 'sheet']),
  /** See `tileSizes`. */
  tileSize: z.int().min(tileSizes.min).max(tileSizes.max),
});
export type Settings = z.infer<typeof settingsSchema>;
export const defaultSettings: Settings = {
  parallel: 'auto',
  reserve: 3,
  bandwidth: { usual: null, periods: [] },
  match: { patterns: [] },
  galleryOrder: [],
  readLabels: true,
  hints: [...hintTypes],
  prepare: prepareSettingsSchema.parse({}),
  proxy: { type: 'system' },
  updates: { enabled: true, channel: 'stable', skippedVersion: null },
  whenClosed: 'ask',
  startsAtLogin: false,
  accent: 'system',
  tipsSeen: [],
  showsDetails: true,
  reviewLayout: 'list',
  tileSize: tileSizes.usual,
};

// ── Checks ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** One thing that was checked. `problem` needs action, `notice` is good to know. */
export const findingSchema = z.object({
  id: z.enum([
    'versions',
    'keychain',
    'data-folder',
    'database',
    'decoders',
    'labels',
    'sandbox',
    'window',
    'proxy',
    'dns',
    'certificates',
    'store',
    'clock',
    'quota',
  ]),
  verdict: z.enum(['good', 'notice', 'problem']),
  text: reasonSchema,
});
export type Finding = z.infer<typeof findingSchema>;

/** A folder from which photos were added lately. `isIn`: the folder around it, where another has the same name. */
export const recentFolderSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  isIn: z.string().nullable(),
});
export type RecentFolder = z.infer<typeof recentFolderSchema>;

// ── Snapshot and deltas ────────────────────────────────────────────────────────────────────────────────────────────

/** The state the window starts from. `revision`: the last delta it includes. */
export const snapshotSchema = z.object({
  revision: z.int().nonnegative(),
  stores: z.array(storeSchema),
  currentStoreId: storeIdSchema.nullable(),
  outbox: z.array(outboxSummarySchema),
  activity: z.array(z.object({ storeId: storeIdSchema, items: z.array(activitySchema) })),
  batches: z.array(batchSchema),
  gallery: gallerySchema.nullable(),
  settings: settingsSchema,
  /** A proxy that wants a user name and a password. `again`: those of before were not accepted. */
  proxySignIn: z.object({ server: z.string(), again: z.boolean() }).nullable(),
  hotFolders: z.array(hotFolderSchema),
  /** Newest first. */
  recentFolders: z.array(recentFolderSchema),
  /** Messages shown once, such as what was recovered on start. */
  notices: z.array(z.object({ id: z.number(), tone: z.enum(['info', 'warning']), text: reasonSchema })),
  secretBackend: secretBackendSchema,
  /** `path` is only shown. It can be moved unless it was named at the start. */
  dataFolder: z.object({ path: z.string(), isMovable: z.boolean() }),
  version: z.string(),
  updates: updateViewSchema,
  /** The accent colour of the system, `#rrggbb`; null where it has none. */
  systemAccent: z.string().nullable(),
  /** Settings that a company manages on this computer, such as `parallel` and `updates.enabled`. */
  managed: z.array(z.string()),
  /** Hashes of the only stores that a company allows on this computer; null for all. */
  allowedStores: z.array(z.string()).nullable(),
});
export type Snapshot = z.infer<typeof snapshotSchema>;
export type Notice = Snapshot['notices'][number];

const linkedProductSchema = z.object({ id: productIdSchema, name: z.string() });

/** What the Help menu opens in the window. */
const helpPageSchema = z.enum(['manual', 'keys']);
export type HelpPage = z.infer<typeof helpPageSchema>;

export const changeSchema = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('stores'),
    stores: z.array(storeSchema),
    currentStoreId: storeIdSchema.nullable(),
  }),
  z.object({ of: z.literal('outbox'), summary: outboxSummarySchema }),
  /** A product without open work comes with zeros and is then dropped. */
  z.object({ of: z.literal('activity'), storeId: storeIdSchema, items: z.array(activitySchema) }),
  z.object({ of: z.literal('batch'), batch: batchSchema }),
  z.object({ of: z.literal('batch-gone'), batchId: batchIdSchema }),
  z.object({ of: z.literal('gallery'), gallery: gallerySchema.nullable() }),
  /** A link of the system asks to show a product. */
  z.object({ of: z.literal('link'), storeId: storeIdSchema, product: linkedProductSchema }),
  /** The user asked for it in the Help menu. */
  z.object({ of: z.literal('help'), page: helpPageSchema }),
  /** Bytes sent, of entries being sent. */
  z.object({
    of: z.literal('progress'),
    items: z.array(z.object({ entryId: entryIdSchema, sent: z.number() })),
  }),
  z.object({ of: z.literal('settings'), settings: settingsSchema }),
  z.object({ of: z.literal('proxy-sign-in'), proxySignIn: snapshotSchema.shape.proxySignIn }),
  z.object({ of: z.literal('hot-folders'), hotFolders: z.array(hotFolderSchema) }),
  z.object({ of: z.literal('recent-folders'), recentFolders: z.array(recentFolderSchema) }),
  z.object({ of: z.literal('notices'), notices: snapshotSchema.shape.notices }),
  z.object({ of: z.literal('updates'), updates: updateViewSchema }),
  z.object({ of: z.literal('accent'), systemAccent: z.string().nullable() }),
]);
export type Change = z.infer<typeof changeSchema>;

/** Numbered without gaps. A window that misses one asks for a new snapshot. */
export const deltaSchema = z.object({ revision: z.int().positive(), changes: z.array(changeSchema) });
export type Delta = z.infer<typeof deltaSchema>;
