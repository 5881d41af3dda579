import type { Hint, HintType } from '../../shared/hints.ts';
import type { Measures } from '../pictures/measure.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from '../staging/staging.ts';
import { BackgroundWork } from './background-work.ts';
import { hintsFor, type MeasuredPhoto } from './hints.ts';
import { isReading, type Item } from './item.ts';
import type { ReviewBatch } from './review-batch.ts';

interface ReaderPorts {
  batch: ReviewBatch;
  staging: Pick<Staging, 'pathOf'>;
  pictures: Pick<PicturePool, 'measure'>;
  /** The hints that the user wants. */
  wanted: () => readonly HintType[];
  /** Resolves when no copy is being made: those go first. */
  whenPrepared: () => Promise<void>;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Photos that are measured before the window shows what came of it. */
const photosAtOnce = 24;
/** Hints that need no look at the pixels. */
const bySize: ReadonlySet<HintType> = new Set(['small', 'large']);

/**
 * Measures photos in the background, one at a time, once the batch is read and nothing is to be prepared. What was measured is kept
 * as long as the review is open.
 */
export class MeasureReader extends BackgroundWork {
  readonly #ports: ReaderPorts;
  readonly #measures = new Map<string, Measures | null>();
  #untold = 0;
  #pending = 0;
  #hints: { version: string; byItem: ReadonlyMap<number, Hint[]> } | null = null;

  constructor(ports: ReaderPorts) {
    super(1);
    this.#ports = ports;
  }

  /** Measures what was not measured yet. */
  update(): void {
    const { batch, wanted } = this.#ports;
    if (batch.isReading || !wanted().some((type) => !bySize.has(type))) return;
    for (const item of batch.items()) {
      const { sha256 } = item;
      if (sha256 === null || this.#measures.has(sha256)) continue;
      this.#measures.set(sha256, null);
      this.#pending += 1;
      this.add(async () => {
        await this.#measure(item.id, sha256);
        this.#pending -= 1;
        this.#showMeasured();
      });
    }
  }

  /** A photo's hints. While the batch is read, only those that need no other photo. */
  hintsOf(item: Item): readonly Hint[] {
    const { batch, wanted } = this.#ports;
    if (batch.isReading) {
      const photo = this.#photoOf(item);
      const now = new Set(wanted().filter((type) => bySize.has(type)));
      return photo === null ? [] : (hintsFor([photo], now).get(item.id) ?? []);
    }
    const version = `${batch.version} ${wanted().join()}`;
    if (this.#hints?.version !== version) {
      const photos = batch.items().flatMap((one) => this.#photoOf(one) ?? []);
      this.#hints = { version, byItem: hintsFor(photos, new Set(wanted())) };
    }
    return this.#hints.byItem.get(item.id) ?? [];
  }

  #photoOf({
    id,
    fileName,
    facts,
    sha256,
    target,
    prepared,
    included,
    unusable,
    ...item
  }: Item): MeasuredPhoto | null {
    if (facts === null || sha256 === null || unusable !== null || included === false) return null;
    const sent = item.needsPreparing && item.sendAs === 'prepared' && prepared !== null ? prepared : facts;
    return {
      id,
      fileName,
      productId: target?.productId ?? null,
      sha256,
      longestEdge: Math.max(sent.width, sent.height),
      measures: this.#measures.get(sha256) ?? null,
    };
  }

  /** Never rejects. */
  async #measure(id: number, sha256: string): Promise<void> {
    const { batch, staging, pictures, whenPrepared, log } = this.#ports;
    await whenPrepared();
    const item = batch.item(id);
    if (this.signal.aborted || !item?.facts || isReading(item) || item.accepted) {
      this.#measures.delete(sha256);
      return;
    }
    try {
      const made = await pictures.measure(staging.pathOf(sha256), item.facts, { signal: this.signal });
      if (made.ok) this.#measures.set(sha256, made.value);
      this.#untold += 1;
    } catch (error) {
      log('a photo could not be measured', { error: String(error) });
    }
  }

  /** Some at once, and the last ones. */
  #showMeasured(): void {
    const isLast = this.#pending === 0 && this.#untold > 0;
    if (this.signal.aborted || (this.#untold < photosAtOnce && !isLast)) return;
    this.#untold = 0;
    this.#ports.batch.touch();
  }
}
