import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyManifest } from '../../../electron/matching/lists/apply-manifest.ts';
import { readManifest } from '../../../electron/matching/lists/manifest.ts';
import { arrange, type ProductFacts } from '../../../electron/review/arrangement.ts';
import type { Item, ReviewOptions } from '../../../electron/review/item.ts';
import { planQueue, type GalleryNow, type QueuePlan } from '../../../electron/review/queue-plan.ts';
import { markOf } from '../../../shared/mark.ts';
import { indexOf } from '../matching/index-of.ts';
import { facts, image, item, ofVariant, options, sha256Of } from './make.ts';

const empty: GalleryNow = { images: [], latest: () => null, onTheWay: [], ofThisBatch: new Set() };

function plan(
  items: readonly Item[],
  now: Partial<GalleryNow> = {},
  given: Partial<ReviewOptions> = {},
  of: Partial<ProductFacts> = {},
): QueuePlan {
  const accepted = items.map((one) => ({ ...one, accepted: true }));
  const [product] = arrange(accepted, { ...options, ...given }, (id) => facts(id, of)).ready;
  if (!product) throw new Error('no product');
  return planQueue(product, { ...empty, ...now });
}

function uploads({ intents }: QueuePlan) {
  return intents.flatMap((intent) => (intent.type === 'upload' ? [intent] : []));
}

const orders = (made: QueuePlan) => uploads(made).map(({ sortOrder }) => sortOrder);

describe('photos of a product', () => {
  test('go behind existing and waiting images', () => {
    expect(orders(plan([item(1), item(2)], { images: [image(5, 4)], onTheWay: [9] }))).toEqual([10, 11]);
  });

  test('named by a list follow its order, the others come after', () => {
    const names = ['one.jpg', 'two.jpg', 'three.jpg', 'a.jpg'];
    const { files } = applyManifest(
      readManifest('sku,base_image,additional_images\nMUG,two.jpg,"three.jpg,one.jpg"'),
      names.map((fileName) => ({ fileName, folder: '' })),
      indexOf([{ productId: 1, variantId: null, sku: 'MUG', productName: 'Mug' }]),
    );
    const photos = names.map((fileName, at) =>
      item(at + 1, { fileName, place: files[at]?.[0]?.place ?? null }),
    );
    const sent = uploads(plan(photos, { images: [image(5, 4)] }));
    expect(sent.map(({ photo, sortOrder }) => [photo.fileName, sortOrder])).toEqual([
      ['two.jpg', 5],
      ['three.jpg', 6],
      ['one.jpg', 7],
      ['a.jpg', 8],
    ]);
  });

  test('before: with numbers below all others', () => {
    const made = plan([item(1), item(2)], { images: [image(5, 4)], onTheWay: [3] }, { placement: 'before' });
    expect(orders(made)).toEqual([1, 2]);
  });

  test('placed before, in an empty gallery, start at 0', () => {
    expect(orders(plan([item(1), item(2)], {}, { placement: 'before' }))).toEqual([0, 1]);
  });

  test('get no sort order while the gallery was never fetched', () => {
    expect(orders(plan([item(1), item(2)], { images: null }))).toEqual([null, null]);
  });

  test('include a thumbnail if there is no image yet or all are replaced; otherwise only by choice', () => {
    const thumbnails = (made: QueuePlan) => uploads(made).map(({ asThumbnail }) => asThumbnail);
    const images = [image(5, 4)];
    expect(thumbnails(plan([item(1), item(2)]))).toEqual([true, false]);
    expect(thumbnails(plan([item(1), item(2)], { images }))).toEqual([false, false]);
    expect(thumbnails(plan([item(1), item(2)], { images }, { placement: 'replace' }))).toEqual([true, false]);
    expect(thumbnails(plan([item(1), item(2, { asThumbnail: true })], { images }))).toEqual([false, true]);
  });

  test('that are not accepted or not prepared yet stay', () => {
    const accepted = { ...item(1), accepted: true };
    const [product] = arrange([accepted, item(2)], options, (id) => facts(id)).ready;
    if (!product) throw new Error('no product');
    expect(planQueue(product, empty).taken).toEqual([accepted]);
    expect(plan([item(1, { needsPreparing: true })]).intents).toEqual([]);
  });

  test('are queued only as far as the gallery has room', () => {
    const made = plan([item(1), item(2), item(3)], {}, {}, { room: 2 });
    expect(made.taken.map(({ id }) => id)).toEqual([1, 2]);
    expect(uploads(made)).toHaveLength(2);
  });

  test('are sent as prepared, under the original’s mark', () => {
    const copy = {
      sha256: sha256Of('copy'),
      type: 'webp',
      width: 1,
      height: 1,
      bytes: 9,
      recipe: '',
    } as const;
    const original = item(1, { needsPreparing: true, prepared: copy });
    expect(uploads(plan([original]))[0]?.photo).toEqual({
      fileName: '001.jpg',
      type: 'webp',
      bytes: 9,
      sha256: copy.sha256,
      mark: markOf(original.sha256 ?? ''),
    });
  });

  test('that are included duplicates get marks of their own', () => {
    const sha256 = sha256Of('same');
    const made = plan(
      [item(1, { sha256 }), item(2, { sha256, included: true })],
      {},
      {},
      { marks: new Set() },
    );
    const marks = uploads(made).map(({ photo }) => photo.mark);
    expect(new Set(marks).size).toBe(2);
    expect(marks[0]).toBe(markOf(sha256));
  });
});

