import { expect, test } from 'vitest';
import type { Locator } from 'playwright';
import { accessibilityProblems } from './support/accessibility.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

const manual = (): Locator => stage.page.getByRole('dialog', { name: 'Manual' });

test('F1 opens the manual before a store is connected, and a search leads to a section by keys alone', async () => {
  const { page } = stage;
  await page.getByRole('button', { name: 'Connect', exact: true }).waitFor();
  await page.keyboard.press('F1');
  await page.getByLabel('Search the manual').and(page.locator(':focus')).waitFor();
  await manual().getByRole('article', { name: 'Getting started' }).waitFor();
  await page.keyboard.type('exit codes');
  await manual().getByRole('option', { name: 'Exit codes', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  const article = manual().getByRole('article', { name: 'The command line' });
  await article.and(page.locator(':focus')).waitFor();
  await expect.poll(() => article.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await manual().waitFor({ state: 'detached' });
});

test('the palette and the settings open the manual, and its links lead to other pages', async () => {
  await stage.connect();
  const { page } = stage;
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('manual');
  await page.getByRole('option', { name: 'Manual' }).waitFor();
  await page.keyboard.press('Enter');
  await manual()
    .getByRole('button', { name: 'Getting started' })
    .and(page.locator('[aria-current]'))
    .waitFor();
  await manual().getByRole('article').getByRole('button', { name: 'Connecting a store' }).click();
  await manual().getByRole('article', { name: 'Connecting a store' }).waitFor();
  await manual().getByRole('button', { name: 'Close' }).click();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings help');
  await page.getByRole('option', { name: 'Settings: Help' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open manual' }).click();
  await manual().waitFor();
});

test('a window that the Help menu opens starts with the manual, and shows it once', async () => {
  await stage.connect();
  const { page } = stage;
  await page.evaluate(() => {
    location.hash = 'manual';
    location.reload();
  });
  await manual().getByRole('navigation', { name: 'Pages' }).waitFor();
  await page.reload();
  await page.getByRole('option').first().waitFor();
  await expect.poll(() => manual().count()).toBe(0);
});

test('the Help menu opens the manual in the window', async () => {
  await stage.connect();
  stage.app.shell?.act({ do: 'menu', label: 'Manual' });
  await manual().getByRole('navigation', { name: 'Pages' }).waitFor();
  await manual().getByLabel('Search the manual').fill('nothing of that kind');
  await manual().getByText('No matches').waitFor();
});
