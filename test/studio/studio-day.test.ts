import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { readCatalogueFile, type CatalogueFile } from '../../shared/catalogue-file.ts';
import type { PackshotApi } from '../../shared/packshot-api.ts';
import type { ReviewRow, RunPair } from '../../shared/review.ts';
import { put, paint, ReviewHands } from '../e2e/support/review-hands.ts';
import { age, useStage, type Stage } from '../e2e/support/stage.ts';
import { imagesOf } from '../e2e/support/store-images.ts';
import { cameraShoot, type CameraShoot } from '../support/camera-shoot.ts';
import { zipOf } from '../support/zip.ts';

/** A photographer's day at its full size, in the real window. The store's galleries are judged. */

const count = 40;
const articles = Array.from({ length: count }, (_, at) => {
  const number = String(at + 1).padStart(2, '0');
  return { name: `Article ${number}`, sku: `ART-${number}` };
});

function shop(): CatalogueFile {
  const read = readCatalogueFile(
    JSON.stringify({ products: articles.map((one, at) => ({ id: at + 1, ...one })) }),
  );
  if (!read.ok) throw new Error(read.reason);
  return read.value;
}

const wait = { timeout: 240_000, interval: 500 };

let stage: Stage;
let hands: ReviewHands;
let shoot: CameraShoot;
useStage(
  async (opened) => {
    stage = opened;
    hands = new ReviewHands(stage);
    await stage.connect();
  },
  { catalogue: shop() },
);

beforeAll(async () => {
  shoot = await cameraShoot(
    articles.map(({ sku }) => sku),
    (article) => article % 3 === 0,
  );
});

type SetRow = Extract<ReviewRow, { row: 'set' }>;

async function dropShoot(): Promise<void> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  for (const [name, bytes] of Object.entries(shoot.files)) await put(join(folder, name), bytes);
  await stage.app.drop([folder], stage.page.getByRole('main'));
  await hands.list.getByRole('row', { name: /^Set 1 of / }).waitFor(wait);
  await stage.page.getByText(/^Looking for labels and sets in/).waitFor({ state: 'detached', ...wait });
}

/** What a person sees of the sets that are left: their photos. */
async function setsLeft(): Promise<{
  sets: SetRow[];
  articlesOf: (set: SetRow) => number[];
  nameOf: (id: number) => string;
}> {
  const rows = await stage.page.evaluate(readRows);
  // The window is told a moment later.
  await expect.poll(() => hands.list.getAttribute('aria-rowcount')).toBe(String(rows.length));
  const names = new Map(
    rows.flatMap((row) => (row.row === 'item' ? [[row.item.id, row.item.fileName] as const] : [])),
  );
  const nameOf = (id: number): string => names.get(id) ?? '';
  const sets = rows.filter((row) => row.row === 'set');
  return {
    sets,
    nameOf,
    articlesOf: ({ itemIds }) => itemIds.map((id) => shoot.articleOf.get(nameOf(id)) ?? -1),
  };
}

/** Runs in the page. */
async function readRows(): Promise<ReviewRow[]> {
  const { packshot } = window as unknown as { packshot: PackshotApi };
  const snapshot = await packshot.app.snapshot({});
  const batchId = snapshot.ok ? (snapshot.value.batches.at(-1)?.id ?? 0) : 0;
  const read = await packshot.review.rows({ batchId, offset: 0, limit: 500 });
  return read.ok ? read.value.rows : [];
}

/** What somebody does about sets, in their own hand. */
interface Hand {
  acceptAll: () => Promise<void>;
  split: (set: SetRow, fileName: string) => Promise<void>;
  join: (set: SetRow) => Promise<void>;
  choose: (set: SetRow, sku: string) => Promise<void>;
  /** Opens the run that begins with a set. */
  openRun: (set: SetRow) => Promise<void>;
  /** Turns a pair of the run on or off. */
  toggle: (place: number) => Promise<void>;
  assign: () => Promise<void>;
}

