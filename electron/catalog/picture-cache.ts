import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';

/** Room for about twenty thousand pictures of tiles. */
const defaultMaxBytes = 512 * 1024 * 1024;
/** Minimum time between two updates of a file's access time, which keeps the order of use across restarts. */
const checkEveryMs = 60 * 60 * 1000;
const digest = /^[0-9a-f]{64}$/;

/**
 * Caches files by the digest of their address, up to `maxBytes`. The least recently used are deleted first.
 */
export class PictureCache {
  readonly #folder: string;
  readonly #files: LRUCache<string, number>;

  constructor(folder: string, maxBytes = defaultMaxBytes) {
    this.#folder = folder;
    this.#files = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: (bytes) => Math.max(1, bytes),
      dispose: (_bytes, name, why) => {
        // A file that can't be deleted now is found again at the next start.
        if (why === 'evict') void rm(this.#pathOf(name), { force: true }).catch(() => undefined);
      },
    });
  }

  /** Indexes files of earlier runs, and deletes unfinished and excess ones. Callers need not wait for it. */
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

  /** The path of a file; null for one that is not there. */
  pathTo(name: string): string | null {
    return this.#files.has(name) ? this.#pathOf(name) : null;
  }

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

  /** Throws errors of the file system. */
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
