import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { takeShots } from './support/shots.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

/** SKUs on the labels, in order; throws until there is a file. */
function printed(path: string): string[] {
  const texts = [...readFileSync(path, 'latin1').matchAll(/\/F1 .* \((.*)\) Tj/g)];
  return texts.map(([, sku = '']) => sku);
}

test('labels of the products that are searched for are saved as a PDF, without those that are deselected', async () => {
  const { app, page } = stage;
  await page.getByLabel('Search products').fill('Stoneware Mug');
  await page.getByRole('option', { name: /Fjord Stoneware Mug, Butter/ }).waitFor();
  await page.getByRole('button', { name: 'Print labels…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Print labels' });
  const boxes = dialog.getByRole('checkbox');
  await boxes.first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const all = await boxes.count();
  await dialog.getByRole('checkbox', { name: /Fjord Stoneware Mug, Butter/ }).click();
  await takeShots(page, 'print-labels');
  const path = join(stage.folder, 'labels.pdf');
  await app.dialogAnswers([path]);
  await dialog.getByRole('button', { name: `Save ${all - 1} label` }).click();
  await expect.poll(() => printed(path)).toHaveLength(all - 1);
  await dialog.waitFor({ state: 'detached' });
  expect(printed(path)).not.toContain('MUG-BUT-04');
});

test('a label of one product is chosen and saved by keys alone', async () => {
  const { app, page } = stage;
  const button = page.getByRole('button', { name: 'Print labels…' });
  await button.waitFor();
  await page.getByLabel('Search products').focus();
  for (let presses = 0; presses < 10; presses += 1) {
    if (await button.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Print labels' });
  const none = dialog.getByRole('button', { name: 'Deselect all' });
  await none.waitFor();
  for (let presses = 0; presses < 10; presses += 1) {
    if (await none.evaluate((one) => one === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  const path = join(stage.folder, 'one.pdf');
  await app.dialogAnswers([path]);
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => printed(path)).toEqual(['004176']);
});
