import { ok, type Outcome } from '../../shared/outcome.ts';

export interface Step {
  /** Follows "Undo": "moving 3 images". */
  words: string;
  /** Fails with a sentence if others' changes prevent it. The step counts as undone either way. */
  undo: () => Outcome<null>;
  redo: () => Outcome<null>;
  /** False when the step became final. Default: always true. */
  isPossible?: () => boolean;
}

/** More than anybody undoes, few enough for memory. */
const maxSteps = 200;

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

  /** A new step clears what could be redone. */
  add(step: Step): void {
    this.#done.push(step);
    if (this.#done.length > maxSteps) this.#done.shift();
    this.#undone = [];
  }

  /** Returns the step's phrase; null if there is none. */
  undo(): Outcome<string | null> {
    if (this.undoWords === null) return ok(null);
    const step = this.#done.pop();
    if (!step) return ok(null);
    this.#undone.push(step);
    const undone = step.undo();
    return undone.ok ? ok(step.words) : undone;
  }

  redo(): Outcome<string | null> {
    const step = this.#undone.pop();
    if (!step) return ok(null);
    this.#done.push(step);
    const done = step.redo();
    return done.ok ? ok(step.words) : done;
  }
}
