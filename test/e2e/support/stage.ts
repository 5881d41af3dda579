import { mkdir, mkdtemp, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import type { FaultAction } from '../../../electron/practice/faults.ts';
import { startPracticeStore, type PracticeStore } from '../../../electron/practice/server.ts';
import type { CatalogueFile } from '../../../shared/catalogue-file.ts';
import type { PackshotApi } from '../../../shared/packshot-api.ts';
import type { RunningApp } from './app.ts';
import { SharedApp } from './shared-app.ts';
import { imagesOf } from './store-images.ts';

/** A product of the seeded catalogue that has no images. */
export const emptyProduct = 'Cove Dinner Plate, Slate';

/**
 * Gives each test its own stage. The tests share one application, reset for each. `env`: more variables for it.
 * `isNew`: the file gets an application that was never used. `catalogue`: of the practice store, instead of its own.
 */
export function useStage(
  begin: (stage: Stage) => Promise<void> | void,
  options: { env?: Readonly<Record<string, string>>; isNew?: boolean; catalogue?: CatalogueFile } = {},
): void {
  const { env = {}, isNew = false, catalogue } = options;
  let app: SharedApp | null = null;
  let stage: Stage | null = null;
  beforeEach(async () => {
    app ??= await SharedApp.open(env, isNew);
    await app.reset();
    stage = await Stage.open(app, catalogue);
    await begin(stage);
  });
  afterEach(async () => {
    await stage?.close();
    stage = null;
  });
  afterAll(() => app?.leave());
}

/** What stores with the usual catalogue have drawn: the same image has the same number in each of them. */
let drawnPictures: Promise<string> | null = null;

/** Has a new practice store show the pictures that others have drawn. */
async function shareDrawnPictures(dataDir: string): Promise<void> {
  drawnPictures ??= mkdtemp(join(tmpdir(), 'packshot-drawn-'));
  await mkdir(dataDir);
  await symlink(await drawnPictures, join(dataDir, 'renditions'), 'junction');
}

/**
 * A practice store, the built app in a window, and a folder for photos: the base of every end-to-end test.
 */
export class Stage {
  readonly folder: string;
  store: PracticeStore;
  readonly #app: SharedApp;

  private constructor(folder: string, store: PracticeStore, app: SharedApp) {
    this.folder = folder;
    this.store = store;
    this.#app = app;
  }

  static async open(app: SharedApp, catalogue?: CatalogueFile): Promise<Stage> {
    const folder = await mkdtemp(join(tmpdir(), 'packshot-e2e-'));
    const dataDir = join(folder, 'practice');
    if (catalogue === undefined) await shareDrawnPictures(dataDir);
    const store = await startPracticeStore({
      dataDir,
      catalogue,
      faults: true,
      quota: 10_000,
    });
    return new Stage(folder, store, app);
  }

  get app(): RunningApp {
    return this.#app.current;
  }

  get page(): Page {
    return this.app.page;
  }

  get dataDir(): string {
    return this.#app.dataDir;
  }

  get address(): string {
    return `${this.store.origin}/stores/${this.store.storeHash}`;
  }

  /** Connects by the call that the form makes; see `connectByTyping`. */
  async connect(): Promise<void> {
    const { address, store } = this;
    await this.page.evaluate(connectTo, { address, accessToken: store.accessToken });
    await this.page.getByLabel('Search products').waitFor();
  }

  async connectByTyping(): Promise<void> {
    await this.page.getByLabel('Store hash or API path').fill(this.address);
    await this.page.getByLabel('Access token').fill(this.store.accessToken);
    await this.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await this.page.getByLabel('Search products').waitFor();
  }

  async choose(product: string): Promise<void> {
    await this.search(product, product);
    const heading = this.page.getByRole('heading', { name: product });
    // A click on the chosen product would close its gallery.
    if (!(await heading.isVisible())) await this.page.getByRole('option', { name: product }).first().click();
    await heading.waitFor();
  }

  /** Searches, and waits until this product is the first that was found: rows move until then. */
  async search(words: string, product: string): Promise<Locator> {
    await this.page.getByLabel('Search products').fill(words);
    const first = this.page.getByRole('listbox', { name: 'Products' }).getByRole('option').first();
    await first.filter({ hasText: product }).waitFor();
    return first;
  }

  async outboxSays(sentence: string | RegExp): Promise<void> {
    await this.page
      .getByLabel('Outbox', { exact: true })
      .getByText(sentence)
      .first()
      .waitFor({ timeout: 45_000 });
  }

  /** Waits until the store has exactly these photos in this order, and the window says that nothing is left to send. */
  async arrived(product: string, names: readonly string[]): Promise<void> {
    await expect.poll(() => this.inStore(product), { timeout: 45_000 }).toEqual(names);
    await this.outboxSays(/Everything is (?:in the store|done)|\d+ photos? to review/);
  }

  /** File names in the gallery, in the order of the window. */
  async tiles(): Promise<string[]> {
    const text = await this.page.getByRole('grid', { name: 'Gallery' }).locator('bdi').allTextContents();
    return text.flatMap((one) => /[\w-]+\.(?:jpg|png|webp)/.exec(one)?.[0] ?? []);
  }

  /** Photos `name-1.jpg` ... of a size, with noise so that they have some bytes to send. */
  async photos(
    count: number,
    options: { name?: string; edge?: number; into?: string } = {},
  ): Promise<string> {
    const { name = 'photo', edge = 200 } = options;
    const folder = options.into ?? (await mkdtemp(join(this.folder, 'photos-')));
    for (let n = 1; n <= count; n++) {
      const noise = { type: 'gaussian', mean: 60 + (n % 16) * 12, sigma: 30 } as const;
      const path = join(folder, `${name}-${n}.jpg`);
      await sharp({ create: { width: edge, height: edge, channels: 3, background: '#888', noise } })
        .jpeg({ quality: 90 })
        .toFile(path);
      await age(path);
    }
    return folder;
  }

  async fault(match: object, action: Partial<FaultAction> & { kind: FaultAction['kind'] }): Promise<void> {
    await this.#control('POST', JSON.stringify({ match, do: action }));
  }

  async clearFaults(): Promise<void> {
    await this.#control('DELETE', null);
  }

  async goOffline(): Promise<void> {
    await this.store.close();
  }

  /** `before`: what other clients do to the store before the app can reach it. */
  async comeBack(before?: () => Promise<void>): Promise<void> {
    const known = Number(new URL(this.store.origin).port);
    const open = async (port?: number): Promise<PracticeStore> =>
      await startPracticeStore({
        dataDir: join(this.folder, 'practice'),
        ...(port === undefined ? {} : { port }),
        faults: true,
        quota: 10_000,
      });
    if (before !== undefined) {
      this.store = await open();
      await before();
      await this.store.close();
    }
    this.store = await open(known);
  }

  /** Kills the main process, as a power cut would, and restarts the app. */
  async restartAfterKill(): Promise<void> {
    await this.#app.restartAfterKill();
  }

  async skuOf(product: string): Promise<string> {
    const answer = await fetch(`${this.address}/v3/catalog/products?include_fields=name,sku&limit=250`, {
      headers: { 'x-auth-token': this.store.accessToken },
    });
    const { data } = (await answer.json()) as { data: { name: string; sku: string }[] };
    const found = data.find(({ name }) => name === product);
    if (!found) throw new Error(`no product ${product}`);
    return found.sku;
  }

  async inStore(product: string): Promise<string[]> {
    const images = await imagesOf(this, product);
    return images.map(({ name }) => /\/([^/]+?)-[a-z2-7]{8}__/.exec(name)?.[1] ?? name);
  }

  async close(): Promise<void> {
    await this.store.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #control(method: string, body: string | null): Promise<void> {
    const answer = await fetch(`${this.store.origin}/practice/faults`, {
      method,
      headers: { 'x-auth-token': this.store.accessToken, 'content-type': 'application/json' },
      ...(body === null ? {} : { body }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }
}

/** Runs in the page. */
async function connectTo(store: { address: string; accessToken: string }): Promise<void> {
  const { packshot } = window as unknown as { packshot: PackshotApi };
  const connected = await packshot.stores.connect(store);
  if (!connected.ok) throw new Error(connected.reason.code);
}

/** Sets an older modification time: intake waits for a file that has just been written. */
export async function age(path: string): Promise<void> {
  const earlier = new Date(Date.now() - 60_000);
  await utimes(path, earlier, earlier);
}
