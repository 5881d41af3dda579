import { describe, expect, test } from 'vitest';
import { arrange } from '../../../electron/review/arrangement.ts';
import { rowsOf, rowView, summaryOf } from '../../../electron/review/rows.ts';
import { facts, item, ofVariant, options } from './make.ts';
import type { Item } from '../../../electron/review/item.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { saying } from '../../support/saying.ts';

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
      'ready 6, 1 excluded',
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
    expect(summaryOf(arranged, options, 1)).toMatchObject({ unusable: 1, lists: 1 });
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
    ready: 3,
    choose: 1,
    suggested: 0,
    sets: 0,
    openSets: 0,
    unusable: 1,
    lists: 0,
    skipped: 1,
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
