import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { gapsBetween, mergeSpans } from '../../../electron/catalog/id-spans.ts';

const anySpans = fc.array(
  fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(8)).map(([from, more]) => ({ from, to: from + more })),
  { maxLength: 12 },
);

it('every id is in exactly one merged span or one gap', () => {
  fc.assert(
    fc.property(anySpans, fc.nat(40), (spans, upTo) => {
      const merged = mergeSpans(spans);
      const gaps = gapsBetween(spans, upTo);
      for (let id = 1; id <= upTo; id += 1) {
        const isIn = ({ from, to }: { from: number; to: number }): boolean => from <= id && id <= to;
        expect(merged.filter(isIn).length).toBe(spans.some(isIn) ? 1 : 0);
        expect(gaps.filter(isIn).length).toBe(spans.some(isIn) ? 0 : 1);
      }
      expect(gaps.every(({ to }) => to <= upTo)).toBe(true);
    }),
  );
});

it('neighbouring spans are one', () => {
  expect(
    mergeSpans([
      { from: 4, to: 6 },
      { from: 1, to: 3 },
    ]),
  ).toEqual([{ from: 1, to: 6 }]);
});
