import type { Hint, HintType } from '../../shared/hints.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { Measures } from '../pictures/measure.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Staging } from '../staging/staging.ts';
import { BackgroundWork } from './background-work.ts';
import { hasWhiteGround, hintsIn, type MeasuredPhoto } from './hints.ts';
import { isOut, isReading, type Item } from './item.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { Measured } from './rows.ts';

interface ReaderPorts {
  batch: ReviewBatch;
  staging: Pick<Staging, 'pathOf'>;
  pictures: Pick<PicturePool, 'measure'>;
  wanted: () => readonly HintType[];
  /** Resolves when no copy is being made and no clue is read: those go first, and reading clues may measure too. */
  whenIdle: () => Promise<void>;
  /** Paths of images of a product that are on this computer already. */
  imagesOf: (productId: number) => readonly string[];
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Photos that are measured before the window shows what came of it. */
const photosAtOnce = 24;
/** Images of a product that are measured to learn its usual background. */
const imagesOfProduct = 8;
/** Hints that don't need the pixels. */
const bySize: ReadonlySet<HintType> = new Set(['small', 'large', 'bytes']);

/**
 * Measures photos in the background, one at a time, once the batch is read and nothing is to be prepared. What was
 * measured is kept as long as the review is open.
 */
export class MeasureReader extends BackgroundWork {
  readonly #ports: ReaderPorts;
  readonly #measures = new Map<string, Measures | null>();
  /** Of images in the store, by product. */
  readonly #stored = new Map<number, Measures[]>();
  #unshown = 0;
  /** Items that are measured next, by the fingerprint of their photo. */
  readonly #next = new Map<string, number>();
  #hints: { version: string; of: (photo: MeasuredPhoto) => Hint[] } | null = null;

  constructor(ports: ReaderPorts) {
    super(1);
    this.#ports = ports;
  }

  /** Measures what was not measured yet. */
  update(): void {
    const { batch } = this.#ports;
    if (batch.isReading || !this.#looks()) return;
    const isIdle = this.#next.size === 0;
    for (const { id, sha256 } of batch.items()) {
      if (sha256 === null || this.#measures.has(sha256)) continue;
      this.#measures.set(sha256, null);
      this.#next.set(sha256, id);
    }
    if (isIdle && this.#next.size > 0) this.add(async () => await this.#measureAll());
  }

  /** One after the other, those that are added meanwhile too. */
  async #measureAll(): Promise<void> {
    for (const [sha256, id] of this.#next) {
      if (this.signal.aborted) return;
      await this.#measure(id, sha256);
      this.#next.delete(sha256);
      this.#showMeasured();
    }
  }

  /** Whether hints need to see the photo, and it is not measured yet. */
  wants(sha256: string): boolean {
    return this.#looks() && (this.#measures.get(sha256) ?? null) === null;
  }

  /** It was measured together with something else. */
  put(sha256: string, measures: Measures): void {
    this.#measures.set(sha256, measures);
    this.#unshown += 1;
    this.#showMeasured();
  }

  #looks(): boolean {
    return this.#ports.wanted().some((type) => !bySize.has(type));
  }

  of(item: Item): Measured {
    const blur = (item.sha256 && this.#measures.get(item.sha256)?.blur) ?? null;
    return { hints: this.#hintsOf(item), sharpness: typeof blur === 'number' ? 1 - blur : null };
  }

  /** A photo's hints. While the batch is read, only those that need no other photo. */
  #hintsOf(item: Item): readonly Hint[] {
    const { batch, wanted } = this.#ports;
    const photo = this.#photoOf(item);
    if (photo === null) return [];
    if (batch.isReading) return hintsIn([photo], new Set(wanted().filter((type) => bySize.has(type))))(photo);
    const version = `${batch.version} ${wanted().join()}`;
    if (this.#hints?.version !== version) {
      const photos = batch.items().flatMap((one) => this.#photoOf(one) ?? []);
      const stored = (productId: number): readonly Measures[] => this.#stored.get(productId) ?? [];
      this.#hints = { version, of: hintsIn(photos, new Set(wanted()), stored) };
      if (wanted().includes('background')) this.#measureImages(photos);
    }
    return this.#hints.of(photo);
  }

  /** Of the products that photos without a white background go to. */
  #measureImages(photos: readonly MeasuredPhoto[]): void {
    const { pictures, imagesOf, whenIdle, log } = this.#ports;
    for (const { productId, measures } of photos) {
      if (productId === null || measures?.ground == null || hasWhiteGround(measures)) continue;
      if (this.#stored.has(productId)) continue;
      const own: Measures[] = [];
      this.#stored.set(productId, own);
      const paths = imagesOf(productId).slice(0, imagesOfProduct);
      if (paths.length === 0) continue;
      this.add(async () => {
        await whenIdle();
        try {
          for (const path of paths) {
            const made = await pictures.measure(path, null, { signal: this.signal });
            if (made.ok) own.push(made.value);
          }
        } catch (error) {
          log('images of a product could not be measured', { error: String(error) });
        }
        if (!this.signal.aborted && own.length > 0) this.#ports.batch.touch();
      });
    }
  }

  #photoOf({
    id,
    fileName,
    facts,
    sha256,
    target,
    prepared,
    included,
    rejected,
    unusable,
    ...item
  }: Item): MeasuredPhoto | null {
    if (facts === null || sha256 === null || unusable !== null) return null;
    if (isOut({ included, rejected })) return null;
    const isPrepared = item.needsPreparing && item.sendAs === 'prepared';
    const isWaiting = isPrepared && prepared === null;
    const sent = isPrepared && prepared !== null ? prepared : facts;
    return {
      id,
      fileName,
      productId: target?.productId ?? null,
      sha256,
      longestEdge: Math.max(sent.width, sent.height),
      beyondSize: beyondSize(sent, item.sendAs === 'prepared' && !isWaiting ? item.recipe : null),
      measures: this.#measures.get(sha256) ?? null,
    };
  }

  /** Never rejects. */
  async #measure(id: number, sha256: string): Promise<void> {
    const { batch, staging, pictures, whenIdle, log } = this.#ports;
    await whenIdle();
    if (!this.wants(sha256)) return;
    const item = batch.item(id);
    if (this.signal.aborted || !item?.facts || isReading(item) || item.accepted) {
      this.#measures.delete(sha256);
      return;
    }
    try {
      const made = await pictures.measure(staging.pathOf(sha256), item.facts, { signal: this.signal });
      if (made.ok) this.#measures.set(sha256, made.value);
      this.#unshown += 1;
    } catch (error) {
      log('a photo could not be measured', { error: String(error) });
    }
  }

  /** Shows several at once, and the last ones. */
  #showMeasured(): void {
    const isLast = this.#next.size === 0 && this.#unshown > 0;
    if (this.signal.aborted || (this.#unshown < photosAtOnce && !isLast)) return;
    this.#unshown = 0;
    this.#ports.batch.touch();
  }
}

/** `recipe`: null where none says what size is wanted. */
function beyondSize(
  { type, bytes }: { type: string; bytes: number },
  recipe: PhotoRecipe | null,
): MeasuredPhoto['beyondSize'] {
  if (recipe?.target.type !== 'bytes' || bytes <= recipe.target.bytes) return null;
  return { bytes, wanted: recipe.target.bytes, isLossless: type !== 'jpeg' && type !== 'webp' };
}
