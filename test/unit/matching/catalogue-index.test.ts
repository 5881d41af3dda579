import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IdentifiedProduct } from '../../../electron/catalog/identified-products.ts';
import { runSync, runInSlices } from '../../../electron/util/time-slicer.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { indexCatalogue } from '../../../electron/matching/catalogue-index.ts';
import { indexOf, indexProducts, noPatterns, productsOf, type SkuHolder } from './index-of.ts';
import { sortedKeysOf } from '../../../electron/matching/sorted-keys.ts';
import { eachText } from '../../../electron/matching/text-list.ts';

const holders: SkuHolder[] = Array.from({ length: 2_500 }, (_, n) => ({
  productId: n,
  variantId: n % 3 === 0 ? n : null,
  sku: `${['MUG', 'TEE-RED', 'LAMP'][n % 3]}-${n}`,
  productName: `Thing ${n % 50} front`,
}));

describe('an index built in slices', () => {
  test('finds the same as one built at once', async () => {
    const groups = [holders.slice(0, 1_000), [], holders.slice(1_000)];
    const sliced = await runInSlices(indexCatalogue(groups.map(productsOf)));
    const whole = indexOf(holders);
    if (sliced === null) throw new Error('no index');
    expect(sliced.size).toBe(whole.size);
    for (const fileName of [
      'MUG-3_1.jpg',
      'TEE-RED-1000.jpg',
      'LAMP-24999.jpg',
      'TEE-RED-1',
      'x.jpg',
      '7.jpg',
    ]) {
      const file = { fileName, folder: 'front' };
      expect(matchFile(file, sliced, noPatterns)).toEqual(matchFile(file, whole, noPatterns));
    }
  });

  test('stops when aborted', async () => {
    const endless = (function* (): Generator<void, never> {
      for (;;) yield;
    })();
    expect(await runInSlices(endless, () => true)).toBeNull();
  });
});

test('sorts its keys by their characters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string(), { maxLength: 30 }),
      fc.integer({ min: 0, max: 3_000 }),
      (some, more) => {
        const keys = [...some, ...Array.from({ length: more }, (_, n) => `k${(n * 7919) % 3_001}`)];
        const sorted = [...eachText(runSync(sortedKeysOf(keys)))];
        expect(sorted).toEqual(keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      },
    ),
    { numRuns: 30 },
  );
});

test('sorts thousands of keys that begin with the same letter of another script', () => {
  const keys = Array.from({ length: 3_000 }, (_, n) => `кружка${(n * 7919) % 3_001}`);
  expect([...eachText(runSync(sortedKeysOf(keys)))]).toEqual(keys.toSorted());
});

test.each(['before', 'behind'])(
  'a code that is another product’s title too still goes on from a shorter code, the title %s it',
  (where) => {
    const bare = { barcodes: [], mpn: '', address: '', brand: '', variants: [] };
    const titled = { ...bare, id: 1, name: 'ALD210-5', sku: 'OWN-1' };
    const long = { ...bare, id: 2, name: 'Long', sku: 'ALD210-5' };
    const short = { ...bare, id: 3, name: 'Short', sku: 'ALD210' };
    const products = where === 'before' ? [titled, long, short] : [long, short, titled];
    const match = (of: readonly IdentifiedProduct[]) =>
      matchFile({ fileName: 'ALD210-2.jpg', folder: '' }, indexProducts(of), noPatterns).type;
    expect(match(products)).toBe('ambiguous');
    expect(match([titled, short])).toBe('matched');
  },
);
