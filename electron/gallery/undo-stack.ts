import { ok, type Outcome } from '../../shared/outcome.ts';

/** One step that a user took in a gallery, and the way back. */
export interface Step {
  /** What was done, to follow "Undo": "moving 3 images". */
  words: string;
  /** A way that others' changes bar is a failure with a sentence; the step counts as taken all the same. */
  undo: () => Outcome<null>;
  redo: () => Outcome<null>;
  /** False once what it did is final. Left out: always possible. */
  isPossible?: () => boolean;
}

/** More than anybody goes back, little enough to forget. */
const maxSteps = 200;

/** The steps a user took in one gallery, to go back and forth in. */
export class EditHistory {
  #done: Step[] = [];
  #undone: Step[] = [];

  get undoWords(): string | null {
    this.#done = this.#done.filter((step) => step.isPossible?.() ?? true);
    return this.#done.at(-1)?.words ?? null;
  }

  get redoWords(): string | null {
    return this.#undone.at(-1)?.words ?? null;
  }

  /** A new step ends what could be brought again. */
  add(step: Step): void {
    this.#done.push(step);
    if (this.#done.length > maxSteps) this.#done.shift();
    this.#undone = [];
  }

  /** Answers the step's words; null where there is none. */
  undo(): Outcome<string | null> {
    if (this.undoWords === null) return ok(null);
    const step = this.#done.pop();
    if (!step) return ok(null);
    this.#undone.push(step);
    const undone = step.undo();
    return undone.ok ? ok(step.words) : undone;
  }

  /** Answers the step's words; null where there is none. */
  redo(): Outcome<string | null> {
    const step = this.#undone.pop();
    if (!step) return ok(null);
    this.#done.push(step);
    const done = step.redo();
    return done.ok ? ok(step.words) : done;
  }
}
