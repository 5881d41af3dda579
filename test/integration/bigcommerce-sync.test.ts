import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as immediate } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProductPage, ProductQuery, StoreProduct } from '../../electron/bigcommerce/catalog-api.ts';
import type { Clock } from '../../electron/util/clock.ts';
import type { Failure } from '../../electron/bigcommerce/failure.ts';
import type { Answer, StoreImage } from '../../electron/bigcommerce/image-api.ts';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { syncCatalog, type SyncOptions } from '../../electron/catalog/sync.ts';
import { Database } from '../../electron/storage/database.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok } from '../../shared/outcome.ts';
import { valueOf } from '../unit/bigcommerce/outcomes.ts';
import { practiceRig, type PracticeClient, type PracticeRig } from './bigcommerce-practice-rig.ts';
import { saying } from '../support/saying.ts';

const storeId = 'store';
const day = 24 * 60 * 60_000;
const start = Date.UTC(2026, 5, 1);
const person = { priority: 'person' } as const;
const down: Failure = { type: 'transient', reason: saying('In trouble.') };

/** A clock that never waits. */
const hasty: Clock = {
  now: () => start,
  timer(_ms, wake) {
    const handle = setImmediate(wake);
    return () => clearImmediate(handle);
  },
};

let folder: string;
let db: Database;
let catalog: Catalog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-sync-'));
  openCache();
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

function openCache(): void {
  db = new Database(join(folder, 'packshot.db'));
  catalog = new Catalog(db, () => start);
  db.run(
    `INSERT OR IGNORE INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
       VALUES (?, 'abc', 'Store', 'bigcommerce', 'https://x', 'session', 0)`,
    storeId,
  );
}

let lastRun = start;
function nextRun(): number {
  lastRun += 1;
  return lastRun;
}

function sync(api: SyncOptions['api'], rest: Partial<SyncOptions> = {}) {
  return syncCatalog({
    storeId,
    api,
    catalog,
    run: nextRun(),
    signal: new AbortController().signal,
    onPage: () => undefined,
    clock: hasty,
    pageSize: 3,
    ...rest,
  });
}

/** The content of the cache, in the store's form. */
function cached(): StoreProduct[] {
  return db.all('SELECT * FROM products WHERE store_id = ? ORDER BY id', storeId).map((row) => ({
    id: Number(row['id']),
    name: String(row['name']),
    sku: String(row['sku']),
    ...codes(row),
    address: String(row['address']),
    brandId: Number(row['brand_id']),
    categoryIds: JSON.parse(String(row['categories'])) as number[],
    isVisible: row['is_visible'] === 1,
    dateModified: String(row['date_modified']),
    variants: db
      .all('SELECT * FROM variants WHERE product_id = ? ORDER BY id', Number(row['id']))
      .map((variant) => ({
        id: Number(variant['id']),
        sku: String(variant['sku']),
        ...(variant['image_url'] === null ? {} : { imageUrl: String(variant['image_url']) }),
        ...codes(variant),
        label: String(variant['label']),
        options: JSON.parse(String(variant['options'])) as { name: string; value: string }[],
      })),
    images: byId(catalog.images(storeId, Number(row['id']))),
  }));
}

const codes = (row: Record<string, unknown>) => ({
  upc: String(row['upc']),
  gtin: String(row['gtin']),
  mpn: String(row['mpn']),
});

function byId<T extends { id: number }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => a.id - b.id);
}

function image(id: number, productId: number): StoreImage {
  return {
    id,
    productId,
    sortOrder: 0,
    isThumbnail: true,
    description: '',
    imageFile: `a/1/x__${id}.jpg`,
    urlZoom: '',
    urlStandard: '',
    urlThumbnail: '',
    urlTiny: '',
    dateModified: '',
  };
}

