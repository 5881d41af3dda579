import type {
  Activity,
  Batch,
  Entry,
  EntryState,
  Gallery,
  OutboxSummary,
  Product,
  Store,
  StoreState,
  Tile,
} from '../../../../shared/model.ts';
import type { ReviewSummary } from '../../../../shared/review.ts';
import { drawing } from './drawings.ts';
import { reason, type Reason } from '../../../../shared/messages/reason.ts';

export const now = Date.now();
export const storeId = 'alder';

const nouns = ['Mug', 'Bottle', 'Table lamp', 'Serving bowl'];
const makers = ['Alder', 'Birk', 'Cove', 'Dune', 'Elm', 'Fjord', 'Gale', 'Heath', 'Isle', 'Juniper'];
const finishes = ['matt clay', 'sea blue', 'moss', 'ochre', 'plum', 'slate', 'cocoa', 'teal'];

export function product(index: number): Product {
  const imageCount = index === 0 ? 11 : index === 1 ? 0 : index % 7 === 5 ? 0 : (index * 5) % 13;
  return {
    id: 100 + index,
    name: `${makers[index % 10]} ${nouns[index % 4]}, ${finishes[(index * 3) % 8]}`,
    sku: `${makers[index % 10]?.slice(0, 3).toUpperCase()}-${1000 + index}-${'ABCD'[index % 4]}`,
    imageCount,
    thumbnail: imageCount === 0 ? null : drawing(index),
    activity: null,
  };
}

export function image(index: number, seed: number): Tile {
  const alts = [
    'front, on white',
    '',
    'seen from above',
    'in the hand',
    '',
    'detail of the glaze, in soft side light',
  ];
  return {
    type: 'image',
    key: `image-${500 + index}`,
    imageId: 500 + index,
    sortOrder: index,
    isThumbnail: index === 0,
    alt: alts[index % 6] ? `Alder Mug ${alts[index % 6]}` : '',
    fileName: `ALD-1000-A_${String(index + 1).padStart(2, '0')}.jpg`,
    picture: drawing(seed + index * 4),
    zoom: drawing(seed + index * 4),
    pending: { alt: false, thumbnail: false, place: false, removal: null },
  };
}

export function entry(index: number, state: EntryState, sent = 0): Entry {
  return {
    id: 9000 + index,
    storeId,
    productId: 100,
    productName: product(0).name,
    batchId: 1,
    host: null,
    type: 'upload',
    fileName: `ALD-1000-A_${String(index + 7).padStart(2, '0')}.jpg`,
    bytes: 2_400_000 + index * 137_000,
    sent,
    attempts: 1,
    goesFirst: false,
    state,
    preview: drawing(index * 4 + 20),
  };
}

const reset = reason('connection-broke', { again: 'packshot' });
export const refused = reason('refused', { said: 'yes', words: 'The image could not be processed.' });

export const unreachable = reason('unreachable', { again: 'packshot' });
export const notAllowed = reason('missing-scope');

export function imported(index: number, state: EntryState): Entry {
  return {
    ...entry(index, state),
    id: 9100 + index,
    type: 'import',
    fileName: `lookbook-${index + 1}.jpg`,
    bytes: 0,
    preview: null,
  };
}

export function clearing(state: EntryState, productName: string): Entry {
  return {
    ...entry(0, state),
    id: 9200 + productName.length,
    type: 'clear',
    productName,
    fileName: 'Remove all images',
    bytes: 0,
    preview: null,
  };
}

export function uploadingEntries(): Entry[] {
  return [
    entry(0, { type: 'sending' }, 1_700_000),
    entry(1, { type: 'sending' }, 900_000),
    entry(2, { type: 'verifying' }),
    entry(3, { type: 'retrying', at: now + 12_400, reason: reset }),
    entry(4, { type: 'failed', reason: refused }),
    { ...entry(5, { type: 'waiting' }), goesFirst: true },
    entry(6, { type: 'cancelled' }),
    entry(7, { type: 'waiting' }),
  ];
}

export function entryTile(each: Entry, index: number): Tile {
  return {
    type: 'entry',
    key: `entry-${each.id}`,
    sortOrder: 10 + index,
    willBeThumbnail: false,
    alt: '',
    entry: each,
  };
}

export function store(state: StoreState, products: number, syncing = false): Store {
  return {
    id: storeId,
    hash: 'k7x2m9q1',
    name: 'Alder & Birk',
    colour: 0,
    kind: 'bigcommerce',
    secretBackend: 'keychain',
    api: 'v3',
    state,
    recipes: { saved: [], standard: null },
    catalog: {
      products,
      version: 1,
      syncing,
      progress: null,
      syncedAt: syncing ? null : now - 240_000,
      problem: null,
      images: null,
    },
  };
}

