import { useEffect, useState } from 'react';
import type { Overview } from '../../shared/model.ts';
import { usePaced } from '../ui/use-paced.ts';
import { outcomeOf } from '../state/asking.ts';
import { useCatalogVersion } from '../state/selectors.ts';

/** The catalogue changes with every image that arrives. */
const readEveryMs = 1_500;

/** What the home screen says of a store's products; null before the first answer. */
export function useOverview(storeId: string): Overview | null {
  const version = usePaced(useCatalogVersion(storeId), readEveryMs);
  const [known, setKnown] = useState<{ storeId: string; version: number; overview: Overview } | null>(null);
  useEffect(() => {
    let isOver = false;
    void outcomeOf(window.packshot.products.overview({ storeId })).then((outcome) => {
      if (!isOver && outcome.ok) setKnown({ storeId, version, overview: outcome.value });
    });
    return () => {
      isOver = true;
    };
  }, [storeId, version]);
  return known?.storeId === storeId ? known.overview : null;
}
