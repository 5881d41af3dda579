import type { Catalog } from '../catalog/catalog.ts';
import { createTimeSlicer, type TimeSlicer } from '../util/time-slicer.ts';
import type { Addition } from '../outbox/addition.ts';
import { creates, type OutboxEntry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { EntryPatch } from '../outbox/views/shown-edits.ts';
import { stagedOf } from './item.ts';
import {
  planLeaving,
  type LatestImages,
  type LeavingProduct,
  type QueuedProduct,
  type Target,
} from './queueing.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { StagedFiles } from '../staging/staged-files.ts';

/** Photos queued in one transaction, which must take less than two frames. */
const photosAtOnce = 128;

/** Up to this many products are queued without a pause. */
const productsWithoutRest = 100;

/** The gallery's edits, as far as a photo needs them that takes the place of an image. */
export interface ReplacingEdits extends LatestImages {
  placingAll: (target: Target, places: readonly { entryId: number; imageId: number }[]) => EntryPatch;
}

/** How queued entries are put before the first that is left of the tiles that they were dropped before. */
export type PlaceBefore = (
  target: { storeId: string; productId: number },
  entryIds: readonly number[],
  before: readonly string[],
) => EntryPatch;

interface LeavingPorts {
  catalog: Catalog;
  outbox: Outbox;
  bytes: StagedFiles;
  edits: ReplacingEdits;
  placeBefore: PlaceBefore;
  batch: ReviewBatch;
  storeId: string;
  onQueued: (queued: readonly QueuedProduct[]) => void;
  /** Everything ready was queued. `productIds`: products of which something was. */
  onDone: (productIds: readonly number[]) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Moves accepted photos from a review to the outbox, thousands of them in slices. */
export class Leaving {
  readonly #ports: LeavingPorts;
  /** Products whose accepted photos may be ready. */
  readonly #next = new Set<number>();
  #underway: Promise<void> | null = null;
  #isRunning = false;
  #hasFailed = false;
  #isClosed = false;

  constructor(ports: LeavingPorts) {
    this.#ports = ports;
  }

  /** Whether the last attempt failed. What it could not queue stays accepted. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Queues what is accepted and ready of these products. */
  leave(productIds: Iterable<number>): void {
    for (const id of productIds) this.#next.add(id);
    if (this.#isRunning || this.#isClosed) return;
    this.#hasFailed = false;
    const underway = this.#run();
    // It is still running after its first slice.
    if (this.#isRunning) this.#underway = underway;
  }

  stop(): void {
    this.#next.clear();
  }

  /** Resolves when what was ready has been queued. */
  async done(): Promise<void> {
    await this.#underway;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    const { onDone, log } = this.#ports;
    this.#isRunning = true;
    const slicer = createTimeSlicer();
    const products: number[] = [];
    // Accepting thousands has used up this slice.
    if (this.#next.size > productsWithoutRest) await slicer.yieldToEventLoop();
    try {
      while (this.#next.size > 0 && !this.#isClosed) {
        const some = this.#planSome(slicer);
        this.#queue(some, products.length > 0);
        products.push(...some.filter(({ taken }) => taken.length > 0).map(({ productId }) => productId));
        if (slicer.isDue()) await slicer.yieldToEventLoop();
      }
    } catch (error) {
      this.#hasFailed = true;
      log('photos could not be queued', { error: String(error) });
    } finally {
      this.#isRunning = false;
      this.#underway = null;
    }
    if (!this.#isClosed) onDone(products);
  }

  #planSome(slicer: TimeSlicer): LeavingProduct[] {
    const { catalog, outbox, edits, batch, storeId } = this.#ports;
    const some: LeavingProduct[] = [];
    let photos = 0;
    for (const productId of this.#next) {
      this.#next.delete(productId);
      const plan = planLeaving({ catalog, outbox, edits }, storeId, batch, productId);
      if (plan) some.push(plan);
      photos += plan?.taken.length ?? 0;
      if (photos >= photosAtOnce || slicer.isDue()) break;
    }
    return some;
  }

  /** How the product's order changes: for photos in the place of images, or dropped before one. */
  #orderPatch({ productId, inPlaceOf }: LeavingProduct): Pick<Addition, 'patch'> {
    const { batch, placeBefore, edits, storeId } = this.#ports;
    const target = { storeId, productId };
    if (inPlaceOf.length > 0)
      return { patch: (added) => edits.placingAll(target, placesOf(added, inPlaceOf)) };
    const { droppedOn } = batch.options;
    const before = droppedOn?.productId === productId ? droppedOn.before : undefined;
    if (before === undefined) return {};
    return {
      patch: (added) => {
        const photos = added.filter(creates).map(({ id }) => id);
        return placeBefore(target, photos, before);
      },
    };
  }

  /**
   * Adds to the outbox in one transaction and removes from the review in a second one. In this order, a crash loses no
   * photo.
   */
  #queue(some: readonly LeavingProduct[], continuesRun: boolean): void {
    const { batch, bytes, outbox, storeId, onQueued } = this.#ports;
    if (some.length === 0) return;
    const { batchId } = batch;
    outbox.addAll(
      storeId,
      some.map((product) => ({
        productId: product.productId,
        batchId,
        intents: product.intents,
        ...this.#orderPatch(product),
      })),
      continuesRun,
    );
    const taken = some.flatMap((product) => product.taken);
    try {
      // Later photos of this batch must not replace those just queued.
      for (const { productId, isReplacing } of some) if (isReplacing) batch.changeProduct(productId, 'after');
      batch.updateAll(some.flatMap(({ stays }) => stays).map((item) => ({ ...item, accepted: false })));
    } finally {
      if (taken.length > 0) {
        batch.remove(taken);
        for (const sha256 of taken.flatMap(stagedOf)) bytes.deleteUnneeded(sha256);
        onQueued(some.filter((product) => product.taken.length > 0).map(queuedOf));
      }
    }
  }
}

function queuedOf({ productId, taken, intents }: LeavingProduct): QueuedProduct {
  const photos = taken.length;
  const variantImages = intents.filter(({ type }) => type === 'variant-image').length;
  const pictures = intents.filter(({ type }) => type === 'upload').length + variantImages;
  return { productId, photos, pictures, variantImages };
}

function placesOf(
  added: readonly OutboxEntry[],
  inPlaceOf: LeavingProduct['inPlaceOf'],
): { entryId: number; imageId: number }[] {
  const idOf = new Map(added.flatMap((one) => (one.type === 'upload' ? [[one.photo.mark, one.id]] : [])));
  return inPlaceOf.flatMap(({ mark, imageId }) => {
    const entryId = idOf.get(mark);
    return entryId === undefined ? [] : [{ entryId, imageId }];
  });
}
