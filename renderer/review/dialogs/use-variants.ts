import { useEffect, useState } from 'react';
import type { Variant } from '../../../shared/review.ts';
import { outcomeOf } from '../../state/asking.ts';
import { useCatalogVersion } from '../../state/selectors.ts';

const none: readonly Variant[] = [];

interface Held {
  of: string;
  /** Of the catalogue. */
  version: number;
  variants: readonly Variant[];
}

/**
 * Variants of products from the catalogue; empty while loading or when not `wanted`. When the catalogue changes, they
 * stay until their successors are there: a key pressed meanwhile still finds them.
 */
export function useVariants(
  storeId: string,
  productIds: readonly number[],
  wanted: boolean,
): { readonly variants: readonly Variant[]; readonly areLoaded: boolean } {
  const [held, setHeld] = useState<Held>({ of: '', version: 0, variants: none });
  const version = useCatalogVersion(storeId);
  const of = wanted && productIds.length > 0 ? JSON.stringify([storeId, productIds]) : '';

  useEffect(() => {
    if (of === '') return undefined;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const outcome = await outcomeOf(window.packshot.products.variants({ storeId, productIds: idsIn(of) }));
      // Without variants, whole products can still be chosen.
      if (!stopped) setHeld({ of, version, variants: outcome.ok ? outcome.value.variants : none });
    };
    void ask();
    return () => {
      stopped = true;
    };
  }, [storeId, of, version]);

  return held.of === of
    ? { variants: held.variants, areLoaded: true }
    : { variants: none, areLoaded: of === '' };
}

function idsIn(of: string): number[] {
  const [, ids] = JSON.parse(of) as [string, number[]];
  return ids;
}
