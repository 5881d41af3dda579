import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

interface SettingsFile {
  settings: { parallel: number | string };
}

test('settings are exported by pointer and imported by keys, and what can’t be used is named', async () => {
  const { page } = stage;
  const file = join(stage.folder, 'settings.json');
  await page.getByRole('button', { name: /^Store:/ }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  await page.getByRole('tab', { name: 'About' }).click();
  await stage.app.dialogAnswers([file]);
  await page.getByRole('button', { name: 'Export…' }).click();
  const read = (): SettingsFile => JSON.parse(readFileSync(file, 'utf8')) as SettingsFile;
  await expect.poll(() => read().settings.parallel).toBe('auto');
  await page.getByRole('dialog').getByText('Settings exported.').waitFor();
  expect(readFileSync(file, 'utf8')).not.toContain(stage.store.accessToken);

  writeFileSync(file, JSON.stringify({ ...read(), settings: { parallel: 7, shine: 'bright' } }));
  await page.getByRole('button', { name: 'Import…' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('except these, which this version can’t use: shine.').waitFor();
  await page.getByRole('button', { name: 'Export…' }).click();
  await expect.poll(() => read().settings.parallel).toBe(7);

  writeFileSync(file, 'no settings');
  await page.getByRole('button', { name: 'Import…' }).press('Enter');
  await dialog.getByText('This file holds no settings of Packshot.').waitFor();
});
