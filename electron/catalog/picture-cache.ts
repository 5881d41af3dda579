import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';

/** Room for some twenty thousand pictures of tiles. */
const defaultMaxBytes = 512 * 1024 * 1024;
/** A look is put down on the file at most this often, so that what was looked at last is known at the next start too. */
const checkEveryMs = 60 * 60 * 1000;
const digest = /^[0-9a-f]{64}$/;

/** Files by the digest of their address, at most `maxBytes` of them together: those that nobody looked at for longest go first. */
export class PictureCache {
  readonly #folder: string;
  readonly #files: LRUCache<string, number>;

  constructor(folder: string, maxBytes = defaultMaxBytes) {
    this.#folder = folder;
    this.#files = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (bytes) => Math.max(1, bytes),
      dispose: (_bytes, name, why) => {
        // What can't be removed now is found again at the next start.
        if (why === 'evict') void rm(this.#pathOf(name), { force: true }).catch(() => undefined);
      },
    });
  }

  /** Finds what earlier runs kept, and removes what they left half written or what is too much. It is not waited for: it only counts. */
  async load(): Promise<void> {
    const found: { name: string; bytes: number; checkedAt: number }[] = [];
    for (const part of await namesIn(this.#folder)) {
      for (const name of await namesIn(join(this.#folder, part))) {
        const path = join(this.#folder, part, name);
        const facts = await stat(path).catch(() => null);
        if (facts === null) continue;
        if (digest.test(name)) found.push({ name, bytes: facts.size, checkedAt: facts.mtimeMs });
        else if (Date.now() - facts.mtimeMs > checkEveryMs) await rm(path, { force: true, recursive: true });
      }
    }
    const recent = [...this.#files.entries()].toReversed();
    for (const { name, bytes } of found.toSorted((a, b) => a.checkedAt - b.checkedAt)) {
      this.#files.set(name, bytes);
    }
    for (const [name, bytes] of recent) this.#files.set(name, bytes);
  }

  /** Null where it is not kept. */
  async get(name: string): Promise<Uint8Array | null> {
    const path = this.#pathOf(name);
    try {
      const bytes = await readFile(path);
      this.#files.set(name, bytes.length);
      void this.#check(path).catch(() => undefined);
      return bytes;
    } catch {
      return null;
    }
  }

  /** Throws what the disk says. */
  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#pathOf(name);
    await mkdir(join(path, '..'), { recursive: true });
    const partial = `${path}.${process.pid}.part`;
    await writeFile(partial, bytes);
    await rename(partial, path).catch(() => rm(partial, { force: true }));
    this.#files.set(name, bytes.length);
  }

  async #check(path: string): Promise<void> {
    const now = new Date();
    if (now.getTime() - (await stat(path)).mtimeMs > checkEveryMs) await utimes(path, now, now);
  }

  #pathOf(name: string): string {
    return join(this.#folder, name.slice(0, 2), name);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}
