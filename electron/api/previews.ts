import { renditionOf, type Rendition } from '../pictures/rendition.ts';
import type { Staging } from '../staging/staging.ts';

/** Longest edge in pixels: enough to judge sharpness on a large screen. */
const edge = 2048;
const maxKept = 8;

/** Large previews of staged photos, drawn on request. The last few are kept. */
export class StagedPhotos {
  readonly #staging: Pick<Staging, 'pathOf'>;
  /** Least recently used first. */
  readonly #kept = new Map<string, Promise<Rendition | null>>();

  constructor(staging: Pick<Staging, 'pathOf'>) {
    this.#staging = staging;
  }

  /** Null if the photo is not staged or can't be drawn. */
  async get(sha256: string): Promise<Rendition | null> {
    const kept = this.#kept.get(sha256) ?? renditionOf(this.#staging.pathOf(sha256), edge);
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
}
