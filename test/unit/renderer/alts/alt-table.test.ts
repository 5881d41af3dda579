import { describe, expect, test } from 'vitest';
import {
  countsOf,
  drafted,
  fieldNames,
  fieldsOf,
  isChangedByOthers,
  keptOrder,
  listed,
  rowsOf,
  unsaved,
} from '../../../../renderer/alts/alt-table.ts';
import { noWork, redone, undone, withStep, type Drafts } from '../../../../renderer/state/alt-drafts.ts';
import { altRow, byKey } from './make-rows.ts';

const none: Drafts = new Map();
const rows = [
  altRow(1, { alt: 'A tee' }),
  altRow(2),
  altRow(3, { alt: 'x'.repeat(126) }),
  altRow(4, { state: { type: 'failed', entryId: 9, reason: { code: 'tile-gone' } } as never, alt: 'typed' }),
];

describe('the table of alt texts', () => {
  test('shows rows without a text first, else by product and position', () => {
    expect(listed(rows, none, 'all', 'missing-first')).toEqual(['image-2', 'image-1', 'image-3', 'image-4']);
    expect(listed(rows, none, 'all', 'product')).toEqual(['image-1', 'image-2', 'image-3', 'image-4']);
    const products = [
      { productId: 9, name: 'Zinc', sku: '', brand: '', category: '', images: [] },
      {
        productId: 1,
        name: 'alder',
        sku: '',
        brand: '',
        category: '',
        images: [{ ...altRow(5), imageId: 5 }],
      },
      {
        productId: 2,
        name: 'Birch',
        sku: '',
        brand: '',
        category: '',
        images: [{ ...altRow(6), imageId: 6 }],
      },
    ];
    expect(rowsOf(products).map(({ product, key }) => `${product} ${key}`)).toEqual([
      'alder image-5',
      'Birch image-6',
    ]);
  });

  test('counts what each filter shows, by the texts as typed', () => {
    expect(countsOf(rows, none)).toEqual({ all: 4, missing: 1, changed: 0, long: 1, failed: 1 });
    const typed = drafted(none, byKey(rows), new Map([['image-2', 'A pair']]));
    expect(countsOf(rows, typed)).toEqual({ all: 4, missing: 0, changed: 1, long: 1, failed: 1 });
  });

  test('counts characters as people do: 125 are not long, however many bytes they have', () => {
    expect(countsOf([altRow(1, { alt: '👕'.repeat(125) })], none).long).toBe(0);
    expect(countsOf([altRow(1, { alt: '👕'.repeat(126) })], none).long).toBe(1);
  });

  test('keeps rows in their places when the store changes, and adds new ones at the end', () => {
    const there = byKey([altRow(1), altRow(3), altRow(4)]);
    expect(keptOrder(['image-3', 'image-2', 'image-1'], there, ['image-4', 'image-1', 'image-3'])).toEqual([
      'image-3',
      'image-1',
      'image-4',
    ]);
  });

  test('offers only fields that some image has, and options by their names', () => {
    expect(fieldNames([altRow(1, { view: '' })])).toEqual(['product', 'sku', 'number', 'file']);
    const full = altRow(1, {
      brand: 'Alder',
      category: 'Tees',
      options: { size: 'M', colour: 'Clay', sku: 'x' },
    });
    expect(fieldNames([full])).toEqual([
      'product',
      'brand',
      'category',
      'colour',
      'size',
      'view',
      'sku',
      'number',
      'file',
    ]);
    expect(fieldsOf(full)).toMatchObject({ sku: 'ALD210', colour: 'Clay', file: 'ALD210_front' });
  });
});

describe('a text that is not saved', () => {
  test('is none when the store has the same', () => {
    const typed = drafted(none, byKey(rows), new Map([['image-1', 'New']]));
    expect(typed.get('image-1')).toEqual({ alt: 'New', before: 'A tee' });
    expect(drafted(typed, byKey(rows), new Map([['image-1', 'A tee']])).size).toBe(0);
  });

  test('is known to meet another one that was written meanwhile', () => {
    const typed = drafted(none, byKey(rows), new Map([['image-1', 'New']]));
    expect(isChangedByOthers(altRow(1, { alt: 'A tee' }), typed)).toBe(false);
    expect(isChangedByOthers(altRow(1, { alt: 'Theirs' }), typed)).toBe(true);
    expect(isChangedByOthers(altRow(1, { alt: 'New' }), typed)).toBe(false);
  });

  test('is forgotten once the store has it, or the image is gone', () => {
    const typed = drafted(
      none,
      byKey(rows),
      new Map([
        ['image-1', 'New'],
        ['image-2', 'Two'],
        ['image-3', 'Three'],
      ]),
    );
    const after = byKey([altRow(1, { alt: 'New' }), altRow(2)]);
    expect([...unsaved(typed, after).keys()]).toEqual(['image-2']);
  });

  test('is undone and redone step by step', () => {
    const first = withStep(noWork, 'one', new Map([['image-1', { alt: 'a', before: '' }]]));
    const second = withStep(first, 'two', new Map());
    expect(undone(second)?.drafts).toBe(first.drafts);
    expect(redone(undone(second) ?? noWork)).toEqual(second);
    expect(undone(noWork)).toBeNull();
    expect(redone(second)).toBeNull();
  });
});
