import type { Overview } from '../../shared/model.ts';
import { usePaced } from '../ui/use-paced.ts';
import { askQuietly } from '../state/asking.ts';
import { useCatalogVersion } from '../state/selectors.ts';
import { useAnswer } from '../state/use-answer.ts';

/** The catalogue changes with every image that arrives. */
const readEveryMs = 1_500;

/** What the home screen says of a store's products; null before the first answer. */
export function useOverview(storeId: string): Overview | null {
  const version = usePaced(useCatalogVersion(storeId), readEveryMs);
  return useAnswer(storeId, version, () => askQuietly(window.packshot.products.overview({ storeId })));
}
