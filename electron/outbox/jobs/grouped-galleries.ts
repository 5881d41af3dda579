import { limits } from '../../../shared/limits.ts';
import type { StoreImage } from '../../bigcommerce/image-api.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import { assertNever, type Outcome } from '../../../shared/outcome.ts';
import type { EffectName } from '../effects.ts';
import { createTimeSlicer } from '../../util/time-slicer.ts';
import { backoffMs, creates, isDue } from '../entry.ts';
import type { JobContext } from './job-context.ts';

/** Products in one request: a page has 250, and one of them may be the largest gallery. */
export const maxGrouped = limits.pageSize - 1;
/** Failures in a row until the products are read one by one. */
const maxFailures = 3;
/** Recorded answers have four images of a product, so galleries of three are whole in any case. */
const trusted = 3;
/** Galleries in one transaction. */
const savedAtOnce = 25;
/** How many of the largest galleries are compared with lists of their own, until all of that size are trusted. */
const maxSamples = 3;

/**
 * Reads the galleries of many products in one request. That such an answer has all images of a product is inferred. So
 * a gallery counts only if it has every image that is known, and fewer than some other gallery of an answer. The others
 * are read by themselves, and all are from then on if an image was left out.
 */
export class GroupedGalleries {
  readonly #alone = new Set<number>();
  /** The most images of one product in an answer. */
  #maxCarried = 0;
  /** How many galleries of that size were compared with their lists, and were whole. */
  #confirmed = 0;
  #isCut = false;
  #failures = 0;
  #retryAt = 0;

  /** Whether the product's gallery may be read together with others. */
  isGrouped(productId: number): boolean {
    return !this.#isCut && !this.#alone.has(productId);
  }

  /** When the next reading may start after a failure, epoch milliseconds. */
  get retryAt(): number {
    return this.#retryAt;
  }

