import type { Page } from 'playwright';
import type { SceneName } from './scene-names.ts';

/** Looks of the table of alt texts. */
export const altLooks: Record<string, { scene: SceneName; prepare: (page: Page) => Promise<unknown> }> = {
  alts: { scene: 'no-product', prepare: openAlts },
  'alts-filling': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.getByRole('textbox', { name: 'Template' }).fill('{product} in {colour}, {view}');
      const rows = page.getByRole('row');
      await rows.nth(0).click({ position: { x: 80, y: 20 } });
      await rows.nth(3).click({ position: { x: 80, y: 20 }, modifiers: ['Shift'] });
    },
  },
  'alts-editing': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.keyboard.press('Enter');
      await page.keyboard.type('Striped linen cushion in clay');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Two of them');
      await page.getByRole('button', { name: 'Save 1 change' }).waitFor();
    },
  },
  'alts-finding': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.keyboard.press('Control+f');
      await page.keyboard.type('left');
      await page.getByRole('textbox', { name: 'Replace with' }).fill('right');
      await page.getByRole('radio', { name: /^Long/ }).click();
    },
  },
  'alts-template-wrong': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.getByRole('textbox', { name: 'Template' }).fill('{product} in {weight}');
      await page.getByText('{weight}').waitFor();
    },
  },
  'alts-import': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.getByRole('button', { name: 'Import CSV…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'alts-keys': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  'alts-left': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.keyboard.press('Enter');
      await page.keyboard.type('Kept');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await page.getByText('1 alt text not saved').waitFor();
    },
  },
  'alts-none-changed': {
    scene: 'no-product',
    prepare: async (page) => {
      await openAlts(page);
      await page.getByRole('radio', { name: /^Changed/ }).click();
      await page.getByText('No images to show').waitFor();
    },
  },
};

/** From home to the table. */
export async function openAlts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Edit all…' }).click();
  await page.getByRole('row').first().waitFor();
  // A hint at the pointer would be part of the look.
  await page.mouse.move(0, 0);
}
