import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from '../staging/staging.ts';

/** Longest edge in pixels: enough to judge sharpness on a large screen. */
const edge = 2048;
const maxKept = 8;

interface Rendition {
  bytes: Uint8Array;
  mediaType: 'image/webp';
}

interface PreviewPorts {
  staging: Pick<Staging, 'pathOf'>;
  pictures: Pick<PicturePool, 'render'>;
  /** For unfinished pictures. */
  folder: string;
}

/** Large previews of staged photos, drawn on request. The last few are kept. */
export class StagedPhotos {
  readonly #ports: PreviewPorts;
  /** Least recently used first. */
  readonly #kept = new Map<string, Promise<Rendition | null>>();

  constructor(ports: PreviewPorts) {
    this.#ports = ports;
  }

  /** Null if the photo is not staged or can't be drawn. */
  async get(sha256: string): Promise<Rendition | null> {
    const kept = this.#kept.get(sha256) ?? this.#draw(sha256);
    this.#kept.delete(sha256);
    this.#kept.set(sha256, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
    const rendition = await kept;
    // It may be staged later.
    if (rendition === null) this.#kept.delete(sha256);
    return rendition;
  }

  async #draw(sha256: string): Promise<Rendition | null> {
    const { staging, pictures, folder } = this.#ports;
    const path = join(folder, randomUUID());
    try {
      if (!(await pictures.render(staging.pathOf(sha256), edge, path))) return null;
      return { bytes: await readFile(path), mediaType: 'image/webp' };
    } catch {
      return null;
    } finally {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
}
