import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyManifest } from '../../../../electron/matching/lists/apply-manifest.ts';
import { decodeList } from '../../../../electron/matching/lists/list-text.ts';
import { readManifest } from '../../../../electron/matching/lists/manifest.ts';
import { indexOf } from '../index-of.ts';
import { sentenceOf } from '../../../../shared/messages/reason.ts';

const plain = {
  productId: null,
  otherSkus: [],
  name: null,
  alt: null,
  position: null,
  thumbnail: null,
  ofProduct: false,
};
const brief = (text: string) =>
  readManifest(text).rows.map(({ sku, productId, file }) => `${sku ?? productId} ${file}`);
const sentences = (text: string) => readManifest(text).errors.map(({ reason }) => sentenceOf(reason));

test('reads two photos where columns beside each other name the same file in two folders', () => {
  const [two, one] = ['two/front.jpg', 'one/front.jpg'];
  expect(brief(`sku,image,file\nA-1,${two},${one}`)).toEqual([`A-1 ${two}`, `A-1 ${one}`]);
  expect(brief(`sku,image,file\nA-1,${two},shoot/${two}`)).toEqual([`A-1 ${two}`]);
});

test('reads the plain form', () => {
  const { rows, errors } = readManifest(
    'sku,file,alt,position,thumbnail\nMUG-01,mug front.jpg,"A mug, rust",1,yes\nMUG-01,back.jpg,,2,no\n',
  );
  expect(errors).toEqual([]);
  expect(rows).toEqual([
    {
      ...plain,
      line: 2,
      sku: 'MUG-01',
      file: 'mug front.jpg',
      alt: 'A mug, rust',
      position: 1,
      thumbnail: true,
    },
    { ...plain, line: 3, sku: 'MUG-01', file: 'back.jpg', position: 2, thumbnail: false },
  ]);
});

test.each([
  ['semicolons, as German spreadsheets save', 'SKU;Datei\r\nA-1;a.jpg\r\n'],
  ['tabs', 'sku\tfile\nA-1\ta.jpg'],
  ['a byte order mark', '\uFEFFsku,file\nA-1,a.jpg'],
  ['quotes everywhere', '"SKU","File name"\n"A-1","a.jpg"'],
  ['old line ends', 'sku,filename\rA-1,a.jpg\r'],
  ['columns in another order, and others between', 'price,image,name,sku\n3,a.jpg,"x;y",A-1'],
  ['the separator announced', 'sep=;\nsku;file\nA-1;a.jpg'],
  ['cells that are kept from being numbers', 'sku,file\n="A-1",="a.jpg"'],
  ['a column of names that is called article', 'Article,SKU,File\nMug,A-1,a.jpg'],
  ['titles with hyphens, stars and full stops', 'Art.-Nr.;Datei*\nA-1;a.jpg'],
  ['Windows paths and blank lines', 'sku,path\n\nA-1,a.jpg\n\n'],
])('reads %s', (_, text) => {
  expect(brief(text)).toEqual(['A-1 a.jpg']);
});

test('reads BigCommerce’s older product export', () => {
  const { rows, errors } = readManifest(
    'Item Type,Product ID,Product Name,Product Code/SKU,Product Description,Product Image File - 1,Product Image Description - 1,Product Image Is Thumbnail - 1,Product Image Sort - 1,Product Image File - 2,Product Image Description - 2,Product Image Is Thumbnail - 2,Product Image Sort - 2\n' +
      'Product,77,Mug,MUG-01,<p>Mug</p>,m/front.jpg,Front,Y,0,m/back.jpg,,N,1\n' +
      'Product,78,Bare,BARE,,,,,,,,,\n',
  );
  expect(errors).toEqual([]);
  expect(rows).toEqual([
    {
      ...plain,
      line: 2,
      productId: 77,
      name: 'Mug',
      sku: 'MUG-01',
      file: 'm/front.jpg',
      alt: 'Front',
      position: 0,
      thumbnail: true,
    },
    {
      ...plain,
      line: 2,
      productId: 77,
      name: 'Mug',
      sku: 'MUG-01',
      file: 'm/back.jpg',
      position: 1,
      thumbnail: false,
    },
  ]);
});

test('reads BigCommerce’s newer export, where images have rows below their product', () => {
  const text =
    'Item,ID,Name,SKU,Description,Image URL (Import),Image Description,Image is Thumbnail,Image Sort Order\n' +
    'Product,77,Mug,MUG-01,text,,,,\nImage,501,,,,https://x.example/p/front%20one.jpg?c=2,Front,TRUE,0\n' +
    'Variant,9,,MUG-01-S,,,,,\nImage,502,,,,https://x.example/p/back.jpg,,FALSE,1\nProduct,78,Other,OTHER,,,,,\nImage,503,,,,c.jpg,,,\n';
  expect(readManifest(text).errors).toEqual([]);
  expect(readManifest(text).rows).toEqual([
    {
      ...plain,
      line: 3,
      productId: 77,
      name: 'Mug',
      sku: 'MUG-01',
      file: 'front one.jpg',
      alt: 'Front',
      position: 0,
      thumbnail: true,
    },
    {
      ...plain,
      line: 5,
      productId: 77,
      name: 'Mug',
      sku: 'MUG-01',
      file: 'back.jpg',
      position: 1,
      thumbnail: false,
    },
    { ...plain, line: 7, productId: 78, name: 'Other', sku: 'OTHER', file: 'c.jpg' },
  ]);
});