/** Decides as one does who sees the pictures. Answers how many decisions that takes. */
async function decide(hand: Hand): Promise<number> {
  for (let decisions = 0; ; decisions += 1) {
    const { sets, articlesOf, nameOf } = await setsLeft();
    const [first] = sets;
    if (first === undefined) return decisions;
    const before = sets.map(({ setId, itemIds }) => `${setId} ${itemIds.join()}`).join();
    const mixed = sets.find((set) => new Set(articlesOf(set)).size > 1);
    const torn = sets.find((set, at) => {
      const next = sets[at + 1];
      return next !== undefined && next.label === null && articlesOf(set).at(-1) === articlesOf(next)[0];
    });
    const skuOf = (set: SetRow): string => articles[articlesOf(set)[0] ?? -1]?.sku ?? '';
    if (mixed !== undefined) {
      const own = articlesOf(mixed);
      await hand.split(mixed, nameOf(mixed.itemIds[own.findIndex((one) => one !== own[0])] ?? 0));
    } else if (torn !== undefined) await hand.join(torn);
    else if (sets.some(({ label, product }) => label !== null && product !== null)) {
      for (const set of sets)
        if (set.label !== null && set.product !== null) expect(set.product.sku).toBe(skuOf(set));
      await hand.acceptAll();
    } else if (!(await run(hand, first, sets, skuOf))) await hand.choose(first, skuOf(first));
    await expect
      .poll(async () =>
        (await setsLeft()).sets.map(({ setId, itemIds }) => `${setId} ${itemIds.join()}`).join(),
      )
      .not.toBe(before);
  }
}

/** Whether the sets from the first one on could be assigned in order. Pairs that are wrong are turned off. */
async function run(
  hand: Hand,
  first: SetRow,
  sets: readonly SetRow[],
  skuOf: (set: SetRow) => string,
): Promise<boolean> {
  const pairs = await stage.page.evaluate(planOf, first.setId);
  const isRight = ({ setId, product }: RunPair): boolean => {
    const set = sets.find((one) => one.setId === setId);
    return set !== undefined && skuOf(set) === product.sku;
  };
  if (!pairs.some(isRight)) return false;
  await hand.openRun(first);
  // What is not sure is off at first.
  for (const pair of pairs) if (pair.isSure !== isRight(pair)) await hand.toggle(pair.place);
  await hand.assign();
  return true;
}

/** Runs in the page. */
async function planOf(setId: number): Promise<readonly RunPair[]> {
  const { packshot } = window as unknown as { packshot: PackshotApi };
  const snapshot = await packshot.app.snapshot({});
  const batchId = snapshot.ok ? (snapshot.value.batches.at(-1)?.id ?? 0) : 0;
  const planned = await packshot.review.planRun({ batchId, setId });
  return planned.ok ? planned.value.pairs : [];
}

const dialog = (): Locator => stage.page.getByRole('dialog', { name: /^Assign \d+ sets? to the next/ });
const choices = (): Locator => stage.page.getByRole('listbox', { name: 'Products to choose from' });

const byKeys: Hand = {
  acceptAll: () => hands.press('a'),
  async split(_, fileName) {
    await hands.goTo(fileName);
    await hands.press('s');
  },
  async join({ place, of }) {
    await hands.goTo(`Set ${place} of ${of}`);
    await hands.press('j');
  },
  async choose({ place, of }, sku) {
    await hands.goTo(`Set ${place} of ${of}`);
    await hands.give(sku);
  },
  async openRun({ place, of }) {
    await hands.goTo(`Set ${place} of ${of}`);
    await hands.press('r');
    await dialog().waitFor();
  },
  async toggle(place) {
    const box = dialog().getByRole('checkbox', { name: new RegExp(`^Set ${place},`) });
    for (let presses = 0; !(await box.evaluate((one) => one === document.activeElement)); presses += 1) {
      if (presses > 80) throw new Error('No way there by Tab');
      await hands.press('Tab');
    }
    await hands.press('Space');
  },
  assign: () => hands.press('Control+Enter'),
};

