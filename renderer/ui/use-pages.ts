import { useEffect, useReducer, useRef } from 'react';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { reuse } from '../state/reuse.ts';
import { outcomeOf } from '../state/asking.ts';

/** Rows fetched at a time. */
export const pageRows = 100;

export interface PageAnswer<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface PagesRequest<Row> {
  /** Names the list. Another key is another list; the old rows stay until the first of the new ones are here. */
  readonly key: string;
  /** Changes when the list's contents did: what is visible is then fetched again, in place. */
  readonly version: string;
  readonly load: (offset: number, limit: number) => Promise<Outcome<PageAnswer<Row>>>;
}

export interface Pages<Row> {
  /** Null before the first answer. */
  readonly total: number | null;
  /** The list the rows belong to: behind the request's key while the new list loads. */
  readonly key: string;
  readonly problem: Reason | null;
  rowAt(index: number): Row | undefined;
  /** Fetches the rows that are asked for and not there, or not of this version. */
  need(first: number, last: number): void;
}

interface Held<Row> {
  key: string;
  total: number | null;
  problem: Reason | null;
  pages: Map<number, { version: string; rows: readonly Row[] }>;
}

/** A long list of main's, of which only the pages that are looked at are here. */
export function usePages<Row>(request: PagesRequest<Row>): Pages<Row> {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const held = useRef<Held<Row>>({ key: request.key, total: null, problem: null, pages: new Map() });
  const latest = useRef(request);
  latest.current = request;
  const wanted = useRef({ first: 0, last: 1 });
  const loading = useRef(new Set<string>());
  const gone = useRef(false);

  async function fetchPage(page: number): Promise<void> {
    const { key, version, load } = latest.current;
    const ticket = `${key}\n${page}`;
    if (loading.current.has(ticket)) return;
    loading.current.add(ticket);
    const outcome = await outcomeOf(load(page * pageRows, pageRows));
    loading.current.delete(ticket);
    if (gone.current || latest.current.key !== key) return;
    if (held.current.key !== key) held.current = { key, total: null, problem: null, pages: new Map() };
    const now = held.current;
    if (outcome.ok) {
      const before = now.pages.get(page)?.rows;
      now.pages.set(page, { version, rows: reuse(before, outcome.value.rows) });
      now.total = outcome.value.total;
      now.problem = null;
      fill();
    } else {
      now.problem = outcome.reason;
    }
    draw();
  }

  function fill(): void {
    const { key, version } = latest.current;
    const { first, last } = wanted.current;
    const now = held.current;
    const otherList = now.key !== key;
    const from = otherList ? 0 : Math.floor(first / pageRows);
    const to = otherList ? 0 : Math.floor(Math.max(first, last - 1) / pageRows);
    for (let page = from; page <= to; page += 1) {
      if (otherList || now.pages.get(page)?.version !== version) void fetchPage(page);
    }
  }

  useEffect(() => {
    fill();
  }, [request.key, request.version]);

  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);

  const { total, key, problem, pages } = held.current;
  return {
    total,
    key,
    problem,
    rowAt: (index) => pages.get(Math.floor(index / pageRows))?.rows[index % pageRows],
    need: (first, last) => {
      if (wanted.current.first === first && wanted.current.last === last) return;
      wanted.current = { first, last };
      fill();
    },
  };
}
