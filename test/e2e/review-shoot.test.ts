import { mkdtemp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { below, paint, put, ReviewHands } from './support/review-hands.ts';
import { useStage, type Stage } from './support/stage.ts';
import { askStore, imagesOf, type ImageInStore } from './support/store-images.ts';

/** Three hundred files of every sort, reviewed by keyboard alone, queued, and checked in the store. */

let stage: Stage;
let hands: ReviewHands;
useStage(async (opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
  await stage.connect();
});

interface Wanted {
  /** Names of the new photos in order, without what the store and Packshot add, and their alt texts. */
  photos: readonly (readonly [name: string, alt: string])[];
  /** Relative to the present images. */
  placed?: 'before' | 'replace';
  /** Which new photo is the thumbnail. Default: the store's stays, or the first is it if there was none. */
  thumbnail?: string;
}

interface ProductInStore {
  name: string;
  sku: string;
}

const heics = join(import.meta.dirname, '..', 'integration', 'pictures');
/**
 * Each product without images gets photos of its own type; the others get eight, numbered, of the types that
 * the store accepts.
 */
const types = ['jpg', 'png', 'webp', 'gif'] as const;
const numbers = [1, 2, 3, 4, 5, 6, 7, 8] as const;

function fileSku(sku: string): string {
  return sku.replaceAll('/', '_').replaceAll(' ', '-');
}

async function productsOfStore(): Promise<ProductInStore[]> {
  const { data } = (await askStore(stage, 'products?limit=250')) as { data: ProductInStore[] };
  return data;
}

/** Writes the shoot; returns its number of files. `numbered`: SKUs of products with eight numbered photos. */
async function shoot(folder: string, numbered: readonly string[]): Promise<number> {
  const files = new Map<string, () => Promise<unknown>>();
  const picture = (file: string, turn = false): void => {
    const path = below(folder, file);
    files.set(file, () =>
      paint(path, (one) => (turn ? one.rotate(90).withMetadata({ orientation: 6 }) : one)),
    );
  };
  const other = (file: string, bytes: Buffer | string): void => {
    files.set(file, () => put(below(folder, file), bytes));
  };
  for (const [at, sku] of numbered.entries()) {
    for (const n of numbers) picture(`day ${at % 3}/${fileSku(sku)}_${n}.${types[(at + n) % types.length]}`);
  }
  for (let n = 1; n <= 11; n += 1) picture(`cushions/clay/CSH-CLA-1_${n}.jpg`);
  picture('cushions/clay/CSH-CLA-1-60X60.jpg');
  picture('cushions/rust/CSH-RUS-3-45x45.png');
  for (const view of ['front', 'side', 'back', 'detail']) picture(`Tassen für Käthe/MUG-BUT-04-${view}.jpg`);
  picture('Tassen für Käthe/MUG-BUT.jpg');
  picture('plates/004174_front.tif');
  const twin = await paint(below(folder, 'plates/004174_2.jpg'));
  for (const n of [2, 3, 4]) other(`plates/004174_${n}.jpg`, twin);
  picture('plates/004176-front.jpg', true);
  picture('plates/004176-back.jpg', true);
  for (const [n, name] of ['p3', 'turned'].entries()) {
    other(`phone/CSH-SAN-2_${n + 1}.heic`, await readFile(join(heics, `${name}.heic`)));
  }
  for (const n of ['01', '02', '10']) picture(`CHR_0048_OAK/DSC_00${n}.jpg`);
  for (const n of [1, 2, 3]) picture(`a/b/c/d/e/f/BTL-0750-PLU2-${n}.jpg`);
  for (const n of [1, 2]) picture(`shirts/TS1045-M_${n}.jpg`);
  for (let n = 1; n <= 6; n += 1) picture(`from the client/IMG_000${n}.jpg`);
  picture('from the client/TS1042 TS1043.jpg');
  other('from the client/notes.jpg', 'not a picture');
  other('from the client/list.png', 'not a picture either');
  other('from the client/empty.jpg', '');
  other('from the client/cut.jpg', twin.subarray(0, -40));
  other('from the client/clip.mov', Buffer.from('\0\0\0\u0014ftypqt  \0\0\0\0qt  '));
  for (const ignored of ['.DS_Store', 'day 0/Thumbs.db', 'day 1/._a.jpg', 'day 2/.b.jpg', 'desktop.ini']) {
    other(ignored, 'x');
  }
  other('from the client/IMG_0001.xmp', '<x/>');
  for (const write of files.values()) await write();
  return files.size;
}

/** From here on, returns the number of mouse events in the window, which must be 0. */
async function putMouseAway(): Promise<() => Promise<number>> {
  await stage.page.evaluate(() => {
    const seen = { times: 0 };
    Object.assign(window, { mouseUsed: seen });
    for (const kind of ['pointerdown', 'mousedown', 'wheel', 'dragstart']) {
      window.addEventListener(kind, () => (seen.times += 1), true);
    }
  });
  return () =>
    stage.page.evaluate(() => (window as unknown as { mouseUsed: { times: number } }).mouseUsed.times);
}

function nameOf({ name }: ImageInStore): string {
  return /\/([^/]+?)-[a-z2-7]{8}__/.exec(name)?.[1] ?? name;
}

async function pictureOfVariants(): Promise<string[]> {
  const { data } = (await askStore(stage, 'variants?limit=250')) as {
    data: { sku: string; image_url: string; option_values: { label: string }[] }[];
  };
  return data
    .filter((one) => one.image_url !== '')
    .map(({ sku, option_values: options }) => sku || (options[0]?.label ?? ''))
    .toSorted();
}

test('300 mixed files are reviewed by keyboard alone, queued, and are in every gallery as decided', async () => {
  const { page } = stage;
  const products = await productsOfStore();
  const had = new Map<string, ImageInStore[]>();
  for (const { name, sku } of products) had.set(sku, await imagesOf(stage, name));
  const numbered = products.filter(({ sku }) => (had.get(sku) ?? []).length > 0).map(({ sku }) => sku);
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  expect(await shoot(folder, numbered)).toBe(300);

  await stage.app.drop([folder], page.getByRole('main'));
  const mouseUsed = await putMouseAway();
  // Eight names match no single product, five files are no pictures, and one photo is there three times.
  expect(await hands.read()).toBe('Queue 279 photos');
  await page.getByRole('heading', { name: '287 photos to review' }).waitFor();
  await page.getByText('6 system files skipped').waitFor();
  for (const part of ['Needs a product 8', 'Excluded 2', 'Skipped 5']) {
    await page.getByRole('button', { name: part }).waitFor();
  }

  await hands.focusBy('Shift+Tab', page.getByRole('textbox', { name: 'Alt text', exact: true }));
  await hands.type('{product} - {view}');
  await page.getByText('Marlow Water Bottle 750 ml, Plum - view 1', { exact: true }).first().waitFor();
  await hands.press('Enter');

  // Needs a product: one typed, three at once, two suggested, one variant; one stays without.
  await hands.goTo('IMG_0001');
  await hands.give('004174');
  await hands.isOn('IMG_0002');
  await hands.press('Shift+ArrowDown', 'Shift+ArrowDown');
  await page.getByText('3 photos selected').waitFor();
  await hands.give('MUG-BUT-04');
  await hands.isOn('IMG_0005');
  await hands.goTo('IMG_0006');
  await hands.press('p');
  await page.getByLabel('Search products to choose from').waitFor();
  await hands.type('NB.A5.MIN.4');
  await page.getByRole('option', { name: /NB\.A5\.MIN\.4.*3 variants/ }).waitFor();
  await hands.press('ArrowRight');
  await page.getByRole('option', { name: 'Dotted' }).waitFor();
  await hands.type('dott');
  await hands.press('Enter');
  await page.getByRole('button', { name: 'Needs a product 3' }).waitFor();
  await hands.goTo('MUG-BUT.jpg');
  await hands.press('1');
  await page.getByRole('button', { name: 'Needs a product 2' }).waitFor();
  await hands.goTo('TS1042 TS1043');
  await hands.press('2');
  await page.getByRole('button', { name: 'Needs a product 1' }).waitFor();

  // The third cushion is first and the thumbnail, the fifth left out, the eleventh has its own alt text.
  await hands.goTo('CSH-CLA-1_3.jpg');
  await hands.press('Alt+ArrowUp', 'Alt+ArrowUp', 't');
  await page.getByRole('row', { name: /^CSH-CLA-1_3\.jpg.*thumbnail/ }).waitFor();
  await hands.goTo('CSH-CLA-1_5.jpg');
  await hands.press('x');
  await page.getByRole('row', { name: /^CSH-CLA-1_5\.jpg.*excluded/ }).waitFor();
  await hands.goTo('CSH-CLA-1_11.jpg');
  await hands.press('Enter');
  await hands.type('A cushion on a chair by the window');
  await hands.press('Enter');
  await hands.list.getByText('A cushion on a chair by the window').waitFor();
  // A variant's photo for the variant alone.
  await hands.goTo('CSH-CLA-1-60X60.jpg');
  const ofVariant = page
    .getByRole('row', { name: /^CSH-CLA-1-60X60\.jpg/ })
    .getByRole('button', { name: /variant/ });
  await hands.focusBy('Tab', ofVariant);
  await hands.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.role)).toBe('menuitemradio');
  await hands.press('v', 'Enter');
  await page.getByRole('button', { name: /60x60.*\. Variant image$/i }).waitFor();
  // The mug's detail before its front; a duplicate included; new photos before one product's images, and
  // instead of another's.
  await hands.goTo('MUG-BUT-04-detail');
  await hands.press('m', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'Enter');
  await hands.isOn('MUG-BUT-04-detail');
  await hands.goTo('004174_4.jpg');
  await hands.press('x');
  await page.getByRole('row', { name: /^004174_4\.jpg.*uploaded anyway/ }).waitFor();
  await hands.goTo('Linden Organic T-Shirt, Ink');
  await hands.press('Tab', 'b', 'Escape');
  await page.getByRole('row', { name: /^Linden Organic T-Shirt, Ink.*Before existing/ }).waitFor();
  await hands.goTo('Harbour Stoneware Mug, Teal');
  await hands.press('Tab', 'r', 'Escape');
  await page.getByRole('row', { name: /^Harbour Stoneware Mug, Teal.*Replace existing/ }).waitFor();
  await hands.press('?');
  await page.getByRole('dialog').getByText('Queue ready photos').waitFor();
  await hands.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Queue 286 photos' }).waitFor();
  await hands.press('Control+Enter');
  await page.getByRole('heading', { name: '1 photo to review' }).waitFor({ timeout: 60_000 });
  // The bar speaks of the review once nothing is left to send and nothing failed.
  const bar = page.getByLabel('Outbox', { exact: true });
  await bar.getByText(/ to review/).waitFor({ timeout: 180_000 });

  const wanted = wantedOf(numbered, new Map(products.map(({ sku, name }) => [sku, name])));
  for (const { name, sku } of products) {
    const { photos, placed, thumbnail } = wanted.get(sku) ?? { photos: [] };
    const before = had.get(sku) ?? [];
    const kept = placed === 'replace' ? [] : before.map((image) => [nameOf(image), image.alt] as const);
    const gallery = placed === 'before' ? [...photos, ...kept] : [...kept, ...photos];
    const now = await imagesOf(stage, name);
    expect
      .soft(
        now.map((image) => [nameOf(image), image.alt]),
        name,
      )
      .toEqual(gallery);
    const first =
      thumbnail ??
      (kept.length > 0 ? nameOf(before.find((one) => one.thumbnail) ?? never()) : photos[0]?.[0]);
    expect.soft(now.filter((image) => image.thumbnail).map(nameOf), name).toEqual([first]);
  }
  expect(await pictureOfVariants()).toEqual(['CSH-CLA-1-60X60', 'CSH-RUS-3-45X45', 'Dotted', 'TS1045-M']);
  expect(await mouseUsed()).toBe(0);
});

