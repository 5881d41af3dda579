import { describe, expect, test } from 'vitest';
import type { IdentifiedProduct, IdentifiedVariant } from '../../../electron/catalog/identified-products.ts';
import { evidenceRules } from '../../../electron/matching/evidence.ts';
import { contextOf } from '../../../electron/matching/batch-context.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import type { EvidenceType, Match } from '../../../electron/matching/match.ts';
import { compilePatterns } from '../../../electron/matching/patterns.ts';
import { runSync } from '../../../electron/util/time-slicer.ts';
import { indexProducts, noPatterns } from './index-of.ts';

/** The table of evidence, column by column: what it says of a kind is what matching does with that kind. */

const bare = { name: '', sku: '', barcodes: [], mpn: '', address: '', brand: '', variants: [] };
const noOptions = { sku: '', barcodes: [], mpn: '', options: [] };
const product = (id: number, some: Partial<IdentifiedProduct>): IdentifiedProduct => ({
  ...bare,
  id,
  ...some,
});
const variant = (id: number, some: Partial<IdentifiedVariant>): IdentifiedVariant => ({
  ...noOptions,
  id,
  ...some,
});

const letters = variant(21, { sku: 'KLM770-NVY' });
const others = variant(22, { sku: 'KLM770-RST' });

/** Kinds that an identifier of the catalogue is, with a product that has it and nothing else that a name could have. */
const kinds: Readonly<Record<string, { type: EvidenceType; text: string; of: Partial<IdentifiedProduct> }>> =
  {
    sku: { type: 'sku', text: 'ALD210', of: { sku: 'ALD210' } },
    'SKU of a variant': {
      type: 'variant-sku',
      text: 'KLM770-NVY',
      of: { sku: 'OWN-1', variants: [letters, others] },
    },
    barcode: { type: 'barcode', text: '071234000371', of: { barcodes: ['071234000371'] } },
    'part number': { type: 'part-number', text: 'NB-7720', of: { mpn: 'NB-7720' } },
    style: { type: 'style', text: 'KLM770', of: { variants: [letters, others] } },
    title: { type: 'title', text: 'Alder Crew Tee', of: { name: 'Alder Crew Tee' } },
    address: { type: 'address', text: 'winter-lodge-tee', of: { address: '/winter-lodge-tee/' } },
  };
const all = Object.entries(kinds).map(([name, one]) => ({ name, ...one }));

function match(fileName: string, products: readonly IdentifiedProduct[], headline = ''): Match {
  const texts = headline === '' ? [] : [{ field: 'Headline', text: headline }];
  const fields = { identifiers: [], texts, alt: '', description: '' };
  return matchFile({ fileName, folder: '', fields }, indexProducts(products), noPatterns);
}

const resultOf = (found: Match) => (found.type === 'matched' ? found.certainty : 'asked');

describe.each(all)('$name', ({ type, text, of }) => {
  const one = product(7, of);
  const rule = evidenceRules[type];

  test('alone in a name is as certain as its rule says', () => {
    expect(match(`${text}.jpg`, [one])).toMatchObject({ type: 'matched', productId: 7, by: type });
    expect(resultOf(match(`${text}_2.jpg`, [one]))).toBe(rule.certainty);
  });

  test('in a field for free text is as certain as its rule says', () => {
    expect(resultOf(match('studio.jpg', [one], text))).toBe(rule.certaintyInText);
  });

  test(`may have free text behind a view: ${rule.freeTextAfterView}`, () => {
    expect(resultOf(match(`${text}_1_terrace.jpg`, [one])) !== 'asked').toBe(rule.freeTextAfterView);
  });

  test(`may have strangers before it: ${rule.strangersBefore}`, () => {
    const isBare = /^\d+$/.test(text);
    const found = resultOf(match(`acme_${text}.jpg`, [one]));
    expect(found !== 'asked').toBe(rule.strangersBefore === 'brand-like' || (isBare && !rule.mayCount));
  });

  test(`numbers behind it count pictures up to ${rule.maxCounter}`, () => {
    for (const number of [rule.maxCounter, '055'])
      expect(resultOf(match(`${text}_${number}.jpg`, [one])), String(number)).not.toBe('asked');
    expect(resultOf(match(`${text}_${rule.maxCounter + 1}.jpg`, [one]))).toBe('asked');
  });

  test(`is asked where ${rule.rivals} of another product go on where it ends`, () => {
    const longer = rule.rivals === 'names' ? { name: `${text} Set` } : { sku: `${text}-3` };
    expect(resultOf(match(`${text}_2.jpg`, [one, product(8, { sku: 'XX-99' })]))).not.toBe('asked');
    expect(resultOf(match(`${text}-2.jpg`, [one, product(8, longer)]))).not.toBe('certain');
  });

  test(`counts in a word that has to be parted: ${rule.inPartedWord}`, () => {
    const glued = `${text}front.jpg`;
    const isParted = /\d$/.test(text);
    expect(resultOf(match(glued, [one])) !== 'asked').toBe(isParted && rule.inPartedWord);
  });
});

