import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrange, nameBy, type Arrangement } from '../../../electron/review/arrangement.ts';
import { Arranging } from '../../../electron/review/arranging.ts';
import { variantIdsOf, type Item, type ReviewOptions } from '../../../electron/review/item.ts';
import { markOf } from '../../../shared/mark.ts';
import type { PhotoRecipe } from '../../../shared/recipe.ts';
import { pictureFacts } from '../pictures/prepare/facts.ts';
import { facts, item, matched, ofVariant, options, sha256Of } from './make.ts';
import { saying } from '../../support/saying.ts';

const known = (id: number) => facts(id);

function idsOf({ ready }: Arrangement): number[][] {
  return ready.map((product) => product.items.map((one) => one.item.id));
}

describe('a batch as it would be queued', () => {
  test('has its products in the order of the drop, separate from photos that need a decision or can’t be used', () => {
    const target = { productId: 2, variantId: null, sku: 'TEE' };
    const unusable = saying('No.');
    const arrangement = arrange(
      [item(1, { target }), item(2), item(3, { target: null }), item(4, { unusable }), item(5, { target })],
      options,
      known,
    );
    expect(idsOf(arrangement)).toEqual([[1, 5], [2]]);
    expect(arrangement.choose.map((one) => one.item.id)).toEqual([3]);
    expect(arrangement.unusable.map((one) => one.item.id)).toEqual([4]);
  });

  test('puts photos the user placed first, and the rest by their names', () => {
    const view = (value: number) => ({ kind: 'number', value, minor: 0, text: `view ${value}` }) as const;
    const items = [
      item(1, { match: { ...matched, view: view(3) } }),
      item(2, { match: { ...matched, view: view(1) } }),
      item(3, { place: 1 }),
      item(4, { place: 0 }),
    ];
    expect(idsOf(arrange(items, options, known))).toEqual([[4, 3, 2, 1]]);
  });

  test('leaves out duplicates of the gallery and of the batch, unless included', () => {
    const sha256 = sha256Of('same');
    const there = sha256Of('there');
    const items = [
      item(1, { sha256 }),
      item(2, { sha256 }),
      item(3, { sha256: there }),
      item(4, { sha256: there, included: true }),
    ];
    const { ready } = arrange(items, options, (id) => facts(id, { marks: new Set([markOf(there)]) }));
    expect(ready[0]?.items.map(({ duplicate, included }) => [duplicate, included])).toEqual([
      [null, true],
      ['batch', false],
      ['gallery', false],
      ['gallery', true],
    ]);
    expect(ready[0]).toMatchObject({ included: 2, problem: null });
  });

  test('leaves out the copies that WordPress makes of a picture, and no rugs of other sizes', () => {
    const sized = (id: number, fileName: string, width: number, height: number) =>
      item(id, { fileName, facts: pictureFacts({ width, height, bytes: 1_000 }) });
    const items = [
      sized(1, 'FJR-20.jpg', 2_000, 1_500),
      sized(2, 'FJR-20-300x225.jpg', 300, 225),
      sized(3, 'FJR-20_1024x768.jpg', 1_024, 768),
      sized(4, 'FJR-20 160x230.jpg', 1_200, 900),
      sized(5, 'FJR-20 160 x 230.jpg', 1_000, 750),
    ];
    const { ready } = arrange(items, options, known);
    const copies = ready[0]?.items.flatMap((one) => (one.duplicate === null ? [] : [one.item.id])) ?? [];
    expect(copies.toSorted()).toEqual([2, 3]);
  });

  test('numbers alt texts among the photos to send, and keeps the user’s own', () => {
    const items = [item(1), item(2, { included: false }), item(3), item(4, { alt: 'Mine' })];
    const { ready } = arrange(items, { ...options, altTemplate: '{product} {number}' }, known);
    expect(ready[0]?.items.map(({ alt }) => alt)).toEqual([
      'Product 1 1',
      'Product 1 1',
      'Product 1 2',
      'Mine',
    ]);
  });

  test('reports a gallery without room for all new photos', () => {
    const { ready } = arrange([item(1), item(2)], options, (id) => facts(id, { room: 1 }));
    expect(ready[0]?.problem).toMatchObject({ code: 'no-room', args: { room: 1 } });
  });
});