/** Scrolls by the wheel until a row is there. */
async function wheelTo(row: Locator): Promise<Locator> {
  const { page } = stage;
  const box = await hands.list.boundingBox();
  if (box === null) throw new Error('no list');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.wheel(0, -100_000);
  await hands.list.evaluate(scrolled);
  for (let turns = 0; turns < 200; turns += 1) {
    if (await row.isVisible()) return row;
    await page.mouse.wheel(0, box.height / 2);
    await hands.list.evaluate(scrolled);
  }
  throw new Error('No such row');
}

/** Runs in the page: resolves when the wheel's scrolling came to its end. */
async function scrolled(list: Element): Promise<void> {
  let still = 0;
  let top = -1;
  while (still < 10) {
    await new Promise((frame) => requestAnimationFrame(frame));
    still = list.scrollTop === top ? still + 1 : 0;
    top = list.scrollTop;
  }
}

const rowOf = ({ place, of }: SetRow): Promise<Locator> =>
  wheelTo(hands.list.getByRole('row', { name: new RegExp(`^Set ${place} of ${of}\\b`) }));

async function press(button: Locator): Promise<void> {
  await button.click();
}

const byPointer: Hand = {
  async acceptAll() {
    const button = hands.list.getByRole('button', { name: 'Accept all suggestions' });
    await press(await wheelTo(button));
  },
  async split(_, fileName) {
    const photo = await wheelTo(hands.list.getByRole('row', { name: new RegExp(`^${fileName}`) }));
    await photo.hover();
    await press(photo.getByRole('button', { name: 'Split here' }));
  },
  join: async (set) => press((await rowOf(set)).getByRole('button', { name: 'Join next' })),
  async choose(set, sku) {
    await press((await rowOf(set)).getByRole('button', { name: /^(?:Choose|Change)/ }));
    await choices().waitFor();
    await hands.type(sku);
    await choices()
      .getByRole('option', { name: new RegExp(sku) })
      .first()
      .click();
    await choices().waitFor({ state: 'detached' });
  },
  async openRun(set) {
    await press((await rowOf(set)).getByRole('button', { name: 'Assign in order…' }));
    await dialog().waitFor();
  },
  toggle: (place) =>
    dialog()
      .getByRole('checkbox', { name: new RegExp(`^Set ${place},`) })
      .click(),
  assign: () => press(dialog().getByRole('button', { name: /^Assign/ })),
};

/** File names in the galleries of all articles, in their order. */
async function galleries(): Promise<string[][]> {
  const all: string[][] = [];
  for (const { name } of articles) {
    const images = await imagesOf(stage, name);
    all.push(images.map((image) => /\/([^/]+?)-[a-z2-7]{8}__/.exec(image.name)?.[1] ?? image.name));
  }
  return all;
}

test.each([
  ['by pointer', byPointer],
  ['by keys alone', byKeys],
] as const)(
  '300 frames of a camera, a third of the products with labels, are given to 40 products %s in at most 15 decisions',
  { timeout: 600_000 },
  async (name, hand) => {
    expect(shoot.articleOf.size).toBeGreaterThanOrEqual(300);
    await dropShoot();
    const decisions = await decide(hand);
    console.log(`${shoot.articleOf.size} photos ${name}: ${decisions} decisions`);
    expect(decisions).toBeLessThanOrEqual(15);
    const queue = stage.page.getByRole('button', { name: `Queue ${shoot.articleOf.size} photos` });
    await queue.waitFor();
    if (hand === byKeys) await hands.press('Control+Enter');
    else await queue.click();
    const wanted = articles.map((_, article) =>
      [...shoot.articleOf].filter(([, own]) => own === article).map(([file]) => file.replace('.jpg', '')),
    );
    await expect.poll(galleries, wait).toEqual(wanted);
  },
);

