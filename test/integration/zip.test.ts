import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { flat } from '../unit/pictures/pictures.ts';
import { rawTiff } from '../unit/pictures/raws.ts';
import { zipOf, type ZippedFile } from '../support/zip.ts';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

async function zipped(files: readonly ZippedFile[], name = 'shoot.zip'): Promise<string> {
  const path = join(desk.bench.folder, name);
  await writeFile(path, zipOf(files));
  return path;
}

/** What is in the folder for unfinished copies. */
async function leftBehind(): Promise<string[]> {
  const names = await readdir(desk.bench.folder, { recursive: true });
  return names.filter((name) => /[\\/]incoming[\\/]/.test(name));
}

test('a ZIP file of 500 photos is matched and sent like the folder it was made of', async () => {
  const products = await desk.namedProducts(4);
  const skuOf = (n: number): string => products[n % 4]?.sku ?? '';
  const pictures = await Promise.all(Array.from({ length: 500 }, (_, n) => desk.picture('a.jpg', 40 + n)));
  const path = await zipped(
    pictures.map((content, n) => ({
      // Half of the names say nothing: the folder does.
      name: n % 2 === 0 ? `${skuOf(n)}/IMG_${1000 + n}.jpg` : `day 1/${skuOf(n)}_${n}.jpg`,
      content,
      stored: n % 3 === 0,
    })),
  );
  const batchId = await desk.drop(path);
  const items = desk.app.reviews.get(batchId)?.items() ?? [];
  expect(items).toHaveLength(500);
  const given = Map.groupBy(items, ({ target }) => target?.productId);
  expect([...given.values()].map(({ length }) => length)).toEqual([125, 125, 125, 125]);
  expect(new Set(items.map(({ folder }) => folder))).toEqual(
    new Set(['shoot.zip/day 1', `shoot.zip/${skuOf(0)}`, `shoot.zip/${skuOf(2)}`]),
  );
  expect(await leftBehind()).toEqual([]);

  const inStore = async (): Promise<number> => {
    const galleries = await Promise.all(products.map(({ id }) => desk.bench.gallery(id)));
    return galleries.flat().length;
  };
  const before = await inStore();
  await desk.queueAndSend(batchId);
  expect((await inStore()) - before).toBe(500);
  expect(await desk.staged()).toEqual([]);
}, 120_000);

test('a list in a ZIP file says which photo belongs to which product, and a raw photograph gives its own JPEG', async () => {
  const product = await desk.bare();
  const path = await zipped([
    { name: 'IMG_1.jpg', content: await desk.picture('a.jpg') },
    { name: 'list.csv', content: `file,sku\nIMG_1.jpg,${product.sku}\n` },
    { name: `raw/${product.sku}_2.dng`, content: rawTiff(await flat(2_400, 1_600).jpeg().toBuffer()) },
  ]);
  const batchId = await desk.drop(path);
  expect(desk.named(batchId, 'IMG_1.jpg').target?.productId).toBe(product.id);
  const raw = desk.named(batchId, `${product.sku}_2.dng`);
  expect(raw.unusable?.code).toBe('raw-with-jpeg');
  const read = await desk.app.handlers['review.useCameraJpegs']({ batchId, itemIds: [raw.id] });
  expect(read).toMatchObject({ ok: true });
  await desk.bench.until(() =>
    desk.items(batchId).some(({ fileName }) => fileName === `${product.sku}_2.jpg`),
  );
  expect(desk.named(batchId, `${product.sku}_2.jpg`)).toMatchObject({ unusable: null });
  expect(await leftBehind()).toEqual([]);
});

test('what can’t be used in a ZIP file is reported file by file, and the rest is taken in', async () => {
  const product = await desk.bare();
  const path = await zipped([
    { name: `${product.sku}_1.jpg`, content: await desk.picture('a.jpg') },
    { name: 'inner.zip', content: zipOf([{ name: 'a.jpg' }]) },
    { name: '../../outside.jpg', content: await desk.picture('a.jpg') },
    { name: 'secret.jpg', content: await desk.picture('a.jpg'), encrypted: true },
    { name: 'notes.txt', content: 'no picture' },
    { name: 'broken.jpg', content: await desk.picture('a.jpg'), claimedSum: 7 },
  ]);
  const batchId = await desk.drop(path);
  const reasons = Object.fromEntries(desk.items(batchId).map((item) => [item.fileName, item.unusable?.code]));
  expect(reasons).toEqual({
    [`${product.sku}_1.jpg`]: undefined,
    'inner.zip': 'zip-in-zip',
    'outside.jpg': 'zip-path',
    'secret.jpg': 'zip-encrypted',
    'notes.txt': 'not-a-picture',
    'broken.jpg': 'zip-damaged',
  });
  expect(await leftBehind()).toEqual([]);
  expect(await desk.staged()).toHaveLength(1);
});

test('a cancelled ZIP file leaves what was read under review, and nothing else', async () => {
  const pictures = await Promise.all(Array.from({ length: 120 }, () => desk.picture('a.jpg')));
  const path = await zipped(pictures.map((content, n) => ({ name: `IMG_${n}.jpg`, content })));
  const { batchId, finished } = desk.begin([path]);
  await desk.bench.until(() => desk.items(batchId).some(({ reading }) => !reading));
  desk.app.batches.cancel(batchId);
  await finished;
  expect(await leftBehind()).toEqual([]);
  expect(await desk.staged()).toHaveLength(desk.items(batchId).length);
  // Nothing holds the archive any more.
  expect((await readFile(path)).length).toBeGreaterThan(0);
});