describe('replacing', () => {
  const images = [image(5, 0), image(6, 1)];
  const removed = ({ intents }: QueuePlan) =>
    intents.flatMap((intent) => (intent.type === 'remove' ? intent.imageIds : []));

  test('removes the present images once the new photos have arrived', () => {
    const made = plan([item(1)], { images }, { placement: 'replace' });
    expect(made.intents.at(-1)).toEqual({ type: 'remove', imageIds: [5, 6], replacing: true, notBefore: 0 });
  });

  test('keeps photos of the batch that are there already, and those it queued before', () => {
    const mine = item(2);
    const mark = markOf(mine.sha256 ?? '');
    const before = markOf(sha256Of('queued before'));
    const made = plan(
      [item(1), mine],
      {
        images: [...images, image(7, 2, `x/two-${mark}__1.jpg`), image(8, 3, `x/three-${before}__1.jpg`)],
        ofThisBatch: new Set([before]),
      },
      { placement: 'replace' },
      { marks: new Set([mark]) },
    );
    expect(removed(made)).toEqual([5, 6]);
  });

  test('removes nothing when no photo is queued', () => {
    expect(plan([item(1, { included: false })], { images }, { placement: 'replace' }).intents).toEqual([]);
    expect(
      removed(
        plan([item(1, { ...ofVariant(7), destination: 'variant' })], { images }, { placement: 'replace' }),
      ),
    ).toEqual([]);
  });
});

describe('a variant’s own picture', () => {
  test('is sent beside the gallery’s, or alone, once per variant', () => {
    const kinds = (destination: 'gallery' | 'variant' | 'both') =>
      plan([item(1, ofVariant(7)), item(2, ofVariant(7))], {}, { destination }).intents.map(
        ({ type }) => type,
      );
    expect(kinds('both')).toEqual(['upload', 'upload', 'variant-image']);
    expect(kinds('gallery')).toEqual(['upload', 'upload']);
    expect(kinds('variant')).toEqual(['upload', 'variant-image']);
  });

  test('is a copy of its own if it can’t use the gallery’s, and is waited for', () => {
    const large = item(1, ofVariant(7));
    if (large.facts) large.facts = { ...large.facts, bytes: 2 * 1024 * 1024 };
    expect(plan([large]).taken).toEqual([]);
    const variantCopy = {
      sha256: sha256Of('small'),
      type: 'jpeg',
      width: 1,
      height: 1,
      bytes: 9,
      recipe: '',
    } as const;
    const made = plan([{ ...large, variantCopy }]);
    expect(made.intents).toMatchObject([
      { type: 'upload', photo: { sha256: large.sha256 } },
      { type: 'variant-image', variantId: 7, photo: { sha256: variantCopy.sha256 } },
    ]);
  });
});

test('in any batch, every accepted and included photo with room is queued once, with a number that nothing else holds', () => {
  const anItem = fc.record({
    variantId: fc.constantFrom(null, 7, 8),
    sha: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    included: fc.constantFrom(null, null, true, false),
    accepted: fc.boolean(),
    place: fc.constantFrom(null, null, 0, 1, 2),
    asThumbnail: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(anItem, { minLength: 1, maxLength: 10 }),
      fc.uniqueArray(fc.integer({ min: -5, max: 20 }), { maxLength: 6 }),
      fc.uniqueArray(fc.integer({ min: 30, max: 40 }), { maxLength: 3 }),
      fc.constantFrom('after', 'before', 'replace'),
      fc.constantFrom('gallery', 'variant', 'both'),
      fc.integer({ min: 0, max: 12 }),
      (made, held, onTheWay, placement, destination, room) => {
        const items = made.map(({ variantId, sha, ...rest }, index) =>
          item(index + 1, {
            ...rest,
            sha256: sha256Of(sha),
            target: { productId: 1, variantId, sku: 'MUG' },
          }),
        );
        const [product] = arrange(items, { ...options, placement, destination }, (id) =>
          facts(id, { room }),
        ).ready;
        if (!product) throw new Error('no product');
        const images = held.map((order, index) => image(index + 1, order));
        const { intents, taken } = planQueue(product, { ...empty, images, onTheWay });
        const wanted = product.items.filter((one) => one.included && one.item.accepted);
        const toGallery = wanted.filter((one) => one.destination !== 'variant');
        const sent = intents.filter(({ type }) => type === 'upload');
        expect(sent).toHaveLength(Math.min(room, toGallery.length));
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken.length).toBe(sent.length + wanted.length - toGallery.length);
        const numbers = sent.flatMap((intent) => ('sortOrder' in intent ? [intent.sortOrder ?? 0] : []));
        expect(new Set([...numbers, ...held, ...onTheWay]).size).toBe(
          numbers.length + held.length + onTheWay.length,
        );
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        const marks = sent.flatMap((intent) => ('photo' in intent ? [intent.photo.mark] : []));
        expect(new Set(marks).size).toBe(marks.length);
        const variants = intents.flatMap((one) => (one.type === 'variant-image' ? [one.variantId] : []));
        expect(new Set(variants).size).toBe(variants.length);
        expect(sent.filter((one) => 'asThumbnail' in one && one.asThumbnail).length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 500 },
  );
});
