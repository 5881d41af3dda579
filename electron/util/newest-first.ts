/**
 * Lets at most `atOnce` callers work at a time. The last to ask is next; when more than `maxWaiting` wait, the oldest
 * is turned away.
 */
export class NewestFirst {
  #free: number;
  readonly #maxWaiting: number;
  /** In the order they asked. */
  readonly #waiting: ((isTheirs: boolean) => void)[] = [];

  constructor(atOnce: number, maxWaiting: number) {
    this.#free = atOnce;
    this.#maxWaiting = maxWaiting;
  }

  /** Whether it is the caller's turn, once that is decided. Who gets `true` calls `done` afterwards. */
  turn(): Promise<boolean> {
    if (this.#free > 0) {
      this.#free--;
      return Promise.resolve(true);
    }
    if (this.#waiting.length === this.#maxWaiting) this.#waiting.shift()?.(false);
    return new Promise((answer) => this.#waiting.push(answer));
  }

  done(): void {
    const next = this.#waiting.pop();
    if (next) next(true);
    else this.#free++;
  }

  /** Turns away all who wait. */
  clear(): void {
    for (const answer of this.#waiting.splice(0)) answer(false);
  }
}
