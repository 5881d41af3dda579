import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { seededRandom } from '../../electron/practice/random.ts';
import { labelPhoto, timed } from '../support/codes.ts';
import { drawnArticles, drawnViews, photograph } from '../support/drawn-shoots.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { overlappingTexts } from './support/overlaps.ts';
import { paint, put, ReviewHands } from './support/review-hands.ts';
import { windowSize } from './support/shared-app.ts';
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

/** Articles of three photos each, with a camera's names and pauses between; a label comes before the last article. */
async function shoot(articles = 4, labelled: string | null = null, size = 300): Promise<string> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  const random = seededRandom(3);
  let [counter, seconds] = [4_700, 0];
  const time = (): Date => new Date(2026, 2, 4, 10, 0, (seconds += 5));
  const drawn = drawnArticles(articles + 1, 21).slice(1);
  for (const [at, article] of drawn.entries()) {
    seconds += 90;
    if (labelled !== null && at === drawn.length - 1) {
      const label = await labelPhoto(labelled, 'QRCode', { width: 600, height: 450, capturedAt: time() });
      await put(join(folder, `IMG_${counter++}.jpg`), label);
    }
    for (const view of drawnViews.slice(0, 3)) {
      const picture = await photograph(article, view, random, size);
      await put(join(folder, `IMG_${counter++}.jpg`), await timed(picture, time()).jpeg().toBuffer());
    }
  }
  return folder;
}

const onStage = (number: number): Locator =>
  hands.list.getByRole('rowgroup', { name: `Set ${number}`, exact: true });
const row = (words: RegExp): Locator => hands.list.getByRole('row', { name: words });
const queue = (count: number): Locator => stage.page.getByRole('button', { name: `Queue ${count} photos` });

async function openSheet(): Promise<void> {
  await stage.page.getByRole('radiogroup', { name: 'View' }).getByText('Sheet').click();
  await onStage(1)
    .getByRole('row', { name: /^IMG_4700/ })
    .waitFor();
}

async function choose(name: string): Promise<void> {
  const choices = stage.page.getByRole('listbox', { name: 'Products to choose from' });
  await choices.waitFor();
  await hands.type(name);
  await choices
    .getByRole('option', { name: new RegExp(name) })
    .first()
    .click();
  await choices.waitFor({ state: 'detached' });
}

test('sets are decided on the stage by pointer, and the next one comes', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot(4, plate.sku)], page.getByRole('main'));
  await row(/^Set 4 of 4/).waitFor({ timeout: 60_000 });
  await openSheet();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(await overlappingTexts(page)).toEqual([]);
  await takeShots(stage.page, 'sheet-sets');
  await onStage(1).getByRole('button', { name: 'Choose product…' }).click();
  await choose('Cedar');
  await queue(3).waitFor();
  await onStage(1).getByText('Next in the product list').waitFor();
  await hands.list.getByTitle(/^Assigned to Cedar/).waitFor();
  await page.getByRole('option', { name: /next in the list/ }).waitFor();
  await takeShots(stage.page, 'sheet-offered');
  await onStage(1).getByRole('button', { name: 'Accept 3 photos' }).click();
  await queue(6).waitFor();
  await onStage(1)
    .getByRole('row', { name: /^IMG_4706/ })
    .waitFor();
  await onStage(1).getByRole('button', { name: 'Exclude set' }).click();
  await onStage(1).getByText('Label, not sent').waitFor();
  await onStage(1).getByText(`Label read: ${plate.sku}`).waitFor();
  await page.getByRole('button', { name: /^Excluded 3/ }).waitFor();
  await takeShots(stage.page, 'sheet-label');
  await onStage(1).getByRole('button', { name: 'Accept 3 photos' }).click();
  await queue(9).waitFor();
  await row(/^Photos without names/).waitFor({ state: 'detached' });
  await queue(9).click();
  await stage.arrived(plate.name, ['IMG_4710', 'IMG_4711', 'IMG_4712']);
});

