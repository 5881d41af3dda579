import type { Locator, Page } from 'playwright';
import type { SceneName } from './scene-names.ts';

export const galleryLooks: Record<string, { scene: SceneName; prepare: (page: Page) => Promise<unknown> }> = {
  'gallery-selected': {
    scene: 'edited',
    prepare: async (page) => {
      await tile(page, 1).click();
      await tile(page, 3).click({ modifiers: ['Shift'] });
    },
  },
  'gallery-focus': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 1).click();
      await page.keyboard.press('ArrowRight');
    },
  },
  'gallery-waits': { scene: 'edited', prepare: (page) => page.waitForTimeout(1500) },
  'gallery-alt': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 5).click();
      await page.keyboard.press('F2');
    },
  },
  'gallery-menu': {
    scene: 'gallery',
    prepare: (page) => tile(page, 1).click({ button: 'right' }),
  },
  'gallery-menu-many': {
    scene: 'edited',
    prepare: async (page) => {
      await tile(page, 0).click();
      await tile(page, 2).click({ modifiers: ['Shift'] });
      await page.keyboard.press('Shift+F10');
    },
  },
  'gallery-moving': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 1).click();
      for (const key of ['Shift+ArrowRight', 'm', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    },
  },
  'gallery-dragging': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 4).click();
      await tile(page, 5).click({ modifiers: ['Control'] });
      const from = await middle(tile(page, 5));
      const to = await middle(tile(page, 1));
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x - 60, to.y, { steps: 4 });
    },
  },
  'gallery-describe': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 0).click();
      await page.keyboard.press('Control+a');
      await page.getByRole('button', { name: 'Alt texts…' }).click();
    },
  },
  'gallery-describe-wrong': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 0).click();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('textbox', { name: 'Template' }).fill('{product} {colour}');
    },
  },
  'gallery-copy': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 2).click();
      await page.keyboard.press('c');
    },
  },
  'gallery-keys': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 2).click();
      await page.keyboard.press('?');
    },
  },
  'gallery-without-alt': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('button', { name: /without alt text$/ }).click(),
  },
  'gallery-described': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 0).click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: /^Change / }).click();
      await page.getByRole('button', { name: /without alt text$/ }).waitFor({ state: 'detached' });
    },
  },
  'gallery-zoomed': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 1).dblclick();
      for (const key of ['+', '+', '+']) await page.keyboard.press(key);
    },
  },
  'gallery-smallest': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 0).focus();
      for (let n = 0; n < 12; n += 1) await page.keyboard.press('Control+-');
    },
  },
  'gallery-largest': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 0).focus();
      for (let n = 0; n < 12; n += 1) await page.keyboard.press('Control+=');
    },
  },
  'uploading-smallest': {
    scene: 'uploading',
    prepare: async (page) => {
      await tile(page, 0).focus();
      for (let n = 0; n < 12; n += 1) await page.keyboard.press('Control+-');
    },
  },
  'gallery-files-over': {
    scene: 'gallery',
    prepare: async (page) => {
      const { x, y } = await middle(tile(page, 2));
      for (const clientX of [x, x - 40]) await filesOver(page, clientX, y);
    },
  },
  'gallery-removing': {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 2).click();
      await page.keyboard.press('Delete');
    },
  },
};

export function tile(page: Page, index: number): Locator {
  return page.getByRole('grid', { name: 'Gallery' }).getByRole('row').nth(index).locator('[data-part="mat"]');
}

export async function middle(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('It is not in the window');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function filesOver(page: Page, clientX: number, clientY: number): Promise<void> {
  await page.evaluate(
    (at) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['x'], 'a.jpg', { type: 'image/jpeg' }));
      const event = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer, ...at });
      document.querySelector('main')?.dispatchEvent(event);
    },
    { clientX, clientY },
  );
}
