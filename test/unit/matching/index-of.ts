import { atOnce } from '../../../electron/util/time-slicer.ts';
import type { SkuHolder } from '../../../electron/matching/match.ts';
import { compilePatterns } from '../../../electron/matching/patterns.ts';
import { indexSkus, type SkuIndex } from '../../../electron/matching/sku-index.ts';

export function indexOf(holders: readonly SkuHolder[]): SkuIndex {
  return atOnce(indexSkus([holders]));
}

export const { patterns: noPatterns } = compilePatterns([]);