test('reads Shopify’s export, where further images have only the handle', () => {
  const text =
    'Handle,Title,Variant SKU,Image Src,Image Position,Image Alt Text\nmug,Mug,MUG-01,https://x.example/a.jpg?v=1,1,Front\nmug,,,https://x.example/b.jpg,2,\nlamp,Lamp,LAMP-1,c.jpg,1,\n';
  expect(brief(text)).toEqual(['MUG-01 a.jpg', 'MUG-01 b.jpg', 'LAMP-1 c.jpg']);
  expect(readManifest(text).rows[0]).toMatchObject({ alt: 'Front', position: 1, ofProduct: true });
});

test('reads WooCommerce’s and Magento’s lists of several files in a cell', () => {
  expect(
    brief(
      'ID,Type,SKU,Description,Images\n4,simple,A-1,text,"https://x.example/a.jpg, https://x.example/b.jpg"',
    ),
  ).toEqual(['A-1 a.jpg', 'A-1 b.jpg']);
  expect(
    readManifest(
      'sku,base_image,base_image_label,additional_images,additional_image_labels\nA-1,/a/b/ab.jpg,Front,"/a/b/ab.jpg,/c/d.jpg","Front,Back"',
    ).rows.map(({ file, alt }) => [file, alt]),
  ).toEqual([
    ['/a/b/ab.jpg', 'Front'],
    ['/c/d.jpg', 'Back'],
  ]);
});

test.each([
  ['Matrixify', 'Handle;Variant SKU;Image Src\nmug;A-1;"https://x.example/a.jpg;https://x.example/b.jpg"'],
  ['Amazon', 'item_sku,main_image_url,other_image_url1\nA-1,https://x.example/a.jpg,https://x.example/b.jpg'],
  ['Wix', 'handleId,fieldType,name,sku,productImageUrl\np1,Product,Mug,A-1,a.jpg;b.jpg'],
  [
    'Squarespace',
    'Product ID [Non Editable],SKU,Hosted Image URLs\n5f,A-1,"https://x.example/a.jpg\nhttps://x.example/b.jpg"',
  ],
  [
    'PrestaShop',
    'ID;Reference;"Image URLs (x,y,z...)"\n1;A-1;https://x.example/a.jpg,https://x.example/b.jpg',
  ],
  [
    'Google',
    'id,sku,image_link,additional_image_link\n1,A-1,https://x.example/a.jpg,https://x.example/b.jpg',
  ],
  ['eBay', 'Custom label (SKU),PicURL\nA-1,https://x.example/a.jpg|https://x.example/b.jpg'],
])('reads the columns of %s', (_, text) => {
  expect(sentences(text)).toEqual([]);
  expect(brief(text)).toEqual(['A-1 a.jpg', 'A-1 b.jpg']);
});

