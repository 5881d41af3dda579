/** How long something waits for others, milliseconds. */
const gatherMs = 50;

/** Gathers what comes one by one, and hands it on in groups: a transaction takes longer than a few dozen rows. */
export class Batcher<T> {
  readonly #most: number;
  readonly #handOn: (group: readonly T[]) => void;
  #waiting: T[] = [];
  #timer: NodeJS.Timeout | undefined;
  #failure: { error: unknown } | null = null;

  /** `most`: once there are so many they wait no longer. */
  constructor(most: number, handOn: (group: readonly T[]) => void) {
    this.#most = most;
    this.#handOn = handOn;
  }

  /** Throws what handing on throws, also if that was meanwhile. */
  put(some: readonly T[]): void {
    if (this.#failure) throw this.#failure.error;
    this.#waiting.push(...some);
    if (this.#waiting.length >= this.#most) this.flush();
    else this.#timer ??= setTimeout(() => this.#flushInTime(), gatherMs);
  }

  flush(): void {
    if (this.#failure) throw this.#failure.error;
    const group = this.close();
    if (group.length > 0) this.#handOn(group);
  }

  /** Waits for no more; answers what was not handed on. */
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
