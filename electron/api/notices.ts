import type { Notice } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';

/** Things the window must say once, such as what was recovered on start. They live as long as the process. */
export class Notices {
  readonly #changed: () => void;
  #notices: Notice[] = [];
  #nextId = 1;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): Notice[] {
    return this.#notices;
  }

  add(tone: Notice['tone'], text: Reason): void {
    this.#notices = [...this.#notices, { id: this.#nextId++, tone, text }];
    this.#changed();
  }

  dismiss(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
    this.#changed();
  }
}
