import type { PlaceAnswer } from '../../shared/many-photos.ts';

type Answer = Exclude<PlaceAnswer, 'cancel'>;

/** Questions about batches that look like more than one product's, each open until the user answers or the batch ends. */
export class PlaceQuestions {
  readonly #open = new Map<number, (answer: Answer) => void>();

  isOpen(batchId: number): boolean {
    return this.#open.has(batchId);
  }

  /** Resolves with the answer; null once `signal` aborts. */
  async ask(batchId: number, signal: AbortSignal): Promise<Answer | null> {
    const { promise, resolve } = Promise.withResolvers<Answer | null>();
    const end = (): void => resolve(null);
    signal.addEventListener('abort', end, { once: true });
    this.#open.set(batchId, resolve);
    const answer = await promise;
    this.#open.delete(batchId);
    signal.removeEventListener('abort', end);
    return answer;
  }

  answer(batchId: number, answer: Answer): void {
    this.#open.get(batchId)?.(answer);
    this.#open.delete(batchId);
  }
}
