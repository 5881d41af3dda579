import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextStep, type Tried } from '../../../../electron/pictures/prepare/quality-search.ts';

const bounds = { ceiling: 92, floor: 60, limit: 8 * 1024 * 1024 };

/** Searches as the encoder does, with `sizeAt` instead of it. */
function search(sizeAt: (quality: number) => number): { tries: Tried[]; taken: number | null } {
  const tries: Tried[] = [];
  for (;;) {
    const step = nextStep(tries, bounds);
    if (step.type === 'too-large') return { tries, taken: null };
    if (step.type === 'take') return { tries, taken: step.quality };
    tries.push({ quality: step.quality, bytes: sizeAt(step.quality) });
    if (tries.length > 100) throw new Error('The search does not end');
  }
}

/** Sizes of the qualities from floor to ceiling, ascending. */
const curves = fc
  .tuple(
    fc.integer({ min: 1, max: 20_000_000 }),
    fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 33, maxLength: 33 }),
  )
  .map(([first, growth]) => {
    let size = first;
    const sizes = growth.map((more) => (size += more));
    return (quality: number) => sizes[quality - bounds.floor] ?? 0;
  });

describe('the search for a quality', () => {
  test('uses the best quality at once if it fits', () => {
    expect(search(() => 1000)).toEqual({ tries: [{ quality: 92, bytes: 1000 }], taken: 92 });
  });

  test('uses only what fits, and gives up only if the lowest quality doesn’t', () => {
    fc.assert(
      fc.property(curves, (sizeAt) => {
        const { taken } = search(sizeAt);
        if (taken === null) expect(sizeAt(bounds.floor)).toBeGreaterThan(bounds.limit);
        else expect(sizeAt(taken)).toBeLessThanOrEqual(bounds.limit);
      }),
    );
  });

  test('misses no better quality that fits, unless the limit is nearly used', () => {
    fc.assert(
      fc.property(curves, (sizeAt) => {
        const { taken } = search(sizeAt);
        if (taken === null || taken === bounds.ceiling) return;
        const isUsed = sizeAt(taken) >= bounds.limit * 0.9;
        expect(isUsed || sizeAt(taken + 1) > bounds.limit).toBe(true);
      }),
    );
  });

  test('never tries a quality twice, and ends within ten tries', () => {
    fc.assert(
      fc.property(curves, (sizeAt) => {
        const { tries } = search(sizeAt);
        expect(new Set(tries.map(({ quality }) => quality)).size).toBe(tries.length);
        expect(tries.length).toBeLessThanOrEqual(10);
      }),
    );
  });

  test('needs at most four tries if the size grows like that of photographs', () => {
    for (const atTop of [8.4e6, 9e6, 10e6, 12e6, 16e6]) {
      for (const slope of [0.035, 0.045, 0.055]) {
        const { tries, taken } = search((quality) => Math.round(atTop * Math.exp((quality - 92) * slope)));
        expect(taken).not.toBeNull();
        expect(tries.length).toBeLessThanOrEqual(4);
      }
    }
  });
});
