import type { PlaceAnswer } from '../../shared/many-photos.ts';

type Answer = Exclude<PlaceAnswer, 'cancel'>;

/** Open questions to the user about where a batch's photos go. */
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
