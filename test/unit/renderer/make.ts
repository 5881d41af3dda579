import {
  defaultSettings,
  type Activity,
  type Batch,
  type Entry,
  type EntryState,
  type Gallery,
  type OutboxSummary,
  type Product,
  type Snapshot,
  type Store,
  type StoreState,
  type Tile,
} from '../../../shared/model.ts';
import type { ReviewItem, ReviewRow, ReviewSummary } from '../../../shared/review.ts';

export function makeStore(state: StoreState = { type: 'ready' }, id = 'alder'): Store {
  return {
    id,
    hash: 'k7x2m9q1',
    name: 'Alder',
    colour: 0,
    kind: 'bigcommerce',
    secretBackend: 'keychain',
    api: 'v3',
    state,
    recipes: { saved: [], standard: null },
    catalog: {
      products: 2,
      version: 1,
      syncing: false,
      progress: null,
      syncedAt: 1000,
      problem: null,
      images: null,
    },
  };
}

/** All counted as photos, unless `groups` says otherwise. */
export function makeSummary(part: Partial<OutboxSummary> = {}): OutboxSummary {
  const { waiting = 0, sending = 0, verifying = 0, retrying = 0, done = 0, failed = 0, cancelled = 0 } = part;
  const none = { open: 0, done: 0, failed: 0, cancelled: 0 };
  const photos = { open: waiting + sending + verifying + retrying, done, failed, cancelled };
  return {
    storeId: 'alder',
    waiting: 0,
    sending: 0,
    verifying: 0,
    retrying: 0,
    failed: 0,
    cancelled: 0,
    done: 0,
    groups: { photos, variantImages: none, changes: none, removals: none, clears: none },
    doneListed: 0,
    bytesTotal: 0,
    bytesSent: 0,
    rate: 0,
    version: 1,
    ...part,
  };
}

export function makeEntry(id: number, state: EntryState = { type: 'waiting' }): Entry {
  return {
    id,
    storeId: 'alder',
    productId: 1,
    productName: 'Mug',
    batchId: 1,
    host: null,
    type: 'upload',
    fileName: `${id}.jpg`,
    bytes: 1000,
    sent: 0,
    attempts: 0,
    goesFirst: false,
    state,
    preview: `/preview/${id}`,
  };
}

export function makeEntryTile(id: number, state?: EntryState): Tile {
  return {
    type: 'entry',
    key: `entry-${id}`,
    sortOrder: null,
    willBeThumbnail: false,
    alt: '',
    entry: makeEntry(id, state),
  };
}

export function makeImageTile(imageId: number, part: Partial<Extract<Tile, { type: 'image' }>> = {}): Tile {
  return {
    type: 'image',
    key: `image-${imageId}`,
    imageId,
    sortOrder: imageId,
    isThumbnail: false,
    alt: '',
    fileName: `${imageId}.jpg`,
    picture: '/p',
    zoom: '/z',
    pending: { alt: false, thumbnail: false, place: false, removal: null },
    ...part,
  };
}

export function makeProduct(id = 1): Product {
  return { id, name: 'Mug', sku: 'MUG', imageCount: 0, thumbnail: null, activity: null };
}

export function makeGallery(tiles: Tile[] = [], product = makeProduct()): Gallery {
  return {
    storeId: 'alder',
    product,
    tiles,
    clearing: null,
    undoSteps: [],
    redo: null,
    refreshedAt: null,
    refreshing: false,
    problem: null,
  };
}

/** All counted as photos, unless `groups` says otherwise. */
export function makeActivity(productId: number, part: Partial<Activity> = {}): Activity {
  const { waiting = 1, sending = 0, failed = 0 } = part;
  const { groups } = makeSummary({ waiting, sending, failed });
  return { productId, waiting, sending, failed, groups, fraction: 0, ...part };
}

export function makeBatch(id: number, part: Partial<Batch> = {}): Batch {
  return {
    id,
    storeId: 'alder',
    productId: 1,
    productName: 'Mug',
    name: '',
    products: [],
    productCount: 0,
    source: 'drop',
    at: 0,
    phase: 'queued',
    found: 1,
    inspected: 1,
    queued: 1,
    open: 0,
    arrived: 0,
    failed: 0,
    cancelled: 0,
    takenBack: 0,
    removed: 0,
    variantImages: { queued: 0, arrived: 0, failed: 0, cancelled: 0, takenBack: 0, removed: 0 },
    ignored: 0,
    refused: [],
    problem: null,
    review: null,
    ...part,
  };
}

export function makeSnapshot(part: Partial<Snapshot> = {}): Snapshot {
  return {
    revision: 10,
    stores: [makeStore()],
    currentStoreId: 'alder',
    outbox: [makeSummary()],
    activity: [{ storeId: 'alder', items: [makeActivity(1)] }],
    batches: [],
    gallery: null,
    settings: defaultSettings,
    proxySignIn: null,
    hotFolders: [],
    recentFolders: [],
    systemAccent: null,
    dataFolder: { path: '/home/anna/.config/Packshot', isMovable: true },
    notices: [],
    secretBackend: 'keychain',
    version: '0.1.0',
    updates: { looks: 'never', isChecking: false, checkedAt: null, problem: null, offer: null },
    managed: [],
    allowedStores: null,
    ...part,
  };
}

export function makeReviewItem(id: number, part: Partial<ReviewItem> = {}): ReviewItem {
  return {
    id,
    fileName: `${id}.jpg`,
    folder: '',
    preview: null,
    size: null,
    reading: false,
    unusable: null,
    match: { type: 'unmatched', why: 'No SKU is like this name.', candidates: [] },
    target: null,
    variants: '',
    view: '',
    duplicate: null,
    included: false,
    stars: 0,
    rejected: false,
    asThumbnail: false,
    alt: '',
    altIsOwn: false,
    destination: null,
    preparing: null,
    ...part,
  };
}

export function makeReviewProduct(productId: number): Extract<ReviewRow, { row: 'product' }> {
  return {
    row: 'product',
    productId,
    name: 'Mug',
    sku: `MUG-${productId}`,
    thumbnail: null,
    included: 2,
    imageCount: 3,
    placement: 'after',
    problem: null,
  };
}

export function makeReviewSummary(part: Partial<ReviewSummary> = {}): ReviewSummary {
  return {
    ready: 0,
    notPrepared: 0,
    choose: 0,
    suggested: 0,
    unseen: 0,
    dropped: null,
    undoSteps: [],
    redo: null,
    unusable: 0,
    skipped: 0,
    rated: [0, 0, 0, 0, 0],
    rejected: 0,
    reading: 0,
    preparing: 0,
    queueing: 0,
    products: 0,
    altTemplate: '{product} - {view}',
    placement: 'after',
    destination: 'gallery',
    version: 1,
    ...part,
  };
}
