import type { Page } from 'playwright';
import type { Notice } from '../../../../shared/model.ts';
import { middle, tile } from './gallery-looks.ts';
import type { SceneName } from './scene-names.ts';
import { reason } from '../../../../shared/messages/reason.ts';
import { text } from '../../../../shared/messages/text.ts';

/** Looks of rare states: empty, unreachable, refused, and what opens beside. */
export const stateLooks: Record<string, { scene: SceneName; prepare: (page: Page) => Promise<unknown> }> = {
  paused: {
    scene: 'uploading',
    prepare: (page) => page.getByRole('button', { name: 'Pause', exact: true }).click(),
  },
  'drawer-empty': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  'drawer-offline': {
    scene: 'stale',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  'tip-number-keys': {
    scene: 'review',
    prepare: async (page) => {
      await page.locator('button[title]', { hasText: /^1/ }).first().click();
      await page.getByRole('complementary', { name: 'Hint' }).waitFor();
    },
  },
  palette: {
    scene: 'gallery',
    prepare: async (page) => {
      await tile(page, 1).click({ position: { x: 20, y: 20 } });
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  'palette-found': {
    scene: 'uploading',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('al');
      await page.getByRole('option', { name: 'Alder Mug' }).first().waitFor();
    },
  },
  'palette-none': {
    scene: 'no-product',
    prepare: async (page) => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('zzz');
      await page.getByText('No matches').waitFor();
    },
  },
  'keys-home': {
    scene: 'no-product',
    prepare: async (page) => {
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  'filter-menu': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('button', { name: /^Filter/ }).click(),
  },
  notices: { scene: 'gallery', prepare: (page) => page.evaluate(tellNotices, notices) },
  'gallery-not-had': {
    scene: 'no-gallery',
    prepare: async (page) => {
      await page.getByRole('option').first().click();
      await page.getByRole('button', { name: 'Try again' }).waitFor();
    },
  },
  'viewer-photo': {
    scene: 'uploading',
    prepare: async (page) => {
      await tile(page, 6).dblclick({ position: { x: 20, y: 20 } });
      await page.keyboard.press('End');
    },
  },
  'gallery-menu-photo': {
    scene: 'uploading',
    prepare: (page) => tile(page, 9).click({ button: 'right', position: { x: 20, y: 20 } }),
  },
  'gallery-dragging-out': {
    scene: 'gallery',
    prepare: async (page) => {
      const from = await middle(tile(page, 1));
      const to = await middle(page.getByRole('option').nth(3));
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(to.x, to.y, { steps: 4 });
    },
  },
};

const notices: Notice[] = [
  {
    id: 1,
    tone: 'info',
    text: reason('changed-by-others', {
      named: 'yes',
      product: 'Alder Mug',
      id: 100,
      what: text('notices.addedFirst', { count: 1 }),
    }),
  },
  {
    id: 2,
    tone: 'warning',
    text: reason('too-little-room', { needed: 812, free: 240 }),
  },
  {
    id: 3,
    tone: 'warning',
    text: reason('file-unreadable'),
  },
];

function tellNotices(notices: Notice[]): void {
  const { fakeTell } = window as unknown as { fakeTell: (changes: object[]) => void };
  fakeTell([{ of: 'notices', notices }]);
}
