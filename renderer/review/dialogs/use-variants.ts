import { useEffect, useState } from 'react';
import type { Variant } from '../../../shared/review.ts';
import { outcomeOf } from '../../state/asking.ts';
import { useCatalogVersion } from '../../state/selectors.ts';

const none: readonly Variant[] = [];

/** Variants of products from the catalogue; empty while loading or when not `wanted`. */
export function useVariants(
  storeId: string,
  productIds: readonly number[],
  wanted: boolean,
): readonly Variant[] {
  const [held, setHeld] = useState<{ of: string; variants: readonly Variant[] }>({ of: '', variants: none });
  const version = useCatalogVersion(storeId);
  const of = wanted && productIds.length > 0 ? JSON.stringify([storeId, version, productIds]) : '';

  useEffect(() => {
    if (of === '') return undefined;
    let stopped = false;
    const ask = async (): Promise<void> => {
      const outcome = await outcomeOf(window.packshot.products.variants({ storeId, productIds: idsIn(of) }));
      // Without variants, whole products can still be chosen.
      if (!stopped && outcome.ok) setHeld({ of, variants: outcome.value.variants });
    };
    void ask();
    return () => {
      stopped = true;
    };
  }, [storeId, of]);

  return held.of === of ? held.variants : none;
}

function idsIn(of: string): number[] {
  const [, , ids] = JSON.parse(of) as [string, number, number[]];
  return ids;
}
