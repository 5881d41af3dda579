import { useEffect, useEffectEvent, useState } from 'react';
import { useOutbox } from '../state/selectors.ts';
import { usePaced } from '../ui/use-paced.ts';

const recountEveryMs = 500;

/** Counts of a question, counted anew while the store's outbox changes. `recount` returns null to keep them. */
export function useRecounted<Counts>(
  storeId: string,
  given: Counts,
  recount: () => Promise<Counts | null>,
): Counts {
  const version = usePaced(useOutbox(storeId)?.version ?? 0, recountEveryMs);
  const [known, setKnown] = useState({ counts: given, version });
  const latest = useEffectEvent(recount);
  useEffect(() => {
    if (known.version === version) return undefined;
    let isOver = false;
    void latest().then((counts) => {
      if (!isOver && counts !== null) setKnown({ counts, version });
    });
    return () => {
      isOver = true;
    };
  }, [version, known.version]);
  return known.counts;
}
