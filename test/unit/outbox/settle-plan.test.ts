import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoreImage } from '../../../electron/bigcommerce/image-api.ts';
import { planSettle, type Wanted } from '../../../electron/outbox/settle-plan.ts';

const marks = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd', 'eeeeeeee'] as const;

function image(id: number, mark: string | null, sortOrder: number, isThumbnail = false): StoreImage {
  return {
    id,
    productId: 1,
    sortOrder,
    isThumbnail,
    description: '',
    imageFile: mark === null ? `a/001/other__${10_000 + id}.jpg` : `a/001/photo-${mark}__${10_000 + id}.jpg`,
    urlZoom: '',
    urlStandard: '',
    urlThumbnail: '',
    urlTiny: '',
    dateModified: '',
  };
}

const want = (mark: string, sortOrder: number, asThumbnail = false): Wanted & { by: 'mark' } => ({
  by: 'mark',
  mark,
  sortOrder,
  asThumbnail,
});

test('leaves a gallery alone that is as arranged', () => {
  const images = [image(2, marks[1], 1), image(1, marks[0], 0, true)];
  expect(planSettle(images, [want(marks[0], 0, true), want(marks[1], 1)])).toEqual({
    remove: [],
    change: [],
    restore: [],
  });
});

test('keeps the lower id of two equal marks, on every computer that looks', () => {
  const images = [image(9, marks[0], 0), image(4, marks[0], 0), image(7, marks[0], 0)];
  expect(planSettle(images, [want(marks[0], 0)]).remove).toEqual([7, 9]);
});

test('does not touch images whose marks are none of ours', () => {
  const images = [image(1, null, 0), image(2, null, 0), image(3, marks[2], 5), image(4, marks[2], 5)];
  expect(planSettle(images, [want(marks[0], 0)])).toEqual({ remove: [], change: [], restore: [] });
});

test('puts the order right when it is not', () => {
  const images = [image(1, marks[0], 5), image(2, marks[1], 1)];
  expect(planSettle(images, [want(marks[0], 1), want(marks[1], 2)]).change).toEqual([
    { imageId: 1, change: { sortOrder: 1 } },
    { imageId: 2, change: { sortOrder: 2 } },
  ]);
});

test('leaves numbers alone that a store shifted without changing the order', () => {
  const images = [image(1, marks[0], 11), image(2, marks[1], 12)];
  expect(planSettle(images, [want(marks[0], 1), want(marks[1], 2)]).change).toEqual([]);
});

test('makes the wanted thumbnail the thumbnail', () => {
  const images = [image(1, marks[0], 0), image(2, marks[1], 1, true)];
  expect(planSettle(images, [want(marks[0], 0, true), want(marks[1], 1)]).change).toEqual([
    { imageId: 1, change: { isThumbnail: true } },
  ]);
});

test('never removes the only image of a photo, and never an image it was not asked about', () => {
  const images = fc.uniqueArray(
    fc
      .tuple(
        fc.integer({ min: 1, max: 50 }),
        fc.option(fc.constantFrom(...marks)),
        fc.integer({ min: -3, max: 9 }),
      )
      .map(([id, mark, order]) => image(id, mark, order)),
    { selector: (one) => one.id, maxLength: 20 },
  );
  const wanted = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...marks), fc.integer({ min: 0, max: 9 }))
      .map(([mark, order]) => want(mark, order)),
    { selector: (one) => one.mark },
  );
  fc.assert(
    fc.property(images, wanted, (given, wants) => {
      const { remove } = planSettle(given, wants);
      const left = given.filter((one) => !remove.includes(one.id));
      for (const { mark } of wants) {
        const before = given.filter((one) => one.imageFile.includes(mark));
        const after = left.filter((one) => one.imageFile.includes(mark));
        expect(after.length).toBe(Math.min(1, before.length));
        if (before.length > 0) expect(after[0]?.id).toBe(Math.min(...before.map((one) => one.id)));
      }
      const asked = new Set(wants.map((one) => one.mark));
      for (const id of remove) {
        const gone = given.find((one) => one.id === id);
        expect([...asked].some((mark) => gone?.imageFile.includes(mark))).toBe(true);
      }
    }),
  );
});

test('gives the thumbnail back that a copy takes with it', () => {
  const images = [image(1, marks[0], 0), image(2, marks[1], 1), image(3, marks[0], 0, true)];
  expect(planSettle(images, [want(marks[0], 0, true), want(marks[1], 1)])).toMatchObject({
    remove: [3],
    restore: [{ imageId: 1, change: { isThumbnail: true } }],
  });
});
