import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { createApp, type App, type AppOptions } from '../../../electron/app.ts';
import { reusePictureProcesses } from '../../support/reused-processes.ts';
import { startProcess } from '../../unit/pictures/pool/open-pool.ts';
import type { Clock } from '../../../electron/util/clock.ts';
import { createSessionStore } from '../../../electron/credentials/session-store.ts';
import type { SecretStore } from '../../../electron/credentials/secret-store.ts';
import { startPracticeStore, type PracticeStore } from '../../../electron/practice/server.ts';
import type { FaultAction } from '../../../electron/practice/faults.ts';
import type { LoggedRequest } from '../../../electron/practice/request-log.ts';
import type { PracticeRules } from '../../../electron/practice/rules.ts';
import type { CatalogueFile } from '../../../shared/catalogue-file.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

/** Starting one takes longer than most tests. */
const reusingProcesses = reusePictureProcesses(startProcess);

export interface ListedImage {
  id: number;
  sort_order: number;
  is_thumbnail: boolean;
  image_file: string;
  description: string;
}

/** A practice store with faults, the app without its window, and a folder for photos. All are real. */
export class Workbench {
  readonly folder: string;
  store: PracticeStore;
  app: App;
  /** Replaces the keychain: tokens survive the app. */
  readonly keychain: SecretStore = { ...createSessionStore(), backend: 'keychain' };
  readonly speed: number;
  #apps: App[] = [];

  private constructor(folder: string, store: PracticeStore, app: App, speed: number) {
    this.folder = folder;
    this.store = store;
    this.app = app;
    this.speed = speed;
  }

  /** `speed`: speed of the app's clock relative to real time, for what happens minutes later. */
  static async open(
    options: {
      speed?: number;
      quota?: number;
      products?: number;
      catalogue?: CatalogueFile;
      rules?: Partial<PracticeRules>;
    } = {},
  ): Promise<Workbench> {
    const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
    const store = await startPracticeStore({
      dataDir: join(folder, 'practice'),
      products: options.products ?? 12,
      catalogue: options.catalogue,
      faults: true,
      quota: options.quota ?? 100_000,
      rules: options.rules,
    });
    const bench = new Workbench(folder, store, undefined as never, options.speed ?? 1);
    await bench.restartApp();
    return bench;
  }

  /** On the folders `data` and `practice` that are in `folder` already, with the store's token in the keychain. */
  static async reopen(folder: string, storeId: string): Promise<Workbench> {
    const store = await startPracticeStore({ dataDir: join(folder, 'practice'), quota: 100_000 });
    const database = new DatabaseSync(join(folder, 'data/packshot.db'));
    database.prepare('UPDATE stores SET api_origin = ? WHERE id = ?').run(store.origin, storeId);
    database.close();
    const bench = new Workbench(folder, store, undefined as never, 1);
    await bench.keychain.set(storeId, store.accessToken);
    await bench.restartApp();
    return bench;
  }

  /** Opens the app on the same data folder; the previous one must be closed. */
  async restartApp(
    options: Partial<
      Pick<
        AppOptions,
        'effects' | 'managed' | 'stability' | 'watchPace' | 'replacementHoldMs' | 'updates' | 'version'
      >
    > = {},
  ): Promise<App> {
    const opened = await createApp({
      dataDir: join(this.folder, 'data'),
      version: 'test',
      log: { info() {}, warn() {}, error() {} },
      cipher: null,
      keychain: this.keychain,
      stability: null,
      replacementHoldMs: 0,
      clock: fastClock(this.speed),
      startProcess: reusingProcesses,
      ...options,
    });
    if (!opened.ok) throw new Error(sentenceOf(opened.reason));
    this.app = opened.value;
    this.#apps.push(this.app);
    return this.app;
  }

  get address(): string {
    return `${this.store.origin}/stores/${this.store.storeHash}`;
  }

  async connect(): Promise<string> {
    const connected = await this.app.stores.connect(this.address, this.store.accessToken);
    if (!connected.ok) throw new Error(sentenceOf(connected.reason));
    return connected.value.storeId;
  }

