import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Locator } from 'playwright';
import { expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

test('by keyboard, the last photo is sent first, another is cancelled, and the report shows both', async () => {
  await stage.connect();
  await stage.choose(emptyProduct);
  const { page, app } = stage;
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await app.drop([await stage.photos(3, { name: 'mug' })], page.getByRole('main'));
  await page.getByRole('button', { name: 'Show outbox' }).press('Enter');
  await page.getByRole('button', { name: 'Options for mug-3.jpg' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Send first' }).press('Enter');
  await page.getByText('Queued, goes first').waitFor();

  await page.getByRole('radio', { name: /^In progress/ }).press(' ');
  const rows = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  await expect.poll(() => rows.first().innerText()).toContain('mug-3.jpg');

  await page.getByRole('button', { name: 'Cancel mug-1.jpg' }).last().press('Enter');
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await stage.outboxSays('2 of 3 photos in the store, 1 cancelled');

  const path = join(stage.folder, 'mine.csv');
  await app.dialogAnswers([path]);
  await page.getByRole('button', { name: 'Export report…' }).press('Enter');
  await expect.poll(() => existsSync(path)).toBe(true);
  const report = parse<Record<string, string>>(readFileSync(path, 'utf8'), { bom: true, columns: true });
  expect(report.map((row) => [row['File'], row['Outcome']])).toEqual([
    ['mug-1.jpg', 'Cancelled'],
    ['mug-2.jpg', 'In the store'],
    ['mug-3.jpg', 'In the store'],
  ]);
});

/** Queues photos of which the store refuses the second that it is sent, and waits for the others. */
async function oneRefused(): Promise<void> {
  await stage.connect();
  await stage.choose(emptyProduct);
  const { page, app } = stage;
  await stage.fault({ method: 'POST', path: 'images$', nth: 2 }, { kind: 'status', status: 422 });
  await app.drop([await stage.photos(3, { name: 'mug' })], page.getByRole('main'));
  await stage.outboxSays('2 of 3 photos in the store, 1 failed');
  await page.getByRole('button', { name: 'Show outbox' }).press('Enter');
}

test('"Clear finished" keeps failed entries, whatever part is shown', async () => {
  await oneRefused();
  const { page } = stage;
  const clear = page.getByRole('button', { name: 'Clear finished' });
  await page.getByRole('radio', { name: /^Failed/ }).press(' ');
  await clear.press('Enter');
  await page.getByRole('radio', { name: /^Done\s*0$/ }).waitFor();
  await page.getByRole('radio', { name: /^Failed\s*1$/ }).waitFor();
  await page.getByRole('radio', { name: /^All/ }).press(' ');
  const rows = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(1);
  expect(await clear.isDisabled()).toBe(true);
});

test.each(['pointer', 'keyboard'])(
  'without groups, what failed comes first and then the newest, by %s',
  async (by) => {
    await oneRefused();
    const { page, app } = stage;
    // Uploads run side by side, so any may be refused; only that one comes before the newest.
    const mug = expect.stringMatching(/^mug/);
    await app.drop([await stage.photos(1, { name: 'bowl' })], page.getByRole('main'));
    const press = (target: Locator): Promise<void> =>
      by === 'pointer' ? target.click() : target.press('Enter');
    await press(page.getByRole('button', { name: /^Group by/ }));
    await press(page.getByRole('menuitemradio', { name: 'None' }));
    const rows = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
    await expect
      .poll(async () => (await rows.allInnerTexts()).flatMap((row) => /\w+-\d\.jpg/.exec(row) ?? []))
      .toEqual([mug, 'bowl-1.jpg', mug, mug]);
  },
);

test('"Cancel all" asks with the count, focus starts at the safe answer, and menus ask too', async () => {
  await stage.connect();
  await stage.choose(emptyProduct);
  const { page, app } = stage;
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await app.drop([await stage.photos(3, { name: 'mug' })], page.getByRole('main'));
  await stage.outboxSays('Paused: 3 photos queued');
  await page.getByRole('button', { name: 'Show outbox' }).press('Enter');

  const cancelAll = page.getByRole('button', { name: 'Cancel all' });
  const question = page.getByRole('alertdialog', { name: 'Cancel 3 photos?' });
  await cancelAll.press('Enter');
  await question.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Keep sending');
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await stage.outboxSays('Paused: 3 photos queued');

  await page.getByRole('button', { name: 'Options for mug-1.jpg' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Cancel remaining' }).first().press('Enter');
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });

  await cancelAll.press('Enter');
  await question.getByRole('button', { name: 'Cancel 3 photos' }).press('Enter');
  await page.getByRole('radio', { name: /^Cancelled\s*3$/ }).waitFor();
  await expect.poll(() => cancelAll.isDisabled()).toBe(true);
});

test('the outbox is searched, grouped, sorted and made higher by keyboard alone', async () => {
  await stage.connect();
  await stage.choose(emptyProduct);
  const { page, app } = stage;
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await app.drop([await stage.photos(3, { name: 'mug' })], page.getByRole('main'));
  await app.drop([await stage.photos(2, { name: 'bowl' })], page.getByRole('main'));
  await stage.outboxSays('Paused: 5 photos queued');
  await page.getByRole('button', { name: 'Show outbox' }).press('Enter');
  const rows = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  const headings = page.getByRole('region', { name: 'Entries' }).getByRole('heading');
  await expect.poll(() => headings.count()).toBe(2);

  const search = page.getByRole('searchbox', { name: 'Search the outbox' });
  await search.focus();
  await page.keyboard.type('bowl-2');
  await expect.poll(() => rows.count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Options for bowl-2.jpg' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await search.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => rows.count()).toBe(5);

  const column = page.getByRole('button', { name: 'Name', exact: true });
  await column.press('Enter');
  await expect.poll(() => headings.count()).toBe(0);
  await expect.poll(() => rows.first().innerText()).toContain('bowl-1.jpg');
  await column.press('Enter');
  await expect.poll(() => rows.first().innerText()).toContain('mug-3.jpg');

  await page.getByRole('button', { name: /^Group by/ }).press('Enter');
  await page.getByRole('menuitemradio', { name: 'Product' }).press('Enter');
  await headings.filter({ hasText: emptyProduct }).waitFor();

  const handle = page.getByRole('separator', { name: 'Height of the outbox' });
  const before = Number(await handle.getAttribute('aria-valuenow'));
  await handle.press('ArrowUp');
  await expect.poll(async () => Number(await handle.getAttribute('aria-valuenow'))).toBe(before + 24);
});
