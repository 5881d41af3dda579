import type { WaitingFor } from '../../shared/model.ts';

/** The wait that takes longest comes first. */
const order: readonly WaitingFor[] = ['drive', 'cloud', 'program', 'writing'];

/**
 * Counts what a batch's files wait for. Calls `onChange` when what to show changes; undefined: nothing is waited for.
 */
export class Waits {
  readonly #counts = new Map<WaitingFor, number>();
  readonly #onChange: (waitingFor: WaitingFor | undefined) => void;
  #shown: WaitingFor | undefined;

  constructor(onChange: (waitingFor: WaitingFor | undefined) => void) {
    this.#onChange = onChange;
  }

  /** Call the returned function once, when the wait is over. */
  readonly begin = (waitingFor: WaitingFor): (() => void) => {
    this.#add(waitingFor, 1);
    return () => this.#add(waitingFor, -1);
  };

  #add(waitingFor: WaitingFor, change: number): void {
    this.#counts.set(waitingFor, (this.#counts.get(waitingFor) ?? 0) + change);
    const first = order.find((one) => (this.#counts.get(one) ?? 0) > 0);
    if (first === this.#shown) return;
    this.#shown = first;
    this.#onChange(first);
  }
}
