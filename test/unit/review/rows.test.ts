import { describe, expect, test } from 'vitest';
import { arrange } from '../../../electron/review/arrangement.ts';
import { outlineOf, rowsOf, rowView, summaryOf } from '../../../electron/review/rows.ts';
import { facts, item, ofVariant, options } from './make.ts';
import type { Item } from '../../../electron/review/item.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { saying } from '../../support/saying.ts';
import type { PhotoSet } from '../../../electron/review/sets/photo-sets.ts';
import type { ReviewView } from '../../../shared/review.ts';

const unusable = saying('No.');
const tee = { productId: 2, variantId: null, sku: 'TEE' };

const batch = [
  item(1),
  item(2, { target: tee, included: false }),
  item(3, { target: null }),
  item(4, { facts: null, sha256: null }),
  item(5, { needsPreparing: true }),
  item(6, { preparingFailed: unusable, needsPreparing: true }),
  item(7, { unusable }),
  item(8, { ...ofVariant(7, 2), facts: { ...(item(8).facts ?? never()), type: 'webp' } }),
];
const arrangement = arrange(batch, options, (id) => facts(id));

function never(): never {
  throw new Error('no facts');
}

describe('the rows of a review', () => {
  test('show first what needs a decision, then products with their photos, then unusable files', () => {
    const shown = rowsOf(arrangement).map((row) =>
      row.row === 'section'
        ? `${row.section} ${row.count}${row.leftOut > 0 ? `, ${row.leftOut} excluded` : ''}`
        : row.row === 'product'
          ? `product ${row.product.facts.id}`
          : row.row === 'set'
            ? `set ${row.set.id}`
            : row.one.item.id,
    );
    expect(shown).toEqual([
      'choose 1',
      3,
      // Photo 6 is listed, but could not be prepared.
      'ready 5, 1 excluded',
      'product 1',
      1,
      4,
      5,
      6,
      'product 2',
      2,
      8,
      'unusable 1',
      7,
    ]);
  });

  test('show a list that was read under its own heading, not as a file that can’t be used', () => {
    const read = reason('read-as-list', { photos: 2 });
    const arranged = arrange([item(1, { unusable }), item(2, { unusable: read })], options, (id) =>
      facts(id),
    );
    const shown = rowsOf(arranged).map((row) =>
      row.row === 'section' ? `${row.section} ${row.count}` : row.row === 'item' ? row.one.item.id : '',
    );
    expect(shown).toEqual(['unusable 1', 1, 'lists 1', 2]);
    expect(summaryOf(arranged, options, 1)).toMatchObject({ unusable: 1 });
  });

  test('have no headings for empty sections', () => {
    expect(rowsOf(arrange([], options, (id) => facts(id)))).toEqual([]);
  });

  test('contain paths and fingerprints only in a preview’s address', () => {
    const shown = JSON.stringify(rowsOf(arrangement).map((row) => rowView(row, () => null)));
    expect(shown).not.toContain('/photos/');
    expect(shown.replaceAll(/"\/preview\/[0-9a-f]{64}"/g, '')).not.toMatch(/[0-9a-f]{64}/);
  });
});

describe('a raw photograph with a camera’s own JPEG', () => {
  const why = reason('raw-with-jpeg', { what: 'a raw photograph (NEF)', width: 6000, height: 4000 });
  const shown = (given: Partial<Item>) =>
    rowsOf(
      arrange([item(1, { unusable, facts: null }), item(2, { facts: null, ...given })], options, facts),
    ).map((row) => rowView(row, () => null));

  test('is offered as that JPEG, in its row and with all others of the batch', () => {
    const rows = shown({ unusable: why });
    expect(rows[0]).toMatchObject({ row: 'section', section: 'unusable', count: 2, cameraJpegs: 1 });
    expect(rows[1]).not.toHaveProperty('item.cameraJpeg');
    expect(rows[2]).toMatchObject({ item: { cameraJpeg: { width: 6000, height: 4000 }, reading: false } });
  });

  test('is no longer offered while that JPEG is read', () => {
    const rows = shown({ unusable: why, wantsCameraJpeg: true });
    expect(rows[0]).not.toHaveProperty('cameraJpegs');
    expect(rows[2]).toMatchObject({ item: { unusable: why, reading: true } });
    expect(rows[2]).not.toHaveProperty('item.cameraJpeg');
  });
});