test.each([
  ['UTF-8', (text: string) => Buffer.from(text)],
  ['UTF-8 with its mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-16, as “Unicode text” is saved', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 the other way round', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['UTF-16 without its mark', (text: string) => Buffer.from(text, 'utf16le')],
  ['ISO 8859-1', (text: string) => Buffer.from(text, 'latin1')],
])('reads %s', (_, save) => {
  expect(brief(decodeList(save('SKU\tDatei\tAlt\r\nMÜ-1\tGröße é.jpg\tx\r\n')))).toEqual([
    'MÜ-1 Größe é.jpg',
  ]);
});

test('reads Windows’ own character sets', () => {
  expect(decodeList(Uint8Array.of(0x80, 0x20, 0xfc, 0x20, 0x96))).toBe('€ ü –');
});

test('reports errors by row and reads the other rows', () => {
  const text =
    'sku,file,position,thumbnail\nA-1,a.jpg,first,\n,b.jpg,1,\nA-1,,2,\nA-1,d.jpg,3,maybe\nA-1,e.jpg,4,\nA-1,E.JPG,5,\n';
  expect(sentences(text)).toEqual([
    'Row 2: “first” is not a position.',
    'Row 3 has no SKU.',
    'Row 4 has no file.',
    'Row 5: “maybe” is not a value for the thumbnail.',
    'Row 7: “E.JPG” was already assigned to A-1 in row 6.',
  ]);
  expect(brief(text)).toEqual(['A-1 e.jpg']);
});

test.each([
  ['', 'The list is empty.'],
  ['file,alt\na.jpg,x', 'The list has no SKU column.'],
  ['sku,alt\nA-1,x', 'The list has no file column.'],
  ['sku,file\nA-1,"a.jpg', 'A quotation mark near line 2 is never closed.'],
  ['sku,file\n', 'The list has no rows with a file.'],
  ['PK\0\0', 'This is not a text file.'],
])('refuses %j as a whole', (text, sentence) => {
  expect(sentences(text)).toEqual([sentence]);
  expect(readManifest(text).errors[0]?.line).toBe(0);
});

const index = indexOf([
  { productId: 1, variantId: null, sku: 'MUG-01', productName: 'Mug' },
  { productId: 2, variantId: null, sku: 'AB-1', productName: 'One' },
  { productId: 3, variantId: null, sku: 'AB1', productName: 'Other' },
  { productId: 4, variantId: 44, sku: 'TEE-S', productName: 'Tee' },
]);
const files = [
  'drop/Front.jpg',
  'drop/x/back.jpg',
  'drop/y/back.jpg',
  'drop/side.JPG',
  'drop/Side.jpg',
  'drop/Größe.jpg',
].map((path) => ({
  fileName: path.slice(path.lastIndexOf('/') + 1).normalize('NFD'),
  folder: path.slice(0, path.lastIndexOf('/')),
}));
const apply = (body: string) =>
  applyManifest(readManifest(`sku,file,alt,position,thumbnail\n${body}`), files, index);
const owners = (body: string) =>
  apply(body).files.map(([one]) => (one ? `${one.match.productId}/${one.match.variantId ?? ''}` : null));
const problems = (body: string) => apply(body).errors.map(({ reason }) => sentenceOf(reason));

test('finds files by name or path, ignoring case', () => {
  expect(owners('MUG-01,front.JPG\nTEE-S,y/back.jpg\nmug 01,größe.jpg\nAB-1,side.JPG')).toEqual([
    '1/',
    null,
    '4/44',
    '2/',
    null,
    '1/',
  ]);
});

test.each([
  ['FJR-20%20Ecru', 'FJR-20%20Ecru.jpg'],
  ['FJR-20%20Ecru.jpg', 'FJR-20%20Ecru.jpg'],
  ['FJR-20 Ecru', 'FJR-20%20Ecru.jpg'],
  ['FJR-20 Ecru.jpg', 'FJR-20%20Ecru.jpg'],
  ['FJR-20%20Ecru', 'FJR-20 Ecru.jpg'],
  ['FJR-20%20Ecru.jpg', 'FJR-20 Ecru.jpg'],
  ['my%20rugs/FJR-20%20Ecru.jpg', 'FJR-20 Ecru.jpg'],
  ['my rugs/FJR-20 Ecru', 'FJR-20%20Ecru.jpg'],
])('finds, as %s, a file %s: a web address’s way to write a space is one', (cell, fileName) => {
  const found = applyManifest(
    readManifest(`sku,file\nMUG-01,${cell}`),
    [
      { fileName, folder: 'my rugs' },
      { fileName: 'FJR-20.jpg', folder: 'my rugs' },
    ],
    index,
  );
  expect(found.files.map((rows) => rows.length)).toEqual([1, 0]);
});

test('finds, of two files that differ in how a space is written, the one of the row', () => {
  const both = ['FJR-20 Ecru.jpg', 'FJR-20%20Ecru.jpg'].map((fileName) => ({ fileName, folder: 'rugs' }));
  const rowsOf = (cell: string) =>
    applyManifest(readManifest(`sku,file\nMUG-01,${cell}`), both, index).files.map((rows) => rows.length);
  expect(rowsOf('FJR-20%20Ecru.jpg')).toEqual([0, 1]);
  expect(rowsOf('FJR-20 Ecru.jpg')).toEqual([1, 0]);
});

test('passes on what the row says about the picture, and why', () => {
  expect(apply('MUG-01,front.jpg,A mug,3,yes').files[0]?.[0]).toMatchObject({
    alt: 'A mug',
    position: 3,
    thumbnail: true,
    line: 2,
    match: { by: 'manifest', why: 'Row 2 of your list assigns this file to the SKU MUG-01.' },
  });
});

test('finds a file given without extension', () => {
  expect(owners('MUG-01,Front')[0]).toBe('1/');
});

test('reports an unknown SKU with the closest one, and a SKU that a spreadsheet has damaged', () => {
  expect(problems('MUG-10,front.jpg\n9.78E+12,front.jpg')).toEqual([
    'Row 2: your store has no SKU MUG-10. MUG-01 is the closest.',
    'Row 3: “9.78E+12” is a number that a spreadsheet has rounded.',
  ]);
  const store = indexOf([{ productId: 1, variantId: null, sku: '000417', productName: 'Screw' }]);
  const { errors } = applyManifest(readManifest('sku,file\n417,a.jpg'), [], store);
  expect(errors.map(({ reason }) => sentenceOf(reason)).join()).toBe(
    'Row 2: your store has no SKU 417. 000417 is the closest.',
  );
});

test('never guesses between files or products, and reports it by row', () => {
  expect(problems('MUG-01,back.jpg')).toEqual(['Row 2: 2 files match “back.jpg”.']);
  expect(problems('MUG-01,side.jpg')).toEqual(['Row 2: 2 files match “side.jpg”.']);
  expect(problems('ab_1,front.jpg')).toEqual(['Row 2: the SKU ab_1 belongs to more than one product.']);
  expect(owners('AB1,front.jpg')[0]).toBe('3/');
  expect(problems('NOPE,front.jpg\nMUG-01,nope.jpg')).toEqual([
    'Row 2: your store has no SKU NOPE.',
    'Row 3: none of these files is called “nope.jpg”.',
  ]);
});

describe('a file in several rows', () => {
  const store = indexOf([
    { productId: 1, variantId: null, sku: 'ALD210', productName: 'Tee' },
    { productId: 1, variantId: 11, sku: 'ALD210-NVY-S', productName: 'Tee' },
    { productId: 1, variantId: 12, sku: 'ALD210-NVY-M', productName: 'Tee' },
    { productId: 1, variantId: 13, sku: 'ALD210-BGR-S', productName: 'Tee' },
    { productId: 2, variantId: null, sku: 'ALD300', productName: 'Polo' },
    { productId: 3, variantId: 31, sku: 'ALD210NVY', productName: 'Cap' },
    { productId: 4, variantId: null, sku: 'STAR*', productName: 'Star' },
  ]);
  /** Products of one file as `product[variants]@place`, and what rows are told. */
  function given(rows: string) {
    const applied = applyManifest(
      readManifest(`sku,file,alt\n${rows}`),
      [{ fileName: 'chart.jpg', folder: '' }],
      store,
    );
    return [
      ...(applied.files[0] ?? []).map(({ match, place }) => {
        const ids = match.variants?.variantIds ?? (match.variantId === null ? [] : [match.variantId]);
        return `${match.productId}[${ids.join()}]@${place}`;
      }),
      ...applied.errors.map(({ reason }) => sentenceOf(reason)),
    ];
  }

  test.each([
    ['goes to each product', 'ALD210,chart.jpg\nALD300,chart.jpg', ['1[]@0', '2[]@0']],
    [
      'goes once to a product whose variants are named',
      'ALD210-NVY-S,chart.jpg\nALD210-NVY-M,chart.jpg',
      ['1[11,12]@0'],
    ],
    ['goes to a product and to its variant', 'ALD210,chart.jpg\nALD210-BGR-S,chart.jpg', ['1[13]@0']],
    ['goes to all variants whose SKUs begin so', 'ALD210-NVY~,chart.jpg', ['1[11,12]@0']],
    [
      'goes to all whose SKUs begin so, written with a star and in small letters',
      'ald210-nvy*,chart.jpg',
      ['1[11,12]@0'],
    ],
    ['goes to the one variant whose SKU begins so', 'ALD210-BGR~,chart.jpg', ['1[13]@0']],
    ['goes to products whose own SKUs begin so as a whole', 'ALD~,chart.jpg', ['1[]@0', '3[31]@0', '2[]@0']],
    ['goes to the product whose SKU ends in a star', 'STAR*,chart.jpg', ['4[]@0']],
    ['is told where no SKU begins so', 'XYZ~,chart.jpg', ['Row 2: no SKU of your store begins with XYZ.']],
    [
      'is told where a row is repeated',
      'ALD300,chart.jpg\nALD300,chart.jpg',
      ['2[]@0', expect.stringContaining('Row 3')],
    ],
  ])('%s', (_, rows, right) => {
    expect(given(rows)).toEqual(right);
  });

  test('has the alt text of each product’s own row', () => {
    const [all] = applyManifest(
      readManifest('sku,file,alt\nALD210,chart.jpg,Sizes of the tee\nALD300,chart.jpg,Sizes of the polo'),
      [{ fileName: 'chart.jpg', folder: '' }],
      store,
    ).files;
    expect(all?.map(({ alt }) => alt)).toEqual(['Sizes of the tee', 'Sizes of the polo']);
  });

  test('goes to exactly the products of its rows, once each, whatever the order of the rows', () => {
    const many = indexOf(
      Array.from({ length: 9 }, (_, id) => ({
        productId: id + 1,
        variantId: null,
        sku: `P-${id + 1}`,
        productName: `Product ${id + 1}`,
      })),
    );
    const row = fc.record({ product: fc.integer({ min: 1, max: 9 }), file: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const list = readManifest(
          `sku,file\n${rows.map(({ product, file }) => `P-${product},${file}.jpg`).join('\n')}`,
        );
        const names = ['a', 'b', 'c'];
        const { files: found } = applyManifest(
          list,
          names.map((name) => ({ fileName: `${name}.jpg`, folder: '' })),
          many,
        );
        for (const [at, name] of names.entries()) {
          const right = new Set(rows.filter(({ file }) => file === name).map(({ product }) => product));
          const got = (found[at] ?? []).map(({ match }) => match.productId);
          expect(got.toSorted()).toEqual([...right].toSorted());
        }
        const places = Map.groupBy(found.flat(), ({ match }) => match.productId);
        for (const own of places.values())
          expect(own.map(({ place }) => place).toSorted()).toEqual(own.map((__, place) => place));
      }),
    );
  });
});

