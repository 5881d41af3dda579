import type { Candidate } from '../../matching/match.ts';
import type { NextProduct, PhotoSet } from './photo-sets.ts';

interface PlannedPair {
  set: PhotoSet;
  product: Candidate;
  /** Not where the next label or given set has another product than the one that would follow. */
  isSure: boolean;
}

/**
 * Pairs open sets, from `from` on, with successive products of the product list, beginning after the product of the
 * previous set. Labels and given sets correct the position. A set that may hold two articles stops the run until the
 * next label or given set. Pure.
 */
export function planRun(
  sets: readonly PhotoSet[],
  from: number,
  nextProduct: NextProduct,
  lastGiven: number | null,
): PlannedPair[] {
  const start = sets.findIndex(({ id }) => id === from);
  if (start === -1) return [];
  const pairs: PlannedPair[] = [];
  let sinceKnown: PlannedPair[] = [];
  let last =
    sets
      .slice(0, start)
      .map(knownProduct)
      .findLast((productId) => productId !== null) ??
    // While a given set is still there, what was given last may stand behind.
    (sets.some(({ given }) => given !== null) ? null : lastGiven);
  for (const set of sets.slice(start)) {
    const known = knownProduct(set);
    if (known !== null) {
      const expected = last === null ? null : (nextProduct(last)?.productId ?? null);
      if (expected !== known) for (const pair of sinceKnown) pair.isSure = false;
      sinceKnown = [];
      last = known;
      continue;
    }
    if (set.frames.length === 0 || set.isExcluded) continue;
    const product = last === null || set.verdict.type === 'two-articles' ? null : nextProduct(last);
    last = product?.productId ?? null;
    if (product === null) {
      sinceKnown = [];
      continue;
    }
    const pair = { set, product, isSure: true };
    sinceKnown.push(pair);
    pairs.push(pair);
  }
  return pairs;
}

function knownProduct({ given, label }: PhotoSet): number | null {
  return given ?? label?.owner.productId ?? null;
}