  /** Photos named `01.jpg`, `02.jpg` ..., each with its own colour. */
  async photos(count: number, from = 1): Promise<string> {
    const folder = await mkdtemp(join(this.folder, 'photos-'));
    await mkdir(folder, { recursive: true });
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const n = index + from;
        const background = { r: (n * 37) % 256, g: (n * 91) % 256, b: (n * 151) % 256 };
        return sharp({ create: { width: 64, height: 48, channels: 3, background } })
          .jpeg()
          .toFile(join(folder, `${String(n).padStart(2, '0')}.jpg`));
      }),
    );
    return folder;
  }

  /** Drops a folder on a product and waits until all of it is queued. Returns the batch. */
  async drop(storeId: string, productId: number, paths: string[]): Promise<number> {
    const added = this.app.addFiles({ storeId, productId, source: 'drop' }, paths);
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    return added.value.batchId;
  }

  async staged(): Promise<string[]> {
    const names = await readdir(join(this.folder, 'data', 'staging'));
    return names.filter((name) => /^[0-9a-f]{64}$/.test(name));
  }

  async emptyProduct(): Promise<number> {
    const { data } = (await this.#ask('GET', 'v3/catalog/products?include=images&limit=250')) as {
      data: { id: number; images: unknown[] }[];
    };
    const product = data.find((one) => one.images.length === 0);
    if (!product) throw new Error('every product has images');
    return product.id;
  }

  /** A product that isn't this one. */
  async otherProduct(productId: number): Promise<number> {
    const { data } = (await this.#ask('GET', 'v3/catalog/products?limit=2')) as { data: { id: number }[] };
    const other = data.find(({ id }) => id !== productId);
    if (!other) throw new Error('there is no other product');
    return other.id;
  }

  /** The product's images as the store shows them. */
  async gallery(productId: number): Promise<ListedImage[]> {
    const { data } = (await this.#ask('GET', `v3/catalog/products/${productId}/images?limit=250`)) as {
      data: ListedImage[];
    };
    return data.toSorted((a, b) => a.sort_order - b.sort_order || a.id - b.id);
  }

  async addElsewhere(productId: number, name: string): Promise<void> {
    const body = new FormData();
    const background = { r: 9, g: 99, b: 199 };
    const picture = await sharp({ create: { width: 30, height: 30, channels: 3, background } })
      .jpeg()
      .toBuffer();
    body.set('image_file', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), name);
    body.set('sort_order', '1000');
    await this.#change('POST', `v3/catalog/products/${productId}/images`, body);
  }

  async changeElsewhere(productId: number, imageId: number, change: object): Promise<void> {
    await this.#change('PUT', `v3/catalog/products/${productId}/images/${imageId}`, JSON.stringify(change));
  }

  async removeElsewhere(productId: number, imageId: number): Promise<void> {
    await this.#change('DELETE', `v3/catalog/products/${productId}/images/${imageId}`, '{}');
  }

  /** Original file names, in gallery order. */
  async names(productId: number): Promise<string[]> {
    const images = await this.gallery(productId);
    return images.map(({ image_file }) => /\/([^/]+?)-[a-z2-7]{8}__/.exec(image_file)?.[1] ?? image_file);
  }

  async fault(
    match: { method?: string; path?: string; nth?: number; times?: number | 'always' },
    action: Partial<FaultAction> & { kind: FaultAction['kind'] },
  ): Promise<void> {
    await this.#send('POST', 'practice/faults', { match, do: action });
  }

  /** Changes the store's rules while it runs. */
  async rules(rules: Partial<PracticeRules>): Promise<void> {
    await this.#send('PUT', 'practice/rules', rules);
  }

  /** Somebody else removes a product, with all its images. */
  async removeProductElsewhere(productId: number): Promise<void> {
    await this.#change('DELETE', `v3/catalog/products/${productId}`, '{}');
  }

  async clearFaults(): Promise<void> {
    await fetch(`${this.store.origin}/practice/faults`, {
      method: 'DELETE',
      headers: { 'x-auth-token': this.store.accessToken },
    });
  }

  async requests(): Promise<LoggedRequest[]> {
    const answer = await fetch(`${this.store.origin}/practice/log`, {
      headers: { 'x-auth-token': this.store.accessToken },
    });
    return ((await answer.json()) as { requests: LoggedRequest[] }).requests;
  }

  /** Makes the store unreachable, or available again at the same address. */
  async stopStore(): Promise<void> {
    await this.store.close();
  }

  async startStore(): Promise<void> {
    this.store = await startPracticeStore({
      dataDir: join(this.folder, 'practice'),
      port: Number(new URL(this.store.origin).port),
      faults: true,
      quota: 100_000,
    });
  }

  /** Resolves once `holds` returns true; it is called after every change that reaches the window. */
  async until(holds: () => boolean): Promise<void> {
    if (holds()) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.app.onDelta(() => holds() && resolve());
    if (holds()) resolve();
    await promise;
    stop();
  }

  /** Resolves once the first synchronisation of the catalog has ended. */
  async catalogRead(storeId: string): Promise<void> {
    await this.until(() => {
      const catalog = this.app.stores.list().find(({ id }) => id === storeId)?.catalog;
      return catalog !== undefined && catalog.syncedAt !== null && !catalog.syncing;
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#apps.map((app) => app.close().catch(() => undefined)));
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #ask(method: string, path: string): Promise<unknown> {
    const answer = await fetch(`${this.store.origin}/stores/${this.store.storeHash}/${path}`, {
      method,
      headers: { 'x-auth-token': this.store.accessToken },
    });
    return answer.status === 204 ? { data: [] } : answer.json();
  }

  async #change(method: string, path: string, body: FormData | string): Promise<void> {
    const answer = await fetch(`${this.store.origin}/stores/${this.store.storeHash}/${path}`, {
      method,
      headers: {
        'x-auth-token': this.store.accessToken,
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      body,
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  async #send(method: string, path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.store.origin}/${path}`, {
      method,
      headers: { 'x-auth-token': this.store.accessToken, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

/** Real time, sped up: a wait of a minute takes a second at speed 60. */
function fastClock(speed: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * speed,
    timer(ms, wake) {
      const timer = setTimeout(wake, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}
