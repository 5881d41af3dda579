import { atOnce } from '../../../../electron/intake/breather.ts';
import type { SkuHolder } from '../../../../electron/intake/match/match.ts';
import { compilePatterns } from '../../../../electron/intake/match/patterns.ts';
import { indexSkus, type SkuIndex } from '../../../../electron/intake/match/sku-index.ts';

export function indexOf(holders: readonly SkuHolder[]): SkuIndex {
  return atOnce(indexSkus([holders]));
}

export const { patterns: noPatterns } = compilePatterns([]);
