import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { age, Stage } from './support/stage.ts';

/** The way of a shoot through the review: dropped, looked over with the keyboard alone, queued, in the store. */

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** Products of the seeded catalogue without images, by SKU: their galleries are then exactly what was queued. */
const cushion = { sku: 'CSH-CLA-1', name: 'Fjord Linen Cushion, Clay' };
const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };
/** Products that have images already. */
const others = [
  'MUG-TEA-01 TS1042 122_45 NB.A5.FOR.1 CHR_0042_OAK BTL-0750-RUS1 004172 tote-coc-1 V-2041B SH-3302 CDL 220_01',
  'MUG-STO-02 TS1043 122_46 NB.A5.MOS.2 CHR_0045_OAK tote-ink-2 V-2042C SH-3303 CDL 220_02 MUG-ROS-03 TS1044',
  '122_47 NB.A5.OCH.3 BTL-0750-BRI3 tote-for-3 V-2043A SH-3304 CDL 220_03 122_48 NB.A5.MIN.4 BTL-0750-PLU2',
]
  .join(' ')
  .replaceAll('CDL ', 'CDL-')
  .split(' ');

let painted = 0;

/** A small picture like no other. */
async function paint(path: string): Promise<Buffer> {
  painted += 1;
  // Steps that survive JPEG: two photos with equal bytes are one.
  const level = (step: number): number => (Math.floor(painted / step) % 7) * 40;
  const background = { r: level(1), g: level(7), b: level(49) };
  const picture = sharp({ create: { width: 96, height: 72, channels: 3, background } });
  const bytes = await (path.endsWith('.tif') ? picture.tiff() : picture.jpeg()).toBuffer();
  await writeFile(path, bytes);
  await age(path);
  return bytes;
}

async function shoot(): Promise<string> {
  return mkdtemp(join(stage.folder, 'shoot-'));
}

function list(): Locator {
  return stage.page.getByRole('grid', { name: 'Photos to review' });
}

/** What a screen reader says of the row that the keyboard is on. */
async function activeRow(): Promise<string> {
  const id = await list().getAttribute('aria-activedescendant');
  return (await stage.page.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '';
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await stage.page.keyboard.press(key);
}

/** Goes down until the keyboard is on the row that begins so. */
async function goDownTo(words: string): Promise<void> {
  for (let n = 0; n < 400 && !(await activeRow()).startsWith(words); n += 1) await press('ArrowDown');
  expect(await activeRow()).toContain(words);
}

/** Gives what is selected to a product, by typing what one knows of it. */
async function give(typed: string): Promise<void> {
  const choices = stage.page.getByRole('listbox', { name: 'Products to choose' });
  await press('p');
  await choices.waitFor();
  await stage.page.keyboard.type(typed);
  await press('Enter');
  await choices.waitFor({ state: 'detached' });
}

/** Waits for all files to be read, and answers what the one button says. */
async function read(): Promise<string> {
  const button = stage.page.getByRole('button', { name: /^Queue / });
  await button.waitFor({ timeout: 120_000 });
  return button.innerText();
}

/** Without a keychain the token is gone with the process: the queue then waits for it. */
async function signInIfAsked(): Promise<void> {
  const { page } = stage;
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  await signIn.or(page.getByText('Everything is in the store')).first().waitFor();
  if (!(await signIn.isVisible())) return;
  await signIn.click();
  await page.getByLabel('Access token').fill(stage.store.accessToken);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /sign in/i })
    .click();
}

