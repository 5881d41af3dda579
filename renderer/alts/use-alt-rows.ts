import { useEffect, useState } from 'react';
import type { AltProduct } from '../../shared/alts.ts';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf } from '../state/asking.ts';
import { useCatalogVersion, useOutbox } from '../state/selectors.ts';
import { usePaced } from '../ui/use-paced.ts';
import { rowsOf, type AltRow } from './alt-table.ts';

export interface AltRows {
  /** Null until all are read. */
  readonly rows: readonly AltRow[] | null;
  /** Images read so far. */
  readonly read: number;
  readonly problem: Reason | null;
  /** Reads them again, and resolves to them; null if that fails. */
  readonly reload: () => Promise<readonly AltRow[] | null>;
}

type State = Omit<AltRows, 'reload'>;
const noneYet: State = { rows: null, read: 0, problem: null };

/** Milliseconds between two readings, for each thousand images. */
const pacePerThousand = 500;
const minPace = 700;

/** All images of a store with their alt texts. They are read again when catalogue or outbox change. */
export function useAltRows(storeId: string): AltRows {
  const [{ rows, read, problem }, setState] = useState(noneYet);
  const catalog = useCatalogVersion(storeId);
  const outbox = useOutbox(storeId)?.version ?? 0;
  const pace = Math.max(minPace, ((rows?.length ?? 0) / 1000) * pacePerThousand);
  const version = usePaced(`${catalog}/${outbox}`, pace);

  useEffect(() => {
    const reading = new AbortController();
    void readAll(storeId, reading.signal, (count) =>
      setState((before) => (before.rows === null ? { ...before, read: count } : before)),
    ).then((answer) => {
      if (answer === null || reading.signal.aborted) return;
      setState((before) => ({
        rows: answer.rows ?? before.rows,
        read: answer.rows?.length ?? before.read,
        problem: answer.problem,
      }));
    });
    return () => reading.abort();
    // A new version has other rows.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [storeId, version]);

  return {
    rows,
    read,
    problem,
    reload: async () => {
      const answer = await readAll(storeId, new AbortController().signal, () => {});
      if (answer?.rows == null) return null;
      const { rows: next } = answer;
      setState((before) => ({ ...before, rows: next, read: next.length, problem: null }));
      return next;
    },
  };
}

/** Null if `signal` was aborted. `onRead` gets the images read so far. */
async function readAll(
  storeId: string,
  signal: AbortSignal,
  onRead: (count: number) => void,
): Promise<{ rows: AltRow[] | null; problem: Reason | null } | null> {
  const products: AltProduct[] = [];
  let count = 0;
  for (let after: number | null = 0; after !== null;) {
    const page: Awaited<ReturnType<typeof window.packshot.alts.page>> = await outcomeOf(
      window.packshot.alts.page({ storeId, after }),
    );
    if (signal.aborted) return null;
    if (!page.ok) return { rows: null, problem: page.reason };
    products.push(...page.value.products);
    count += page.value.products.reduce((sum, { images }) => sum + images.length, 0);
    onRead(count);
    after = page.value.next;
  }
  return { rows: rowsOf(products), problem: null };
}