describe('a row with a folder', () => {
  const store = indexOf([
    { productId: 1, variantId: null, sku: 'MUG-TEA-01', productName: 'Tea mug' },
    { productId: 2, variantId: null, sku: 'MUG-BUT-04', productName: 'Butter dish' },
  ]);
  const listed = (path: string) => {
    const slash = path.lastIndexOf('/');
    return { fileName: path.slice(slash + 1), folder: path.slice(0, Math.max(0, slash)) };
  };
  /** Each file with the product from rows of `sku,file`, and the messages of rows. */
  function given(rows: readonly string[], paths: readonly string[]) {
    const { files: found, errors } = applyManifest(
      readManifest(`sku,file\n${rows.join('\n')}\n`),
      paths.map(listed),
      store,
    );
    return {
      files: found.map((all) => all.map(({ match }) => match.sku.slice(4, 7)).join('+')),
      errors: errors.map(({ reason }) => sentenceOf(reason)),
    };
  }
  const both = (one: string, other = one) => [`MUG-TEA-01,${one}`, `MUG-BUT-04,${other}`];
  const orders = (rows: readonly string[]) => [rows, rows.toReversed()];

  test.each(orders(both('MUG-TEA-01/1.jpg', 'MUG-BUT-04/1.jpg')))(
    'matches only a path that ends in it: %s and %s',
    (...rows) => {
      const { files: found, errors } = given(rows, ['MUG-BUT-04/1.jpg']);
      expect(found).toEqual(['BUT']);
      expect(errors).toEqual([
        expect.stringMatching(
          /^Row [23]: there is no file “MUG-TEA-01\/1.jpg”, but “MUG-BUT-04\/1.jpg” is in another folder\.$/,
        ),
      ]);
    },
  );

  test.each([
    ['its own folder', 'MUG-TEA-01/1.jpg', 'MUG-BUT-04/1.jpg', ''],
    ['backslashes', 'MUG-TEA-01\\1.jpg', 'drop/mug-tea-01/1.JPG', 'TEA'],
    ['another case', 'mug-tea-01/1.JPG', 'drop/MUG-TEA-01/1.jpg', 'TEA'],
    ['a leading dot', './MUG-TEA-01/1.jpg', 'MUG-TEA-01/1.jpg', 'TEA'],
    ['a leading slash', '/MUG-TEA-01/1.jpg', 'MUG-TEA-01/1.jpg', 'TEA'],
    ['a leading slash and another folder', '/MUG-TEA-01/1.jpg', 'MUG-BUT-04/1.jpg', ''],
    ['a folder that only ends alike', 'TEA-01/1.jpg', 'MUG-TEA-01/1.jpg', ''],
    ['a folder between', 'MUG-TEA-01/1.jpg', 'MUG-TEA-01/web/1.jpg', ''],
    ['no folder', 'MUG-TEA-01/1.jpg', '1.jpg', ''],
    ['another folder above', 'a/web/1.jpg', 'b/web/1.jpg', ''],
    ['no extension', 'MUG-TEA-01/1', 'MUG-TEA-01/1.jpg', 'TEA'],
    ['no folder in the row', '1.jpg', 'MUG-BUT-04/1.jpg', 'TEA'],
    ['a Windows path', 'C:\\Shoot\\MUG-TEA-01\\1.jpg', 'drop/MUG-TEA-01/1.jpg', 'TEA'],
    ['a Windows path and another folder', 'C:\\Shoot\\MUG-TEA-01\\1.jpg', 'MUG-BUT-04/1.jpg', ''],
    ['a Windows path and no folder', 'C:\\Shoot\\MUG-TEA-01\\1.jpg', '1.jpg', ''],
    ['a share', '\\\\nas\\MUG-TEA-01\\1.jpg', 'drop/MUG-TEA-01/1.jpg', 'TEA'],
    ['a Mac path', '/Volumes/x/MUG-TEA-01/1.jpg', 'MUG-TEA-01/1.jpg', 'TEA'],
    ['a file address', 'file:///Users/a/MUG-TEA-01/1.jpg', 'MUG-TEA-01/1.jpg', 'TEA'],
    ['a Mac path and another product’s folder above', '/x/MUG-TEA-01/web/1.jpg', 'MUG-BUT-04/web/1.jpg', ''],
    ['a Mac path and an unknown folder above', '/x/MUG-TEA-01/web/1.jpg', 'web/1.jpg', ''],
    ['Magento’s folders', '/m/u/mug.jpg', 'drop/mug.jpg', 'TEA'],
    ['Magento’s import folder', 'import/m/u/mug.jpg', 'drop/mug.jpg', 'TEA'],
    ['folders that are none of Magento’s', '/a/b/mug.jpg', 'drop/mug.jpg', ''],
    ['an import folder with folders', 'import/MUG-TEA-01/1.jpg', 'MUG-TEA-01/1.jpg', 'TEA'],
    ['an import folder with other folders', 'import/MUG-TEA-01/1.jpg', 'MUG-BUT-04/1.jpg', ''],
    ['an import folder and another product’s', 'import/1.jpg', 'MUG-BUT-04/1.jpg', ''],
    ['BigCommerce’s folders', 'k/635/mug__12345.jpg', 'mug__12345.jpg', 'TEA'],
  ])('with %s: %s and %s', (_, cell, path, right) => {
    expect(given([`MUG-TEA-01,${cell}`], [path]).files).toEqual([right]);
  });

  test.each(orders(both('1.jpg', 'MUG-BUT-04/1.jpg')))('wins over one without: %s and %s', (...rows) => {
    const { files: found, errors } = given(rows, ['MUG-BUT-04/1.jpg']);
    expect(found).toEqual(['BUT']);
    expect(errors).toEqual([
      expect.stringContaining('the only photo called “1.jpg” goes to MUG-BUT-04, because row'),
    ]);
  });

  test('from another computer matches the file with the longest common path', () => {
    const paths = ['a/MUG-TEA-01/1.jpg', 'b/MUG-TEA-01/1.jpg'];
    expect(given(['MUG-TEA-01,/Volumes/b/MUG-TEA-01/1.jpg'], paths).files).toEqual(['', 'TEA']);
    expect(given(['MUG-TEA-01,C:\\b\\MUG-TEA-01\\1.jpg'], paths).files).toEqual(['', 'TEA']);
  });

  test('that matches two files is refused by its number, unless it is the whole path of one', () => {
    const paths = ['a/MUG-TEA-01/1.jpg', 'b/MUG-TEA-01/1.jpg'];
    const asked = ['Row 2: 2 files match “MUG-TEA-01/1.jpg”, in “a/MUG-TEA-01”, “b/MUG-TEA-01”.'];
    expect(given(['MUG-TEA-01,MUG-TEA-01/1.jpg'], paths)).toEqual({ files: ['', ''], errors: asked });
    expect(given(['MUG-TEA-01,C:/x/MUG-TEA-01/1.jpg'], paths).errors[0]).toContain('2 files match');
    expect(given(['MUG-TEA-01,MUG-TEA-01/1.jpg'], ['MUG-TEA-01/1.jpg', ...paths]).files).toEqual([
      'TEA',
      '',
      '',
    ]);
  });

  test('counts the folders above the dropped one', () => {
    const file = { ...listed('web/1.jpg'), path: '/photos/MUG-BUT-04/web/1.jpg' };
    const apply = (cell: string) =>
      applyManifest(readManifest(`sku,file\nMUG-BUT-04,${cell}`), [file], store).files[0]?.[0]?.match.sku;
    expect(apply('MUG-BUT-04/web/1.jpg')).toBe('MUG-BUT-04');
    expect(apply('MUG-TEA-01/web/1.jpg')).toBeUndefined();
  });

  test('of an address, where another product’s address ends in the same name', () => {
    const rows = both('https://x.example/p/MUG-TEA-01/1.jpg?v=1', 'https://x.example/p/MUG-BUT-04/1.jpg');
    for (const some of orders(rows)) expect(given(some, ['MUG-BUT-04/1.jpg']).files).toEqual(['BUT']);
    expect(given(['MUG-TEA-01,https://x.example/p/9f/1.jpg'], ['drop/1.jpg']).files).toEqual(['TEA']);
  });

  test('never matches a file in a folder of another name, whatever the list and drop', () => {
    const folder = fc.constantFrom('MUG-TEA-01', 'MUG-BUT-04', 'web', 'a', 'Shoot');
    const name = fc.constantFrom('1.jpg', '2.jpg', 'mug.jpg');
    const path = fc
      .tuple(fc.array(folder, { maxLength: 3 }), name)
      .map(([folders, last]) => [...folders, last].join('/'));
    const cell = fc.tuple(fc.constantFrom('', '/', 'C:/', './'), path).map(([start, rest]) => start + rest);
    const row = fc.tuple(fc.constantFrom('MUG-TEA-01', 'MUG-BUT-04'), cell);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.uniqueArray(path, { maxLength: 6 }),
        (rows, paths) => {
          const list = readManifest(`sku,file\n${rows.map(([sku, file]) => `${sku},${file}`).join('\n')}`);
          const found = applyManifest(list, paths.map(listed), store).files;
          for (const [at, one] of found.flatMap((all, index) => all.map((own) => [index, own] as const))) {
            const [, written = ''] = rows[one.line - 2] ?? [];
            const direct = written
              .split('/')
              .filter((part) => !/^(?:C:|\.)?$/.test(part))
              .at(-2);
            if (direct !== undefined)
              expect(
                listed(paths[at] ?? '')
                  .folder.split('/')
                  .at(-1),
              ).toBe(direct);
          }
        },
      ),
    );
  });
});

