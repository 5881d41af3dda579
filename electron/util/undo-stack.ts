import { ok, type Outcome } from '../../shared/outcome.ts';
import { maxStepsListed, type Asking, type TakeBackCounts, type Undone } from '../../shared/take-back.ts';

export interface Step {
  /** Follows "Undo": "moving 3 images". */
  readonly words: string;
  /** Fails with a sentence if others' changes prevent it. The step counts as undone either way. */
  undo: () => Outcome<null>;
  redo: () => Outcome<null>;
  /** False when the step became final. Default: always true. */
  isPossible?: () => boolean;
  /** What undoing it removes from the store, which needs a confirmation; null for nothing. */
  asks?: () => TakeBackCounts | null;
}

/** More than anybody undoes, few enough for memory. */
const maxSteps = 200;

export class UndoStack {
  #done: Step[] = [];
  #undone: Step[] = [];

  /** Names of the steps that can be undone, newest first. */
  get undoWords(): string[] {
    this.#forgetFinal();
    return this.#done
      .slice(-maxStepsListed)
      .map(({ words }) => words)
      .toReversed();
  }

  get redoWords(): string | null {
    return this.#undone.at(-1)?.words ?? null;
  }

  /** A new step clears what could be redone. */
  add(step: Step): void {
    this.#done.push(step);
    if (this.#done.length > maxSteps) this.#done.shift();
    this.#undone = [];
  }

  /** What undoing the last step removes from the store; null for nothing. */
  asks(): Asking | null {
    this.#forgetFinal();
    const step = this.#done.at(-1);
    const counts = step?.asks?.() ?? null;
    return step === undefined || counts === null ? null : { edit: step.words, counts };
  }

  /**
   * Undoes the last step. One that removes images from the store is only undone if it is the one that was `confirmed`,
   * by its name: another may have followed since the question.
   */
  undo(confirmed: string | null = null): Outcome<Undone> {
    const asking = this.asks();
    const step = this.#done.at(-1);
    if (!step) return ok({ type: 'nothing' });
    const edit = step.words;
    if (asking !== null && confirmed !== edit) return ok({ type: 'asks', ...asking });
    this.#done.pop();
    this.#undone.push(step);
    const undone = step.undo();
    return undone.ok ? ok({ type: 'done', edit }) : undone;
  }

  redo(): Outcome<Undone> {
    const step = this.#undone.pop();
    if (!step) return ok({ type: 'nothing' });
    this.#done.push(step);
    const done = step.redo();
    return done.ok ? ok({ type: 'done', edit: step.words }) : done;
  }

  #forgetFinal(): void {
    this.#done = this.#done.filter((step) => step.isPossible?.() ?? true);
  }
}
