import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom } from '../../electron/practice/random.ts';
import { timed } from '../support/codes.ts';
import { drawnArticles, drawnViews, photograph } from '../support/drawn-shoots.ts';
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

/** Without images. Behind it, the product list has the Dune Canvas Trainer. */
const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };

/** Four articles, each three photos with a camera's names, and pauses between. */
async function shoot(): Promise<string> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  const random = seededRandom(3);
  let [counter, seconds] = [4_700, 0];
  for (const article of drawnArticles(5, 21).slice(1)) {
    seconds += 90;
    for (const view of drawnViews.slice(0, 3)) {
      const picture = await photograph(article, view, random, 300);
      const capturedAt = new Date(2026, 2, 4, 10, 0, (seconds += 5));
      await put(join(folder, `IMG_${counter++}.jpg`), await timed(picture, capturedAt).jpeg().toBuffer());
    }
  }
  return folder;
}

/** Runs in the page: the roles of what is outlined. */
function outlined(list: Element): string[] {
  const all = [...list.querySelectorAll('*')].filter((one) => getComputedStyle(one).outlineStyle === 'solid');
  return all.map((one) => one.getAttribute('role') ?? one.tagName);
}

const setRow = (words: RegExp) => hands.list.getByRole('row', { name: words });

test('sets without labels are given to products by pointer: one chosen, one offered, the rest in order', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await setRow(/^Set 4 of 4: 3 photos/).waitFor({ timeout: 60_000 });
  expect(await accessibilityProblems(page)).toEqual([]);
  await takeShots(stage.page, 'sets');
  await setRow(/^Set 1 of 4/)
    .getByRole('button', { name: 'Choose…' })
    .click();
  const choices = page.getByRole('listbox', { name: 'Products to choose from' });
  await choices.waitFor();
  await hands.type('Cove Dinner');
  await choices
    .getByRole('option', { name: /Cove Dinner Plate/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  const next = setRow(/^Set 1 of 3/);
  await next.getByRole('button', { name: /Dune Canvas Trainer/ }).waitFor();
  await takeShots(stage.page, 'sets-offered');
  await next.getByRole('button', { name: 'Assign in order…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Assign 3 sets to the next 3 products' });
  await dialog.waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await takeShots(stage.page, 'sets-run');
  await dialog.getByRole('checkbox', { name: /^Set 3/ }).uncheck();
  await dialog.getByRole('button', { name: 'Assign 6 photos' }).click();
  await page.getByRole('button', { name: 'Queue 9 photos' }).waitFor();
  await setRow(/^Set 1 of 1/).waitFor();
  await page.getByRole('button', { name: 'Queue 9 photos' }).click();
  await stage.arrived(plate.name, ['IMG_4700', 'IMG_4701', 'IMG_4702']);
});

test('sets are split, joined, taken, run and undone by keys alone', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await setRow(/^Set 4 of 4/).waitFor({ timeout: 60_000 });
  await hands.goTo('IMG_4701');
  await hands.press('s');
  await setRow(/^Set 5 of 5/).waitFor();
  await hands.goTo('Set 1 of 5: 1 photo');
  // The row shows the focus, and none of the buttons in it.
  expect(await hands.list.evaluate(outlined)).toEqual(['row']);
  await hands.press('j');
  await setRow(/^Set 1 of 4: 3 photos/).waitFor();
  await hands.press('Control+z');
  await setRow(/^Set 5 of 5/).waitFor();
  await hands.press('Control+z');
  await setRow(/^Set 1 of 4: 3 photos/).waitFor();
  await hands.goTo('Set 1 of 4');
  await hands.give(plate.sku);
  await page.getByRole('button', { name: 'Queue 3 photos' }).waitFor();
  await setRow(/^Set 1 of 3/).waitFor();
  await hands.goTo('Set 1 of 3');
  await hands.press('1');
  await page.getByRole('button', { name: 'Queue 6 photos' }).waitFor();
  await setRow(/^Set 1 of 2/).waitFor();
  await hands.goTo('Set 1 of 2');
  await hands.press('r');
  await page.getByRole('dialog', { name: /^Assign 2 sets/ }).waitFor();
  await hands.press('Control+Enter');
  await page.getByRole('button', { name: 'Queue 12 photos' }).waitFor();
  await hands.press('Control+z');
  await page.getByRole('button', { name: 'Queue 6 photos' }).waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(plate.name, ['IMG_4700', 'IMG_4701', 'IMG_4702']);
});
