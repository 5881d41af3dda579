import { expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
  await stage.choose(emptyProduct);
});

const main = () => stage.page.getByRole('main');
const press = (name: string) => stage.page.getByRole('button', { name, exact: true }).press('Enter');

/** Three photos that have arrived. */
async function threeArrived(): Promise<void> {
  await stage.app.drop([await stage.photos(3)], main());
  await stage.arrived(emptyProduct, ['photo-1', 'photo-2', 'photo-3']);
  await expect.poll(() => stage.page.locator('[data-tile-key^="image-"]').count()).toBe(3);
}

test('Ctrl+Z cancels a drop that waits, and Ctrl+Shift+Z queues it again', async () => {
  const { page } = stage;
  await press('Pause');
  await stage.app.drop([await stage.photos(4)], main());
  await stage.outboxSays('Paused: 4 photos queued');
  await main().focus();
  await page.keyboard.press('Control+z');
  await stage.outboxSays('Paused: nothing to upload');
  await page.keyboard.press('Control+Shift+z');
  await stage.outboxSays('Paused: 4 photos queued');
});

test('Ctrl+Z on photos in the store asks with the count: Enter keeps them, the red button removes them', async () => {
  const { page } = stage;
  await threeArrived();
  await main().focus();
  await page.keyboard.press('Control+z');
  const question = page.getByRole('alertdialog', { name: 'Undo adding 3 photos?' });
  await question.getByText('3 photos are removed from the store.').waitFor();
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  expect(await stage.inStore(emptyProduct)).toHaveLength(3);
  await page.keyboard.press('Control+z');
  await question.getByRole('button', { name: 'Remove 3' }).click();
  await expect.poll(() => stage.inStore(emptyProduct), { timeout: 30_000 }).toEqual([]);
  // Nothing of the batch is in the store, so the bar must not say so.
  await stage.outboxSays('Everything is done');
});

test('a cancelled batch says what had arrived and removes it, after a question', async () => {
  const { page } = stage;
  // The first arrive at once, the others later than any question is answered.
  const others = { method: 'POST', path: '/images$', nth: 4, times: 'always' };
  await stage.fault(others, { kind: 'latency', ms: 6_000 });
  await stage.app.drop([await stage.photos(20)], main());
  await expect
    .poll(async () => (await stage.inStore(emptyProduct)).length, { timeout: 30_000 })
    .toBeGreaterThan(1);
  await page.getByRole('button', { name: '1 batch' }).click();
  const panel = page.getByRole('region', { name: 'Batches' });
  await panel.getByRole('button', { name: /^Options for / }).click();
  await page.getByRole('menuitem', { name: 'Cancel remaining…' }).click();
  const cancelling = page.getByRole('alertdialog', { name: /^Cancel \d+ photos\?/ });
  await cancelling.getByRole('radio', { name: /^Keep the \d+ photos that are in the store/ }).waitFor();
  await cancelling.getByRole('button', { name: /^Cancel / }).click();
  const remove = panel.getByRole('button', { name: /^Remove \d+ photos? from the store/ });
  await panel.getByText(/already in the store/).waitFor();
  await stage.clearFaults();
  await remove.click();
  const removing = page.getByRole('alertdialog', { name: /^Undo adding / });
  await removing.waitFor();
  await page.keyboard.press('Escape');
  // The focus stays with the batch: beside the button that asked, which would remove at the next Enter.
  const active = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await expect.poll(active).toMatch(/^Options for /);
  await remove.click();
  await removing.getByRole('button', { name: /^(Remove|Cancel)/ }).press('Enter');
  // So it does when that button is gone.
  await expect.poll(active).toMatch(/^Options for /);
  await expect.poll(() => stage.inStore(emptyProduct), { timeout: 40_000 }).toEqual([]);
  await panel.getByText(/^Undone: \d+ photos? removed from the store/).waitFor();
});

test('steps are listed by name, and several are undone at once', async () => {
  const { page } = stage;
  await press('Pause');
  await stage.app.drop([await stage.photos(2)], main());
  await stage.outboxSays('Paused: 2 photos queued');
  await stage.app.drop([await stage.photos(3, { name: 'other' })], main());
  await stage.outboxSays('Paused: 5 photos queued');
  await press('Steps to undo');
  await page.getByRole('menuitem', { name: 'Undo adding 3 photos' }).waitFor();
  await page.getByRole('menuitem', { name: 'Undo up to here: adding 2 photos' }).click();
  await stage.outboxSays('Paused: nothing to upload');
});

test('after Replace the selection is on the new photo, and undo brings the old image back', async () => {
  const { page } = stage;
  await threeArrived();
  // The photo waits, so that its undo needs no question.
  await press('Pause');
  const path = await stage.photos(1, { name: 'better' });
  await page.getByRole('row', { name: /photo-2\.jpg/ }).click();
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('r');
  await (await chooser).setFiles(`${path}/better-1.jpg`);
  await page.getByRole('row', { name: /better-1\.jpg/, selected: true }).waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''))
    .toContain('better-1.jpg');
  await page.keyboard.press('Control+z');
  await page.getByRole('row', { name: /better-1\.jpg/ }).waitFor({ state: 'detached' });
  await press('Resume');
  await expect
    .poll(() => stage.inStore(emptyProduct), { timeout: 40_000 })
    .toEqual(['photo-1', 'photo-2', 'photo-3']);
});

test('F6 leaves the search box, and Ctrl+Enter queues a review from an alt text', async () => {
  const { page } = stage;
  const search = page.getByLabel('Search products');
  await search.focus();
  await page.keyboard.press('F6');
  await expect.poll(() => search.evaluate((field) => field.contains(document.activeElement))).toBe(false);
  await press('Pause');
  const sku = await stage.skuOf('Alder Dinner Plate, Charcoal');
  await press('Close gallery');
  await stage.app.drop([await stage.photos(2, { name: sku })], main());
  await page
    .getByRole('row', { name: /Alder Dinner Plate, Charcoal/ })
    .first()
    .waitFor();
  // Photos can be queued once all of them are read.
  await page.getByRole('button', { name: 'Queue 2 photos' }).waitFor();
  await page.getByRole('row', { name: new RegExp(`${sku}-1`) }).click();
  await page.keyboard.press('F2');
  await page
    .getByRole('textbox', { name: /^Alt text of / })
    .and(page.locator(':focus'))
    .waitFor();
  await page.keyboard.type('A plate');
  await page.keyboard.press('Control+Enter');
  await stage.outboxSays('Paused: 2 photos queued');
});

test('Ctrl+Enter opens the alt texts from anywhere in a gallery, and in the dialog it applies them; Esc only closes', async () => {
  const { page } = stage;
  await threeArrived();
  const dialog = page.getByRole('dialog', { name: 'Alt texts for 3 images' });
  await page.getByRole('row', { name: /photo-1\.jpg/ }).click();
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Refresh gallery' }).focus();
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Refresh gallery' }).focus();
  await page.keyboard.press('Control+Enter');
  await dialog.getByRole('textbox').fill('A plate, view {number}');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo changing 3 alt texts' }).waitFor();
});
