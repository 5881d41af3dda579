/** Max wait for more, milliseconds. */
const maxWaitMs = 50;

/** Groups items that come one by one, because a transaction costs more than a few dozen rows. */
export class Batcher<T> {
  readonly #maxSize: number;
  readonly #onGroup: (group: readonly T[]) => void;
  #waiting: T[] = [];
  #timer: NodeJS.Timeout | undefined;
  #failure: { error: unknown } | null = null;

  /** `maxSize`: the group size that ends the wait. */
  constructor(maxSize: number, onGroup: (group: readonly T[]) => void) {
    this.#maxSize = maxSize;
    this.#onGroup = onGroup;
  }

  /** Throws what `onGroup` throws, even if it threw between two calls. */
  put(some: readonly T[]): void {
    if (this.#failure) throw this.#failure.error;
    this.#waiting.push(...some);
    if (this.#waiting.length >= this.#maxSize) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushInTime(), maxWaitMs);
  }

  flush(): void {
    if (this.#failure) throw this.#failure.error;
    const group = this.close();
    if (group.length > 0) this.#onGroup(group);
  }

  /** Stops the timer and returns what was not handed on. */
  close(): T[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#waiting.splice(0);
  }

  #flushInTime(): void {
    try {
      this.flush();
    } catch (error) {
      this.#failure = { error };
    }
  }
}
