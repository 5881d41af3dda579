import { describe, expect, test } from 'vitest';
import { arrange } from '../../../electron/review/arrangement.ts';
import { rowsOf, rowView, summaryOf } from '../../../electron/review/rows.ts';
import type { ItemMatch } from '../../../electron/matching/match.ts';
import { facts, item, options } from './make.ts';

const candidate = { productId: 1, variantId: null, sku: 'MUG', productName: 'Mug' };
const suggested: ItemMatch = {
  type: 'ambiguous',
  certainty: 'suggested',
  why: 'Likely.',
  candidates: [candidate],
  where: 'name',
  view: null,
};
const asked: ItemMatch = {
  type: 'ambiguous',
  why: 'Two.',
  candidates: [candidate],
  where: 'name',
  view: null,
};

describe('a photo with a suggested product', () => {
  const arrangement = arrange(
    [item(1, { match: suggested, target: null }), item(2, { match: asked, target: null }), item(3)],
    options,
    (id) => facts(id),
  );

  test('has its own section, with its product to accept', () => {
    const rows = rowsOf(arrangement).map((row) => rowView(row, () => null));
    const headings = rows.flatMap((row) => (row.row === 'section' ? [[row.section, row.count]] : []));
    expect(headings).toEqual([
      ['choose', 1],
      ['suggested', 1],
      ['ready', 1],
    ]);
    const shown = rows.find((row) => row.row === 'item' && row.section === 'suggested');
    expect(shown).toMatchObject({
      item: { id: 1, match: { certainty: 'suggested', candidates: [candidate] } },
    });
  });

  test('is counted separately and not queued', () => {
    expect(summaryOf(arrangement, options, 1)).toMatchObject({ ready: 1, choose: 2, suggested: 1 });
  });
});

describe('a smaller version of a picture', () => {
  const photo = (id: number, fileName: string, width: number, height: number) => {
    const made = item(id, { fileName });
    return { ...made, facts: { ...made.facts!, width, height } };
  };
  const duplicates = (...photos: ReturnType<typeof photo>[]) =>
    arrange(photos, options, (id) => facts(id)).ready[0]?.items.flatMap((one) =>
      one.duplicate === null ? [] : [`${one.item.fileName}: ${one.duplicate}`],
    );

  test('is a duplicate of the larger one', () => {
    expect(duplicates(photo(1, 'MUG_1.jpg', 2000, 1600), photo(2, 'MUG_1_800x640.jpg', 800, 640))).toEqual([
      'MUG_1_800x640.jpg: small-copy',
    ]);
    expect(duplicates(photo(1, 'MUG.jpg', 500, 400), photo(2, 'MUG@2x.jpg', 1000, 800))).toEqual([
      'MUG.jpg: small-copy',
    ]);
    expect(duplicates(photo(1, 'MUG_thumb.jpg', 100, 80), photo(2, 'MUG.jpg', 1000, 800))).toEqual([
      'MUG_thumb.jpg: small-copy',
    ]);
  });

  test('needs the same shape and number, and a size that is not the product’s own', () => {
    expect(duplicates(photo(1, 'MUG.jpg', 2000, 1600), photo(2, 'MUG_800x800.jpg', 800, 800))).toEqual([]);
    expect(duplicates(photo(1, 'MUG_1.jpg', 2000, 1600), photo(2, 'MUG_2_800x640.jpg', 800, 640))).toEqual(
      [],
    );
    expect(duplicates(photo(1, 'CSH_45x45.jpg', 800, 800), photo(2, 'CSH_60x60.jpg', 900, 900))).toEqual([]);
  });
});

test('the user’s order of roles applies to a gallery', () => {
  const of = (id: number, value: string) =>
    item(id, { match: { ...asked, type: 'matched', view: { kind: 'word', value, minor: 0, text: value } } });
  const photos = [of(1, 'front'), of(2, 'back'), of(3, 'lifestyle'), of(4, 'spin')];
  const names = (roleOrder?: string[]) =>
    arrange(photos, roleOrder === undefined ? options : { ...options, roleOrder }, (id) =>
      facts(id),
    ).ready[0]?.items.map(({ item: { match } }) => match.view?.value);
  expect(names()).toEqual(['front', 'back', 'lifestyle', 'spin']);
  expect(names(['lifestyle', 'back'])).toEqual(['lifestyle', 'back', 'front', 'spin']);
});
