import { expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(
  async (opened) => {
    stage = opened;
    await stage.connect();
  },
  { isNew: true },
);

const section = (name: string) => stage.page.getByRole('region', { name: new RegExp(`^${name}`) });

test('the first start shows three steps, and its sample shoot leads to a review in the practice store', async () => {
  const { page } = stage;
  await page.getByRole('heading', { name: 'From folder to storefront in three steps' }).waitFor();
  await page.getByRole('button', { name: 'Try in the practice store' }).press('Enter');
  await page.getByRole('row', { name: /MUG-BUT-04_front\.jpg/ }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: /^Store: Practice store/ }).waitFor();
  // The real store got nothing.
  expect(await stage.inStore(emptyProduct)).toEqual([]);
});

test('home names the review, what is missing and what is done, and leads to each by keyboard alone', async () => {
  const { page, app } = stage;
  await app.drop([await stage.photos(2)], page.getByRole('main'));
  await page.getByRole('row', { name: /photo-1\.jpg/ }).waitFor();
  await page.getByRole('button', { name: 'Close review' }).press('Enter');
  const review = section('Needs you').getByRole('button', { name: /^Review / });
  await review.waitFor();
  await section('Alt text missing').waitFor();
  await section('Without images').getByRole('button').first().waitFor();
  await review.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /photo-1\.jpg/ }).waitFor();
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await page.keyboard.press('Escape');
  // Until the photos are searched for codes, their batch is under way.
  await section('Under way').waitFor({ state: 'detached' });
  await section('Without images').getByRole('button').first().waitFor();
  // From the only line that needs somebody, Down goes to the first product without images.
  await review.focus();
  await page.keyboard.press('ArrowDown');
  const product = await page.evaluate(
    () => (document.activeElement as HTMLElement).dataset['dropName'] ?? '',
  );
  expect(product).not.toBe('');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: product }).waitFor();
  await page.getByRole('button', { name: 'Close gallery' }).press('Enter');
  await review.and(page.locator(':focus')).waitFor();
});

test('a batch that arrived is listed with its result, and can be undone there', async () => {
  const { page, app } = stage;
  await stage.choose(emptyProduct);
  await app.drop([await stage.photos(2)], page.getByRole('main'));
  await stage.arrived(emptyProduct, ['photo-1', 'photo-2']);
  await page.getByRole('button', { name: 'Close gallery' }).click();
  await section('Recent').getByText('2 of 2 photos in the store').waitFor();
  await section('Recent').getByRole('button', { name: 'Undo adding these photos' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove 2' }).click();
  await expect.poll(() => stage.inStore(emptyProduct), { timeout: 30_000 }).toEqual([]);
});