describe('photos of a variant', () => {
  const destinations = (items: Item[], given: Partial<ReviewOptions> = {}) =>
    arrange(items, { ...options, ...given }, known).ready[0]?.items.map(({ destination }) => destination);

  test('use the first one as the variant’s own picture, the others go to the gallery', () => {
    expect(
      destinations([item(1, ofVariant(7)), item(2, ofVariant(7)), item(3, ofVariant(8)), item(4)]),
    ).toEqual([null, 'both', 'gallery', 'both']);
  });

  test('use the one chosen for it, or as thumbnail', () => {
    expect(destinations([item(1, ofVariant(7)), item(2, { ...ofVariant(7), asThumbnail: true })])).toEqual([
      'gallery',
      'both',
    ]);
    expect(
      destinations([
        item(1, ofVariant(7)),
        item(2, { ...ofVariant(7), asThumbnail: true }),
        item(3, { ...ofVariant(7), destination: 'variant' }),
      ]),
    ).toEqual(['gallery', 'gallery', 'variant']);
  });

  test('that are left out take no variant’s picture away', () => {
    expect(destinations([item(1, { ...ofVariant(7), included: false }), item(2, ofVariant(7))])).toEqual([
      'both',
      'both',
    ]);
  });

  test('go to the gallery only, if chosen', () => {
    expect(destinations([item(1, ofVariant(7))], { destination: 'gallery' })).toEqual(['gallery']);
  });

  test('of several variants become the picture of each, but of none that has a photo of its own', () => {
    const navy = {
      target: {
        productId: 1,
        variantId: null,
        sku: 'MUG',
        variants: { text: 'Navy', variantIds: [5, 6, 7] },
      },
    };
    const photos = [item(1, navy), item(2, navy), item(3, ofVariant(6))];
    const [product] = arrange(photos, options, (id) => facts(id)).ready;
    expect(product?.items.map(({ pictureOf, destination }) => [pictureOf, destination])).toEqual([
      [[5, 7], 'both'],
      [[], 'gallery'],
      [[6], 'both'],
    ]);
  });

  test('replace pictures that are there, or leave them as they are', () => {
    const navy = {
      target: { productId: 1, variantId: null, sku: 'MUG', variants: { text: 'Navy', variantIds: [5, 6] } },
    };
    const of = (given: Partial<ReviewOptions>, pictured: number[]) => {
      const [product] = arrange([item(1, navy)], { ...options, ...given }, (id) =>
        facts(id, { pictured: new Set(pictured) }),
      ).ready;
      const [one] = product?.items ?? [];
      return [one?.pictureOf, one?.replacesPictures, one?.destination];
    };
    expect(of({}, [5])).toEqual([[5, 6], 1, 'both']);
    expect(of({ variantPictures: 'replace' }, [5])).toEqual([[5, 6], 1, 'both']);
    expect(of({ variantPictures: 'keep' }, [5])).toEqual([[6], 0, 'both']);
    expect(of({ variantPictures: 'keep', destination: 'variant' }, [5, 6])).toEqual([[], 0, 'gallery']);
  });

  test('give each variant at most one picture, whatever they show', () => {
    const photo = fc.record({
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
      destination: fc.constantFrom(null, 'gallery', 'variant', 'both'),
      included: fc.constantFrom(null, false),
      asThumbnail: fc.boolean(),
    });
    const keep = fc.uniqueArray(fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(fc.array(photo, { maxLength: 8 }), keep, (photos, pictured) => {
        const items = photos.map(({ ids: variantIds, ...given }, at) =>
          item(at + 1, {
            ...given,
            target: { productId: 1, variantId: null, sku: 'MUG', variants: { text: '', variantIds } },
          }),
        );
        const kept = { ...options, variantPictures: 'keep' as const };
        const [product] = arrange(items, kept, (id) => facts(id, { pictured: new Set(pictured) })).ready;
        const given = (product?.items ?? []).flatMap(({ pictureOf }) => pictureOf);
        expect(new Set(given).size).toBe(given.length);
        // Each variant that an included photo may be the picture of has one, unless its picture is kept.
        const wanted = new Set(
          items
            .filter(({ included, destination }) => included !== false && destination !== 'gallery')
            .flatMap(variantIdsOf)
            .filter((id) => !pictured.includes(id)),
        );
        expect(given.toSorted()).toEqual([...wanted].toSorted());
      }),
    );
  });

  test('for the variant only are no duplicates of the gallery’s or another variant’s', () => {
    const sha256 = sha256Of('same');
    const { ready } = arrange(
      [item(1, { ...ofVariant(7), sha256 }), item(2, { ...ofVariant(8), sha256 })],
      { ...options, destination: 'variant' },
      (id) => facts(id, { marks: new Set([markOf(sha256)]), room: 0 }),
    );
    expect(ready[0]?.items.map(({ duplicate, included }) => [duplicate, included])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(ready[0]?.problem).toBeNull();
  });
});

describe('an incrementally updated arrangement', () => {
  const shas = ['a', 'b', 'c'].map(sha256Of);
  const anItem = fc.record({
    id: fc.integer({ min: 1, max: 12 }),
    productId: fc.constantFrom(null, 1, 2, 3),
    variantId: fc.constantFrom(null, 7, 8),
    sha: fc.constantFrom(...shas),
    place: fc.constantFrom(null, 0, 1),
    included: fc.constantFrom(null, true, false),
    isUnusable: fc.boolean(),
    asThumbnail: fc.boolean(),
  });
  const step = fc.oneof(
    anItem.map((one) => ({ is: 'put', one }) as const),
    fc.integer({ min: 1, max: 12 }).map((id) => ({ is: 'remove', id }) as const),
    fc.integer({ min: 1, max: 12 }).map((id) => ({ is: 'accept', id }) as const),
    fc
      .record({
        altTemplate: fc.constantFrom('', '{number}'),
        destination: fc.constantFrom('gallery', 'both'),
      })
      .map((change) => ({ is: 'options', change }) as const),
    fc.constantFrom(1, 2, 3).map((id) => ({ is: 'facts', id }) as const),
    fc.constant({ is: 'look' } as const),
  );

  test('equals a full arrangement after any change', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const counts = new Map<number, number>();
        const factsOf = (id: number) =>
          facts(id, { imageCount: counts.get(id) ?? 0, room: 5 - (counts.get(id) ?? 0) });
        const arranging = new Arranging(() => factsOf);
        const items = new Map<number, Item>();
        let now: ReviewOptions = options;
        const check = () =>
          expect(arranging.arrangement(now)).toEqual(
            arrange(
              [...items.values()].toSorted((a, b) => a.ordinal - b.ordinal),
              now,
              factsOf,
            ),
          );
        for (const one of steps) {
          if (one.is === 'put') {
            const { id, productId, variantId, sha, isUnusable, ...rest } = one.one;
            const made = item(id, {
              ...rest,
              sha256: sha,
              target: productId === null ? null : { productId, variantId, sku: 'MUG' },
              unusable: isUnusable ? saying('No.') : null,
            });
            items.set(id, made);
            arranging.put(made);
          } else if (one.is === 'remove') {
            items.delete(one.id);
            arranging.remove(one.id);
          } else if (one.is === 'accept') {
            const before = items.get(one.id);
            if (!before) continue;
            items.set(one.id, { ...before, accepted: true });
            arranging.swap({ ...before, accepted: true });
          } else if (one.is === 'options') now = { ...now, ...one.change };
          else if (one.is === 'facts') {
            counts.set(one.id, (counts.get(one.id) ?? 0) + 1);
            arranging.renewFacts(arranging.productIds);
          } else check();
        }
        check();
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file name by a recipe', () => {
  test.each([
    ['Alder Crew Tee', 'TEE-1', 'alder-crew-tee-front'],
    ['1984', 'B-1', '1984-front'],
    ['男士短袖衬衫', 'TEE-1', 'tee-1-front'],
    ['衬衫 2026', 'TEE-1', 'tee-1-front'],
    ['Рубашка', 'ТЕЕ', '7-front'],
    ['👕', '', '7-front'],
  ])('of the product “%s” with the SKU “%s” is %s', (name, sku, wanted) => {
    const view = { kind: 'number', value: 1, minor: 0, text: 'front' } as const;
    const recipe = { nameTemplate: '{product}-{option}-{view}' } as PhotoRecipe;
    const photo = item(1, { match: { ...matched, view }, target: { productId: 7, variantId: null, sku } });
    expect(nameBy(recipe, photo, facts(7, { name, sku, brand: '' }), 1)).toBe(wanted);
  });
});
