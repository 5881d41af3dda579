import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { xmpOf } from '../support/xmp.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { paint, ReviewHands } from './support/review-hands.ts';
import { useStage, type Stage } from './support/stage.ts';

/** Photos whose product is likely but not certain, and what the settings say of file names. */

let stage: Stage;
let hands: ReviewHands;
useStage(async (opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
  await stage.connect();
});

/** Products of the seeded catalogue without images. */
const plate = { id: 119, sku: '004174', name: 'Cove Dinner Plate, Slate' };
const mug = { id: 137, sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };

async function openFileNames(): Promise<void> {
  const { page } = stage;
  await page.getByRole('button', { name: /^Store:/ }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  await page.getByRole('tab', { name: 'File names' }).click();
}

async function closeSettings(): Promise<void> {
  await hands.press('Escape');
  await stage.page.getByRole('dialog').waitFor({ state: 'detached' });
}

test('suggested photos stand apart, and after a look one key gives all of them to their products', async () => {
  const { page } = stage;
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  await paint(join(folder, `${mug.sku}_1.jpg`));
  for (const n of [1, 2])
    await paint(join(folder, `studio-${n}.jpg`), (picture) =>
      picture.withXmp(xmpOf({ headline: plate.name })),
    );
  await paint(join(folder, 'IMG_2210.jpg'));
  await stage.app.drop([folder], page.getByRole('main'));

  expect(await hands.read()).toBe('Queue 1 photo');
  await hands.list.getByRole('row', { name: /^Suggested: 2 photos/ }).waitFor();
  const row = hands.list.getByRole('row', { name: /^studio-1\.jpg/ });
  await row.getByText(/field “Headline” is the product name “Cove Dinner Plate, Slate”/).waitFor();
  await row.getByText(plate.sku, { exact: false }).first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await hands.press('a');
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await hands.list.getByRole('row', { name: /^Suggested/ }).waitFor({ state: 'detached' });
  await hands.list.getByRole('row', { name: /^IMG_2210/ }).waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(plate.name, ['studio-1', 'studio-2']);
  await stage.arrived(mug.name, [`${mug.sku}_1`]);
});

test('one press says for a whole drop that the numbers in its names are product IDs', async () => {
  const { page } = stage;
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  for (const name of [`${plate.id}_1`, `${plate.id}_2`, `${mug.id}`])
    await paint(join(folder, `${name}.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));

  const use = page.getByRole('button', { name: 'Use 3 numbers as product IDs' });
  await use.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await use.click();
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await hands.press('Control+z');
  await use.waitFor();
  await use.click();
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(plate.name, [`${plate.id}_1`, `${plate.id}_2`]);
  await stage.arrived(mug.name, [`${mug.id}`]);
});

test('a gallery has the order of roles that was chosen before the drop', async () => {
  const { page } = stage;
  const roles = ['front', 'back', 'lifestyle'];
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  for (const role of roles) await paint(join(folder, `${plate.sku}_${role}.jpg`));

  await openFileNames();
  const order = page.getByLabel(/^Order of new photos/);
  await order.fill('lifestyle, bak');
  await page.getByText(/doesn’t know “bak”/).waitFor();
  await order.fill('lifestyle, back');
  await closeSettings();
  await stage.app.drop([folder], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 3 photos');
  await hands.press('Control+Enter');
  await stage.arrived(
    plate.name,
    ['lifestyle', 'back', 'front'].map((role) => `${plate.sku}_${role}`),
  );
});

test('the settings tell of typed file names what they would be given to, and why', async () => {
  const { page } = stage;
  await openFileNames();
  await page
    .getByLabel(/^Test file names/)
    .fill([`${mug.sku}_front.jpg`, 'Cove Dinner Plate.jpg', 'shoot/IMG_2210.jpg'].join('\n'));
  const shown = page.getByRole('region', { name: 'Results for the names' });
  const line = (name: string) => shown.getByRole('listitem').filter({ hasText: name });
  await line(`${mug.sku}_front.jpg`).getByText(mug.name).waitFor();
  await line(`${mug.sku}_front.jpg`)
    .getByText(/means the front view/)
    .waitFor();
  await line('Cove Dinner Plate.jpg').getByText('No product').waitFor();
  await line('IMG_2210.jpg')
    .getByText(/The camera or phone chose this name/)
    .waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});
