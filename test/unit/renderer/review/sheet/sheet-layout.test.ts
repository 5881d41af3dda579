import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReviewOutline } from '../../../../../shared/review.ts';
import {
  afterSheetKey,
  blockOf,
  boxOf,
  setOf,
  sheetLayout,
  shownBlocks,
} from '../../../../../renderer/review/sheet/sheet-layout.ts';

/** Sets by their numbers of frames, products by theirs of photos. */
function outline(sets: readonly number[], products: readonly number[]): ReviewOutline {
  const headings: ReviewOutline['headings'] = [];
  let total = 0;
  const add = (
    row: 'section' | 'set' | 'product',
    section: 'sets' | 'choose' | 'ready',
    photos = 0,
  ): void => {
    headings.push({ index: total, row, section });
    total += 1 + photos;
  };
  if (sets.length > 0) add('section', 'sets');
  for (const frames of sets) add('set', 'choose', frames);
  if (products.length > 0) add('section', 'ready');
  for (const photos of products) add('product', 'ready', photos);
  return { total, headings, assigned: [] };
}

const batch = fc.record({
  sets: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 }),
  products: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }),
  room: fc.integer({ min: 300, max: 2_400 }),
  edge: fc.integer({ min: 96, max: 320 }),
});
const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];

describe('the contact sheet', () => {
  test('has a place for each row, and tiles that neither overlap nor leave it', () => {
    fc.assert(
      fc.property(batch, ({ sets, products, room, edge }) => {
        const layout = sheetLayout(outline(sets, products), room, edge);
        const seen = new Set<string>();
        for (let index = 0; index < layout.count; index += 1) {
          const box = boxOf(layout, index);
          expect(box).not.toBeNull();
          if (box === null || blockOf(layout, index)?.type === 'sets') continue;
          expect(box.y + box.height).toBeLessThanOrEqual(layout.total);
          expect(seen.has(`${box.x} ${box.y}`)).toBe(false);
          seen.add(`${box.x} ${box.y}`);
        }
      }),
    );
  });

  test('draws each row whose place is in sight', () => {
    fc.assert(
      fc.property(batch, fc.nat(8_000), ({ sets, products, room, edge }, top) => {
        const layout = sheetLayout(outline(sets, products), room, edge);
        const shown = shownBlocks(layout, top, top + 700);
        for (let index = 0; index < layout.count; index += 1) {
          const box = boxOf(layout, index);
          if (box === null || box.y + box.height <= top || box.y >= top + 700) continue;
          expect(shown.some(({ first, last }) => index >= first && index < last)).toBe(true);
        }
      }),
    );
  });

  test('is walked by keys from any row to any other, and never left', () => {
    fc.assert(
      fc.property(
        batch,
        fc.array(fc.constantFrom(...keys), { maxLength: 60 }),
        ({ sets, products, room, edge }, walk) => {
          const layout = sheetLayout(outline(sets, products), room, edge);
          fc.pre(layout.count > 0);
          let active = 0;
          for (const key of walk) {
            active = afterSheetKey(layout, key, active, 3) ?? -1;
            expect(active).toBeGreaterThanOrEqual(0);
            expect(active).toBeLessThan(layout.count);
          }
          // Down leads to the last line, and Up back to the first row.
          for (let n = 0; n < layout.count * 2; n += 1)
            active = afterSheetKey(layout, 'ArrowDown', active, 3) ?? -1;
          const last = blockOf(layout, layout.count - 1);
          expect(active >= (last?.from ?? 0)).toBe(true);
          for (let n = 0; n < layout.count * 3; n += 1)
            active = afterSheetKey(layout, 'ArrowUp', active, 3) ?? -1;
          expect(active).toBe(0);
        },
      ),
    );
  });

  test('moves up and down by lines of tiles, and keeps the column', () => {
    const layout = sheetLayout(outline([], [10]), 800, 160);
    const { columns } = layout;
    const down = (from: number): number | null => afterSheetKey(layout, 'ArrowDown', from, 3);
    expect(columns).toBe(4);
    expect(down(3)).toBe(7);
    expect(down(7)).toBe(11);
    // The last line is shorter.
    expect(down(8)).toBe(11);
    expect(afterSheetKey(layout, 'ArrowUp', 7, 3)).toBe(3);
  });

  test('goes on the stage along the frames, down to the stack of the set, and along the stacks', () => {
    // 0 section, 1 set, 2 to 4 frames, 5 set, 6 and 7 frames, 8 section, 9 product, 10 photo
    const layout = sheetLayout(outline([3, 2], [1]), 800, 160);
    const after = (key: string, from: number): number | null => afterSheetKey(layout, key, from, 3);
    expect(after('ArrowDown', 0)).toBe(2);
    expect(after('ArrowRight', 2)).toBe(3);
    expect(after('ArrowRight', 4)).toBe(4);
    expect(after('ArrowLeft', 2)).toBe(2);
    expect(after('ArrowDown', 3)).toBe(1);
    expect(after('ArrowRight', 1)).toBe(5);
    expect(after('ArrowUp', 5)).toBe(6);
    expect(after('ArrowDown', 5)).toBe(8);
    expect(after('ArrowUp', 2)).toBe(0);
    expect([1, 3, 5, 7, 8].map((index) => setOf(layout, index))).toEqual([1, 1, 5, 5, null]);
  });
});