function never(): never {
  throw new Error('No image is the thumbnail');
}

function wantedOf(numbered: readonly string[], names: ReadonlyMap<string, string>): Map<string, Wanted> {
  const alt = (sku: string, view?: string): string =>
    `${names.get(sku)}${view === undefined ? '' : ` - ${view}`}`;
  const counted = (sku: string, from: readonly number[]): (readonly [string, string])[] =>
    from.map((n) => [`${fileSku(sku)}_${n}`, alt(sku, `view ${n}`)] as const);
  const wanted = new Map<string, Wanted>(
    numbered.map((sku) => [sku, { photos: counted(sku, numbers) }] as const),
  );
  const more = (sku: string, ...photos: (readonly [string, string])[]): void => {
    wanted.set(sku, { ...wanted.get(sku), photos: [...(wanted.get(sku)?.photos ?? []), ...photos] });
  };
  more('CSH-CLA-1', ...counted('CSH-CLA-1', [3, 1, 2, 4, 6, 7, 8, 9, 10]), [
    'CSH-CLA-1_11',
    'A cushion on a chair by the window',
  ]);
  wanted.set('CSH-CLA-1', { photos: wanted.get('CSH-CLA-1')?.photos ?? [], thumbnail: 'CSH-CLA-1_3' });
  more('CSH-RUS-3', ['CSH-RUS-3-45x45', alt('CSH-RUS-3')]);
  more('CSH-SAN-2', ...counted('CSH-SAN-2', [1, 2]));
  for (const view of ['detail', 'front', 'back', 'side']) {
    more('MUG-BUT-04', [`MUG-BUT-04-${view}`, alt('MUG-BUT-04', view)]);
  }
  for (const name of ['IMG_0002', 'IMG_0003', 'IMG_0004', 'MUG-BUT']) {
    more('MUG-BUT-04', [name, alt('MUG-BUT-04')]);
  }
  more('004174', ...counted('004174', [2, 4]), ['004174_front', alt('004174', 'front')]);
  more('004174', ['IMG_0001', alt('004174')]);
  for (const view of ['front', 'back']) more('004176', [`004176-${view}`, alt('004176', view)]);
  for (const name of ['DSC_0001', 'DSC_0002', 'DSC_0010']) more('CHR_0048_OAK', [name, alt('CHR_0048_OAK')]);
  for (const n of [1, 2, 3]) {
    more('BTL-0750-PLU2', [`BTL-0750-PLU2-${n}`, alt('BTL-0750-PLU2', `view ${n}`)]);
  }
  for (const n of [1, 2]) more('TS1045', [`TS1045-M_${n}`, alt('TS1045', `view ${n}`)]);
  more('TS1043', ['TS1042-TS1043', alt('TS1043')]);
  more('NB.A5.MIN.4', ['IMG_0006', alt('NB.A5.MIN.4')]);
  wanted.set('TS1042', { photos: wanted.get('TS1042')?.photos ?? [], placed: 'before' });
  wanted.set('MUG-TEA-01', { photos: wanted.get('MUG-TEA-01')?.photos ?? [], placed: 'replace' });
  return wanted;
}
