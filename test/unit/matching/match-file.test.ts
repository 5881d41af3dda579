import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import type { Match } from '../../../electron/matching/match.ts';
import type { SkuHolder } from './index-of.ts';
import { indexOf, indexProducts, noPatterns } from './index-of.ts';

const bare = { barcodes: [], mpn: '', address: '', brand: '', variants: [] };

/** Products with these SKUs, ids from 5001; `P > V` is a variant V of the product P. */
function shop(...skus: string[]): SkuHolder[] {
  const ids = new Map<string, number>();
  return skus.map((written, place) => {
    const [product = '', variant] = written.split(' > ');
    if (variant === undefined) ids.set(product, 5001 + place);
    return {
      productId: ids.get(product) ?? 5001 + place,
      variantId: variant === undefined ? null : 9001 + place,
      sku: variant ?? product,
      productName: product === 'TEA-1' ? 'The Art of Tea' : 'Harbour Stoneware',
    };
  });
}

function matchIn(holders: readonly SkuHolder[], path: string): Match {
  const slash = path.lastIndexOf('/');
  const file = { fileName: path.slice(slash + 1), folder: path.slice(0, Math.max(0, slash)) };
  return matchFile(file, indexOf(holders), noPatterns);
}

/** The matched SKU, the SKUs asked about with a question mark, or nothing. */
function brief(match: Match): string {
  if (match.type === 'matched') return match.sku || `id ${match.productId}`;
  if (match.type === 'unmatched') return '';
  return `${match.candidates.map(({ sku, productId }) => sku || `id ${productId}`).join(' ')}?`;
}

const found = (skus: readonly string[], path: string) => brief(matchIn(shop(...skus), path));

