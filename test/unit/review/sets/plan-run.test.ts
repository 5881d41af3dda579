import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../../../electron/matching/match.ts';
import type { PhotoSet } from '../../../../electron/review/sets/photo-sets.ts';
import { planRun } from '../../../../electron/review/sets/plan-run.ts';
import { item } from '../make.ts';

const product = (productId: number): Candidate => ({ productId, variantId: null, sku: '', productName: '' });
/** Products 1 to 20, in this order. */
const next = (productId: number): Candidate | null => (productId < 20 ? product(productId + 1) : null);

function set(id: number, more: Partial<PhotoSet> = {}): PhotoSet {
  const frames = [{ item: item(id, { target: null }), seconds: null }];
  return {
    id,
    label: null,
    frames,
    verdict: { type: 'alike' },
    given: null,
    isExcluded: false,
    next: null,
    ...more,
  };
}
const given = (id: number, productId: number): PhotoSet => set(id, { frames: [], given: productId });
const labelled = (id: number, productId: number): PhotoSet =>
  set(id, { label: { label: item(id), repeats: [], code: '', owner: product(productId) } });
const doubtful = (id: number): PhotoSet => set(id, { verdict: { type: 'two-articles' } });

function pairs(sets: readonly PhotoSet[], from: number, lastGiven: number | null = null): string[] {
  return planRun(sets, from, next, lastGiven).map(
    (one) => `${one.set.id} to ${one.product.productId}${one.isSure ? '' : '?'}`,
  );
}

describe('a run of sets', () => {
  it('begins behind the product of the set before, and goes on to the last', () => {
    expect(pairs([given(1, 5), set(2), set(3), set(4)], 2)).toEqual(['2 to 6', '3 to 7', '4 to 8']);
    expect(pairs([given(1, 5), set(2), set(3)], 3)).toEqual(['3 to 6']);
    expect(pairs([set(2), set(3)], 2, 9)).toEqual(['2 to 10', '3 to 11']);
  });

  it('does not begin behind what was given last if that stands further on', () => {
    expect(pairs([set(1), given(2, 10), set(3)], 1, 10)).toEqual(['3 to 11']);
  });

  it('is none where nothing says with which product it begins, or where the list ends', () => {
    expect(pairs([set(1), set(2)], 1)).toEqual([]);
    expect(pairs([given(1, 19), set(2), set(3)], 2)).toEqual(['2 to 20']);
    expect(pairs([given(1, 1), set(2)], 9)).toEqual([]);
  });

  it('is set right by labels and by what was given, and doubts what does not fit between two of them', () => {
    const sets = [given(1, 1), set(2), labelled(3, 3), set(4), given(5, 9), set(6)];
    expect(pairs(sets, 2)).toEqual(['2 to 2', '4 to 4?', '6 to 10']);
  });

  it('ends at a set that may hold two articles, until a label says where it is', () => {
    expect(pairs([given(1, 1), set(2), doubtful(3), set(4), labelled(5, 12), set(6)], 2)).toEqual([
      '2 to 2',
      '6 to 13',
    ]);
  });

  it('gives no set and no product twice where none was given before, and never one in doubt', () => {
    const kinds = fc.array(fc.constantFrom('open', 'doubtful'), { maxLength: 25 });
    fc.assert(
      fc.property(kinds, fc.integer({ min: 1, max: 20 }), (types, first) => {
        const sets = types.map((type, at) => (type === 'open' ? set(at + 2) : doubtful(at + 2)));
        const planned = planRun([given(1, first), ...sets], 2, next, null);
        const products = planned.map((one) => one.product.productId);
        expect(new Set(products).size).toBe(products.length);
        expect(new Set(planned.map((one) => one.set.id)).size).toBe(planned.length);
        expect(planned.every((one) => one.set.verdict.type === 'alike')).toBe(true);
      }),
    );
  });
});
