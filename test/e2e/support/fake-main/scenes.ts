import {
  defaultSettings,
  type Activity,
  type Entry,
  type EntryState,
  type OutboxSummary,
  type Product,
  type Snapshot,
  type StoreState,
} from '../../../../shared/model.ts';
import { galleryScene } from './gallery-scenes.ts';
import { rareScene } from './rare-scenes.ts';
import { manyPhotos, mixedPhotos, unusablePhotos } from './review-photos.ts';
import { FakeReview, type FakePhoto } from './review.ts';
import type { SceneName } from './scene-names.ts';
import {
  allBatches,
  clearing,
  entry,
  entryTile,
  gallery,
  image,
  activityOf,
  imported,
  notAllowed,
  now,
  practice,
  product,
  refusedBatch,
  reviewBatch,
  store,
  storeId,
  summary,
  unreachable,
  uploadingEntries,
} from './scene-parts.ts';
import type { DroppedSummary } from '../../../../shared/review.ts';
import { reason } from '../../../../shared/messages/reason.ts';

export interface Scene {
  snapshot: Snapshot;
  products: Product[];
  entries: Entry[];
  photos?: FakePhoto[];
  /** Of photos that were dropped on a product. */
  dropped?: DroppedSummary;
}

export function sceneOf(name: SceneName): Scene {
  const products = Array.from(
    { length: name === 'many' ? 50_000 : name === 'review-many' ? 900 : 40 },
    (_, index) => product(index),
  );
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
    activityOf(100, { waiting: 4, sending: 2, failed: 1 }, 0.42),
    activityOf(103, { waiting: 20, sending: 1, failed: 0 }, 0.08),
    activityOf(104, { waiting: 0, sending: 0, failed: 2 }, 1),
  ];
  const snapshot: Snapshot = {
    revision: 7,
    stores: [store({ type: 'ready' }, products.length), practice],
    currentStoreId: storeId,
    outbox: [summary({})],
    activity: [],
    batches: [],
    gallery: gallery(full, { ...first, imageCount: full.length }),
    settings: { ...defaultSettings, match: { patterns: ['{sku}_{view}', '{date}-{view}'] } },
    proxySignIn: null,
    dataFolder: { path: '/home/anna/.config/Packshot', isMovable: true },
    systemAccent: null,
    recentFolders: [
      { id: 3, name: 'Monday', isIn: null },
      { id: 2, name: 'ready', isIn: 'Mugs' },
      { id: 1, name: 'ready', isIn: 'Chairs' },
    ],
    hotFolders: [
      {
        id: 1,
        storeId,
        name: 'Capture One Output',
        enabled: true,
        isManaged: false,
        sendsCertain: true,
        state: 'watching',
      },
      {
        id: 2,
        storeId,
        name: 'Tethered',
        enabled: true,
        isManaged: false,
        sendsCertain: false,
        state: 'missing',
      },
    ],
    notices: [],
    secretBackend: 'keychain',
    version: '0.1.0',
    managed: [],
    allowedStores: null,
    updates: {
      looks: 'on',
      isChecking: false,
      checkedAt: Date.now() - 600_000,
      problem: null,
      offer: {
        version: '0.2.0',
        publishedAt: Date.now() - 86_400_000,
        notes: 'Hot folders can be paused.\nHEIC photos are prepared in half the time.',
        isSkipped: false,
        canInstall: true,
        step: { type: 'offered' },
      },
    },
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
        [...full.slice(0, 5), ...[5, 7, 8, 9].map((n, i) => entryTile(entry(n, { type: 'waiting' }), i))],
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
              text: reason('recent-folder-gone', { name: 'Autumn tableware' }),
            },
          ],
        },
      };
    case 'home': {
      const review = new FakeReview(mixedPhotos(products), products, () => undefined).summary();
      const [own] = snapshot.stores;
      const signIn = { type: 'needs-sign-in', reason: reason('wrong-token') } as const;
      const trade = { ...practice, id: 'trade', name: 'Alder & Birk Trade', state: signIn };
      return {
        ...busy,
        photos: mixedPhotos(products),
        snapshot: {
          ...busy.snapshot,
          stores: [...(own ? [own] : []), trade],
          batches: allBatches(review),
          gallery: null,
        },
      };
    }
    case 'home-first':
      return {
        ...base,
        snapshot: { ...snapshot, stores: [practice], currentStoreId: practice.id, gallery: null },
      };
    case 'empty-product':
      return { ...base, snapshot: { ...snapshot, gallery: gallery([], second) } };
    case 'gallery':
    case 'many':
      return base;
    case 'huge': {
      // Short addresses as from main: with a drawing per tile, the copying of drawings would be measured.
      const images = Array.from({ length: 1000 }, (_, index) => ({
        ...image(index, 0),
        picture: '/p',
        zoom: '/z',
      }));
      const entries = Array.from({ length: 3000 }, (_, n) => ({
        ...entry(n, { type: 'waiting' }),
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
              open: 0,
              refused: [],
            },
            { ...refusedBatch(), phase: 'queued', refused: [] },
          ],
        },
      };
    case 'arrived-batch':
      return {
        ...base,
        snapshot: {
          ...snapshot,
          outbox: [summary({ done: 8 })],
          batches: [{ ...refusedBatch(), open: 0, refused: [] }],
        },
      };
    case 'batches': {
      const review = new FakeReview(mixedPhotos(products), products, () => undefined).summary();
      return {
        ...busy,
        photos: mixedPhotos(products),
        snapshot: { ...busy.snapshot, batches: allBatches(review) },
      };
    }
    case 'importing': {
      const entries = [
        imported(0, { type: 'sending' }),
        imported(1, { type: 'waiting' }),
        imported(2, { type: 'failed', reason: unreachable }),
        imported(3, { type: 'done', imageId: 900 }),
        clearing({ type: 'sending' }, 'Birk Bottle, ochre'),
        clearing({ type: 'done', imageId: null }, 'Cove Table lamp, plum'),
      ];
      return {
        ...base,
        entries,
        snapshot: {
          ...snapshot,
          outbox: [summary({ waiting: 1, sending: 2, done: 2, failed: 1 })],
          batches: [{ ...refusedBatch(), source: 'url', queued: 3, refused: [] }],
          gallery: gallery([...full.slice(0, 4), ...entries.slice(0, 3).map(entryTile)], first),
        },
      };
    }
    case 'history':
      return {
        ...base,
        entries: Array.from({ length: 300 }, (_, n) => entry(300 - n, { type: 'done', imageId: 4000 + n })),
        snapshot: {
          ...snapshot,
          outbox: [summary({ waiting: 10_212, failed: 1_204, cancelled: 1_311, doneListed: 84_210 })],
        },
      };
    case 'clearing':
    case 'clearing-failed': {
      const state: EntryState =
        name === 'clearing' ? { type: 'waiting' } : { type: 'failed', reason: notAllowed };
      const emptied = clearing(state, first.name);
      const tiles = [...full.slice(0, 7), entryTile(entry(5, { type: 'waiting' }), 0)];
      return {
        ...base,
        entries: [emptied, entry(5, { type: 'waiting' })],
        snapshot: {
          ...snapshot,
          outbox: [summary({ waiting: 2 })],
          gallery: { ...gallery(tiles, first), clearing: emptied },
        },
      };
    }
    case 'counted': {
      const [own] = snapshot.stores;
      if (own === undefined) return base;
      const counted = { ...own, api: 'v2' as const, catalog: { ...own.catalog, images: 12_345 } };
      return { ...base, snapshot: { ...snapshot, stores: [counted, practice] } };
    }
    case 'offline':
      return inState(
        { type: 'offline', since: now - 60_000, nextProbeAt: now + 9000 },
        { waiting: 212, sending: 0, verifying: 0, retrying: 0 },
      );
    case 'throttled':
      return inState({ type: 'throttled', until: now + 12_000 }, {});
    case 'sign-in':
      return inState(
        {
          type: 'needs-sign-in',
          reason: reason('wrong-token'),
        },
        { waiting: 12, sending: 0, verifying: 0, retrying: 0 },
      );
    case 'proxy-sign-in': {
      const scene = sceneOf('gallery');
      const proxySignIn = { server: 'http://proxy.office.example:8080', again: true };
      return { ...scene, snapshot: { ...scene.snapshot, proxySignIn } };
    }
    case 'review':
    case 'review-reading':
    case 'review-unusable':
    case 'review-dropped':
    case 'review-many': {
      const dropped = name === 'review-dropped' ? droppedOn(products) : null;
      const photos =
        name === 'review-many'
          ? manyPhotos(products)
          : name === 'review-unusable'
            ? unusablePhotos()
            : mixedPhotos(products);
      const review = new FakeReview(photos, products, () => undefined, dropped).summary();
      const reading = { phase: 'staging', found: 800, inspected: 312 } as const;
      const batch = reviewBatch(review, name === 'review-reading' ? reading : {});
      return {
        ...base,
        photos,
        ...(dropped && { dropped }),
        snapshot: { ...snapshot, batches: [batch] },
      };
    }
    case 'review-empty':
    case 'review-starting': {
      const review = new FakeReview([], products, () => undefined).summary();
      const batch =
        name === 'review-empty'
          ? reviewBatch(review)
          : { ...reviewBatch(review, { phase: 'scanning' }), review: null };
      return { ...base, snapshot: { ...snapshot, batches: [batch] } };
    }
    case 'stale': {
      const away = inState({ type: 'offline', since: now - 60_000, nextProbeAt: now + 9000 }, { sending: 0 });
      const shown = gallery(full, { ...first, imageCount: full.length });
      const stale = { ...shown, refreshedAt: now - 7_200_000, problem: unreachable };
      return { ...away, snapshot: { ...away.snapshot, gallery: stale } };
    }
    case 'no-gallery':
    case 'no-list':
    case 'broken':
      return { ...base, snapshot: { ...snapshot, gallery: null } };
    case 'no-products':
      return {
        ...base,
        products: [],
        snapshot: { ...snapshot, stores: [store({ type: 'ready' }, 0), practice], gallery: null },
      };
    case 'edited':
    case 'thousand':
      return { ...base, snapshot: { ...snapshot, gallery: galleryScene(name) } };
    case 'long-words':
    case 'paused':
    case 'no-store-products':
    case 'gallery-problem':
    case 'gallery-gone':
    case 'no-pictures':
    case 'all-described':
      return rareScene(name, base);
    case 'loading':
      return {
        ...base,
        products: [],
        snapshot: {
          ...snapshot,
          stores: [store({ type: 'ready' }, 0, true)],
          gallery: { ...gallery([], second), refreshedAt: null, refreshing: true },
        },
      };
  }
}

function droppedOn(products: readonly Product[]): DroppedSummary {
  const [here, other, third] = products.map(({ id, name }) => ({ productId: id, productName: name }));
  if (!here || !other || !third) throw new Error('too few products');
  return {
    ...here,
    here: 3,
    unnamed: 1,
    elsewhere: 7,
    others: [
      { ...other, count: 4 },
      { ...third, count: 3 },
    ],
  };
}