describe('finds a product', () => {
  test.each([
    ['by its SKU alone', 'MUG-01', 'MUG-01.jpg'],
    ['whatever the case and separators', 'MUG-01', 'mug_01.JPG'],
    ['without separators', 'MUG-01', 'mug01 (2).jpg'],
    ['when separators were put in', 'MUG01', 'mug-01_2.jpg'],
    ['with characters that names cannot hold', '123/45', '123_45-front.jpg'],
    ['by full-width and decomposed letters', 'GRÖSSE-12', 'ＧＲO\u0308ßE-１２.jpg'],
    ['with a Turkish capital', 'KİLİM-7', 'kilim-7_1.jpg'],
    ['after a season', 'MUG-01', 'SS24_MUG-01_1.jpg'],
    ['after a brand', 'MUG-01', 'Acme_MUG-01_1.jpg'],
    ['after a number', 'MUG-01', '02_MUG-01.jpg'],
    ['after a date', 'MUG-01', '2024-05-17 MUG-01 2.jpg'],
    ['after the words of its name', 'MUG-01', 'harbour-stoneware-MUG-01-front.jpg'],
    ['by a view that is stuck to the SKU', 'MUG-01', 'MUG01Front.jpg'],
    ['by a GTIN with more zeros', '4006381333931', '04006381333931_A1N1_s01.jpg'],
    ['by a folder', 'MUG-01', 'Brand/Mugs/MUG-01/anything.jpg'],
    ['by a folder above', 'MUG-01', 'MUG-01/web/IMG_1234.jpg'],
    ['by a folder with more in its name', 'MUG-01', '2024-05-17 MUG-01 final/1.jpg'],
    ['in a name with a camera’s counter', 'MUG-01', 'IMG_1234_MUG-01.jpg'],
    ['though the extension is there twice', 'MUG-01', 'MUG-01_1.jpg.jpg'],
    ['in what was downloaded from the store', 'MUG-01', 'MUG-01_1__62714.jpg'],
    ['by the address it had there', 'MUG-01', 'MUG-01_1-k3v7q2ma__62714.1690000000.1280.1280.jpg'],
    ['in what was downloaded from another shop', 'MUG-01', 'MUG-01_9f8e7d6c-1b2a-4c3d-8e9f-0a1b2c3d4e5f.jpg'],
    ['after an abbreviation for it', 'MUG-01', 'Art.-Nr. MUG-01.jpg'],
    ['in a copy', 'MUG-01', 'Kopie von MUG-01_1.jpg'],
    ['with a name that has small words', 'TEA-1', 'TEA-1 - The Art of Tea - front.jpg'],
    ['of two characters', 'A1', 'A1_front.jpg'],
    ['of two characters, by a folder', 'A1', 'Shoot/A1/IMG_0001.jpg'],
    ['parted as books are', '9783161484100', '978-3-16-148410-0_front.jpg'],
  ])('%s', (_, sku, path) => {
    expect(found([sku, '1234', 'ZZZ-99'], path)).toBe(sku);
  });

  test.each([
    ['id5002.jpg'],
    ['ID-5002_front.jpg'],
    ['id_5002_2.jpg'],
    ['id 5002.jpg'],
    ['product-id-5002-2.jpg'],
    ['Product ID 5002.jpg'],
    ['productid5002.jpg'],
    ['pid-5002.jpg'],
    ['id-5002/IMG_0001.jpg'],
    ['product id 5002/360/1.jpg'],
  ])('by its id with a mark: %s', (path) => {
    expect(found(['MUG-01', 'X-7'], path)).toBe('X-7');
  });

  test('by its id, and says so', () => {
    expect(matchIn(shop('MUG-01'), 'id-5001.jpg')).toMatchObject({
      by: 'product-id',
      why: 'The file name contains the product ID 5001.',
    });
  });

  test.each([
    ['366', '366.jpg'],
    ['366', '366_front.jpg'],
    ['62015', '62015/1.jpg'],
    ['0379', '0379_2.jpg'],
  ])('by its SKU %s, though it is a number: %s', (sku, path) => {
    expect(found(['MUG-01', sku], path)).toBe(sku);
  });

  test('and its variant, or the product if only the colour is named', () => {
    const tees = ['TEE-1', 'TEE-1 > TEE-1-BLK-S', 'TEE-1 > TEE-1-BLK-M'];
    expect(matchIn(shop(...tees), 'tee_1_blk_s_2.jpg')).toMatchObject({ by: 'variant-sku', variantId: 9002 });
    expect(matchIn(shop(...tees), 'tee-1-blk_2.jpg')).toMatchObject({
      by: 'sku',
      variantId: null,
      sku: 'TEE-1',
    });
  });

  test('the variant whose SKU ends in a number that counts no pictures', () => {
    const tees = ['TEE-1', 'TEE-1 > TEE-1.175'];
    expect(found(tees, 'TEE-1.175_2.jpg')).toBe('TEE-1.175');
    expect(found(tees, 'tee_1_175_2.jpg')).toBe('TEE-1.175');
    expect(found(tees, 'TEE-1_2.jpg')).toBe('TEE-1');
    const sizes = ['TEE-1', 'TEE-1 > TEE-1-S', 'TEE-1 > TEE-1-45X45'];
    expect(found(sizes, 'tee_1_45x45_2.jpg')).toBe('TEE-1-45X45');
    expect(found(sizes, 'TEE 1 S (2).jpg')).toBe('TEE-1-S');
  });

  test('not its only variant when that has the product’s SKU', () => {
    const [product] = shop('MUG-01');
    expect(matchIn([{ ...product!, variantId: 9 }, product!], 'MUG-01.jpg')).toMatchObject({
      variantId: null,
      by: 'sku',
    });
  });

  test.each([
    ['ABC-10 ABC-1', 'ABC-10.jpg', 'ABC-10'],
    ['ABC-10 ABC-1', 'ABC-1_1.jpg', 'ABC-1'],
    ['ABC-10 ABC-1-0 ABC-1', 'ABC-1-0_2.jpg', 'ABC-1-0'],
    ['ABC-10 ABC-1-0 ABC-1', 'ABC-10_2.jpg', 'ABC-10'],
    ['123/45 W-123', '123_45_2_A1.jpg', '123/45'],
    ['ABC-1 ABC-11', 'ABC-1_1.jpg', 'ABC-1'],
    ['SO-AP SO-AP-1', 'SO-AP1.jpg', 'SO-AP-1?'],
    ['11831 1183-10', '118310.jpg', '1183-10?'],
    ['SO-AP1 SO-AP-10', 'SO-AP10.jpg', 'SO-AP-10?'],
    ['KX44 KX44.1', 'KX44.1A.jpg', 'KX44?'],
    ['1183 1183/1', '1183-11.jpg', '1183?'],
    ['ABC-1 ABC-1-1', 'ABC-1-1.jpg', 'ABC-1-1'],
    ['ABC-1 ABC-1-1', 'ABC-1-1_2.jpg', 'ABC-1-1'],
    ['100 1001', '100_1.jpg', '100'],
    ['100 1001', '1001.jpg', '1001'],
    ['MUG MUG-01 MUG-01-RED', 'mug_01_red_front.jpg', 'MUG-01-RED'],
    ['MUG FRONT RED 2', 'MUG_front_2.jpg', 'MUG'],
    ['MUG-01 0042', 'MUG-01_0042.jpg', 'MUG-01 0042?'],
  ])('among %s for %s: the longest that fits', (skus, path, right) => {
    expect(found(skus.split(' '), path)).toBe(right);
  });
});

