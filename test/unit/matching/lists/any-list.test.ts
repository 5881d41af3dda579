import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyManifest } from '../../../../electron/matching/lists/apply-manifest.ts';
import { decodeList } from '../../../../electron/matching/lists/list-text.ts';
import { readManifest } from '../../../../electron/matching/lists/manifest.ts';
import { indexOf } from '../index-of.ts';

const skus = ['MUG-01', 'MUG-02', 'MUG-1', 'LAMP 7', 'TEE/RED', 'ÄPFEL-3', '100200', '00100', 'AB_C', 'ab-d'];
const store = indexOf(
  skus.map((sku, at) => ({ productId: at + 1, variantId: null, sku, productName: `Product ${at + 1}` })),
);
const folders = ['mug', 'Lampe groß', 'tees/red', 'tees/blue', 'Äpfel', '100200', '2024-05', 'a/b', 'x y'];
const names = ['1.jpg', 'IMG_0001.JPG', 'front.jpg', 'Größe é.png', 'back side.jpg', 'a,b.jpg', '1 (2).jpg'];

const inUrl = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
/** How a list may write where a photo is: what stands in the columns for the folder and for the file. */
const writings: Readonly<Record<string, (path: string) => [folder: string, file: string]>> = {
  path: (path) => ['', path],
  Windows: (path) => ['', `C:\\Users\\Ann\\${path.replaceAll('/', '\\')}`],
  UNC: (path) => ['', `\\\\nas\\photos\\${path.replaceAll('/', '\\')}`],
  macOS: (path) => ['', `/Volumes/Card/${path.normalize('NFD')}`],
  'local address': (path) => ['', `file:///Users/ann/${inUrl(path)}`],
  address: (path) => ['', `https://cdn.example/${inUrl(path)}?v=1`],
  'folder of its own': (path) => [
    path.slice(0, path.lastIndexOf('/')),
    path.slice(path.lastIndexOf('/') + 1),
  ],
};

const path = fc
  .tuple(fc.constantFrom(...folders), fc.constantFrom(...names))
  .map(([folder, name]) => `${folder}/${name}`);
const list = fc.record({
  photos: fc.uniqueArray(path, { minLength: 1, maxLength: 8 }),
  /** Photos at the end of the list that were not dropped. */
  missing: fc.nat(3),
  rows: fc.array(fc.record({ photo: fc.nat(7), product: fc.nat(skus.length - 1), isUpper: fc.boolean() }), {
    minLength: 1,
    maxLength: 14,
  }),
  writing: fc.constantFrom(...Object.keys(writings)),
  columns: fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
  separator: fc.constantFrom(',', ';', '\t'),
  encoding: fc.constantFrom('utf8', 'utf16le'),
  form: fc.constantFrom('NFC', 'NFD'),
});

test('a list gives photos only to the products of their rows, however it writes paths, columns and text', () => {
  fc.assert(
    fc.property(list, ({ photos, missing, rows, writing, columns, separator, encoding, form }) => {
      // Of an address alone the name counts, since its folders are the server's.
      const left = writing === 'address' ? 0 : missing;
      const dropped = photos.slice(0, Math.max(1, photos.length - left));
      const written = rows.map(({ photo, product, isUpper }) => {
        const at = photos[photo % photos.length]!;
        const [folder, file] = writings[writing]!(isUpper ? at.toUpperCase() : at);
        return { at, product, cells: [skus[product]!, folder, file] };
      });
      const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
      const text = [['SKU', 'Folder', 'File'], ...written.map(({ cells }) => cells)]
        .map((cells) => columns.map((column) => quoted(cells[column]!)).join(separator))
        .join('\r\n');
      const files = dropped.map((one) => ({
        fileName: one.slice(one.lastIndexOf('/') + 1).normalize(form),
        folder: `drop/${one.slice(0, one.lastIndexOf('/'))}`.normalize(form),
      }));
      const bytes = Buffer.from(`\uFEFF${text}`, encoding);
      const applied = applyManifest(readManifest(decodeList(bytes)), files, store);
      for (const [at, given] of applied.files.entries()) {
        const right = written.filter((row) => row.at === dropped[at]).map(({ product }) => product + 1);
        expect(right).toEqual(expect.arrayContaining(given.map(({ match }) => match.productId)));
        if (writing === 'path')
          expect(new Set(given.map(({ match }) => match.productId))).toEqual(new Set(right));
      }
    }),
    { numRuns: 1_000 },
  );
});