export function summary(part: Partial<OutboxSummary>): OutboxSummary {
  const { waiting = 0, sending = 0, verifying = 0, retrying = 0, done = 0, failed = 0, cancelled = 0 } = part;
  const none = { open: 0, done: 0, failed: 0, cancelled: 0 };
  const photos = { open: waiting + sending + verifying + retrying, done, failed, cancelled };
  return {
    storeId,
    waiting: 0,
    sending: 0,
    verifying: 0,
    retrying: 0,
    failed: 0,
    cancelled: 0,
    done: 0,
    groups: { photos, variantImages: none, changes: none, removals: none, clears: none },
    doneListed: part.done ?? 0,
    bytesTotal: 0,
    bytesSent: 0,
    rate: 0,
    version: 1,
    ...part,
  };
}

export function activityOf(
  productId: number,
  counts: Pick<Activity, 'waiting' | 'sending' | 'failed'>,
  fraction: number,
): Activity {
  return { productId, ...counts, groups: summary(counts).groups, fraction };
}

export function gallery(tiles: Tile[], chosen: Product): Gallery {
  return {
    storeId,
    product: chosen,
    tiles,
    clearing: null,
    undoSteps: [],
    redo: null,
    refreshedAt: now - 20_000,
    refreshing: false,
    problem: null,
  };
}

export const practice: Store = {
  ...store({ type: 'ready' }, 40),
  id: 'practice',
  hash: 'practice',
  name: 'Practice store',
  colour: 1,
  kind: 'practice',
};

export function reviewBatch(review: ReviewSummary, part: Partial<Batch> = {}): Batch {
  const found = review.ready + review.choose + review.unusable + review.skipped;
  return {
    ...refusedBatch(),
    id: 5,
    productId: null,
    productName: '',
    name: 'Autumn tableware',
    products: [3, 4].map((index) => named(index)),
    productCount: review.products,
    at: now - 60_000,
    phase: 'review',
    found,
    inspected: found,
    queued: 0,
    open: 0,
    arrived: 0,
    failed: 0,
    cancelled: 0,
    takenBack: 0,
    removed: 0,
    refused: [],
    review,
    ...part,
  };
}

function named(index: number): Batch['products'][number] {
  const { id, name, thumbnail } = product(index);
  return { id, name, thumbnail };
}

/** A batch in each group, and more than one where there usually are. */
export function allBatches(review: ReviewSummary): Batch[] {
  const usual = { ...refusedBatch(), refused: [], ignored: 0, productId: null, productName: '' };
  const several = { products: [3, 4, 6].map((index) => named(index)), productCount: 22 };
  return [
    reviewBatch(review, { id: 20 }),
    reviewBatch(
      { ...review, ready: 5, choose: 0, suggested: 0, unusable: 0, skipped: 0, products: 3 },
      { id: 19, name: 'Candles for the newsletter', productCount: 3 },
    ),
    {
      ...usual,
      id: 18,
      source: 'hot-folder',
      name: 'Capture One Output',
      phase: 'scanning',
      found: 640,
      inspected: 212,
      queued: 0,
      open: 0,
      products: [],
      productCount: 0,
    },
    {
      ...usual,
      ...several,
      id: 17,
      name: 'Textiles, week 48',
      queued: 294,
      open: 246,
      arrived: 48,
      failed: 1,
    },
    { ...refusedBatch(), id: 16, refused: [], at: now - 120_000, open: 0, arrived: 8 },
    {
      ...usual,
      ...several,
      id: 15,
      name: 'Mugs, second set',
      at: now - 3_600_000,
      queued: 30,
      open: 2,
      arrived: 28,
      failed: 2,
    },
    {
      ...usual,
      ...several,
      id: 14,
      name: 'Lamps retake',
      at: now - 7_200_000,
      phase: 'cancelled',
      queued: 40,
      open: 0,
      arrived: 12,
      cancelled: 28,
    },
  ];
}

export function refusedBatch(): Batch {
  const why: [string, string, Reason][] = [
    ['IMG_2210.svg', 'shoot', reason('type-not-taken', { what: 'an SVG drawing' })],
    ['panorama.png', 'shoot/extra', reason('too-large', { megabytes: '11.2', most: 8 })],
    ['notes.txt', '', reason('not-a-picture', { known: 'no', what: '' })],
  ];
  return {
    id: 2,
    storeId,
    productId: 100,
    productName: product(0).name,
    name: 'Shoot',
    products: [named(0)],
    productCount: 1,
    source: 'drop',
    at: now,
    phase: 'queued',
    found: 11,
    inspected: 11,
    queued: 8,
    open: 8,
    arrived: 0,
    failed: 0,
    cancelled: 0,
    takenBack: 0,
    removed: 0,
    variantImages: { queued: 0, arrived: 0, failed: 0, cancelled: 0, takenBack: 0, removed: 0 },
    ignored: 1,
    refused: why.map(([fileName, folder, why], id) => ({ id, fileName, folder, reason: why })),
    problem: null,
    review: null,
  };
}
