import PQueue from 'p-queue';

/** Work on a review's photos in the background, a few pieces at a time, until it is closed. */
export abstract class BackgroundWork {
  readonly #queue: PQueue;
  readonly #stop = new AbortController();

  constructor(concurrency: number) {
    this.#queue = new PQueue({ concurrency });
  }

  /** Aborted once the work is closed. */
  protected get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** `work` must not reject. */
  protected add(work: () => Promise<void>): void {
    void this.#queue.add(work);
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    await this.#queue.onIdle();
  }

  /** Drops waiting work and waits for what is running. */
  async close(): Promise<void> {
    this.#stop.abort();
    this.#queue.clear();
    await this.#queue.onIdle();
  }
}
