import { ok, type Outcome } from '../../shared/outcome.ts';
import { maxStepsListed, type TakeBackCounts, type Undone } from '../../shared/take-back.ts';

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

  /** Undoes the last step. One that removes images from the store is only undone if `isConfirmed`. */
  undo(isConfirmed = false): Outcome<Undone> {
    this.#forgetFinal();
    const step = this.#done.at(-1);
    if (!step) return ok({ type: 'nothing' });
    const edit = step.words;
    const counts = isConfirmed ? null : (step.asks?.() ?? null);
    if (counts !== null) return ok({ type: 'asks', edit, counts });
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