function product(id: number, modified = start): StoreProduct {
  return {
    id,
    name: `Product ${id}`,
    sku: `SKU-${id}`,
    upc: `07123400${String(id).padStart(4, '0')}`,
    gtin: '',
    mpn: `MPN-${id}`,
    address: `/product-${id}/`,
    brandId: 3,
    categoryIds: [1, 2],
    isVisible: id % 2 === 0,
    dateModified: `${new Date(modified).toISOString().slice(0, 19)}+00:00`,
    variants: [
      {
        id: id * 10,
        sku: `SKU-${id}-A`,
        upc: '',
        gtin: `4071234${String(id).padStart(6, '0')}`,
        mpn: '',
        label: 'A',
        options: [{ name: 'Letter', value: 'A' }],
      },
    ],
    images: [image(id * 100, id)],
  };
}

/** An in-memory catalogue that records its requests. */
class SmallStore {
  products: StoreProduct[];
  asked: ProductQuery[] = [];
  /** Called before each answer with the number of requests so far; a failure replaces the answer. */
  before: (asked: number, query: ProductQuery) => Failure | undefined = () => undefined;
  /** An answer is made at once, and sent after this. */
  hold: (query: ProductQuery) => Promise<unknown> = () => Promise.resolve();
  /** Ids of the products in the answers, without those for one product. */
  sent: number[] = [];
  maxAtOnce = 0;
  atOnce = 0;

  constructor(count: number) {
    this.products = Array.from({ length: count }, (_, index) => product(index + 1, start - day));
  }

  api: SyncOptions['api'] = {
    brands: () => Promise.resolve(ok([])),
    categories: () => Promise.resolve(ok([])),
    products: async (query): Answer<ProductPage> => {
      this.asked.push(query);
      this.atOnce += 1;
      this.maxAtOnce = Math.max(this.maxAtOnce, this.atOnce);
      const answer = this.#answer(query);
      await this.hold(query);
      this.atOnce -= 1;
      return answer;
    },
  };

  #answer(query: ProductQuery): Awaited<Answer<ProductPage>> {
    const failure = this.before(this.asked.length, query);
    if (failure !== undefined) return no(failure);
    const { after = 0, below = Number.POSITIVE_INFINITY, page, limit = 250 } = query;
    const since = Date.parse(query.modifiedSince ?? '1970-01-01T00:00:00Z');
    const order = (one: StoreProduct): number =>
      query.sort === 'date_modified' ? Date.parse(one.dateModified) : one.id;
    const found = this.products
      .filter(({ id, dateModified }) => id > after && id < below && Date.parse(dateModified) >= since)
      .toSorted((a, b) => (query.direction === 'desc' ? order(b) - order(a) : order(a) - order(b)));
    const products = found.slice((page - 1) * limit, page * limit);
    if (query.include === undefined) this.sent.push(...products.map(({ id }) => id));
    return ok({ products, page, totalPages: Math.ceil(found.length / limit), total: found.length });
  }

  /** The queries of the whole catalogue, without those for one product. */
  get reading(): ProductQuery[] {
    return this.asked.filter((query) => query.include === undefined);
  }
}

/** What happens in the store, or to its connection, at one request. */
type StoreEvent =
  | { type: 'delete' | 'rename'; index: number }
  | { type: 'create' | 'fail' | 'interrupt' | 'too-long' };

const anyEvent: fc.Arbitrary<StoreEvent> = fc.oneof(
  fc.record({ type: fc.constantFrom('delete' as const, 'rename' as const), index: fc.nat(39) }),
  fc.record({
    type: fc.constantFrom('create' as const, 'fail' as const, 'interrupt' as const, 'too-long' as const),
  }),
);

function happen(store: SmallStore, event: StoreEvent | undefined): Failure | undefined {
  switch (event?.type) {
    case 'delete':
      store.products.splice(event.index, 2);
      return undefined;
    case 'rename': {
      const renamed = store.products[event.index];
      if (renamed !== undefined)
        store.products[event.index] = { ...product(renamed.id, start + 60_000), name: 'Renamed' };
      return undefined;
    }
    case 'create':
      store.products.push(product(100 + store.asked.length, start + 60_000));
      return undefined;
    case 'fail':
      return down;
    case 'interrupt':
      return { ...down, type: 'offline' };
    case 'too-long':
      return { type: 'refused', reason: reason('answer-too-long') };
    case undefined:
      return undefined;
  }
}