describe('a number without a mark is no product id', () => {
  const ids = [7, 71, 123, 360, 366, 379, 404, 1080, 5002, 71234, 4006381, 40170725];
  const dense = ids.map((productId) => ({
    productId,
    variantId: null,
    sku: `MUG-${productId}X`,
    productName: `Mug ${productId}`,
  }));
  const tee = { productId: 9000, variantId: null, sku: 'ALD210', productName: 'Alder Tee' };

  test.each([
    '366.png',
    '366_2.png',
    '366 front.png',
    '366-a.jpg',
    '#366.jpg',
    '404.png',
    '1080.jpg',
    '5002.jpg',
    '71234.jpg',
    '4006381.jpg',
    '40170725.jpg',
    'product_366.jpg',
    '360/frame_01.jpg',
    '360/1.jpg',
    'Shoot/360/IMG_0001.jpg',
    '366/front.jpg',
    '366 front/1.jpg',
    '007/123/400/0379/front.jpg',
    '007/123/400/0379/1.jpg',
    '123/1.jpg',
    '7/1.jpg',
    '360/366.jpg',
    '123/456/IMG_0001.jpg',
  ])('%s is matched to none', (path) => {
    expect(matchIn(dense, path).type).not.toBe('matched');
  });

  test('but the product is offered', () => {
    expect(matchIn(dense, '366_front.png')).toMatchObject({
      type: 'ambiguous',
      candidates: [{ productId: 366 }],
      why: 'The file name begins with the number 366, a product ID that may also mean something else. Name the file “id-366” to be sure.',
    });
    expect(matchIn(dense, '5002/IMG_0001.jpg')).toMatchObject({ candidates: [{ productId: 5002 }] });
  });

  test.each(['007/123/400/0379/front.jpg', '40170725.jpg'])('also for a barcode: %s', (path) => {
    expect(JSON.stringify(matchIn(dense, path))).not.toContain('"candidates":[{"productId"');
  });

  test.each(['ALD210/360/frame_01.jpg', '360/ALD210_01.jpg', 'ALD210/366.jpg', '360/ALD210/404.jpg'])(
    '%s is matched to the SKU',
    (path) => {
      expect(matchIn([...dense, tee], path)).toMatchObject({ type: 'matched', productId: 9000 });
    },
  );

  test('with its mark it is no other product’s SKU', () => {
    const holders = [
      { ...tee, sku: '62015' },
      { ...tee, productId: 62015, sku: 'ALD211' },
    ];
    expect(matchIn(holders, 'id_62015_1.jpg')).toMatchObject({
      type: 'ambiguous',
      candidates: [{ productId: 9000 }, { productId: 62015 }],
    });
  });

  test('for any number and any neighbours', () => {
    const around = fc.constantFrom('', '_1', '_front', ' (2)', '-b', '_main', '@2x');
    const folder = fc.constantFrom('', 'Shoot/', '360/', '2024/', 'web/');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), around, folder, (id, tail, above) => {
        const one = [{ ...tee, productId: id }];
        expect(matchIn(one, `${above}${id}${tail}.jpg`).type).not.toBe('matched');
        expect(matchIn(one, `${above}${id}${tail}/IMG_0001.jpg`).type).not.toBe('matched');
        expect(matchIn(one, `${above}id-${id}${tail.replace('@2x', '')}.jpg`)).toMatchObject({
          productId: id,
        });
      }),
    );
  });
});

