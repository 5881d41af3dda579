import type {
  Activity,
  Batch,
  Entry,
  EntryState,
  Gallery,
  OutboxSummary,
  Product,
  Snapshot,
  Store,
  StoreState,
  Tile,
} from '../../../../shared/model.ts';
import { drawing } from './drawings.ts';
import type { SceneName } from './scene-names.ts';

export interface Scene {
  snapshot: Snapshot;
  products: Product[];
  entries: Entry[];
}

export const now = Date.now();
const storeId = 'alder';

const nouns = ['Mug', 'Bottle', 'Table lamp', 'Serving bowl'];
const makers = ['Alder', 'Birk', 'Cove', 'Dune', 'Elm', 'Fjord', 'Gale', 'Heath', 'Isle', 'Juniper'];
const finishes = ['matt clay', 'sea blue', 'moss', 'ochre', 'plum', 'slate', 'cocoa', 'teal'];

function product(index: number): Product {
  const imageCount = index === 1 ? 0 : index % 7 === 5 ? 0 : (index * 5) % 13;
  return {
    id: 100 + index,
    name: `${makers[index % 10]} ${nouns[index % 4]}, ${finishes[(index * 3) % 8]}`,
    sku: `${makers[index % 10]?.slice(0, 3).toUpperCase()}-${1000 + index}-${'ABCD'[index % 4]}`,
    imageCount,
    thumbnail: imageCount === 0 ? null : drawing(index),
    activity: null,
  };
}

function image(index: number, seed: number): Tile {
  const alts = [
    'front, on white',
    '',
    'seen from above',
    'in the hand',
    '',
    'detail of the glaze, in soft side light',
  ];
  return {
    kind: 'image',
    key: `image-${500 + index}`,
    imageId: 500 + index,
    sortOrder: index,
    isThumbnail: index === 0,
    alt: alts[index % 6] ? `Alder Mug ${alts[index % 6]}` : '',
    fileName: `ALD-1000-A_${String(index + 1).padStart(2, '0')}.jpg`,
    picture: drawing(seed + index * 4),
    zoom: drawing(seed + index * 4),
  };
}

function entry(index: number, state: EntryState, sent = 0): Entry {
  return {
    id: 9000 + index,
    storeId,
    productId: 100,
    productName: product(0).name,
    batchId: 1,
    kind: 'upload',
    fileName: `ALD-1000-A_${String(index + 7).padStart(2, '0')}.jpg`,
    bytes: 2_400_000 + index * 137_000,
    sent,
    attempts: 1,
    state,
    preview: drawing(index * 4 + 20),
  };
}

const reset = { code: 'reset', sentence: 'The connection broke before the store answered.' };
const refused = {
  code: 'refused',
  sentence: 'The store could not read this picture.',
  next: 'Save it again as JPEG and retry.',
};

function uploadingEntries(): Entry[] {
  return [
    entry(0, { is: 'sending' }, 1_700_000),
    entry(1, { is: 'sending' }, 900_000),
    entry(2, { is: 'verifying' }),
    entry(3, { is: 'retrying', at: now + 12_400, reason: reset }),
    entry(4, { is: 'failed', reason: refused }),
    entry(5, { is: 'waiting' }),
    entry(6, { is: 'cancelled' }),
    entry(7, { is: 'waiting' }),
  ];
}

function entryTile(each: Entry, index: number): Tile {
  return {
    kind: 'entry',
    key: `entry-${each.id}`,
    sortOrder: 10 + index,
    willBeThumbnail: false,
    entry: each,
  };
}

function store(state: StoreState, products: number, syncing = false): Store {
  return {
    id: storeId,
    hash: 'k7x2m9q1',
    name: 'Alder & Birk',
    kind: 'bigcommerce',
    secretBackend: 'keychain',
    api: 'v3',
    state,
    catalog: { products, version: 1, syncing, syncedAt: syncing ? null : now - 240_000, problem: null, images: null },
  };
}

function summary(part: Partial<OutboxSummary>): OutboxSummary {
  return {
    storeId,
    waiting: 0,
    sending: 0,
    verifying: 0,
    retrying: 0,
    failed: 0,
    cancelled: 0,
    done: 0,
    bytesTotal: 0,
    bytesSent: 0,
    rate: 0,
    version: 1,
    ...part,
  };
}

function gallery(tiles: Tile[], chosen: Product): Gallery {
  return { storeId, product: chosen, tiles, clearing: null, refreshedAt: now - 20_000, refreshing: false, problem: null };
}

const practice: Store = {
  ...store({ is: 'ready' }, 40),
  id: 'practice',
  hash: 'practice',
  name: 'Practice store',
  kind: 'practice',
};

function refusedBatch(): Batch {
  const why: [string, string, string, string][] = [
    [
      'IMG_2210.tif',
      'shoot',
      'This is a TIFF picture, which BigCommerce does not take.',
      'Save it as JPEG or PNG.',
    ],
    [
      'panorama.png',
      'shoot/extra',
      'This picture has 11.2 MB; BigCommerce takes up to 8 MB.',
      'Export it smaller.',
    ],
    ['notes.txt', '', 'This file is not a picture.', ''],
  ];
  return {
    id: 2,
    storeId,
    productId: 100,
    productName: product(0).name,
    source: 'drop',
    at: now,
    phase: 'queued',
    found: 11,
    inspected: 11,
    queued: 8,
    junk: 1,
    refused: why.map(([fileName, folder, sentence, next], id) => ({
      id,
      fileName,
      folder,
      reason: next ? { code: 'type', sentence, next } : { code: 'type', sentence },
    })),
    problem: null,
  };
}