describe('synchronising a catalogue', () => {
  it('stores every page, and deletes what is gone', async () => {
    const store = new SmallStore(8);
    let pages = 0;
    expect(await sync(store.api, { onPage: () => (pages += 1) })).toBeNull();
    expect(cached()).toEqual(store.products);
    expect(store.reading.map(({ after, page }) => [after, page])).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
      [8, 1],
    ]);
    expect(pages).toBe(5);

    store.products.splice(2, 3);
    expect(await sync(store.api, { run: start + 2 * day })).toBeNull();
    expect(cached()).toEqual(store.products);
  });

  it('misses no product when others are deleted between two pages', async () => {
    const store = new SmallStore(8);
    store.before = (asked) => {
      // After page one, two of its products are deleted: by page number, products 4 and 5 would be missed.
      if (asked === 4) store.products.splice(0, 2);
      return undefined;
    };
    await sync(store.api);
    expect(cached().map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('fetches only changes after a recent full synchronisation', async () => {
    const store = new SmallStore(8);
    await sync(store.api);
    store.products[4] = { ...product(5, start + 60_000), name: 'Renamed' };
    store.products.push(product(9, start + 60_000));
    store.asked.length = 0;
    expect(await sync(store.api, { run: start + 2 * 60_000 })).toBeNull();
    expect(cached()).toEqual(store.products);
    expect(store.reading).toHaveLength(3);
    expect(store.reading[0]?.modifiedSince).toBe('2026-05-30T23:55:00Z');
    // Only products changed a minute ago are newer than the last synchronisation's newest.
    store.asked.length = 0;
    await sync(store.api, { run: start + 3 * 60_000 });
    expect(store.reading).toHaveLength(1);
    expect(store.reading[0]?.modifiedSince).toBe('2026-05-31T23:56:00Z');
  });

  it('detects deletions by the number of products, and then fetches everything', async () => {
    const store = new SmallStore(8);
    await sync(store.api);
    store.products.splice(6, 1);
    expect(await sync(store.api, { run: start + 60_000 })).toBeNull();
    expect(cached()).toEqual(store.products);
  });

  it('fetches everything when asked to', async () => {
    const store = new SmallStore(4);
    await sync(store.api);
    store.asked.length = 0;
    await sync(store.api, { run: start + 60_000, whole: true });
    expect(store.reading.every((query) => query.modifiedSince === undefined)).toBe(true);
  });

  it('asks only for unread pages after a stop in the middle, also after a restart', async () => {
    const store = new SmallStore(40);
    const fails = [4, 7];
    store.before = (_asked, { page }) => (fails.includes(page) ? { ...down, type: 'offline' } : undefined);
    expect(await sync(store.api)).toMatchObject({ code: 'stored-sentence' });
    const known = cached().map(({ id }) => id);
    expect(known).toEqual(expect.arrayContaining([1, 2, 3, 13, 14, 15, 22, 23, 24]));
    expect(known).not.toContain(10);
    expect(catalog.summary(storeId).syncedAt).toBeNull();

    db.close();
    openCache();
    store.sent.length = 0;
    store.before = () => undefined;
    expect(await sync(store.api, { run: start + 60_000 })).toBeNull();
    expect(store.sent.toSorted((a, b) => a - b)).toEqual(
      store.products.map(({ id }) => id).filter((id) => !known.includes(id)),
    );
    expect(cached()).toEqual(store.products);
    expect(catalog.summary(storeId).syncedAt).not.toBeNull();
  });

  it('asks again for a page that fails in the middle, and misses none', async () => {
    const store = new SmallStore(40);
    const failed: number[] = [];
    store.before = (_asked, { page }) => {
      if (page !== 5 || failed.length === 3) return undefined;
      failed.push(page);
      return down;
    };
    expect(await sync(store.api)).toBeNull();
    expect(failed).toHaveLength(3);
    expect(cached()).toEqual(store.products);
    expect(store.sent).toHaveLength(40);
  });

  it('asks for several pages at once, for each of them once, whatever order they arrive in', async () => {
    const store = new SmallStore(60);
    const isLastAsked = Promise.withResolvers<void>();
    store.hold = async ({ page, below }) => {
      if (page === 20) isLastAsked.resolve();
      // The second page arrives after all others.
      if (page === 2 && below !== undefined) await isLastAsked.promise;
    };
    expect(await sync(store.api)).toBeNull();
    expect(cached()).toEqual(store.products);
    expect(store.sent.toSorted((a, b) => a - b)).toEqual(store.products.map(({ id }) => id));
    expect(store.maxAtOnce).toBe(8);
  });

  it('has what was changed, created and deleted while it was reading after the next refresh', async () => {
    const store = new SmallStore(40);
    store.before = (_asked, { page }) => {
      if (page !== 6) return undefined;
      store.products[1] = { ...product(2, start + 60_000), name: 'Renamed' };
      store.products.splice(30, 2);
      store.products.splice(4, 1);
      store.products.push(product(41, start + 60_000));
      store.before = () => undefined;
      return undefined;
    };
    expect(await sync(store.api)).toBeNull();
    const ids = cached().map(({ id }) => id);
    for (const { id } of store.products) expect(ids).toContain(id);
    expect(await sync(store.api, { run: start + 60_000 })).toBeNull();
    expect(cached()).toEqual(store.products);
  });

  it('deletes nothing before every page was read', async () => {
    const store = new SmallStore(40);
    await sync(store.api);
    store.products.splice(0, 1);
    store.before = (_asked, { page }) => (page === 9 ? { ...down, type: 'offline' } : undefined);
    await sync(store.api, { run: start + 60_000, whole: true });
    expect(cached().map(({ id }) => id)).toContain(1);
    store.before = () => undefined;
    await sync(store.api, { run: start + 120_000, whole: true });
    expect(cached()).toEqual(store.products);
  });

  it('reads a page in parts where its answer is too long', async () => {
    const store = new SmallStore(60);
    const tooLong: Failure = { type: 'refused', reason: reason('answer-too-long') };
    store.before = (_asked, { page, limit = 0, below, include }) => {
      if (below === undefined || include !== undefined) return undefined;
      // All with product 20 in them, and any first page of more than five.
      const holds = (page - 1) * limit < 20 && page * limit >= 20;
      return holds || (page === 1 && limit > 5) ? tooLong : undefined;
    };
    expect(await sync(store.api, { pageSize: 10 })).toMatchObject({ code: 'product-too-long' });
    expect(cached().map(({ id }) => id)).toEqual(store.products.map(({ id }) => id));
    expect(store.sent).toHaveLength(59);
  });

  it('asks for fewer pages at once after the store refused some although quota was left', async () => {
    const store = new SmallStore(90);
    const tooMany: Failure = { type: 'throttled', reason: saying('Too many requests.') };
    let refused = 0;
    store.hold = immediate;
    store.before = () => {
      if (store.atOnce <= 3) return undefined;
      refused += 1;
      return tooMany;
    };
    expect(await sync(store.api)).toBeNull();
    expect(cached()).toEqual(store.products);
    expect(store.sent).toHaveLength(90);
    // Each refusal lowers the number by one at least, from eight to three.
    expect(refused).toBeLessThanOrEqual(8);
  });

  it('stops when the store refuses even one page at a time', async () => {
    const store = new SmallStore(90);
    const tooMany: Failure = { type: 'throttled', reason: saying('Too many requests.') };
    store.before = (asked) => (asked > 10 ? tooMany : undefined);
    expect(await sync(store.api)).toMatchObject({ code: 'stored-sentence' });
    expect(store.asked.length).toBeLessThanOrEqual(10 + 8 + 5);
  });

  it('misses no product, whatever is deleted, created and fails while pages arrive in any order', async () => {
    const eventsAt = fc.dictionary(fc.integer({ min: 1, max: 30 }).map(String), anyEvent, { maxKeys: 12 });
    await fc.assert(
      fc.asyncProperty(eventsAt, fc.array(fc.nat(4), { maxLength: 40 }), async (events, turns) => {
        db.run('DELETE FROM products');
        db.run('DELETE FROM catalog_readings');
        const store = new SmallStore(40);
        store.before = (asked) => happen(store, events[String(asked)]);
        store.hold = async () => {
          for (let turn = turns[store.asked.length] ?? 0; turn > 0; turn -= 1) await immediate();
        };
        // Interrupted calls are resumed by the next.
        const synced = async (options: Partial<SyncOptions>): Promise<void> => {
          while ((await sync(store.api, options)) !== null) expect(store.asked.length).toBeLessThan(500);
        };
        await synced({ run: start });
        const ids = cached().map(({ id }) => id);
        for (const { id } of store.products) expect(ids).toContain(id);
        store.before = () => undefined;
        // Whole: what was too long for an answer is not asked for again unless it changes.
        await synced({ run: start + 60_000, whole: true });
        expect(cached()).toEqual(store.products);
      }),
      { numRuns: 60 },
    );
  });

  it('shows products before brands and categories have come', async () => {
    const store = new SmallStore(6);
    const shown = Promise.withResolvers<void>();
    const brands = async () => {
      await shown.promise;
      return ok([]);
    };
    expect(await sync({ ...store.api, brands }, { onPage: () => shown.resolve() })).toBeNull();
  });

  it('tells how many of all products it has read', async () => {
    const store = new SmallStore(8);
    const notified: unknown[] = [];
    await sync(store.api, { onPage: (progress) => notified.push(progress) });
    expect(notified.slice(0, 3)).toEqual([3, 6, 8].map((read) => ({ read, total: 8 })));
    expect(notified.at(-1)).toBeNull();
  });

  it('stops at once when aborted, and resumes from there', async () => {
    const store = new SmallStore(12);
    const controller = new AbortController();
    let pages = 0;
    const onPage = (): void => {
      pages += 1;
      if (pages === 2) controller.abort();
    };
    expect(await sync(store.api, { signal: controller.signal, onPage })).toBeNull();
    expect(cached()).toHaveLength(6);
    store.sent.length = 0;
    await sync(store.api);
    expect(cached()).toEqual(store.products);
    expect(store.sent).toEqual([7, 8, 9, 10, 11, 12]);
  });

  it('retries during store problems, up to a limit', async () => {
    const store = new SmallStore(6);
    store.before = (asked) => (asked === 1 || asked === 3 || asked === 4 ? down : undefined);
    expect(await sync(store.api)).toBeNull();
    expect(cached()).toEqual(store.products);

    store.asked.length = 0;
    store.before = () => down;
    expect(await sync(store.api, { run: start + 60_000 })).toMatchObject({ code: 'stored-sentence' });
    expect(store.asked).toHaveLength(5);
  });

  it('reports permanent problems at once', async () => {
    const store = new SmallStore(3);
    store.before = () => ({ ...down, type: 'sign-in' });
    expect(await sync(store.api)).toMatchObject({ code: 'stored-sentence' });
    expect(store.asked).toHaveLength(2);
  });

  it('keeps an image created while the page was in flight', async () => {
    const store = new SmallStore(3);
    store.before = (asked) => {
      if (asked === 3) catalog.saveImage(storeId, 2, { ...image(999, 2), isThumbnail: false });
      return undefined;
    };
    await sync(store.api);
    expect(catalog.images(storeId, 2).map(({ id }) => id)).toContain(999);
    await sync(store.api, { run: start + 60_000, whole: true });
    expect(catalog.images(storeId, 2).map(({ id }) => id)).toEqual([200]);
  });
});

type Step =
  | { is: 'upload' | 'clear' | 'rename' | 'delete-product'; product: number }
  | { is: 'describe' | 'thumbnail' | 'move' | 'remove'; product: number; image: number; order: number }
  | { is: 'add-product' }
  | { is: 'refresh' };

const anyProduct = fc.nat(20);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    is: fc.constantFrom('upload' as const, 'clear' as const, 'rename' as const, 'delete-product' as const),
    product: anyProduct,
  }),
  fc.record({
    is: fc.constantFrom('describe' as const, 'thumbnail' as const, 'move' as const, 'remove' as const),
    product: anyProduct,
    image: fc.nat(10),
    order: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({ is: fc.constantFrom('add-product' as const, 'refresh' as const) }),
);

describe('after a refresh', () => {
  let rig: PracticeRig;
  let client: PracticeClient;
  let inside: DatabaseSync;
  let added = 0;
  beforeAll(async () => {
    rig = await practiceRig({ products: 5 });
    client = rig.connect();
    // Changes made in the control panel, for which the practice store's API has no calls.
    inside = new DatabaseSync(join(rig.folder, 'practice-store.db'));
  });
  afterAll(async () => {
    inside.close();
    client.close();
    await rig.close();
  });

  async function inStore(): Promise<StoreProduct[]> {
    const { products } = valueOf(await client.v3.products({ page: 1 }, person));
    return products.map((one) => ({ ...one, variants: byId(one.variants), images: byId(one.images) }));
  }

  async function take(step: Step): Promise<void> {
    if (step.is === 'refresh') return expect(await sync(client.v3)).toBeNull();
    if (step.is === 'add-product') return addProduct();
    const products = await inStore();
    const chosen = products[step.product % Math.max(1, products.length)];
    if (chosen === undefined) return undefined;
    switch (step.is) {
      case 'upload':
        valueOf(await client.v3.createFromFile(chosen.id, await rig.photo('mug.jpg'), person));
        return undefined;
      case 'clear':
        valueOf(await client.v2.removeAll(chosen.id, person));
        return undefined;
      case 'rename':
        inside.exec(
          `UPDATE products SET name = name || '!', modified_at = unixepoch() WHERE id = ${chosen.id}`,
        );
        return undefined;
      case 'delete-product':
        inside.exec(
          `DELETE FROM images WHERE product_id = ${chosen.id}; DELETE FROM variants WHERE product_id = ${chosen.id};
           DELETE FROM products WHERE id = ${chosen.id}`,
        );
        return undefined;
      default:
        return changeImage(chosen, step);
    }
  }

  async function changeImage(
    { id: productId, images }: StoreProduct,
    step: { is: 'describe' | 'thumbnail' | 'move' | 'remove'; image: number; order: number },
  ): Promise<void> {
    const chosen = images[step.image % Math.max(1, images.length)];
    if (chosen === undefined) return;
    const changes = {
      describe: { description: `Words ${step.order}` },
      thumbnail: { isThumbnail: true },
      move: { sortOrder: step.order },
    };
    if (step.is === 'remove') valueOf(await client.v3.remove(productId, chosen.id, person));
    else valueOf(await client.v3.update(productId, chosen.id, changes[step.is], person));
  }

  function addProduct(): void {
    added += 1;
    inside.exec(
      `INSERT INTO products (name, sku, description, price, category_id, created_at, modified_at)
         VALUES ('New ${added}', 'NEW-${added}', '', 1, 1, unixepoch(), unixepoch());
       INSERT INTO variants (product_id, sku, label, price, inventory)
         VALUES (last_insert_rowid(), 'NEW-${added}', '', 1, 1)`,
    );
  }

  it('cache and store are equal, whatever was created, changed and deleted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 14 }), async (steps) => {
        for (const step of steps) await take(step);
        expect(await sync(client.v3)).toBeNull();
        expect(cached()).toEqual(await inStore());
      }),
      { numRuns: 25 },
    );
  });
});
