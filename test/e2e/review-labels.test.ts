import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { labelPhoto, timed } from '../support/codes.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { put, ReviewHands } from './support/review-hands.ts';
import { takeShots } from './support/shots.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
let hands: ReviewHands;
useStage(async (opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
  await stage.connect();
});

/** Products of the seeded catalogue without images. */
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter' };
const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };

const at = (seconds: number): Date => new Date(2026, 2, 4, 10, 0, seconds);

/** Labels and photos of two articles, with a camera's names. */
async function shoot(): Promise<string> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  const frame = async (name: string, seconds: number): Promise<void> => {
    const background = { r: (seconds * 37) % 256, g: (seconds * 91) % 256, b: 140 };
    const picture = sharp({ create: { width: 600, height: 400 + seconds, channels: 3, background } });
    await put(join(folder, name), await timed(picture, at(seconds)).jpeg().toBuffer());
  };
  const label = async (name: string, sku: string, seconds: number): Promise<void> => {
    await put(join(folder, name), await labelPhoto(sku, 'QRCode', { turned: 12, capturedAt: at(seconds) }));
  };
  await label('IMG_0101.jpg', mug.sku, 1);
  await frame('IMG_0102.jpg', 5);
  await frame('IMG_0103.jpg', 9);
  await label('IMG_0104.jpg', plate.sku, 20);
  await frame('IMG_0105.jpg', 24);
  return folder;
}

test('sets after labels are given to their products by pointer, one by the label, one to another product', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  const first = hands.list.getByRole('row', { name: /^Set 1 of 2: 2 photos/ });
  await first.waitFor({ timeout: 60_000 });
  await hands.list.getByRole('row', { name: /^Set 2 of 2: 1 photo/ }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await takeShots(stage.page, 'labels');
  await first.getByRole('button', { name: mug.sku }).click();
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  // Until then the first button to change something is this set's own.
  await first.waitFor({ state: 'detached' });

  await hands.list.getByRole('button', { name: 'Change…' }).first().click();
  const choices = page.getByRole('listbox', { name: 'Products to choose from' });
  await choices.waitFor();
  await hands.type(mug.sku);
  await choices
    .getByRole('option', { name: new RegExp(mug.name) })
    .first()
    .click();
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await takeShots(stage.page, 'labels-accepted');
  await page.getByRole('button', { name: 'Queue 3 photos' }).click();
  await stage.arrived(mug.name, ['IMG_0102', 'IMG_0103', 'IMG_0105']);
});

test('Accept all suggestions accepts every label, in the list and on the sheet, and an undo takes that back', async () => {
  const { page } = stage;
  const acceptAll = hands.list.getByRole('button', { name: 'Accept all suggestions' });
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await hands.list.getByRole('row', { name: /^Set 2 of 2/ }).waitFor({ timeout: 60_000 });
  await takeShots(stage.page, 'accept-all-list');
  await acceptAll.click();
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await acceptAll.waitFor({ state: 'detached' });
  await hands.press('Control+z');
  await acceptAll.waitFor();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Sheet').click();
  await hands.list.getByText('Photos without names').waitFor();
  await takeShots(stage.page, 'accept-all-sheet');
  await acceptAll.click();
  await page.getByRole('button', { name: 'Queue 3 photos' }).click();
  await stage.arrived(mug.name, ['IMG_0102', 'IMG_0103']);
  await stage.arrived(plate.name, ['IMG_0105']);
});

test('sets after labels are accepted, undone and accepted again by keys alone', async () => {
  const { page } = stage;
  const remaining = hands.list.getByRole('row', { name: /^Set 1 of 1/ });
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await hands.list.getByRole('row', { name: /^Set 2 of 2/ }).waitFor({ timeout: 60_000 });
  await hands.goTo('Set 1 of 2');
  await hands.press('1');
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await remaining.waitFor();
  await hands.press('Control+z');
  await hands.list.getByRole('row', { name: /^Set 2 of 2/ }).waitFor();
  await hands.goTo('Set 1 of 2');
  await hands.press('1');
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await remaining.waitFor();
  await hands.goTo('Set 1 of 1');
  await hands.press('1');
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(mug.name, ['IMG_0102', 'IMG_0103']);
  await stage.arrived(plate.name, ['IMG_0105']);
});