/** What main would hold in the scene. */
export function sceneOf(name: SceneName): Scene {
  const products = Array.from({ length: name === 'many' ? 50_000 : 40 }, (_, index) => product(index));
  const [first, second] = products as [Product, Product];
  const full = Array.from({ length: 11 }, (_, index) => image(index, 0));
  const uploading = uploadingEntries();
  const running = summary({
    waiting: 752,
    sending: 4,
    verifying: 1,
    retrying: 1,
    done: 42,
    failed: 1,
    cancelled: 1,
    bytesTotal: 1_900_000_000,
    bytesSent: 1_120_000_000,
    rate: 4_200_000,
  });
  const activity: Activity[] = [
    { productId: 100, waiting: 4, sending: 2, failed: 1, fraction: 0.42 },
    { productId: 103, waiting: 20, sending: 1, failed: 0, fraction: 0.08 },
    { productId: 104, waiting: 0, sending: 0, failed: 2, fraction: 1 },
  ];
  const snapshot: Snapshot = {
    revision: 7,
    stores: [store({ is: 'ready' }, products.length), practice],
    currentStoreId: storeId,
    outbox: [summary({})],
    activity: [],
    batches: [],
    gallery: gallery(full, { ...first, imageCount: full.length }),
    settings: { parallel: 4 },
    notices: [],
    secretBackend: 'keychain',
    version: '0.1.0',
  };
  const base: Scene = { snapshot, products, entries: [] };
  const mixed = [...full.slice(0, 5), ...uploading.map(entryTile)];
  const busy: Scene = {
    products,
    entries: uploading,
    snapshot: {
      ...snapshot,
      outbox: [running],
      activity: [{ storeId, items: activity }],
      gallery: gallery(mixed, first),
    },
  };
  const inState = (state: StoreState, outbox: Partial<OutboxSummary>): Scene => ({
    ...busy,
    snapshot: {
      ...busy.snapshot,
      stores: [store(state, products.length), practice],
      outbox: [summary({ ...running, ...outbox, rate: 0 })],
      gallery: gallery(
        [...full.slice(0, 5), ...[5, 7, 8, 9].map((n, i) => entryTile(entry(n, { is: 'waiting' }), i))],
        first,
      ),
    },
  });
  switch (name) {
    case 'first-run':
    case 'first-run-session':
      return {
        ...base,
        snapshot: {
          ...snapshot,
          stores: [],
          currentStoreId: null,
          outbox: [],
          gallery: null,
          secretBackend: name === 'first-run' ? 'keychain' : 'session',
        },
      };
    case 'no-product':
      return {
        ...base,
        snapshot: {
          ...snapshot,
          gallery: null,
          notices: [
            {
              id: 1,
              tone: 'info',
              text: { code: 'recovered', sentence: '12 photos from last time wait and go on now.' },
            },
          ],
        },
      };
    case 'empty-product':
      return { ...base, snapshot: { ...snapshot, gallery: gallery([], second) } };
    case 'gallery':
    case 'many':
      return base;
    case 'huge': {
      // Short addresses, as main gives them: a drawing in each tile would measure the copying of drawings.
      const images = Array.from({ length: 1000 }, (_, index) => ({
        ...image(index, 0),
        picture: '/p',
        zoom: '/z',
      }));
      const entries = Array.from({ length: 3000 }, (_, n) => ({
        ...entry(n, { is: 'waiting' }),
        preview: '/e',
      }));
      const tiles = [...images, ...entries.map(entryTile)];
      return { ...busy, entries, snapshot: { ...busy.snapshot, gallery: gallery(tiles, first) } };
    }
    case 'uploading':
      return busy;
    case 'refused-batch':
      return { ...busy, snapshot: { ...busy.snapshot, batches: [refusedBatch()] } };
    case 'scanning':
      return {
        ...busy,
        snapshot: {
          ...busy.snapshot,
          batches: [
            {
              ...refusedBatch(),
              id: 3,
              phase: 'scanning',
              found: 812,
              inspected: 236,
              queued: 0,
              refused: [],
            },
            { ...refusedBatch(), phase: 'queued', refused: [] },
          ],
        },
      };
    case 'offline':
      return inState(
        { is: 'offline', since: now - 60_000, nextProbeAt: now + 9000 },
        { waiting: 212, sending: 0, verifying: 0, retrying: 0 },
      );
    case 'throttled':
      return inState({ is: 'throttled', until: now + 12_000 }, {});
    case 'sign-in':
      return inState(
        {
          is: 'needs-sign-in',
          reason: {
            code: 'sign-in',
            sentence: 'The store no longer accepts the access token.',
            next: 'Enter a new one.',
          },
        },
        { waiting: 12, sending: 0, verifying: 0, retrying: 0 },
      );
    case 'loading':
      return {
        ...base,
        products: [],
        snapshot: {
          ...snapshot,
          stores: [store({ is: 'ready' }, 0, true)],
          gallery: { ...gallery([], second), refreshedAt: null, refreshing: true },
        },
      };
  }
}
