import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

const row = (index: number): Locator => stage.page.getByRole('row').nth(index);
const button = (name: string | RegExp): Locator => stage.page.getByRole('button', { name });
const cell = (index: number): Locator => row(index).locator('[data-text]');

async function openAlts(): Promise<void> {
  await stage.page.keyboard.press('Control+k');
  await stage.page.keyboard.type('alt texts');
  await stage.page.getByRole('option', { name: 'Alt texts' }).click();
  await stage.page.getByRole('grid', { name: 'Alt texts' }).waitFor();
  await row(0).waitFor();
}

/** Alt texts of the whole store, as the server has them. */
async function storedAlts(): Promise<string[]> {
  const { origin, storeHash, accessToken } = stage.store;
  const answer = await fetch(`${origin}/stores/${storeHash}/v3/catalog/products?include=images&limit=250`, {
    headers: { 'x-auth-token': accessToken },
  });
  const { data } = (await answer.json()) as { data: { images: { description: string }[] }[] };
  return data.flatMap(({ images }) => images.map(({ description }) => description));
}

const stored = (alt: string): Promise<number> =>
  storedAlts().then((alts) => alts.filter((one) => one === alt).length);

test('texts are written, filled and saved by keys alone, and one undo takes all back', async () => {
  const { page } = stage;
  await page.getByRole('main').waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('alt te');
  await page.getByRole('option', { name: 'Alt texts' }).waitFor();
  await page.keyboard.press('Enter');
  await row(0).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('First by keys');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Second by keys');
  await page.keyboard.press('Enter');
  await page.getByRole('grid').and(page.locator(':focus')).waitFor();
  // The row above is the source of Ctrl+D.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+d');
  await button('Save 3 changes').waitFor();
  await page.keyboard.press('Control+Enter');
  const both = (): Promise<number[]> => Promise.all(['First by keys', 'Second by keys'].map(stored));
  await expect.poll(both, { timeout: 30_000 }).toEqual([1, 2]);
  await button(/^Undo changing 3 alt texts/).waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(both, { timeout: 30_000 }).toEqual([0, 0]);
});

test('a template fills the selected images by pointer, and a written text only where it was selected alone', async () => {
  const { page } = stage;
  await openAlts();
  await cell(0).click();
  await page.keyboard.type('Written before');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Template' }).fill('Picture {number} of {product}');
  await row(0).locator('[data-mark]').click();
  await row(2)
    .locator('[data-mark]')
    .click({ modifiers: ['Shift'] });
  // Selected together: the written one is left.
  await button('Fill 2 selected').waitFor();
  await page.keyboard.press('Escape');
  await row(0).locator('[data-mark]').click();
  await button('Fill 1 selected').click();
  await cell(0)
    .getByText(/^Picture \d+ of /)
    .waitFor();
  await button('Save 1 change').click();
  await expect
    .poll(async () => (await storedAlts()).some((alt) => alt.startsWith('Picture ')), { timeout: 30_000 })
    .toBe(true);
});

test('find and replace changes what the filter shows, by keys', async () => {
  const { page } = stage;
  await openAlts();
  await page.keyboard.press('Enter');
  await page.keyboard.type('a t-shirt and a T-Shirt');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: /^Changed 1/ }).click();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('t-shirt');
  await page.keyboard.press('Tab');
  await page.keyboard.type('tee');
  await button('Replace in 1').waitFor();
  await page.keyboard.press('Enter');
  await cell(0).getByText('a tee and a tee').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await cell(0).getByText('a t-shirt and a T-Shirt').waitFor();
});

test('texts that are not saved are kept when somebody leaves', async () => {
  const { page } = stage;
  await openAlts();
  await cell(0).click();
  await page.keyboard.type('Kept for later');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Alt texts' }).waitFor({ state: 'detached' });
  await openAlts();
  await page.getByRole('radio', { name: /^Changed 1/ }).click();
  await page.getByText('Kept for later').waitFor();
  expect(await stored('Kept for later')).toBe(0);
});

test('a list goes out, is written elsewhere, and comes in after its changes were shown', async () => {
  const { page, app } = stage;
  await openAlts();
  const path = join(stage.folder, 'alts.csv');
  await app.dialogAnswers([path]);
  await button('Export CSV…').click();
  await expect.poll(() => readFile(path, 'utf8').catch(() => ''), { timeout: 30_000 }).toMatch(/Alt text/);
  const lines = (await readFile(path, 'utf8')).split('\r\n');
  const missing = lines.findIndex((line) => line.endsWith(',""'));
  lines[missing] = lines[missing]?.replace(/""$/, '"From a spreadsheet"') ?? '';
  await writeFile(path, lines.join('\r\n'));
  await app.dialogAnswers([path]);
  await button('Import CSV…').click();
  await page
    .getByRole('dialog', { name: 'This file changes 1 alt text' })
    .getByText('From a spreadsheet')
    .waitFor();
  expect(await stored('From a spreadsheet')).toBe(0);
  await button('Import 1 change').click();
  await button('Save 1 change').click();
  await expect.poll(() => stored('From a spreadsheet'), { timeout: 30_000 }).toBe(1);
});
