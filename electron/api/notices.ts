import type { Notice } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';

export type NoticesEvent = { type: 'notices-changed' };

/** Messages the window shows once, such as what was recovered on start. They are lost when the process ends. */
export class Notices {
  readonly #emit: (event: NoticesEvent) => void;
  #notices: Notice[] = [];
  #nextId = 1;

  constructor(emit: (event: NoticesEvent) => void) {
    this.#emit = emit;
  }

  get all(): Notice[] {
    return this.#notices;
  }

  add(tone: Notice['tone'], text: Reason): void {
    this.#notices = [...this.#notices, { id: this.#nextId++, tone, text }];
    this.#emit({ type: 'notices-changed' });
  }

  dismiss(id: number): void {
    this.#notices = this.#notices.filter((notice) => notice.id !== id);
    this.#emit({ type: 'notices-changed' });
  }
}