test('the sheet is worked by keys alone: sets, stars, rejection, filter', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await row(/^Set 4 of 4/).waitFor({ timeout: 60_000 });
  await hands.press('g');
  await onStage(1)
    .getByRole('row', { name: /^IMG_4700/ })
    .waitFor();
  await hands.press('Home', 'ArrowDown');
  await hands.isOn('IMG_4700');
  // To the second frame, and split there; then join again.
  await hands.press('ArrowRight', 's');
  await row(/^Set 5 of 5/).waitFor();
  await hands.press('Control+z');
  await row(/^Set 4 of 4/).waitFor();
  await hands.press('ArrowDown');
  await hands.isOn('Set 1 of 4');
  await hands.give(plate.sku);
  await queue(3).waitFor();
  await hands.isOn('Set 1 of 3');
  await hands.press('1');
  await queue(6).waitFor();
  await hands.isOn('Set 1 of 2');
  // Exclude a set by its key, and bring it back.
  await hands.press('x');
  await row(/^Set 1 of 1/).waitFor();
  await hands.press('Control+z');
  await row(/^Set 1 of 2/).waitFor();
  // To the photos that have a product.
  await hands.press('End');
  await hands.isOn('IMG_4705');
  await hands.press('Shift+Digit4');
  await row(/^IMG_4705.*4 stars/).waitFor();
  // An alt text is written on the tile.
  await hands.press('Enter');
  await hands.type('A vase');
  await hands.press('Enter');
  await row(/^IMG_4705.*A vase/).waitFor();
  await hands.press('ArrowLeft', 'Shift+X');
  await row(/^IMG_4704.*Rejected/).waitFor();
  await queue(5).waitFor();
  await takeShots(stage.page, 'sheet-marks');
  await hands.press('Control+z');
  await queue(6).waitFor();
  await hands.press('Shift+X');
  await queue(5).waitFor();
  // The filter shows only what has the stars, and hides nothing from the queue.
  const filter = page.getByRole('button', { name: 'Show: All photos' });
  await hands.press('Shift+Tab');
  await hands.focusBy('Shift+Tab', filter);
  await hands.press('Enter');
  const fourStars = page.getByRole('menuitemradio', { name: '4 stars or more' });
  await fourStars.waitFor();
  await page.locator('[role=menuitemradio]:focus').waitFor();
  await hands.press('4');
  await fourStars.and(page.locator(':focus')).waitFor();
  await hands.press('Enter');
  await row(/^IMG_4704/).waitFor({ state: 'detached' });
  await row(/^IMG_4705.*4 stars/).waitFor();
  await queue(5).waitFor();
  await hands.press('Home', 'End');
  await hands.isOn('IMG_4705');
  await hands.press('Shift+Digit0');
  await page.getByRole('heading', { name: 'No photos with 4 stars or more' }).waitFor();
  await page.getByRole('button', { name: 'Show all photos' }).click();
  await row(/^Photos without names/).waitFor();
  await hands.press('End', 'ArrowLeft');
  await row(/^IMG_4704.*Rejected/).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test('two to four photos are compared by keys and by pointer, and marked at once', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await row(/^Set 4 of 4/).waitFor({ timeout: 60_000 });
  await openSheet();
  await row(/^Set 1 of 4/).click();
  await hands.press('c');
  const panes = page.getByRole('list', { name: 'Photos side by side' });
  const pane = (letter: string): Locator => panes.getByRole('listitem', { name: new RegExp(`^${letter}: `) });
  await pane('C').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[data-pane] img').length >= 3);
  expect(await accessibilityProblems(page)).toEqual([]);
  await takeShots(stage.page, 'compare');
  await hands.press('ArrowRight', '4');
  await pane('B').getByRole('button', { name: '4 stars', pressed: true }).waitFor();
  await hands.press('x');
  await page.getByText('2 kept, 1 rejected').waitFor();
  await hands.press('Control+z');
  await page.getByText('3 kept, 0 rejected').waitFor();
  // Linked, all panes have one zoom; unlinked, each its own.
  const scales = (): Promise<(string | undefined)[]> =>
    page
      .locator('[data-pane] [data-scale]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['scale']));
  await hands.press('+');
  await expect.poll(async () => (await scales()).includes('1.00')).toBe(false);
  expect(new Set(await scales()).size).toBe(1);
  await hands.press('l', '+');
  await expect.poll(async () => new Set(await scales()).size).toBe(2);
  await hands.press('l');
  await expect.poll(async () => new Set(await scales()).size).toBe(1);
  await takeShots(stage.page, 'compare-zoomed');
  await pane('C').getByRole('button', { name: 'Reject' }).click();
  await page.getByText('2 kept, 1 rejected').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await onStage(1)
    .getByRole('row', { name: /^IMG_4702.*Rejected/ })
    .waitFor();
  await onStage(1)
    .getByRole('row', { name: /^IMG_4701.*4 stars/ })
    .waitFor();
});

test('sixty-three frames of a camera are given to twenty-one products by keys, in two decisions', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot(21, null, 200)], page.getByRole('main'));
  await row(/^Set 1 of 21: 3 photos/).waitFor({ timeout: 90_000 });
  await hands.press('g');
  await onStage(1).waitFor();
  await hands.press('Home', 'ArrowDown', 'ArrowDown');
  await hands.isOn('Set 1 of 21');
  await hands.give(plate.sku);
  await queue(3).waitFor();
  await hands.isOn('Set 1 of 20');
  await hands.press('r');
  await page.getByRole('dialog', { name: 'Assign 20 sets to the next 20 products' }).waitFor();
  await hands.press('Control+Enter');
  await queue(63).waitFor();
  await hands.press('End');
  await hands.isOn('IMG_4762');
  await hands.press('Control+z');
  await queue(3).waitFor();
  // The same by pointer.
  await hands.press('Home');
  await page.getByRole('button', { name: 'Assign in order…' }).click();
  await page.getByRole('button', { name: 'Assign 60 photos' }).click();
  await queue(63).waitFor();
  await takeShots(stage.page, 'sheet-many');
});

test('a narrow window folds the product list away on the sheet, which is how the next review is shown too', async () => {
  const { page } = stage;
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  await paint(join(folder, `${plate.sku}_1.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));
  await hands.read();
  await page.setViewportSize({ width: 900, height: 700 });
  const products = page.getByRole('navigation', { name: 'Products in the store' });
  await products.waitFor();
  await hands.press('g');
  await products.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Show products' }).click();
  await products.waitFor();
  await page.getByRole('button', { name: 'Hide products' }).click();
  await products.waitFor({ state: 'hidden' });
  await page.keyboard.press('/');
  await page.getByRole('searchbox').and(page.locator(':focus')).waitFor();
  await page.setViewportSize(windowSize);
  await page.reload();
  await page.getByRole('radio', { name: 'Sheet', checked: true }).waitFor();
});
