import type { Outcome, Reason } from '../../shared/outcome.ts';
import { reuse } from './reuse.ts';

export const pageRows = 100;

export interface PageAnswer<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface PagesRequest<Row> {
  /** Identifies the list. With a new key the old rows stay until the first new ones arrive. */
  readonly key: string;
  /** Changes with the contents of the list: visible rows are then fetched again. */
  readonly version: string;
  /** Returns an outcome, and never throws. */
  readonly load: (offset: number, limit: number) => Promise<Outcome<PageAnswer<Row>>>;
}

export interface PagesView<Row> {
  /** List of the loaded rows: differs from the request's key while the new list loads. */
  readonly key: string | null;
  /** Null before the first answer. */
  readonly total: number | null;
  readonly problem: Reason | null;
  readonly pages: ReadonlyMap<number, { readonly version: string; readonly rows: readonly Row[] }>;
}

/** A long list of the main process, of which only the visible pages are loaded. */
export class PagedRows<Row> {
  #view: PagesView<Row> = { key: null, total: null, problem: null, pages: new Map() };
  #request: PagesRequest<Row> | null = null;
  /** The rows that each part of the screen shows. */
  readonly #wanted = new Map([['rows', { first: 0, last: 1 }]]);
  readonly #loading = new Set<string>();
  /** Pages that failed for this list and version. Without this set they would be requested forever. */
  readonly #refused = new Set<number>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): PagesView<Row> => this.#view;

  /** Sets the wanted list and version, and fetches visible rows that are missing. */
  ask(request: PagesRequest<Row>): void {
    const before = this.#request;
    if (before?.key !== request.key || before.version !== request.version) this.#refused.clear();
    this.#request = request;
    this.#fill();
  }

  /** The rows that a part of the screen shows, `last` excluded. Those of the other parts stay wanted. */
  need(first: number, last: number, part = 'rows'): void {
    this.#wanted.set(part, { first, last });
    this.#fill();
  }

  #fill(): void {
    if (this.#request === null) return;
    const { key, version } = this.#request;
    if (this.#view.key !== key) {
      void this.#fetch(0);
      return;
    }
    for (const { first, last } of this.#wanted.values()) {
      const to = Math.floor(Math.max(first, last - 1) / pageRows);
      for (let page = Math.floor(first / pageRows); page <= to; page += 1) {
        if (this.#view.pages.get(page)?.version !== version) void this.#fetch(page);
      }
    }
  }

  async #fetch(page: number): Promise<void> {
    if (this.#request === null) return;
    const { key, version, load } = this.#request;
    const ticket = `${key}\n${page}`;
    if (this.#loading.has(ticket) || this.#refused.has(page)) return;
    this.#loading.add(ticket);
    const outcome = await load(page * pageRows, pageRows);
    this.#loading.delete(ticket);
    if (this.#request.key !== key) return;

    const held = this.#view.key === key ? this.#view : null;
    if (!outcome.ok) {
      if (this.#request.version === version) this.#refused.add(page);
      this.#show({
        key,
        total: held?.total ?? null,
        problem: outcome.reason,
        pages: held?.pages ?? new Map(),
      });
      return;
    }
    const rows = reuse(held?.pages.get(page)?.rows, outcome.value.rows);
    const pages = new Map(held?.pages).set(page, { version, rows });
    this.#show({ key, total: outcome.value.total, problem: null, pages });
    this.#fill();
  }

  #show(view: PagesView<Row>): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