test('a summary counts each photo by what can be done with it', () => {
  expect(summaryOf(arrangement, options, 3)).toEqual({
    ready: 4,
    notPrepared: 1,
    choose: 1,
    suggested: 0,
    unseen: 0,
    unusable: 1,
    skipped: 1,
    rated: [0, 0, 0, 0, 0],
    rejected: 0,
    reading: 1,
    // One for the gallery, one for its variant, which can't have a WebP.
    preparing: 2,
    queueing: 0,
    products: 2,
    altTemplate: '',
    placement: 'after',
    destination: 'both',
    version: 3,
  });
});

describe('sets, marks and views', () => {
  const open = (id: number, given: Partial<Item> = {}): Item => item(id, { target: null, ...given });
  const setOf = (id: number, items: readonly Item[], label: PhotoSet['label'] = null): PhotoSet => ({
    id,
    label,
    frames: items.map((one) => ({ item: one, seconds: null })),
    verdict: { type: 'alike' },
    given: null,
    isExcluded: false,
    next: null,
  });
  const labelled = open(14);
  const owner = { productId: 2, variantId: null, sku: 'TEE', productName: 'Tee' };
  const items = [
    open(11, { stars: 4 }),
    open(12),
    open(13, { rejected: true }),
    labelled,
    open(15),
    item(16, { stars: 5 }),
  ];
  const sets = [
    setOf(11, items.slice(0, 2)),
    setOf(14, items.slice(4, 5), { label: labelled, repeats: [], code: '1', owner }),
  ];
  const arranged = arrange(items, options, (id) => facts(id));
  const shown = (view: ReviewView) =>
    rowsOf(arranged, sets, view).map((row) =>
      row.row === 'section'
        ? `${row.section} ${row.count - row.leftOut}`
        : row.row === 'set'
          ? `set ${row.place}`
          : row.row === 'product'
            ? 'product'
            : row.one.item.id,
    );

  test('a list has the sets in their sections, a sheet has them first', () => {
    expect(shown({ layout: 'list', filter: null })).toEqual([
      'choose 2',
      'set 1',
      11,
      12,
      13,
      'suggested 1',
      'set 2',
      15,
      'ready 1',
      'product',
      16,
    ]);
    expect(shown({ layout: 'sheet', filter: null })).toEqual([
      'sets 3',
      'set 1',
      11,
      12,
      'set 2',
      15,
      'choose 0',
      13,
      'ready 1',
      'product',
      16,
    ]);
  });

  test('a filter shows the photos with so many stars or more, and only the headings above them', () => {
    expect(shown({ layout: 'sheet', filter: { type: 'stars', min: 4 } })).toEqual([
      'sets 1',
      'set 1',
      11,
      'ready 1',
      'product',
      16,
    ]);
    expect(shown({ layout: 'list', filter: { type: 'rejected' } })).toEqual(['choose 0', 13]);
    expect(shown({ layout: 'list', filter: { type: 'stars', min: 5 } })).toEqual(['ready 1', 'product', 16]);
  });

  test('an outline says where the headings stand', () => {
    const rows = rowsOf(arranged, sets, { layout: 'sheet', filter: null });
    const { total, headings } = outlineOf(rows, arranged, sets);
    expect(total).toBe(11);
    expect(headings.map(({ index, row }) => `${index} ${row}`)).toEqual([
      '0 section',
      '1 set',
      '4 set',
      '6 section',
      '8 section',
      '9 product',
    ]);
  });

  test('an outline lists the sets whose photos have their products', () => {
    const [product] = arranged.ready;
    const given = { ...setOf(product?.items[0]?.item.id ?? 0, []), given: product?.facts.id ?? 0 };
    expect(outlineOf([], arranged, [...sets, given]).assigned).toEqual([
      {
        setId: given.id,
        preview: `/preview/${product?.items[0]?.item.sha256}`,
        productName: product?.facts.name,
      },
    ]);
  });

  test('a photo that is rejected before it has a product needs none, and is counted as excluded', () => {
    expect(summaryOf(arranged, options, 1, sets)).toMatchObject({
      choose: 3,
      suggested: 1,
      skipped: 1,
      rejected: 1,
      rated: [2, 2, 2, 2, 1],
    });
  });
});
