import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyProduct, Stage } from './support/stage.ts';

let stage: Stage;
let folder: string;
beforeEach(async () => {
  stage = await Stage.open();
  folder = await mkdtemp(join(tmpdir(), 'packshot-reports-'));
});
afterEach(async () => {
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});

test('by keyboard: the last photo is put first, another cancelled, and the report says so', async () => {
  await stage.connect();
  await stage.choose(emptyProduct);
  const { page, app } = stage;
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await app.drop([await stage.photos(3, { name: 'mug' })], page.getByRole('main'));
  await page.getByRole('button', { name: 'Show outbox' }).press('Enter');
  await page.getByRole('button', { name: 'More for mug-3.jpg' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Send first' }).press('Enter');
  await page.getByText('Waiting, goes first').waitFor();

  await page.getByRole('radio', { name: /^On the way/ }).press(' ');
  const rows = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  await expect.poll(() => rows.first().innerText()).toContain('mug-3.jpg');

  await page.getByRole('button', { name: 'Cancel mug-1.jpg' }).last().press('Enter');
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await stage.outboxSays('Everything is in the store');

  const path = join(folder, 'mine.csv');
  await app.dialogAnswers([path]);
  await page.getByRole('button', { name: 'Export report…' }).press('Enter');
  await expect.poll(() => existsSync(path)).toBe(true);
  const told = parse<Record<string, string>>(readFileSync(path, 'utf8'), { bom: true, columns: true });
  expect(told.map((row) => [row['File'], row['Outcome']])).toEqual([
    ['mug-1.jpg', 'Cancelled'],
    ['mug-2.jpg', 'In the store'],
    ['mug-3.jpg', 'In the store'],
  ]);
});
