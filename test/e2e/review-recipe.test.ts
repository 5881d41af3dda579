import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { put, ReviewHands } from './support/review-hands.ts';
import { takeShots } from './support/shots.ts';
import { useStage, type Stage } from './support/stage.ts';
import { imagesOf } from './support/store-images.ts';

let stage: Stage;
let hands: ReviewHands;
useStage(async (opened) => {
  stage = opened;
  hands = new ReviewHands(stage);
  await stage.connect();
});

/** A product of the seeded catalogue without images. */
const mug = { sku: 'MUG-BUT-04', name: 'Fjord Stoneware Mug, Butter', slug: 'fjord-stoneware-mug-butter' };
const views = ['front', 'back', 'detail'];

/** A subject off the middle of an even grey ground, taller than wide. */
async function shoot(): Promise<string> {
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  for (const [at, view] of views.entries()) {
    const thing = { create: { width: 210, height: 250, channels: 3 as const, background: '#c47a6a' } };
    const picture = sharp({ create: { width: 800, height: 1000, channels: 3, background: '#d8d4cf' } })
      .composite([{ input: thing, left: 150 + at * 60, top: 500 }])
      .jpeg({ quality: 92 });
    await put(join(folder, `${mug.sku}_${view}.jpg`), await picture.toBuffer());
  }
  return folder;
}

const applyButton = () => stage.page.getByRole('button', { name: /^Apply to/ });
const divider = () => stage.page.getByRole('slider', { name: 'Before and after' });

async function namesOf(): Promise<string[]> {
  return (await imagesOf(stage, mug.name)).map(({ name }) => name.slice(name.lastIndexOf('/') + 1));
}

test('a shoot is prepared square on white by pointer, with names for search engines', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 3 photos');
  await page.getByRole('button', { name: 'Recipe…' }).click();
  await page.getByRole('heading', { name: 'Recipe' }).waitFor();
  await divider().waitFor();
  await page.getByText(`${mug.slug}-back`).first().waitFor();
  await page.getByText(/800 × 1,?000 · JPEG/).waitFor();
  await takeShots(stage.page, 'recipe');
  // The subject without its borders, and 8 % of padding on each side.
  await page.getByText(/^(?:29|30|31)\d × (?:29|30|31)\d · JPEG/).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  const area = await page.getByAltText('After').boundingBox();
  if (area === null) throw new Error('no picture');
  await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.2, area.y + 20, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => divider().inputValue()).toBe('20');

  await applyButton().click();
  await hands.list.waitFor();
  await page.getByRole('button', { name: 'Queue 3 photos' }).click();
  await stage.arrived(
    mug.name,
    views.map((view) => `${mug.slug}-${view}`),
  );
  const names = await namesOf();
  for (const [at, view] of views.entries()) {
    expect(names[at]).toMatch(new RegExp(`^${mug.slug}-${view}-[a-z2-7]{8}__\\d+\\.jpg$`));
  }
});

test('a shoot, and the same by another recipe as new versions, is prepared and sent by keys alone', async () => {
  const { page } = stage;
  const folder = await shoot();
  await stage.app.drop([folder], page.getByRole('main'));
  await hands.read();
  await hands.goTo(`${mug.sku}_front`);
  await hands.press('Control+a', 'e');
  await applyButton().waitFor();
  await expect.poll(() => applyButton().innerText()).toMatch(/^Apply to 3 photos/);
  await hands.press('Control+Enter');
  await hands.list.waitFor();
  await hands.press('Control+Enter');
  await stage.arrived(
    mug.name,
    views.map((view) => `${mug.slug}-${view}`),
  );

  await stage.app.drop([folder], page.getByRole('main'));
  await hands.read();
  // Without a recipe they are new versions, too, of what was sent square.
  const replace = page.getByRole('button', { name: 'Replace image' });
  await expect.poll(() => replace.count()).toBe(3);
  await hands.goTo(`${mug.sku}_front`);
  await hands.press('Control+a', 'e');
  await divider().waitFor();
  await divider().focus();
  await hands.press('ArrowRight', 'ArrowRight');
  await expect.poll(() => divider().inputValue()).toBe('60');
  await hands.press('End');
  await expect.poll(() => divider().inputValue()).toBe('100');
  await hands.press('Home', 'ArrowLeft');
  await expect.poll(() => divider().inputValue()).toBe('0');

  await page.getByRole('radio', { name: 'Square' }).focus();
  await hands.press('ArrowRight');
  await page
    .getByText(/^[\d,]+ × [\d,]+ · JPEG/)
    .nth(1)
    .waitFor();
  await page.getByRole('slider', { name: 'Padding' }).focus();
  await hands.press('ArrowRight', 'ArrowRight');
  await expect.poll(() => page.getByRole('textbox', { name: 'Padding' }).inputValue()).toBe('10%');
  await takeShots(stage.page, 'recipe-padding');
  await page.getByText('edited').waitFor();
  await hands.press('Control+Enter');
  await hands.list.waitFor();
  await expect.poll(() => replace.count()).toBe(3);
  await takeShots(stage.page, 'recipe-new-versions');
  const before = await namesOf();
  await hands.press('n');
  await expect.poll(() => replace.count()).toBe(0);
  await hands.press('Control+Enter');
  await expect
    .poll(async () => (await namesOf()).some((name) => before.includes(name)), { timeout: 30_000 })
    .toBe(false);
  const names = await namesOf();
  expect(names.map((name) => /-(front|back|detail)-[a-z2-7]{8}__/.exec(name)?.[1])).toEqual(views);
});

test('a recipe is saved, found again, and deleted; Esc leaves the photos as they were', async () => {
  const { page } = stage;
  await stage.app.drop([await shoot()], page.getByRole('main'));
  await hands.read();
  await hands.press('e');
  await divider().waitFor();
  await page.getByRole('button', { name: 'Save as…' }).click();
  await page.getByRole('textbox', { name: 'Name of the recipe' }).fill('Autumn');
  await hands.press('Enter');
  await expect.poll(() => page.getByLabel('Saved recipes').inputValue()).toBe('saved/Autumn');
  await page.getByRole('radio', { name: 'PNG' }).check({ force: true });
  await page.getByText('edited').waitFor();
  expect(await page.getByRole('radiogroup', { name: 'Target' }).count()).toBe(0);
  await page.getByLabel('Saved recipes').selectOption('No recipe');
  await page.getByRole('button', { name: /^Send .* without a recipe/ }).waitFor();
  await page.getByLabel('Saved recipes').selectOption('Autumn');
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect.poll(() => page.getByLabel('Saved recipes').inputValue()).toBe('');
  await page.getByRole('textbox', { name: 'File name template' }).fill('{colour}');
  await page.getByRole('alert').waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await hands.press('Escape');
  await hands.list.waitFor();
});
