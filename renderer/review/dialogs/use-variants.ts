import type { Variant } from '../../../shared/review.ts';
import { askQuietly } from '../../state/asking.ts';
import { useCatalogVersion } from '../../state/selectors.ts';
import { useAnswer } from '../../state/use-answer.ts';

const none: readonly Variant[] = [];

/**
 * Variants of products from the catalogue; empty while loading or when not `wanted`. When the catalogue changes, they
 * stay until their successors are there: a key pressed meanwhile still finds them.
 */
export function useVariants(
  storeId: string,
  productIds: readonly number[],
  wanted: boolean,
): { readonly variants: readonly Variant[]; readonly areLoaded: boolean } {
  const key = wanted && productIds.length > 0 ? JSON.stringify([storeId, productIds]) : null;
  const variants = useAnswer(key, useCatalogVersion(storeId), async () => {
    const answer = await askQuietly(
      window.packshot.products.variants({ storeId, productIds: [...productIds] }),
    );
    // Without variants, whole products can still be chosen.
    return answer?.variants ?? none;
  });
  return { variants: variants ?? none, areLoaded: key === null || variants !== null };
}
