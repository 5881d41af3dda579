import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf } from './asking.ts';
import { PagedRows, pageRows, type PagesRequest } from './paged-rows.ts';

export interface Pages<Row> {
  readonly key: string | null;
  readonly total: number | null;
  readonly problem: Reason | null;
  rowAt(index: number): Row | undefined;
  /** Version of the list a row belongs to; null when the row is not loaded. */
  versionAt(index: number): string | null;
  /** Call with the visible rows, `last` excluded, of each part of the screen that shows some. */
  need(first: number, last: number, part?: string): void;
}

/** A paged list for a component: see paged-rows.ts. */
export function usePages<Row>(request: PagesRequest<Row>): Pages<Row> {
  const [list] = useState(() => new PagedRows<Row>());
  const { key, total, problem, pages } = useSyncExternalStore(list.subscribe, list.view);
  useEffect(() => {
    list.ask({ ...request, load: (offset, limit) => outcomeOf(request.load(offset, limit)) });
  });
  return {
    key,
    total,
    problem,
    rowAt: (index) => pages.get(Math.floor(index / pageRows))?.rows[index % pageRows],
    versionAt: (index) => pages.get(Math.floor(index / pageRows))?.version ?? null,
    need: (first, last, part) => list.need(first, last, part),
  };
}
