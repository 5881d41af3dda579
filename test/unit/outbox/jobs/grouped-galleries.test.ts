import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupGalleries, leftOut } from '../../../../electron/outbox/jobs/grouped-galleries.ts';
import { isAsAsked } from '../../../../electron/outbox/jobs/record-created.ts';
import { isAsWanted } from '../../../../electron/outbox/jobs/reconcile.ts';

const image = (id: number) => ({ id, imageFile: `a/001/${id}__12345.jpg` });

/** Galleries as they are, and an answer with at most `cap` images of each, whichever. */
const galleries = fc
  .record({
    sizes: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 12 }),
    // Recorded answers have four images of a product.
    cap: fc.integer({ min: 4, max: 10 }),
    seed: fc.infiniteStream(fc.integer({ min: 0, max: 1_000 })),
    knownShare: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ sizes, cap, seed, knownShare }) => {
    const draw = (): number => Number(seed.next().value);
    const real = new Map(
      sizes.map((size, at) => [at, Array.from({ length: size }, (_, n) => image(at * 100 + n))]),
    );
    const shuffled = (images: { id: number; imageFile: string }[]) =>
      images.map((one) => ({ one, at: draw() })).toSorted((a, b) => a.at - b.at);
    const answered = new Map(
      [...real].map(([id, images]) => [
        id,
        shuffled(images)
          .slice(0, cap)
          .map(({ one }) => one),
      ]),
    );
    const known = new Map(
      [...real].map(([id, images]) => [
        id,
        new Set(images.filter(() => draw() < knownShare * 1_000).map((one) => one.id)),
      ]),
    );
    return { real, answered, known };
  });

test('a gallery that counts as whole has all its images, however many an answer leaves out', () => {
  fc.assert(
    fc.property(galleries, ({ real, answered, known }) => {
      const maxCarried = Math.max(...[...answered.values()].map(({ length }) => length));
      const groups = groupGalleries(answered, known, maxCarried);
      for (const id of groups.whole) expect(answered.get(id)).toHaveLength(real.get(id)?.length ?? -1);
      const all = [...groups.whole, ...groups.lacking, ...groups.largest];
      expect(all.toSorted((a, b) => a - b)).toEqual([...real.keys()]);
    }),
  );
});

test('a gallery without a known image, or without file names, is not whole', () => {
  const answered = new Map([
    [1, [image(10)]],
    [2, [{ id: 20, imageFile: '' }]],
    [3, [image(30)]],
  ]);
  const known = new Map([[1, new Set([10, 11])]]);
  expect(groupGalleries(answered, known, 1)).toEqual({ whole: [3], lacking: [1, 2], largest: [] });
});

test('an image that was known, or has a lower id than another, was left out; any other may be new', () => {
  const listed = [10, 11, 12, 13].map(image);
  expect(leftOut([image(10), image(12)], listed)).toEqual({ certain: [11], possible: [13] });
  expect(leftOut([], listed, new Set([11]))).toEqual({ certain: [11], possible: [10, 12, 13] });
  expect(leftOut(listed, [image(10)])).toEqual({ certain: [], possible: [] });
});

test('an answer confirms an image with the number that was sent, as the thumbnail if it was to be', () => {
  const asked = { sortOrder: 3, asThumbnail: true };
  expect(isAsAsked(asked, { sortOrder: 3, isThumbnail: true })).toBe(true);
  expect(isAsAsked(asked, { sortOrder: 3, isThumbnail: false })).toBe(false);
  expect(isAsAsked(asked, { sortOrder: 4, isThumbnail: true })).toBe(false);
  // A store may make the first image of a gallery its thumbnail.
  expect(isAsAsked({ ...asked, asThumbnail: false }, { sortOrder: 3, isThumbnail: true })).toBe(true);
  // 3.5 is sent as 3, and so may another photo be.
  expect(isAsAsked({ ...asked, sortOrder: 3.5 }, { sortOrder: 3, isThumbnail: true })).toBe(false);
});

test('answers say nothing of photos that share a number, or of a second thumbnail', () => {
  const photo = (sortOrder: number, asThumbnail = false) => ({ sortOrder, asThumbnail });
  const confirmed = { confirmed: true, arranged: false };
  expect(isAsWanted(confirmed, [photo(0, true), photo(1)])).toBe(true);
  expect(isAsWanted(confirmed, [photo(0), photo(0)])).toBe(false);
  expect(isAsWanted(confirmed, [photo(0, true), photo(1, true)])).toBe(false);
  expect(isAsWanted({ ...confirmed, confirmed: false }, [photo(0)])).toBe(false);
  expect(isAsWanted({ arranged: true, confirmed: false }, [photo(0), photo(0)])).toBe(true);
});
