import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import type { ReviewItem, ReviewRow } from '../../../shared/review.ts';
import { Workbench } from './workbench.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

interface ListedVariant {
  id: number;
  product_id: number;
  sku: string;
  image_url: string;
}

/** A workbench with a store whose catalogue is known, and helpers to drop photos and read their review. */
export class ReviewDesk {
  readonly bench: Workbench;
  readonly storeId: string;
  #made = 0;

  private constructor(bench: Workbench, storeId: string) {
    this.bench = bench;
    this.storeId = storeId;
  }

  static async open(options: { products?: number } = {}): Promise<ReviewDesk> {
    const bench = await Workbench.open(options);
    const storeId = await bench.connect();
    await bench.app.stores.catalogRefreshed(storeId);
    return new ReviewDesk(bench, storeId);
  }

  get app() {
    return this.bench.app;
  }

  async bare(): Promise<{ id: number; sku: string; name: string }> {
    const query = { query: '', filter: 'no-images', offset: 0, limit: 50 } as const;
    const found = await this.app.handlers['products.search']({ storeId: this.storeId, ...query });
    const product = found.ok ? found.value.products.find(({ sku }) => /^[\w-]+$/.test(sku)) : undefined;
    if (!product) throw new Error('no product without images');
    return product;
  }

  /** Products whose SKUs can stand in file names. */
  async namedProducts(count: number): Promise<{ id: number; sku: string }[]> {
    const query = { query: '', filter: 'all', offset: 0, limit: 50 } as const;
    const found = await this.app.handlers['products.search']({ storeId: this.storeId, ...query });
    const products = found.ok ? found.value.products.filter(({ sku }) => /^[\w-]+$/.test(sku)) : [];
    if (products.length < count) throw new Error(`no ${count} products with such SKUs`);
    return products.slice(0, count);
  }

  /** Variants with their own SKUs of one product, as the store has them. */
  async variants(): Promise<ListedVariant[]> {
    const { data } = (await this.ask('v3/catalog/variants?limit=250')) as { data: ListedVariant[] };
    const query = { query: '', filter: 'all', offset: 0, limit: 50 } as const;
    const found = await this.app.handlers['products.search']({ storeId: this.storeId, ...query });
    const products = new Map(found.ok ? found.value.products.map(({ id, sku }) => [id, sku]) : []);
    const own = data.filter(
      ({ sku, product_id }) => /^[\w-]+$/.test(sku) && products.get(product_id) !== sku,
    );
    return own.filter(({ product_id }) => product_id === own[0]?.product_id);
  }

  async ask(path: string, method = 'GET', body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.bench.address}/${path}`, {
      method,
      headers: { 'x-auth-token': this.bench.store.accessToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.status === 204 ? null : await answer.json();
  }

  /** A folder of small pictures, each with its own colour; `given`: bytes for some of the names. */
  async folderOf(names: readonly string[], given: Record<string, Buffer | string> = {}): Promise<string> {
    const folder = join(this.bench.folder, `drop-${(this.#made += 1)}`);
    for (const name of names) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, given[name] ?? (await this.picture(name)));
    }
    return folder;
  }

  async picture(name: string, width = 64): Promise<Buffer> {
    const n = (this.#made += 1);
    const background = { r: (n * 37) % 256, g: (n * 91) % 256, b: (n * 151) % 256 };
    const image = sharp({ create: { width, height: 48, channels: 3, background } });
    return await (
      name.endsWith('.tif') ? image.tiff() : name.endsWith('.webp') ? image.webp() : image.jpeg()
    ).toBuffer();
  }

  begin(paths: readonly string[]): { batchId: number; finished: Promise<void> } {
    const added = this.app.addFiles({ storeId: this.storeId, productId: null, source: 'drop' }, paths);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    return added.value;
  }

  async drop(...paths: string[]): Promise<number> {
    const { batchId, finished } = this.begin(paths);
    await finished;
    return batchId;
  }

  rows(batchId: number): ReviewRow[] {
    const page = this.app.reviews.rows(batchId, 0, 500);
    if (!page.ok) throw new Error(sentenceOf(page.reason));
    return page.value.rows;
  }

  items(batchId: number): ReviewItem[] {
    return this.rows(batchId).flatMap((row) => (row.row === 'item' ? [row.item] : []));
  }

  named(batchId: number, fileName: string): ReviewItem {
    const item = this.items(batchId).find((one) => one.fileName === fileName);
    if (!item) throw new Error(`no ${fileName}`);
    return item;
  }

  async queueAndSend(batchId: number): Promise<number> {
    const queued = this.app.reviews.queue(batchId);
    if (!queued.ok) throw new Error(sentenceOf(queued.reason));
    await this.app.reviews.prepared(batchId);
    await this.app.outbox.drained();
    return queued.value.queued;
  }

  staged(): Promise<string[]> {
    return this.bench.staged();
  }

  close(): Promise<void> {
    return this.bench.close();
  }
}