test('a drop beside the gallery finds products by names, asks where it can’t, and says why for each photo', async () => {
  await stage.connect();
  const folder = await shoot();
  await paint(join(folder, `${mug.sku}_front.jpg`));
  await paint(join(folder, `${mug.sku}_back.jpg`));
  await paint(join(folder, 'IMG_2210.jpg'));
  await writeFile(join(folder, 'broken.jpg'), 'not a picture');
  await stage.app.drop([folder], stage.page.getByRole('main'));

  expect(await read()).toBe('Queue 2 photos');
  await stage.page.getByRole('heading', { name: '4 photos to review' }).waitFor();
  await list().getByText('This file is not a picture').waitFor();
  await expect.poll(activeRow).toContain('IMG_2210.jpg');
  for (const scheme of ['light', 'dark'] as const) {
    await stage.app.scheme(scheme);
    // The announcer's words are gone from the page before its region is: React Aria's own, and never seen.
    const { violations } = await new AxeBuilder({ page: stage.page })
      .setLegacyMode(true)
      .exclude('[data-live-announcer]')
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});

test('what was decided in a review is still decided after a power cut', async () => {
  await stage.connect();
  const folder = await shoot();
  await paint(join(folder, `${mug.sku}_front.jpg`));
  await paint(join(folder, 'IMG_2210.jpg'));
  await stage.app.drop([folder], stage.page.getByRole('main'));
  await read();
  await give(plate.name);
  await stage.page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await goDownTo(`${mug.sku}_front.jpg`);
  await press('Enter');
  await stage.page.keyboard.type('A mug in butter yellow');
  await press('Enter');
  await list().getByText('A mug in butter yellow').waitFor();

  await stage.restartAfterKill();
  await stage.page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await list().getByText('A mug in butter yellow').waitFor();
  await list().getByText(plate.name).first().waitFor();
  await press('Control+Enter');
  await signInIfAsked();
  await expect.poll(() => stage.inStore(plate.name), { timeout: 60_000 }).toEqual(['IMG_2210']);
  await expect.poll(() => stage.inStore(mug.name)).toEqual([`${mug.sku}_front`]);
});

test(
  '300 mixed files are reviewed with the keyboard alone, queued, and stand in their galleries in order',
  { timeout: 300_000 },
  async () => {
    await stage.connect();
    const folder = await shoot();
    const extra = join(folder, 'from the client');
    await mkdir(extra);
    const files: Promise<unknown>[] = [];
    for (let n = 1; n <= 10; n += 1) files.push(paint(join(folder, `${cushion.sku}_${n}.jpg`)));
    for (const view of ['front', 'side', 'back', 'detail'])
      files.push(paint(join(folder, `${mug.sku}-${view}.jpg`)));
    for (const sku of others) {
      for (let n = 1; n <= 8; n += 1) files.push(paint(join(folder, `${sku}_${n}.jpg`)));
    }
    for (let n = 1; n <= 6; n += 1) files.push(paint(join(extra, `IMG_000${n}.jpg`)));
    for (let n = 1; n <= 4; n += 1) files.push(writeFile(join(extra, `notes-${n}.jpg`), 'not a picture'));
    files.push(paint(join(folder, `${plate.sku}_front.tif`)));
    const twin = await paint(join(folder, `${plate.sku}_2.jpg`));
    files.push(writeFile(join(folder, `${plate.sku}_3.jpg`), twin));
    await Promise.all(files);
    const variants = 300 - files.length - 1;
    expect(variants).toBeGreaterThan(0);
    for (let n = 1; n <= variants; n += 1) await paint(join(folder, `TS1045-M_${n}.jpg`));

    const { page } = stage;
    await stage.app.drop([folder], page.getByRole('main'));
    // Ten have no product or can't be used, and one is there twice.
    expect(await read()).toBe('Queue 289 photos');
    await page.getByRole('button', { name: 'Choose a product 6' }).waitFor();
    await page.getByRole('button', { name: 'Left out 1' }).waitFor();
    await page.getByRole('button', { name: 'Can’t be used 4' }).waitFor();

    // From here on the mouse rests. One photo without a product goes to the plate, four to the mug; one stays.
    await expect.poll(activeRow).toContain('IMG_0001.jpg');
    await give(plate.sku);
    await page.getByRole('button', { name: 'Choose a product 5' }).waitFor();
    await expect.poll(activeRow).toContain('IMG_0002.jpg');
    await press('ArrowUp', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown');
    await page.getByText('4 photos selected').waitFor();
    await give(mug.sku);
    await page.getByRole('button', { name: 'Choose a product 1' }).waitFor();

    // The cushion's third photo comes first and is the thumbnail, its fifth stays out, its last gets words of its own.
    await goDownTo(`${cushion.sku}_3.jpg`);
    await press('Alt+ArrowUp');
    await list()
      .getByRole('row', { name: `${cushion.sku}_3.jpg` })
      .and(page.locator('[data-active]'))
      .waitFor();
    await press('Alt+ArrowUp', 't');
    await page.getByRole('row', { name: new RegExp(`^${cushion.sku}_3\\.jpg.*thumbnail`) }).waitFor();
    await goDownTo(`${cushion.sku}_5.jpg`);
    await press('x');
    await page.getByRole('row', { name: new RegExp(`^${cushion.sku}_5\\.jpg.*left out`) }).waitFor();
    await goDownTo(`${cushion.sku}_10.jpg`);
    await press('Enter');
    await page.keyboard.type('A cushion on a chair by the window');
    await press('Enter');
    await list().getByText('A cushion on a chair by the window').waitFor();

    await page.getByRole('button', { name: 'Queue 293 photos' }).waitFor();
    await press('Control+Enter');

    const cushions = [3, 1, 2, 4, 6, 7, 8, 9, 10].map((n) => `${cushion.sku}_${n}`);
    await expect.poll(() => stage.inStore(cushion.name), { timeout: 90_000 }).toEqual(cushions);
    // Those given by hand stand behind those whose names say where.
    const mugs = ['front', 'back', 'side', 'detail'].map((view) => `${mug.sku}-${view}`);
    await expect
      .poll(() => stage.inStore(mug.name), { timeout: 90_000 })
      .toEqual([...mugs, 'IMG_0002', 'IMG_0003', 'IMG_0004', 'IMG_0005']);
    await expect
      .poll(async () => (await stage.inStore(plate.name)).toSorted())
      .toEqual([`${plate.sku}_2`, `${plate.sku}_front`, 'IMG_0001']);
    await expect
      .poll(() => stage.inStore('Dune Organic T-Shirt, Ochre'), { timeout: 60_000 })
      .toHaveLength(variants);
    await stage.outboxSays('Everything is in the store');
    // What was not queued is still there to decide on.
    await page.getByRole('heading', { name: '7 photos to review' }).waitFor();
  },
);