describe('the order of a list', () => {
  const store = indexOf([
    { productId: 1, variantId: null, sku: 'A-1', productName: 'Mug' },
    { productId: 2, variantId: null, sku: 'B-2', productName: 'Pot' },
  ]);
  const names = ['one', 'two', 'three', 'four', 'five'];
  function ordered(text: string) {
    const { files: found, errors } = applyManifest(
      readManifest(text),
      names.map((name) => ({ fileName: `${name}.jpg`, folder: 'drop' })),
      store,
    );
    expect(errors).toEqual([]);
    const placed = found.flatMap((all, at) =>
      all.map(({ place, match }) => ({ at, place, productId: match.productId })),
    );
    return placed
      .toSorted((a, b) => a.productId - b.productId || a.place - b.place)
      .map(({ at }) => names[at])
      .join(' ');
  }

  test.each([
    [
      'base image first, then the cell’s order',
      'sku,base_image,additional_images\nA-1,two.jpg,"three.jpg,one.jpg"',
      'two three one',
    ],
    [
      'whatever the order of the columns',
      'sku,additional_images,base_image\nA-1,"three.jpg,two.jpg,one.jpg",two.jpg',
      'two three one',
    ],
    ['bars in a cell', 'sku,images\nA-1,three|one|two', 'three one two'],
    ['bars in the cell of a file', 'sku,file\nA-1,three|one|two', 'three one two'],
    ['commas in the cell of a file', 'sku,file\nA-1,"three.jpg, one.jpg, two.jpg"', 'three one two'],
    ['lines in a cell', 'sku,images\nA-1,"three.jpg\none.jpg"', 'three one'],
    ['rows', 'sku,file\nA-1,three.jpg\nA-1,one.jpg\nA-1,two.jpg', 'three one two'],
    [
      'rows of several products mixed',
      'sku,file\nB-2,three.jpg\nA-1,two.jpg\nB-2,one.jpg\nA-1,four.jpg',
      'two four three one',
    ],
    [
      'positions where given',
      'sku,file,position\nA-1,three.jpg,2\nA-1,one.jpg,3\nA-1,two.jpg,1',
      'two three one',
    ],
    ['equal positions', 'sku,file,position\nA-1,three.jpg,1\nA-1,one.jpg,1\nA-1,two.jpg,0', 'two three one'],
    [
      'the places between positions',
      'sku,file,position\nA-1,three.jpg,\nA-1,one.jpg,1\nA-1,two.jpg,\nA-1,four.jpg,3',
      'one three four two',
    ],
    [
      'several files of a row with a position',
      'sku,file,position\nA-1,three.jpg|two.jpg,2\nA-1,five.jpg|one.jpg,1',
      'five one three two',
    ],
    ['columns beside each other', 'sku,image,file,photo\nA-1,three.jpg,one.jpg,two.jpg', 'three one two'],
    [
      'of those, each picture once',
      'sku,image,file\nA-1,three.jpg,drop/Three.jpg\nA-1,two.jpg,two.jpg',
      'three two',
    ],
    ['of those, all in the row’s folder', 'sku,path,image,file\nA-1,/drop/,three.jpg,one.jpg', 'three one'],
    [
      'a name, of which an address says where it is shown',
      'sku,file,url\nA-1,two.jpg,https://x.example/q7.jpg',
      'two',
    ],
    ['numbered columns', 'sku,image 2,image 1,image 10\nA-1,three.jpg,two.jpg,one.jpg', 'two three one'],
  ])('is the gallery’s order: %s', (_, text, right) => {
    expect(ordered(text)).toBe(right);
  });

  test('keeps an address with a comma whole', () => {
    expect(brief('sku,file\nA-1,"https://x.example/w_200,h_300/a.jpg"')).toEqual(['A-1 a.jpg']);
  });
});

