import fc from 'fast-check';
import type { ImagePosition } from '../../../electron/ordering/arrange.ts';

export function gallery(...numbers: number[]): ImagePosition[] {
  return numbers.map((sortOrder, at) => ({ id: at + 1, sortOrder }));
}

export function moved(order: readonly number[], from: number, to: number): number[] {
  const [id = 0] = order.slice(from, from + 1);
  return order.toSpliced(from, 1).toSpliced(to, 0, id);
}

export interface Rearrangement {
  images: ImagePosition[];
  order: number[];
}

/**
 * Galleries without gaps, with gaps, with equal, negative and extreme numbers, in any order of ids, and any
 * rearrangement of them.
 */
export function rearrangements(maxLength: number): fc.Arbitrary<Rearrangement> {
  return fc.integer({ min: 1, max: maxLength }).chain((count) => {
    const whole = { minLength: count, maxLength: count };
    const ids = Array.from({ length: count }, (_, at) => at + 1);
    const numbers = fc.oneof(
      fc.constant(ids.map((id) => id - 1)),
      fc.constant(ids.map((id) => id * 10 - 20)),
      fc.array(fc.integer({ min: -2, max: 2 * count }), whole),
      fc.array(fc.integer({ min: 0, max: 3 }), whole),
      fc.array(fc.constantFrom(-2_147_483_648, -2_147_483_647, 0, 2_147_483_646, 2_147_483_647), whole),
    );
    return fc
      .tuple(numbers, fc.shuffledSubarray(ids, whole), fc.shuffledSubarray(ids, whole))
      .map(([row, named, order]) => ({
        images: row.map((sortOrder, at) => ({ id: named[at] ?? 0, sortOrder })),
        order,
      }));
  });
}