describe.each(all.filter(({ type }) => evidenceRules[type].spelling !== 'words'))(
  '$name',
  ({ type, text, of }) => {
    test(`is offered where it is misspelt: ${evidenceRules[type].offeredIfMisspelt}`, () => {
      const found = match(`X${text.slice(1)}.jpg`, [product(7, of)]);
      const offered = found.type === 'unmatched' ? found.nearest.map(({ productId }) => productId) : [];
      expect(found.type).toBe('unmatched');
      expect(offered.includes(7)).toBe(evidenceRules[type].offeredIfMisspelt);
    });
  },
);

test('numbers in the names of a batch are SKUs unless one name’s kind says that they are ids', () => {
  const numbers = [4011, 4012, 4013, 4014];
  const products = numbers.flatMap((sku) => [
    product(sku + 100, { sku: String(sku) }),
    product(sku, { sku: `Q-${sku}` }),
  ]);
  const index = indexProducts(products);
  const numbersOf = (...names: string[]) =>
    runSync(
      contextOf(
        names.map((fileName) => ({ fileName, folder: '' })),
        index,
      ),
    ).numbers;
  const skus = ['Art-Nr 4011_1.jpg', 'Q-4012.jpg', 'Q-4013.jpg'];
  expect(evidenceRules['product-id'].numbersAre).toBe('ids');
  expect(numbersOf(...skus, 'Q-4014.jpg')).toBe('sku');
  expect(numbersOf(...skus, 'Q-4014.jpg', 'product-id-4112.jpg')).toBe(null);
});

test('the strongest of several kinds is what a match goes by', () => {
  const one = product(7, {
    sku: 'ALD210',
    mpn: 'NB-7720',
    barcodes: ['071234000371'],
    name: 'Alder Crew Tee',
  });
  const by = (name: string) => {
    const found = match(name, [one]);
    return found.type === 'matched' ? found.by : found.type;
  };
  expect(by('NB-7720_ALD210.jpg')).toBe('sku');
  expect(by('NB-7720_071234000371.jpg')).toBe('barcode');
  expect(by('Alder Crew Tee NB-7720.jpg')).toBe('part-number');
});

test('a number counts pictures unless its kind says that it can’t', () => {
  const [sku, barcode] = ['4011700', '071234000371'];
  const products = [product(7, { sku }), product(8, { barcodes: [barcode] })];
  expect(resultOf(match(`photo ${sku}.jpg`, products))).toBe('asked');
  expect(resultOf(match(`photo ${barcode}.jpg`, products))).toBe('certain');
});

test('what variants of a product share is the product’s unless its kind asks', () => {
  const both = (some: Partial<IdentifiedVariant>) =>
    product(7, { variants: [variant(1, some), variant(2, some)] });
  expect(resultOf(match('NB-7720.jpg', [both({ mpn: 'NB-7720' })]))).toBe('certain');
  expect(resultOf(match('ALD210.jpg', [both({ sku: 'ALD210' })]))).toBe('asked');
});

test('one ordinary word is suggested where it is a name, and certain where it is a code', () => {
  expect(resultOf(match('Sunfish.jpg', [product(7, { name: 'Sunfish' })]))).toBe('suggested');
  expect(resultOf(match('Sunfish.jpg', [product(7, { sku: 'SUNFISH' })]))).toBe('certain');
});

test('a barcode may be parted as people do, a code may not go on', () => {
  const products = [product(7, { barcodes: ['9783161484100'] }), product(8, { sku: 'AB-1-0' })];
  expect(match('978-3-16-148410-0.jpg', products)).toMatchObject({ type: 'matched', productId: 7 });
  expect(match('AB-1-0.jpg', products)).toMatchObject({ type: 'matched', productId: 8 });
});

test('the user’s own pattern goes before all others', () => {
  const { patterns } = compilePatterns(['{sku}_{view}']);
  const products = [product(7, { sku: 'ALD210' }), product(8, { barcodes: ['071234000371'] })];
  const file = { fileName: 'ALD210_front.jpg', folder: '071234000371' };
  expect(matchFile(file, indexProducts(products), patterns)).toMatchObject({ productId: 7, by: 'pattern' });
  const strongest = Object.entries(evidenceRules).toSorted(([, a], [, b]) => b.strength - a.strength);
  expect(strongest.slice(0, 2).map(([type]) => type)).toEqual(['manifest', 'pattern']);
});
