import type { Catalog } from '../catalog/catalog.ts';
import { createBreather } from '../intake/breather.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Item } from './item.ts';
import { queueProduct } from './queueing.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { ReviewBytes } from './review-bytes.ts';

interface LeavingPorts {
  catalog: Catalog;
  outbox: Outbox;
  bytes: ReviewBytes;
  batch: ReviewBatch;
  storeId: string;
  /** More photos are in the outbox. */
  onQueued: (photos: number) => void;
  /** All that was ready is; `productIds`: of these something was queued. */
  onDone: (productIds: readonly number[]) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** The way of accepted photos out of a review into the outbox: some at once, of thousands the rest in slices. */
export class Leaving {
  readonly #ports: LeavingPorts;
  /** Products whose accepted photos may be ready to be queued. */
  readonly #next = new Set<number>();
  #underway: Promise<void> | null = null;
  #isRunning = false;
  #hasFailed = false;
  #isClosed = false;

  constructor(ports: LeavingPorts) {
    this.#ports = ports;
  }

  /** Whether the last attempt broke off. What could not be queued stays accepted, and under review. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Has what is accepted for these products queued, as far as it is ready. */
  leave(productIds: Iterable<number>): void {
    for (const id of productIds) this.#next.add(id);
    if (this.#isRunning || this.#isClosed) return;
    this.#hasFailed = false;
    const underway = this.#run();
    // Little is done by now.
    if (this.#isRunning) this.#underway = underway;
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
    const { catalog, outbox, batch, storeId, onDone, log } = this.#ports;
    this.#isRunning = true;
    const breather = createBreather();
    const products: number[] = [];
    try {
      while (this.#next.size > 0 && !this.#isClosed) {
        const taken: Item[] = [];
        try {
          for (const productId of this.#next) {
            this.#next.delete(productId);
            const own = queueProduct({ catalog, outbox }, storeId, batch, productId, products.length > 0);
            if (own.length > 0) products.push(productId);
            taken.push(...own);
            if (breather.isDue()) break;
          }
        } finally {
          this.#takeOut(taken);
        }
        if (breather.isDue()) await breather.breathe();
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

  /** One transaction for what was queued in one slice. */
  #takeOut(taken: readonly Item[]): void {
    if (taken.length === 0) return;
    const { batch, bytes, onQueued } = this.#ports;
    batch.remove(taken);
    for (const item of taken) bytes.free(item);
    onQueued(taken.length);
  }
}