describe('a list whose columns could be mistaken', () => {
  const store = indexOf([
    { productId: 1, variantId: null, sku: 'MUG-01', productName: 'Mug' },
    { productId: 2, variantId: null, sku: 'LAMP-02', productName: 'Lamp' },
    { productId: 4, variantId: 44, sku: 'TEE-S', productName: 'Tee' },
    { productId: 4, variantId: 45, sku: 'TEE-M', productName: 'Tee' },
    { productId: 9, variantId: null, sku: 'NINE', productName: 'Nine' },
    { productId: 44, variantId: null, sku: 'FORTY', productName: 'Forty-four' },
  ]);
  /** For each file its products as `product/variant`, then what rows are told. */
  function given(paths: readonly string[], text: string) {
    const dropped = paths.map((path) => ({
      fileName: path.slice(path.lastIndexOf('/') + 1),
      folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
    }));
    const { files: found, errors } = applyManifest(readManifest(text), dropped, store);
    return [
      ...found.map((all) =>
        all.map(({ match }) => `${match.productId}${match.variantId ? `/${match.variantId}` : ''}`).join(' '),
      ),
      ...errors.map(({ reason }) => sentenceOf(reason)),
    ];
  }

  test.each([
    [
      'a variant’s id in BigCommerce’s newer export',
      'Item,ID,SKU,Variant Image URL\nProduct,4,,\nVariant,44,TEE-S,https://x.example/a.jpg',
      ['4/44'],
    ],
    [
      'a variant’s id where the variant has no SKU',
      'Item,ID,SKU,Variant Image URL\nProduct,4,,\nVariant,44,,https://x.example/a.jpg',
      ['4'],
    ],
    [
      'the id of a rule in BigCommerce’s older export',
      'Item Type,Product ID,Product Code/SKU,Product Image Path\nProduct,4,,\n  SKU,9,TEE-S,\n  Rule,44,,a.jpg',
      ['4'],
    ],
    [
      'the rule of a variant',
      'Item Type,Product ID,Product Code/SKU,Product Image Path\nProduct,4,,\n  Rule,9,TEE-S,a.jpg',
      ['4/44'],
    ],
    ['a running number beside a column of names', 'Item,ID,SKU,File\nMug,9,MUG-01,a.jpg', ['1']],
    [
      'an id of PrestaShop',
      'Product ID;Name *;Reference #;"Image URLs (x,y,z...)"\n9;Mug;MUG-01;https://x.example/a.jpg',
      ['1'],
    ],
    [
      'an id of another shop',
      'Product ID,Product Name,File\n9,Mug,a.jpg',
      ['', 'Row 2: the ID 9 is “Nine” in your store, not “Mug”.'],
    ],
    ['an id with the product’s name, in other letters', 'Product ID,Name,File\n44,FORTY FOUR,a.jpg', ['44']],
    ['a supplier’s SKU', 'Vendor SKU,SKU,File\nLAMP-02,MUG-01,a.jpg', ['1']],
    [
      'a product’s and its variant’s SKU',
      'Variant SKU,Parent,Product SKU,File\nTEE-S,x,TEE-M,a.jpg',
      ['4/44'],
    ],
    [
      'two SKUs of two products',
      'Product SKU,Variant SKU,File\nMUG-01,TEE-S,a.jpg',
      ['', 'Row 2: the SKUs MUG-01 and TEE-S belong to two products.'],
    ],
    ['a reference', 'Reference,Product Code,File\nLAMP-02,MUG-01,a.jpg', ['1']],
    [
      'a supplier’s SKU where the own one is missing',
      'Vendor SKU,SKU,File\nLAMP-02,,a.jpg',
      ['', 'Row 2 has no SKU.'],
    ],
  ])('reads %s for what it is', (_, text, right) => {
    expect(given(['a.jpg'], text)).toEqual(right);
  });

  test.each([
    ['a column for folders', 'SKU,Folder,File\nMUG-01,mug,a.jpg'],
    ['a path beside the name', 'SKU,File Name,File Path\nMUG-01,a.jpg,mug/a.jpg'],
    ['a folder’s path beside the name', 'SKU,Path,File Name\nMUG-01,C:\\shoot\\mug\\,a.jpg'],
    ['a local address', 'SKU,File\nMUG-01,file:///Users/me/mug/a.jpg'],
  ])('means the folder by %s', (_, text) => {
    expect(given(['lamp/a.jpg', 'mug/a.jpg'], text)).toEqual(['', '1']);
    expect(given(['lamp/a.jpg'], text)).toEqual(['', expect.stringContaining('Row 2')]);
  });

  test('tells files apart by an accent, also where one of them is missing', () => {
    expect(given(['Käse.jpg', 'Kase.jpg'], 'SKU,Images\nMUG-01,"Käse.jpg, Kase.jpg"')).toEqual(['1', '1']);
    const rows = 'SKU,File\nLAMP-02,Kase.jpg\nMUG-01,käse.jpg';
    expect(given(['Käse.jpg'.normalize('NFD')], rows)).toEqual(['1', expect.stringContaining('Row 2')]);
  });

  test('tells pictures apart whose addresses end alike, also where one of them is missing', () => {
    const at = (folder: string): string => `https://x.example/${folder}/1.jpg`;
    const cell = `SKU,Images\nMUG-01,"${at('red')}, ${at('blue')}"`;
    expect(given(['blue/1.jpg', 'red/1.jpg'], cell)).toEqual(['1', '1']);
    const rows = ['MUG-01,mug', 'MUG-01,red', 'LAMP-02,mug'].map((row) => {
      const [sku = '', folder = ''] = row.split(',');
      return `${sku},${at(folder)}`;
    });
    const [red, ...said] = given(['red/1.jpg'], `SKU,Image\n${rows.join('\n')}`);
    expect(red).toBe('1');
    expect(said).toEqual([expect.stringContaining('Row 2'), expect.stringContaining('Row 4')]);
  });

  test.each([
    'Référence;Nom du fichier',
    'Código;Imagen',
    'Codice articolo;Immagine',
    'Artikelcode;Bestandsnaam',
    'Kod produktu;Zdjęcie',
    'Código do produto;Imagem',
    'Artikelnr.;Bilddatei',
    'Bestellnummer;Bild 1',
    'Kód;Obrázek',
    'Varenummer;Bilde',
    'Artikelnummer;Bildfil',
    'Tuotekoodi;Kuva',
  ])('has the titles %s', (titles) => {
    expect(given(['a.jpg'], `${titles}\nMUG-01;a.jpg`)).toEqual(['1']);
  });
});