describe('asks', () => {
  test.each([
    ['two SKUs equal but for separators', ['AB-1', 'AB1'], 'AB1.jpg', 'AB-1 AB1?'],
    [
      'a variant’s SKU is another product’s',
      ['OFX-22', 'TEE', 'TEE > OFX-22'],
      'OFX-22_1.jpg',
      'OFX-22 OFX-22?',
    ],
    ['a longer SKU is written otherwise', ['ABC-1', 'ABC-1-1'], 'ABC-1_1.jpg', 'ABC-1 ABC-1-1?'],
    ['what follows could be part of another SKU', ['MUG-01'], 'MUG-01-XL.jpg', 'MUG-01?'],
    ['a sibling may be missing', ['ABC-1', 'ABC-1-2'], 'ABC-1-3.jpg', 'ABC-1?'],
    ['the photo may show something else', ['MUG-01'], 'SET_MUG-01.jpg', 'MUG-01?'],
    ['two SKUs are named', ['MUG-01', 'LAMP-02'], 'MUG-01_LAMP-02.jpg', 'MUG-01 LAMP-02?'],
    ['a variant may be missing', ['TEE-1', 'TEE-1 > TEE-1.175'], 'TEE-1.164.jpg', 'TEE-1?'],
    ['a digit of a GTIN may be missing', ['9783161484100'], '978316148410_0.jpg', '9783161484100?'],
    ['a number may count the pictures of another product', ['AB-2'], 'AB (2).jpg', 'AB-2?'],
    ['an id may be a SKU mistyped', ['X-7', '501/37'], '5001_37.jpg', 'X-7 501/37?'],
    ['a SKU may be the time of day', ['101112'], '2023-04-12_101112_1.jpg', '101112?'],
    [
      'name and folder disagree, though it could be two',
      ['AB-1', 'AB1', 'X-7'],
      'AB1/X-7.jpg',
      'X-7 AB-1 AB1?',
    ],
    ['name and folder disagree', ['MUG-01', 'LAMP-02'], 'LAMP-02/MUG-01_1.jpg', 'MUG-01 LAMP-02?'],
    ['two folders disagree', ['MUG-01', 'LAMP-02'], 'LAMP-02/MUG-01/1.jpg', 'MUG-01 LAMP-02?'],
    ['a SKU is a common word', ['FRONT'], 'front.jpg', 'FRONT?'],
    ['a SKU is one or two characters', ['7'], '7.jpg', '7?'],
    ['a SKU is a year', ['2024'], '2024_1.jpg', '2024?'],
    ['a SKU is a size', ['1200x1200'], '1200x1200.jpg', '1200x1200?'],
    ['an id is another’s SKU', ['5002', 'MUG-01'], '5002.jpg', '5002 MUG-01?'],
    ['an id with its mark is another’s SKU', ['5002', 'MUG-01'], 'id-5002.jpg', '5002 MUG-01?'],
    ['an id with its mark may be a SKU mistyped', ['MUG-01', 'ID-5010'], 'id-5001.jpg', 'MUG-01 ID-5010?'],
    ['separators may have been lost between numbers', ['1-1-2'], '112.jpg', '1-1-2?'],
  ])('when %s', (_, skus, path, right) => {
    expect(found(skus, path)).toBe(right);
  });

  test('with the reason', () => {
    expect(matchIn(shop('MUG-01', 'LAMP-02'), 'LAMP-02/MUG-01_1.jpg').why).toBe(
      'The file name matches MUG-01, but its folder “LAMP-02” matches LAMP-02.',
    );
    expect(matchIn(shop('MUG-01'), 'MUG-01-XL.jpg').why).toBe(
      'The file name begins with the SKU MUG-01, but “xl” next to it may mean another product.',
    );
  });
});

