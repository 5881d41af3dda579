import { expect, test } from 'vitest';
import { heard, recordAnnouncements } from './support/announcements.ts';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

test('the palette opens a product, a setting and an action by keys alone, from a text field too', async () => {
  const { page } = stage;
  await page.getByRole('option').first().waitFor();
  // From the field of the product search, which / focuses.
  await page.keyboard.press('/');
  await page.getByLabel('Search products').and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and products' });
  await palette.waitFor();
  await page.keyboard.type('cove dinner');
  await palette.getByRole('option', { name: emptyProduct }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: emptyProduct }).waitFor();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('settings bandw');
  await palette.getByRole('option', { name: 'Settings: Bandwidth' }).waitFor();
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog', { name: 'Settings' })
    .getByRole('tab', { name: 'Bandwidth', selected: true })
    .waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await page.keyboard.type('pause');
  await palette.getByRole('option', { name: 'Pause uploads' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Resume' }).waitFor();
});

test('the palette is used by pointer, and Esc closes it without doing anything', async () => {
  const { page } = stage;
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands and products' });
  await page.keyboard.type('batches');
  await page.keyboard.press('Escape');
  await palette.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await palette.getByRole('option', { name: 'Show outbox' }).click();
  await page.getByRole('region', { name: 'Outbox entries' }).waitFor();
});

test('an action of the gallery in the palette does what its key does, and a hint comes once', async () => {
  const { page, app } = stage;
  await stage.choose(emptyProduct);
  await app.drop([await stage.photos(1)], page.getByRole('main'));
  await stage.arrived(emptyProduct, ['photo-1']);
  // A photo becomes an image, which can be copied, once the gallery was read again.
  const image = page.locator('[data-tile-key^="image-"]');
  await image.click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('copy to another');
  await page.getByRole('option', { name: /^Copy to another product/ }).waitFor();
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Copy 1 image to which product?' });
  await picker.getByRole('option').first().click();
  // What was done by a dialog has a shorter way: that is said once, also after a reload.
  const hint = page.getByRole('complementary', { name: 'Hint' });
  await hint.getByText('dragged onto a product').waitFor();
  await hint.getByRole('button', { name: 'Dismiss' }).click();
  await hint.waitFor({ state: 'detached' });
  await page.reload();
  await recordAnnouncements(page);
  await image.click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('c');
  await picker.getByRole('option').nth(1).click();
  await heard(page, /will be copied/);
  expect(await hint.count()).toBe(0);
});

test('? lists the shortcuts of what is shown, and of the window, wherever the focus is', async () => {
  const { page } = stage;
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.getByText('Search products').waitFor();
  expect(await keys.getByText('Everywhere').count()).toBe(0);
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('alt texts');
  await page.getByRole('option', { name: 'Alt texts' }).click();
  await page.getByRole('row').first().waitFor();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await keys.getByText('Find and replace').waitFor();
  await keys.getByText('Everywhere').waitFor();
});
