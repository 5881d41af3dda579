import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { paint, ReviewHands } from './support/review-hands.ts';
import { signInIfAsked } from './support/sign-in.ts';
import { useStage, type Stage } from './support/stage.ts';
import { imagesOf } from './support/store-images.ts';

/** The review of a small shoot: what it shows for each photo, and that decisions are kept. */

let stage: Stage;
let hands: ReviewHands;
useStage((opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
});

/** Products of the seeded catalogue without images, by SKU: their galleries are exactly what was queued. */
const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };
const lamp = { sku: '122_45', name: 'Alder Table Lamp, Sand' };
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };
async function shoot(): Promise<string> {
  return mkdtemp(join(stage.folder, 'shoot-'));
}

test('a drop beside the gallery is matched by names, asks where it can’t, and gives a reason for each photo', async () => {
  await stage.connect();
  const folder = await shoot();
  await paint(join(folder, `${mug.sku}_front.jpg`));
  await paint(join(folder, `${mug.sku}_back.jpg`));
  await paint(join(folder, 'IMG_2210.jpg'));
  await writeFile(join(folder, 'broken.jpg'), 'not a picture');
  await stage.app.drop([folder], stage.page.getByRole('main'));

  expect(await hands.read()).toBe('Queue 2 photos');
  await stage.page.getByRole('heading', { name: '3 photos to review' }).waitFor();
  await hands.list.getByText('This file is not an image').waitFor();
  await expect.poll(() => hands.activeRow()).toContain('IMG_2210.jpg');
  for (const scheme of ['light', 'dark'] as const) {
    await stage.app.scheme(scheme);
    expect(await accessibilityProblems(stage.page)).toEqual([]);
  }
});

test('every decision of a review survives a power cut, and arrived photos are recognised when dropped again', async () => {
  const { page } = stage;
  await stage.connect();
  const folder = await shoot();
  for (const view of ['front', 'side', 'back']) await paint(join(folder, `${mug.sku}_${view}.jpg`));
  await paint(join(folder, 'IMG_2210.jpg'));
  await paint(join(folder, `${lamp.sku}_1.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 4 photos');

  await hands.goTo('IMG_2210');
  await hands.give(plate.name);
  await page.getByRole('button', { name: 'Queue 5 photos' }).waitFor();
  await hands.focusBy('Shift+Tab', page.getByRole('textbox', { name: 'Alt text', exact: true }));
  await hands.type('{product}, {view}');
  await hands.press('Enter');
  await hands.goTo(`${mug.sku}_side.jpg`);
  await hands.press('Alt+ArrowUp', 'Alt+ArrowUp', 't');
  await page.getByRole('row', { name: new RegExp(`^${mug.sku}_side.*thumbnail`) }).waitFor();
  await hands.goTo(`${mug.sku}_front.jpg`);
  await hands.press('Enter');
  await hands.type('A mug in butter yellow');
  await hands.press('Enter');
  await hands.list.getByText('A mug in butter yellow').waitFor();
  await hands.goTo(`${mug.sku}_back.jpg`);
  await hands.press('x');
  await hands.goTo(lamp.name);
  await hands.press('Tab', 'b', 'Escape');
  await page.getByRole('row', { name: new RegExp(`^${lamp.name}.*Before existing`) }).waitFor();
  const rows = (): Promise<(string | null)[]> =>
    hands.list.getByRole('row').evaluateAll((found) => found.map((row) => row.ariaLabel).toSorted());
  const decided = await rows();

  await stage.restartAfterKill();
  await stage.page.getByRole('button', { name: 'Queue 4 photos' }).waitFor();
  await expect.poll(rows).toEqual(decided);
  const had = await stage.inStore(lamp.name);
  await hands.press('Control+Enter');
  await signInIfAsked(stage.page, stage.store.accessToken);
  await expect
    .poll(async () => (await imagesOf(stage, plate.name)).map(({ alt }) => alt), { timeout: 60_000 })
    .toEqual([plate.name]);
  await expect.poll(() => stage.inStore(lamp.name)).toEqual([`${lamp.sku}_1`, ...had]);
  await expect.poll(() => stage.inStore(mug.name)).toEqual([`${mug.sku}_side`, `${mug.sku}_front`]);
  await expect
    .poll(async () => (await imagesOf(stage, mug.name)).map(({ alt, thumbnail }) => [alt, thumbnail]))
    .toEqual([
      [`${mug.name}, side`, true],
      ['A mug in butter yellow', false],
    ]);
  await stage.outboxSays('Everything is in the store');

  await stage.app.drop([join(folder, `${mug.sku}_side.jpg`)], stage.page.getByRole('main'));
  await hands.list.getByText('Already in this gallery, excluded').waitFor();
  await stage.page.getByRole('button', { name: 'Queue photos' }).waitFor();
});