describe('matches nothing for', () => {
  test.each([
    ['IMG_1234.jpg'],
    ['DSC_1234.JPG'],
    ['_MG_1234.jpg'],
    ['DJI_1234.jpg'],
    ['P1001234.jpg'],
    ['101_1234.jpg'],
    ['PXL_20230412_101112345.jpg'],
    ['20230412_101112.jpg'],
    ['2023-04-12 10.11.12.jpg'],
    ['WhatsApp Image 2023-04-12 at 10.11.12.jpeg'],
    ['image1 (2).jpg'],
    ['Screenshot 2023-04-12.png'],
    ['holiday.jpg'],
  ])('%s', (path) => {
    expect(found(['1234', '2023', '04-12', '12', '101', '1011', 'MUG-01'], path)).toBe('');
  });

  test('SKUs that aren’t in the store, and names the nearest', () => {
    const match = matchIn(shop('MUG-01', 'LAMP-02'), 'MUG-07_front.jpg');
    expect(match).toMatchObject({ type: 'unmatched', nearest: [{ sku: 'MUG-01' }] });
  });

  test.each([
    ['two characters swapped', 'KUM-4711_2.jpg'],
    ['two digits swapped, in a store full of like SKUs', 'MUK-4171-front.jpg'],
    ['one too many', 'MUK-47711 (2).jpg'],
  ])('a SKU with %s, and names it first', (_, path) => {
    const many = Array.from({ length: 900 }, (_, n) => `MUK-${4_200 + n}`).filter(
      (sku) => sku !== 'MUK-4711',
    );
    const match = matchIn(shop(...many, 'MUK-4711'), path);
    const nearest = match.type === 'unmatched' ? match.nearest.map(({ sku }) => sku) : [];
    expect(nearest).toContain('MUK-4711');
  });
});

describe('views', () => {
  const view = (path: string) => {
    const match = matchIn(shop('MUG-01'), path);
    return match.type === 'matched'
      ? match.view && `${match.view.kind} ${match.view.value} ${match.view.minor} (${match.view.text})`
      : '?';
  };
  test.each([
    ['MUG-01.jpg', null],
    ['MUG-01_3.jpg', 'number 3 0 (view 3)'],
    ['MUG-01 (3).jpg', 'number 3 0 (view 3)'],
    ['MUG-01-b.jpg', 'letter b 0 (view B)'],
    ['MUG-01_front.jpg', 'word front 0 (front)'],
    ['MUG-01_Rückseite.jpg', 'word back 0 (back)'],
    ['MUG-01_front_2.jpg', 'word front 2 (front 2)'],
    ['MUG-01_01_front.jpg', 'number 1 0 (front)'],
    ['MUG-01_front-left.jpg', 'word front 0 (front left)'],
    ['MUG-01.PT03.jpg', 'number 3 0 (view 3)'],
    ['MUG-01.MAIN.jpg', 'word main 0 (main)'],
    ['MUG-01_A7N1.jpg', 'word back 0 (back)'],
    ['2_MUG-01.jpg', 'number 2 0 (view 2)'],
    ['MUG-01-0023-Edit.jpg', 'number 23 0 (view 23)'],
    ['MUG-01_1200x1200_2.jpg', 'number 2 0 (view 2)'],
    ['MUG-01_hires@2x.jpg', null],
    ['MUG-01 - Kopie (2).jpg', null],
    ['MUG-01/01.jpg', 'number 1 0 (view 1)'],
    ['MUG-01/IMG_1234.jpg', null],
  ])('of %s', (path, right) => {
    expect(view(path)).toBe(right);
  });

  test('are named in the sentence', () => {
    expect(matchIn(shop('MUG-01'), 'MUG-01_back.jpg').why).toBe(
      'The file name begins with the SKU MUG-01, and “back” means the back view.',
    );
  });
});