  isReady(now: number): boolean {
    return isDue(this.#retryAt, now);
  }

  /** The products are read by themselves, until `recordRead`. */
  readAlone(productIds: Iterable<number>): void {
    for (const id of productIds) this.#alone.add(id);
  }

  recordRead(productId: number): void {
    this.#alone.delete(productId);
  }

  /**
   * Reads galleries, and passes those that are surely whole to `save`, many in one transaction. After a success, the
   * other products are to be read by themselves.
   */
  async read(
    job: JobContext,
    { read, record }: { read: EffectName; record: EffectName },
    productIds: readonly number[],
    save: (productId: number, images: readonly StoreImage[]) => void,
  ): Promise<void> {
    const { effects, onGallery, transaction } = job.ports;
    const whole = await this.#readWhole(job, read, productIds);
    const galleries = productIds.flatMap((id) => {
      const images = whole.get(id);
      return images ? [[id, images] as const] : [];
    });
    const slicer = createTimeSlicer();
    for (let at = 0; at < galleries.length && !job.isClosed; at += savedAtOnce) {
      const some = galleries.slice(at, at + savedAtOnce);
      try {
        effects.do(record, () => transaction(() => some.forEach(([id, images]) => save(id, images))));
      } catch (error) {
        // A defect with one product must not stop the others.
        this.readAlone(some.map(([id]) => id));
        throw error;
      }
      for (const [id] of some) onGallery(id);
      if (slicer.isDue()) await slicer.yieldToEventLoop();
    }
  }

  async #readWhole(
    job: JobContext,
    effect: EffectName,
    productIds: readonly number[],
  ): Promise<Map<number, StoreImage[]>> {
    const { api, effects } = job.ports;
    const query = {
      page: 1,
      limit: limits.pageSize,
      ids: [...productIds, ...this.#largestKnown(job, productIds)],
      include: ['images'],
      fields: ['sku'],
    } as const;
    const answer = await job.connectivity.recordReading(
      await effects.do(effect, () => api.products(query, { priority: 'batch', signal: job.signal })),
    );
    if (job.isClosed) return new Map();
    if (!answer.ok) {
      this.#recordFailure(job, answer.reason, productIds);
      return new Map();
    }
    this.#failures = 0;
    const answered = new Map(answer.value.products.map(({ id, images }) => [id, images]));
    const whole = await this.#checked(job, effect, productIds, answered);
    if (job.isClosed || whole === null) return new Map();
    this.readAlone(productIds.filter((id) => !whole.has(id)));
    return whole;
  }

  /** A gallery with more images than any answer had shows whether answers have all of them. */
  #largestKnown({ ports: { catalog, storeId } }: JobContext, productIds: readonly number[]): number[] {
    const largest = catalog.largestGallery(storeId);
    if (largest === null || this.#alone.has(largest.id) || productIds.includes(largest.id)) return [];
    return largest.imageCount > Math.max(this.#maxCarried, trusted) ? [largest.id] : [];
  }

  /** Null if a check failed, so that nothing is known. */
  async #checked(
    job: JobContext,
    effect: EffectName,
    productIds: readonly number[],
    answered: ReadonlyMap<number, StoreImage[]>,
  ): Promise<Map<number, StoreImage[]> | null> {
    const maxCarried = Math.max(...[...answered.values()].map(({ length }) => length));
    if (maxCarried > this.#maxCarried) {
      this.#maxCarried = maxCarried;
      this.#confirmed = 0;
    }
    const known = new Map<number, ReadonlySet<number>>();
    const slicer = createTimeSlicer();
    for (const productId of answered.keys()) {
      known.set(productId, knownImages(job, productId));
      if (slicer.isDue()) await slicer.yieldToEventLoop();
    }
    if (job.isClosed) return null;
    const groups = groupGalleries(answered, known, this.#maxCarried);
    const whole = new Map(groups.whole.map((id) => [id, answered.get(id) ?? []]));
    const largest = groups.largest.filter((id) => productIds.includes(id));
    // One that lacks an image is enough: either somebody removed it, or the store leaves images out.
    const samples = [...groups.lacking.slice(0, 1), ...largest.slice(0, maxSamples - this.#confirmed)];
    let isLargestCarried = largest.length > 0;
    for (const productId of samples) {
      const listed = await this.#list(job, effect, productId);
      if (job.isClosed) return null;
      if (!listed.ok) {
        this.#recordFailure(job, listed.reason, [productId]);
        if (!this.#alone.has(productId)) return null;
        isLargestCarried = false;
        continue;
      }
      whole.set(productId, listed.value);
      const left = leftOut(answered.get(productId) ?? [], listed.value, known.get(productId));
      if (left.certain.length > 0) {
        this.#isCut = true;
        job.ports.log('lists of products leave out images', { productId, left: left.certain.length });
        return new Map([[productId, listed.value]]);
      }
      if (left.possible.length > 0) isLargestCarried = false;
      else if (largest.includes(productId)) this.#confirmed += 1;
    }
    if (!isLargestCarried) return whole;
    for (const id of largest) if (!whole.has(id)) whole.set(id, answered.get(id) ?? []);
    return whole;
  }

  async #list(
    job: JobContext,
    effect: EffectName,
    productId: number,
  ): Promise<Outcome<StoreImage[], Failure>> {
    const { api, catalog, effects, storeId } = job.ports;
    const listed = await job.connectivity.recordReading(
      await effects.do(effect, () => api.list(productId, { priority: 'batch', signal: job.signal })),
    );
    if (listed.ok && !job.isClosed) catalog.saveImages(storeId, productId, listed.value);
    return listed;
  }

  /** Sets when to repeat the reading, or that the products are to be read by themselves. */
  #recordFailure({ ports }: JobContext, failure: Failure, productIds: readonly number[]): void {
    const { clock, random } = ports;
    switch (failure.type) {
      case 'offline':
      case 'sign-in':
        // The store is paused.
        return;
      case 'throttled':
        this.#retryAt = clock.now() + backoffMs(1, random());
        return;
      case 'transient':
      case 'unknown':
        this.#failures += 1;
        this.#retryAt = clock.now() + backoffMs(this.#failures, random());
        if (this.#failures < maxFailures) return;
        break;
      case 'refused':
      case 'not-found':
      case 'local':
        break;
      default:
        assertNever(failure.type);
    }
    this.#failures = 0;
    this.readAlone(productIds);
  }
}

/** Ids of images that the product had when it was last read, and of those that arrived since. */
function knownImages({ ports: { catalog, entries, storeId } }: JobContext, productId: number): Set<number> {
  const ids = new Set(catalog.images(storeId, productId).map(({ id }) => id));
  const own = entries.ofProduct(storeId, productId, true).filter(({ progress }) => progress.type === 'done');
  for (const one of own) {
    if (creates(one) && one.progress.type === 'done' && one.progress.imageId !== null)
      ids.add(one.progress.imageId);
  }
  for (const one of own) if (one.type === 'remove') for (const id of one.imageIds) ids.delete(id);
  return ids;
}

/**
 * Groups the galleries of an answer by what they prove. `whole`: surely complete. `lacking`: a known image or its file
 * name is missing. `largest`: no gallery has more images, so the answer may end there. Pure.
 */
export function groupGalleries(
  answered: ReadonlyMap<number, readonly Pick<StoreImage, 'id' | 'imageFile'>[]>,
  known: ReadonlyMap<number, ReadonlySet<number>>,
  maxCarried: number,
): { whole: number[]; lacking: number[]; largest: number[] } {
  const groups = { whole: [] as number[], lacking: [] as number[], largest: [] as number[] };
  for (const [productId, images] of answered) {
    const ids = new Set(images.map(({ id }) => id));
    const isLacking =
      images.some(({ imageFile }) => imageFile === '') ||
      [...(known.get(productId) ?? [])].some((id) => !ids.has(id));
    if (isLacking) groups.lacking.push(productId);
    else if (images.length <= trusted || images.length < maxCarried) groups.whole.push(productId);
    else groups.largest.push(productId);
  }
  return groups;
}

/**
 * Images that an answer did not have and a later list has. A known one was there before (`certain`), and so was one
 * with a lower id than another of the answer, because ids ascend. Any other may have been added since (`possible`).
 * Pure.
 */
export function leftOut(
  answered: readonly Pick<StoreImage, 'id'>[],
  listed: readonly Pick<StoreImage, 'id'>[],
  known: ReadonlySet<number> = new Set(),
): { certain: number[]; possible: number[] } {
  const ids = new Set(answered.map(({ id }) => id));
  const last = Math.max(...ids);
  const missing = listed.map(({ id }) => id).filter((id) => !ids.has(id));
  const { certain = [], possible = [] } = Object.groupBy(missing, (id) =>
    id < last || known.has(id) ? 'certain' : 'possible',
  );
  return { certain, possible };
}
