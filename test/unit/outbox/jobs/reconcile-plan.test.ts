import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoreImage } from '../../../../electron/bigcommerce/image-api.ts';
import { planReconcile, type Wanted } from '../../../../electron/outbox/jobs/reconcile-plan.ts';

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

type Marked = Extract<Wanted, { type: 'mark' }>;

const want = (mark: string, sortOrder: number, asThumbnail = false, known: Partial<Marked> = {}): Marked => ({
  type: 'mark',
  mark,
  sortOrder,
  asThumbnail,
  alt: '',
  imageId: 0,
  isRemoved: false,
  ...known,
});

const nothing = { change: [], order: null, renamed: [], remove: [] };

test('leaves an arranged gallery alone', () => {
  const images = [image(2, marks[1], 1), image(1, marks[0], 0, true)];
  const wanted = [want(marks[0], 0, true), want(marks[1], 1)];
  expect(planReconcile(images, wanted, false)).toMatchObject(nothing);
  expect(planReconcile(images, wanted, true)).toMatchObject(nothing);
});

test('keeps the lower id of two equal marks, on every computer', () => {
  const images = [image(9, marks[0], 0), image(4, marks[0], 0), image(7, marks[0], 0)];
  expect(planReconcile(images, [want(marks[0], 0)], false).remove).toEqual([7, 9]);
});

test('notices another image of a photo, beside the one that was sent or in its place', () => {
  const sent = want(marks[0], 0, false, { imageId: 4 });
  const isSentElsewhere = (...ids: number[]) =>
    planReconcile(
      ids.map((id) => image(id, marks[0], 0)),
      [sent],
      true,
    ).isSentElsewhere;
  expect([isSentElsewhere(), isSentElsewhere(4), isSentElsewhere(4, 9), isSentElsewhere(9)]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

test('does not touch images with foreign marks', () => {
  const images = [image(1, null, 0), image(2, null, 0), image(3, marks[2], 5), image(4, marks[2], 5)];
  expect(planReconcile(images, [want(marks[0], 0)], false)).toMatchObject(nothing);
});

test('corrects the order, within the positions of the photos among the others', () => {
  const images = [image(1, marks[0], 5), image(8, null, 3), image(2, marks[1], 1), image(9, null, 9)];
  expect(planReconcile(images, [want(marks[0], 1), want(marks[1], 2)], false).order).toEqual([1, 8, 2, 9]);
});

test('keeps an order that the user made after the photos were arranged', () => {
  const images = [image(1, marks[0], 5), image(2, marks[1], 1, true)];
  expect(planReconcile(images, [want(marks[0], 1, true), want(marks[1], 2)], true)).toMatchObject(nothing);
});

test('keeps numbers that a store shifted without changing the order', () => {
  const images = [image(1, marks[0], 11), image(2, marks[1], 12)];
  expect(planReconcile(images, [want(marks[0], 1), want(marks[1], 2)], false)).toMatchObject(nothing);
});

test('sets the wanted thumbnail', () => {
  const images = [image(1, marks[0], 0), image(2, marks[1], 1, true)];
  expect(planReconcile(images, [want(marks[0], 0, true), want(marks[1], 1)], false).change).toEqual([
    { imageId: 1, change: { isThumbnail: true } },
  ]);
});

test('never removes the only image of a photo, or an image of another request', () => {
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
    fc.property(images, wanted, fc.boolean(), (given, wants, isArranged) => {
      const { remove } = planReconcile(given, wants, isArranged);
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

test('moves the thumbnail back from a copy before the copy is removed', () => {
  const images = [image(1, marks[0], 0), image(2, marks[1], 1), image(3, marks[0], 0, true)];
  const wanted = [want(marks[0], 0, true), want(marks[1], 1)];
  for (const isArranged of [false, true]) {
    expect(planReconcile(images, wanted, isArranged)).toMatchObject({
      remove: [3],
      change: [{ imageId: 1, change: { isThumbnail: true } }],
    });
  }
});

test('moves the thumbnail back to the user’s later choice, even if a late copy with a lower id has it', () => {
  const images = [image(1, marks[0], 0, true), image(3, marks[0], 0), image(4, marks[1], 1)];
  const wanted = [want(marks[0], 0, false, { imageId: 3 }), want(marks[1], 1, true, { imageId: 4 })];
  expect(planReconcile(images, wanted, true)).toMatchObject({
    remove: [3],
    change: [{ imageId: 4, change: { isThumbnail: true } }],
  });
});

test('applies the user’s edits of the removed image to the remaining one: alt text, thumbnail and position', () => {
  const edited = { ...image(7, marks[0], 4, true), description: 'A mug from above' };
  const late = { ...image(3, marks[0], 0), description: 'Mug' };
  const images = [late, image(5, marks[1], 1), image(6, null, 2), edited, image(8, null, 9)];
  const wanted = [
    want(marks[0], 0, false, { imageId: 7, alt: 'Mug' }),
    want(marks[1], 1, false, { imageId: 5 }),
  ];
  expect(planReconcile(images, wanted, true)).toEqual({
    change: [{ imageId: 3, change: { description: 'A mug from above', isThumbnail: true } }],
    order: [5, 6, 3, 8],
    isSentElsewhere: true,
    renamed: [{ from: 7, to: 3 }],
    remove: [7],
  });
});

test('keeps the remaining image’s newer alt text over the copy’s original one', () => {
  const images = [
    { ...image(3, marks[0], 0), description: 'Mine' },
    { ...image(7, marks[0], 0), description: 'As sent' },
  ];
  const wanted = [want(marks[0], 0, false, { imageId: 7, alt: 'As sent' })];
  expect(planReconcile(images, wanted, true).change).toEqual([]);
});

test('removes a late copy of a photo the user removed, unless the photo was added again', () => {
  const images = [image(3, marks[0], 0), image(4, marks[1], 1)];
  const removed = want(marks[0], 0, false, { imageId: 7, isRemoved: true });
  expect(planReconcile(images, [removed], true)).toMatchObject({ ...nothing, remove: [3] });
  const again = want(marks[0], 5, false, { imageId: 3 });
  expect(planReconcile(images, [removed, again], true)).toMatchObject(nothing);
});

test('never treats an import as a removed one, because another picture may have its name', () => {
  const images = [image(3, marks[0], 0)];
  const { mark: _, ...wanted } = want('', 0, false, { imageId: 3, isRemoved: true });
  const removed: Wanted = {
    ...wanted,
    type: 'import',
    url: 'https://x.test/photo.jpg',
    knownIds: [],
    inDoubt: true,
  };
  expect(planReconcile(images, [removed], true)).toMatchObject(nothing);
});
