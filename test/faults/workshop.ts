import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFolder, serveOnePicture, type PhotoFolder } from './fixtures.ts';
import { Chance } from './random.ts';
import { StoreProcess } from './store-process.ts';

const folderSizes = [1, 3, 6, 10, 16];

/** Shared by runs: a practice store, folders of photos, a web server with pictures, and products. */
export class Workshop {
  readonly folder: string;
  readonly store: StoreProcess;
  readonly folders: readonly PhotoFolder[];
  readonly web: Awaited<ReturnType<typeof serveOnePicture>>;
  readonly #products: number[];
  #runs = 0;

  private constructor(parts: Pick<Workshop, 'folder' | 'store' | 'folders' | 'web'>, products: number[]) {
    ({ folder: this.folder, store: this.store, folders: this.folders, web: this.web } = parts);
    this.#products = products;
  }

  static async open(seed: number, ...storeFlags: string[]): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), 'packshot-faults-'));
    const store = new StoreProcess(join(folder, 'store'), '--products', '60', ...storeFlags);
    const chance = new Chance(seed);
    const [web] = await Promise.all([serveOnePicture(), store.start()]);
    const folders: PhotoFolder[] = [];
    for (const [index, size] of folderSizes.entries()) {
      folders.push(await makeFolder(join(folder, `photos-${index}`), size, chance));
    }
    return new Workshop({ folder, store, folders, web }, await store.productIds());
  }

  /** A product that no run has used for a while, cleared. */
  async product(): Promise<number> {
    const productId = this.#products.shift() ?? 0;
    this.#products.push(productId);
    await this.store.empty(productId);
    return productId;
  }

  dataDir(): string {
    this.#runs += 1;
    return join(this.folder, `data-${this.#runs}`);
  }

  address(stem: string): string {
    return `${this.web.origin}/${stem}.jpg`;
  }

  /** `keep`: files of runs are kept for inspection. */
  async close({ keep = false } = {}): Promise<void> {
    this.web.close();
    await this.store.stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }
}
