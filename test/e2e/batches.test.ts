import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

const panel = () => stage.page.getByRole('region', { name: 'Batches' });
const button = (name: RegExp) => stage.page.getByRole('button', { name });

test('batches are opened, reviewed and left by keyboard alone; Esc closes the list and keeps the gallery', async () => {
  const { page, app } = stage;
  await stage.choose(emptyProduct);
  await app.drop([await stage.photos(2)], page.getByRole('main'));
  await stage.arrived(emptyProduct, ['photo-1', 'photo-2']);
  const batches = button(/^Batches/);
  await batches.focus();
  await page.keyboard.press('Enter');
  await panel().getByText('2 of 2 photos in the store').waitFor();
  await expect.poll(() => panel().evaluate((each) => each.contains(document.activeElement))).toBe(true);
  await page.keyboard.press('Escape');
  await panel().waitFor({ state: 'detached' });
  await expect.poll(() => batches.evaluate((each) => each === document.activeElement)).toBe(true);
  await page.getByRole('heading', { name: emptyProduct }).waitFor();
});

test('a photo that failed is listed in its batch with its reason, and retried there by keyboard', async () => {
  const { page, app } = stage;
  await stage.fault(
    { method: 'POST', path: '/images$' },
    { kind: 'status', status: 422, body: { status: 422, title: 'Image is too dark for this shop' } },
  );
  await stage.choose(emptyProduct);
  await app.drop([await stage.photos(1)], page.getByRole('main'));
  await button(/^Batches|^1 batch/).click();
  await panel().getByText('1 failed').first().waitFor();
  const reasons = panel().getByRole('button', { name: 'Show reasons' });
  if (await reasons.isVisible()) await reasons.press('Enter');
  const failed = panel().getByRole('region', { name: 'Failed photos' });
  await failed.getByText(/too dark for this shop/).waitFor();
  await failed.getByRole('button', { name: 'Retry photo-1.jpg' }).press('Enter');
  await panel().getByText('1 of 1 photo in the store').waitFor();
  await failed.waitFor({ state: 'detached' });
});

test('the focus follows a batch to its new group in the open list, not to the start screen', async () => {
  const { page, app } = stage;
  await stage.fault({ method: 'POST', path: '/images$', times: 'always' }, { kind: 'latency', ms: 3_000 });
  await stage.choose(emptyProduct);
  await app.drop([await stage.photos(2)], page.getByRole('main'));
  await page.getByRole('button', { name: 'Close gallery' }).click();
  await button(/^1 batch/).press('Enter');
  const undo = panel().getByRole('button', { name: 'Undo adding these photos' });
  await panel().getByText('Sending').first().waitFor();
  await undo.focus();
  await panel().getByRole('heading', { name: 'Done' }).waitFor({ timeout: 30_000 });
  await undo.and(page.locator(':focus')).waitFor();
});

test('a held Esc clears the selection and leaves the review open', async () => {
  const { page, app } = stage;
  await app.drop([await stage.photos(2)], page.getByRole('main'));
  const review = page.getByRole('heading', { name: '2 photos to review' });
  await page.getByRole('button', { name: /^Queue / }).waitFor();
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+a');
  const selected = page.getByLabel('Selected photos');
  await selected.waitFor();
  for (let repeat = 0; repeat < 4; repeat += 1) await page.keyboard.down('Escape');
  await page.keyboard.up('Escape');
  await selected.waitFor({ state: 'detached' });
  expect(await review.isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await review.waitFor({ state: 'detached' });
});

test('two reviews are named, and each leads to the other', async () => {
  const { page, app } = stage;
  for (const name of ['first', 'second']) {
    await app.drop([await stage.photos(2, { name })], page.getByRole('main'));
    await page.getByRole('row', { name: new RegExp(`${name}-1\\.jpg`) }).waitFor();
    await page.getByRole('button', { name: 'Close review' }).click();
  }
  await button(/^2 batches, needs you|^2 batches/).click();
  await expect
    .poll(() =>
      panel()
        .getByRole('button', { name: /^Review / })
        .count(),
    )
    .toBe(2);
  // Its photos are searched for codes after they are listed; until then it stands below.
  await panel().getByText('Taking in').waitFor({ state: 'detached' });
  await panel()
    .getByRole('button', { name: /^Review / })
    .first()
    .click();
  await panel().waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /second-1\.jpg/ }).waitFor();
  await button(/^Also open: /).press('Enter');
  await page.getByRole('row', { name: /first-1\.jpg/ }).waitFor();
});

test('a dropped file that can’t be used opens the list with its reason', async () => {
  const { page, app } = stage;
  await stage.choose(emptyProduct);
  const folder = await stage.photos(1);
  writeFileSync(join(folder, 'notes.txt'), 'no photo');
  await app.drop([folder], page.getByRole('main'));
  await panel().getByRole('listitem').filter({ hasText: 'notes.txt' }).waitFor();
  await panel()
    .getByText(/1 skipped/)
    .waitFor();
  await panel()
    .getByRole('button', { name: /^Dismiss 1 done/ })
    .click();
  await panel().getByText('No batches.').waitFor();
});
