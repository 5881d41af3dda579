import { rename } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
let folder = '';
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
  folder = await stage.photos(2, { name: 'shoot' });
  await stage.app.drop([folder], stage.page.getByRole('main'));
  await reviewOf(2).waitFor();
  await discard();
});

const reviewOf = (photos: number): Locator =>
  stage.page.getByRole('heading', { name: new RegExp(`${photos} photos`) }).first();

async function discard(): Promise<void> {
  const { page } = stage;
  await page.getByRole('button', { name: 'Discard', exact: true }).first().click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /Discard/ })
    .click();
  await page.getByRole('button', { name: 'Match by file name' }).waitFor();
}

async function openMenu(): Promise<void> {
  await stage.page.getByRole('button', { name: 'Match by file name' }).click();
  await stage.page.getByRole('menu').waitFor();
}

test('a folder that was dropped is added again by the pointer, and by the palette', async () => {
  const { page } = stage;
  await openMenu();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('menuitem', { name: basename(folder) }).click();
  await reviewOf(2).waitFor();
  await discard();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('folder again');
  await page.getByRole('option', { name: `Add folder again: ${basename(folder)}` }).waitFor();
  await page.keyboard.press('Enter');
  await reviewOf(2).waitFor();
});

test('a folder that is gone is said so and stays in the list, which can be cleared', async () => {
  const { page } = stage;
  await rename(folder, `${folder}-away`);
  await openMenu();
  await page.keyboard.type(basename(folder));
  await page
    .getByRole('menuitem', { name: basename(folder) })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByText(`The folder “${basename(folder)}” can’t be found.`)
    .first()
    .waitFor();
  await openMenu();
  await page.getByRole('menuitem', { name: 'Clear recent folders' }).click();
  await openMenu();
  await expect
    .poll(() => page.getByRole('menuitem').allTextContents())
    .toEqual(['Add photos…', 'Add folder…']);
});

test('the File menu opens a recent folder', async () => {
  stage.app.shell?.act({ do: 'menu', label: basename(folder) });
  await stage.page
    .getByText(/2 photos to review|2 photos need a product/)
    .first()
    .waitFor();
});