test('a size chart is sent to 25 products, once to each', { timeout: 300_000 }, async () => {
  const { page } = stage;
  const folder = await mkdtemp(join(stage.folder, 'chart-'));
  await paint(join(folder, 'size chart.jpg'));
  await stage.app.drop([folder], page.getByRole('main'));
  await page.getByRole('button', { name: /Choose…/ }).click();
  await page.getByLabel('Search products to choose from').waitFor();
  for (const { sku } of articles.slice(0, 25)) {
    await page.getByLabel('Search products to choose from').fill(sku);
    await page
      .getByRole('dialog')
      .getByRole('option', { name: new RegExp(sku) })
      .first()
      .waitFor();
    await hands.press('Shift+Enter');
  }
  await page.getByRole('button', { name: 'Assign to all 25' }).click();
  await page.getByRole('button', { name: 'Queue 25 photos' }).click();
  await expect
    .poll(async () => (await galleries()).map((all) => all.length), wait)
    .toEqual(articles.map((_, at) => (at < 25 ? 1 : 0)));
  expect(
    (await galleries())
      .slice(0, 25)
      .flat()
      .every((file) => file === 'size-chart'),
  ).toBe(true);
});

test(
  'the 500 photos of a ZIP file are in their galleries, each once and in order',
  { timeout: 600_000 },
  async () => {
    const { page } = stage;
    const picture = join(stage.folder, 'one.jpg');
    const files = [];
    for (let at = 0; at < 500; at += 1) {
      await paint(picture);
      const { sku } = articles[at % count] ?? { sku: '' };
      files.push({
        name: `shoot/${sku}_${Math.floor(at / count) + 1}.jpg`,
        content: await readFile(picture),
      });
    }
    const path = join(stage.folder, 'shoot.zip');
    await writeFile(path, zipOf(files));
    await age(path);
    await stage.app.drop([path], page.getByRole('main'));
    await page.getByRole('button', { name: 'Queue 500 photos' }).waitFor({ timeout: 240_000 });
    await hands.press('Control+Enter');
    const wanted = articles.map(({ sku }, article) =>
      Array.from({ length: Math.ceil((500 - article) / count) }, (_, at) => `${sku}_${at + 1}`),
    );
    await expect.poll(galleries, wait).toEqual(wanted);
  },
);

test(
  'a shoot of 240 photos square on white, named for search engines, is replaced by another recipe at one press',
  { timeout: 600_000 },
  async () => {
    const { page } = stage;
    const views = [1, 2, 3, 4, 5, 6];
    const folder = await mkdtemp(join(stage.folder, 'shoot-'));
    for (const { sku } of articles) for (const view of views) await paint(join(folder, `${sku}_${view}.jpg`));
    const wanted = articles.map(({ name }) =>
      views.map((view) => `${name.toLowerCase().replaceAll(' ', '-')}-view-${view}`),
    );
    const idsOf = async (): Promise<number[]> => {
      const images = [];
      for (const { name } of articles) images.push(...(await imagesOf(stage, name)));
      return images.map(({ id }) => id);
    };
    const prepare = async (change: () => Promise<void>): Promise<void> => {
      await stage.app.drop([folder], page.getByRole('main'));
      await page.getByRole('button', { name: 'Queue 240 photos' }).waitFor(wait);
      await page.getByRole('button', { name: 'Recipe…' }).click();
      const apply = page.getByRole('button', { name: /^Apply to 240 photos/ });
      await apply.waitFor();
      await change();
      await apply.click();
      await hands.list.waitFor();
    };

    await prepare(() => Promise.resolve());
    await page.getByRole('button', { name: 'Queue 240 photos' }).click();
    await expect.poll(galleries, wait).toEqual(wanted);
    await stage.outboxSays('Everything is in the store');
    const first = new Set(await idsOf());

    await prepare(async () => {
      await page.getByRole('slider', { name: 'Padding' }).focus();
      await hands.press('ArrowRight', 'ArrowRight');
    });
    await page.getByRole('button', { name: 'Replace 240 images with their new versions' }).click();
    await page.getByRole('button', { name: 'Queue 240 photos' }).click();
    await expect.poll(async () => (await idsOf()).filter((id) => first.has(id)).length, wait).toBe(0);
    await stage.outboxSays('Everything is done');
    expect(await galleries()).toEqual(wanted);
  },
);