describe('for any names', () => {
  const sku = fc
    .tuple(
      fc.stringMatching(/^[A-Z]{2,4}$/),
      fc.integer({ min: 1, max: 400 }),
      fc.constantFrom('', '-S', '-RED', '/2', '.X1'),
    )
    .map(([letters, number, tail]) => `${letters}-${number}${tail}`);
  const tail = fc.constantFrom(
    '',
    '_1',
    '-2',
    ' (3)',
    '_front',
    '-a',
    '.PT01',
    '_back_2',
    '-XL',
    '_0042',
    ' final',
    '-1-1',
  );
  const productOf = (match: Match) => (match.type === 'matched' ? match.productId : null);

  test('case and separators never lead to another product', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(sku, { minLength: 1, maxLength: 12 }),
        tail,
        fc.constantFrom('-', '_', ' ', '.', ''),
        fc.boolean(),
        (skus, suffix, separator, upper) => {
          const holders = shop(...skus);
          const written = skus[0]!.replace(/[-/.]/g, separator);
          const plain = productOf(matchIn(holders, `${skus[0]!.replaceAll('/', '_')}${suffix}.jpg`));
          const cased = upper ? written.toUpperCase() : written.toLowerCase();
          const other = productOf(matchIn(holders, `${cased}${suffix}.jpg`));
          if (plain !== null && other !== null) expect(other).toBe(plain);
        },
      ),
      { numRuns: 400, seed: 1 },
    );
  });

  test('another SKU in the store never turns a certain match into a third product’s', () => {
    fc.assert(
      fc.property(fc.uniqueArray(sku, { minLength: 1, maxLength: 8 }), sku, tail, (skus, added, suffix) => {
        const holders = shop(...skus);
        const path = `${skus[0]!.replaceAll('/', '_')}${suffix}.jpg`;
        const before = productOf(matchIn(holders, path));
        const more = { productId: 7777, variantId: null, sku: added, productName: 'Added' };
        const after = productOf(matchIn([...holders, more], path));
        if (before !== null && after !== null) expect([before, 7777]).toContain(after);
      }),
      { numRuns: 400, seed: 2 },
    );
  });

  test('an answer comes at once, however strange the name', () => {
    const index = indexOf(shop('A', '1', 'A-1', 'A1-A1-A1', '1-1-1-1-1', 'a'.repeat(250), '-', ''));
    const strange = fc.oneof(
      fc
        .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 1_000 })
        .map((points) => String.fromCodePoint(...points)),
      fc.string({ unit: fc.constantFrom('a', '1', '_', '-', ' ', '(', '.', 'é', '𝟙'), maxLength: 1_000 }),
    );
    fc.assert(
      fc.property(strange, strange, (fileName, folder) => {
        expect(matchFile({ fileName, folder }, index, noPatterns).why).not.toBe('');
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe('a title that is part of another’s', () => {
  const products = [
    { ...bare, id: 1, name: 'Fjord Stoneware Mug', sku: 'FJM350' },
    { ...bare, id: 2, name: 'Fjord Stoneware Mug Set of 4', sku: 'FJM350-S4' },
    { ...bare, id: 3, name: 'Alder Crew Tee', sku: 'ALD210' },
  ];
  const index = indexProducts(products);
  const product = { field: 'Product name', text: 'Alder Crew Tee' };
  const match = (path: string, identifiers: (typeof product)[] = []) => {
    const [folder = '', fileName = ''] = path.split('/');
    const fields = { identifiers, texts: [], alt: '', description: '' };
    return matchFile({ fileName, folder, fields }, index, noPatterns);
  };

  test('is asked in the folder of a third product, and with a field of one', () => {
    const inFolder = match('ALD210/Fjord Stoneware Mug_2.jpg');
    const withField = match('shoot/Fjord Stoneware Mug_2.jpg', [product]);
    for (const asked of [inFolder, withField]) {
      expect(asked.type).toBe('ambiguous');
      const offered = asked.type === 'ambiguous' ? asked.candidates.map(({ productId }) => productId) : [];
      expect(offered).toEqual(expect.arrayContaining([1, 3]));
    }
  });

  test('is that other’s in its folder', () => {
    expect(match('FJM350-S4/Fjord Stoneware Mug_2.jpg')).toMatchObject({ type: 'matched', productId: 2 });
  });
});
