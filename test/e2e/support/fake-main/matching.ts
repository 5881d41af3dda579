import type { Response } from '../../../../shared/contract.ts';
import { reason } from '../../../../shared/messages/reason.ts';

const someNames = ['ALD-1000-A_front.jpg', 'ALD-1000-A/2.jpg', 'IMG_2210.jpg'];

/** Results of patterns, as far as the settings need them: it knows only `{sku}`. */
export function tryPatterns(
  patterns: readonly string[],
  names: readonly string[] | null,
): Response<'matching.tryPatterns'> {
  return {
    problems: patterns
      .filter((pattern) => !pattern.includes('{sku}'))
      .map((pattern) => ({
        pattern,
        reason: reason('pattern-no-product', { sku: '{sku}', folder: '{folder:sku}' }),
      })),
    results: (names ?? someNames).map((name) =>
      name.startsWith('ALD-1000-A')
        ? {
            name,
            product: 'Alder Mug, matt clay',
            match: { type: 'matched', why: 'The file name begins with the SKU ALD-1000-A.', candidates: [] },
          }
        : {
            name,
            product: '',
            match: { type: 'unmatched', why: 'No SKU is like this name.', candidates: [] },
          },
    ),
  };
}
