import { availableParallelism } from 'node:os';
import PQueue from 'p-queue';
import type { Item } from './item.ts';
import type { Preparer } from './preparer.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { ReviewBytes } from './review-bytes.ts';

interface PreparingPorts {
  batch: ReviewBatch;
  preparer: Preparer;
  bytes: ReviewBytes;
  log: (message: string, details?: Record<string, unknown>) => void;
  /** A photo that was accepted is prepared now. */
  onReady: () => void;
}

/** Prepares a batch's photos in the background, as many at a time as the machine has cores. */
export class PreparingQueue {
  readonly #ports: PreparingPorts;
  readonly #queue = new PQueue({ concurrency: availableParallelism() });
  readonly #stop = new AbortController();
  readonly #wanted = new Set<number>();

  constructor(ports: PreparingPorts) {
    this.#ports = ports;
  }

  /** Decides whether a photo is to be prepared, and has it done. Says so again when the answer may have changed. */
  want(item: Item): void {
    const { batch, preparer } = this.#ports;
    if (item.facts === null || item.sha256 === null || item.unusable !== null) return;
    const plan = preparer.plan(item.facts, item.sendAs);
    if (!plan.ok) {
      batch.update(item.id, { unusable: plan.reason, needsPreparing: false });
      return;
    }
    const needsPreparing = plan.value.is === 'prepare';
    const isMade = needsPreparing && item.prepared?.recipe === preparer.recipeOf(plan.value);
    if (item.needsPreparing !== needsPreparing) batch.update(item.id, { needsPreparing });
    if (!needsPreparing || isMade || this.#wanted.has(item.id)) return;
    this.#wanted.add(item.id);
    void this.#queue.add(async () => {
      try {
        await this.#make(item.id);
      } catch (error) {
        this.#ports.log('a photo could not be prepared', { error: String(error) });
      } finally {
        this.#wanted.delete(item.id);
      }
    });
  }

  /** Resolves when nothing is left to prepare. */
  async idle(): Promise<void> {
    await this.#queue.onIdle();
  }

  close(): void {
    this.#stop.abort();
    this.#queue.clear();
  }

  async #make(id: number): Promise<void> {
    const { batch, preparer, bytes, onReady } = this.#ports;
    const item = batch.item(id);
    if (!item?.facts || item.sha256 === null || this.#stop.signal.aborted) return;
    // Settings may have changed since it was asked for.
    const plan = preparer.plan(item.facts, item.sendAs);
    if (!plan.ok || plan.value.is !== 'prepare') return;
    batch.touch();
    const made = await preparer.make(item.sha256, item.facts, plan.value, this.#stop.signal);
    if (this.#stop.signal.aborted || !batch.item(id)) {
      if (made.ok) {
        bytes.letGo(made.value.sha256);
        bytes.freeOne(made.value.sha256);
      }
      return;
    }
    if (!made.ok) {
      batch.update(id, { preparingFailed: made.reason, prepared: null, accepted: false });
      return;
    }
    const older = batch.item(id)?.prepared ?? null;
    const now = batch.update(id, { prepared: made.value, preparingFailed: null });
    bytes.letGo(made.value.sha256);
    if (older && older.sha256 !== made.value.sha256) bytes.freeOne(older.sha256);
    if (now?.accepted) onReady();
  }
}
