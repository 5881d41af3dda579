import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagePlan } from '../../../../electron/outbox/views/page-plan.ts';

const groups = fc.array(fc.record({ id: fc.nat(), count: fc.integer({ min: 1, max: 7 }) }), { maxLength: 8 });

/** The rows of a grouped list, written out. */
function allRows(list: readonly { count: number }[]): string[] {
  return list.flatMap(({ count }, group) => [
    `heading ${group}`,
    ...Array.from({ length: count }, (_, entry) => `${group}/${entry}`),
  ]);
}

test('pages of any size, one after another, are the whole list', () => {
  fc.assert(
    fc.property(groups, fc.integer({ min: 1, max: 9 }), (list, limit) => {
      const all = allRows(list);
      const shown: string[] = [];
      for (let offset = 0; offset < all.length; offset += limit) {
        for (const { group, heading, from, count } of pagePlan(list, offset, limit)) {
          const place = list.indexOf(group);
          if (heading) shown.push(`heading ${place}`);
          for (let entry = from; entry < from + count; entry += 1) shown.push(`${place}/${entry}`);
        }
      }
      expect(shown).toEqual(all);
    }),
  );
});

test('a page behind the end is empty', () => {
  expect(pagePlan([{ count: 3 }], 4, 10)).toEqual([]);
});
