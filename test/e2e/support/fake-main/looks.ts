import type { Page } from 'playwright';
import { galleryLooks } from './gallery-looks.ts';
import { altLooks } from './alt-looks.ts';
import { stateLooks } from './state-looks.ts';
import { sceneNames, type SceneName } from './scene-names.ts';

/** A look: a scene, and what a person did in it. */
export interface Scene {
  readonly name: string;
  readonly scene: SceneName;
  readonly prepare?: Prepare;
}

type Prepare = (page: Page) => Promise<unknown>;

/** Looks that need more than a scene. */
const extras: Record<string, { scene: SceneName; prepare: Prepare }> = {
  drawer: {
    scene: 'uploading',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  'drawer-history': {
    scene: 'history',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Show outbox' }).click();
      await page.getByRole('radio', { name: /^Done/ }).click();
    },
  },
  'drawer-failed': {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Show outbox' }).click();
      await page.getByRole('radio', { name: /^Failed/ }).click();
    },
  },
  'drawer-products': {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Show outbox' }).click();
      await page.getByRole('button', { name: /^Group by/ }).click();
      await page.getByRole('menuitemradio', { name: 'Product' }).click();
    },
  },
  'drawer-no-match': {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Show outbox' }).click();
      await page.getByRole('searchbox', { name: 'Search the outbox' }).fill('zzz');
    },
  },
  'product-filter': {
    scene: 'no-product',
    prepare: (page) => page.getByRole('button', { name: /^Filter/ }).click(),
  },
  'product-category': {
    scene: 'no-product',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Filter/ }).click();
      await page.getByRole('menuitem', { name: /^Category/ }).click();
      await page.getByRole('menu', { name: 'Category' }).waitFor();
    },
  },
  'product-narrowed': {
    scene: 'no-product',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Filter/ }).click();
      await page.getByRole('menuitemradio', { name: 'Missing alt text' }).click();
      await page.getByRole('button', { name: /^Filter/ }).click();
      await page.getByRole('menuitem', { name: /^Category/ }).click();
      await page.getByRole('menuitemradio', { name: /^Kitchen/ }).click();
      await page.keyboard.press('Escape');
    },
  },
  'product-sort': {
    scene: 'no-product',
    prepare: (page) => page.getByRole('button', { name: /^Sort:/ }).click(),
  },
  'product-menu': {
    scene: 'no-product',
    prepare: (page) =>
      page.getByRole('listbox', { name: 'Products' }).getByRole('option').nth(1).click({ button: 'right' }),
  },
  'product-similar': {
    scene: 'no-product',
    prepare: async (page) => {
      await page.getByRole('searchbox', { name: 'Search products' }).fill('similr');
      await page.getByText('No exact match').waitFor();
    },
  },
  'drawer-menu': {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Show outbox' }).click();
      await page.getByRole('button', { name: 'Options for ALD-1000-A_10.jpg' }).click();
    },
  },
  'batch-menu': {
    scene: 'refused-batch',
    prepare: async (page) => {
      await openBatches(page);
      await page.getByRole('button', { name: /^Options for Alder Mug/ }).click();
    },
  },
  'batches-open': { scene: 'batches', prepare: (page) => leaveReview(page).then(() => openBatches(page)) },
  'home-open': { scene: 'home', prepare: leaveReview },
  'batches-refused': { scene: 'refused-batch', prepare: openBatches },
  'batches-scanning': { scene: 'scanning', prepare: openBatches },
  'batches-none': { scene: 'gallery', prepare: openBatches },
  'other-reviews': {
    scene: 'batches',
    prepare: (page) => page.getByRole('button', { name: /^Also open/ }).waitFor(),
  },
  'drawer-empty': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  'drawer-long': {
    scene: 'long-words',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  'gallery-gone-said': {
    scene: 'gallery-gone',
    prepare: (page) => page.getByRole('option').nth(2).click(),
  },
  'viewer-missing': {
    scene: 'no-pictures',
    prepare: (page) => page.getByRole('grid', { name: 'Gallery' }).getByRole('row').nth(1).dblclick(),
  },
  'gallery-filter-done': {
    scene: 'gallery',
    prepare: async (page) => {
      await page.getByRole('button', { name: /without alt/ }).click();
      const grid = page.getByRole('grid', { name: 'Gallery' });
      await grid.getByRole('row').first().click();
      await page.keyboard.press('F2');
      for (let n = 0; n < 4; n += 1) {
        await page.keyboard.type('A mug');
        await page.keyboard.press(n < 3 ? 'Tab' : 'Enter');
      }
      await page.waitForTimeout(300);
    },
  },
  stores: { scene: 'gallery', prepare: (page) => page.getByRole('button', { name: /^Store:/ }).click() },
  settings: { scene: 'gallery', prepare: (page) => openSettings(page) },
  'settings-timetable': {
    scene: 'gallery',
    prepare: async (page) => {
      await openSettings(page, 'Bandwidth');
      await page.getByRole('group', { name: 'Usual limit' }).getByText('Limit').click();
      await page.getByRole('button', { name: 'Add scheduled limit' }).click();
      await page.getByRole('button', { name: 'Add scheduled limit' }).click();
      const second = page.getByRole('group', { name: 'Scheduled limit 2', exact: true });
      await second.getByLabel('From').fill('22:00');
      await second.getByLabel('to', { exact: true }).fill('06:00');
      await second.getByText('Limit', { exact: true }).click();
      await page.getByRole('button', { name: 'Add scheduled limit' }).click();
      const third = page.getByRole('group', { name: 'Scheduled limit 3', exact: true });
      for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
        await third.getByRole('button', { name: day }).click();
      }
    },
  },
  'settings-parallel': {
    scene: 'gallery',
    prepare: async (page) => {
      await openSettings(page);
      await page.getByRole('dialog').getByText('Automatic', { exact: true }).click();
    },
  },
  'settings-matching': { scene: 'gallery', prepare: (page) => openSettings(page, 'File names') },
  'settings-pictures': { scene: 'gallery', prepare: (page) => openSettings(page, 'Photos') },
  'settings-hot-folders': { scene: 'gallery', prepare: (page) => openSettings(page, 'Hot folders') },
  'settings-network': {
    scene: 'gallery',
    prepare: async (page) => {
      await openSettings(page, 'Network');
      await page.getByText('Use this proxy').click();
      await page.getByLabel('Proxy address').fill('proxy.office.example:port');
    },
  },
  'settings-help': {
    scene: 'gallery',
    prepare: async (page) => {
      await openSettings(page, 'Help');
      await page.getByRole('button', { name: 'Check now' }).click();
      await page.getByText('Example Office Inspection CA').waitFor();
    },
  },
  'settings-about': { scene: 'gallery', prepare: (page) => openSettings(page, 'About') },
  manual: { scene: 'gallery', prepare: (page) => page.keyboard.press('F1') },
  'manual-search': {
    scene: 'gallery',
    prepare: async (page) => {
      await page.keyboard.press('F1');
      await page.getByLabel('Search the manual').fill('folder');
      await page.getByRole('dialog').getByRole('option').nth(2).click();
    },
  },
  'move-data': {
    scene: 'gallery',
    prepare: async (page) => {
      await openSettings(page, 'About');
      await page.getByRole('button', { name: 'Move data folder…' }).click();
      await page.getByRole('alertdialog').waitFor();
    },
  },
  'match-menu': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('button', { name: 'Match by file name' }).click(),
  },
  'add-store': {
    scene: 'gallery',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Add a store…' }).click();
    },
  },
  disconnect: {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Disconnect…' }).click();
    },
  },
  'sign-in-dialog': {
    scene: 'sign-in',
    prepare: (page) => page.getByRole('button', { name: 'Sign in', exact: true }).click(),
  },
  'wrong-token': {
    scene: 'first-run',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Store hash or API path' }).fill('abc123');
      await page.getByLabel('Access token').fill('secret');
      await page.getByRole('button', { name: 'Connect' }).click();
    },
  },
  'credentials-read': {
    scene: 'first-run',
    prepare: (page) =>
      dropCredentials(
        page,
        'ACCESS TOKEN: t\nAPI PATH: https://api.bigcommerce.com/stores/k7x2m9q1/v3/\nCLIENT SECRET: s',
      ),
  },
  'credentials-secret': { scene: 'first-run', prepare: (page) => dropCredentials(page, 'CLIENT SECRET: s') },
  viewer: {
    scene: 'gallery',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Gallery' }).getByRole('row').nth(1).dblclick();
      await page.getByRole('button', { name: 'Next image' }).click();
    },
  },
  'gallery-more': { scene: 'gallery', prepare: (page) => page.getByRole('button', { name: 'More' }).click() },
  'add-from-web': { scene: 'gallery', prepare: (page) => addFromWeb(page) },
  'add-from-web-list': { scene: 'gallery', prepare: (page) => addFromWeb(page, addresses) },
  'add-from-web-refused': {
    scene: 'gallery',
    prepare: async (page) => {
      await addFromWeb(page, ['https://cdn.example.com/twice.jpg', 'https://cdn.example.com/side.jpg']);
      await page.getByRole('button', { name: 'Add 2 images' }).click();
    },
  },
  'remove-all': {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Remove all images…' }).click();
    },
  },
  'counted-menu': {
    scene: 'counted',
    prepare: (page) => page.getByRole('button', { name: /^Store:/ }).click(),
  },
  counting: {
    scene: 'counted',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Count images' }).click();
    },
  },
  connection: { scene: 'gallery', prepare: openConnection },
  'connection-v2': {
    scene: 'gallery',
    prepare: async (page) => {
      await openConnection(page);
      await page.getByRole('radio', { name: /V2/ }).click({ force: true });
      await page.getByLabel('WebDAV address').fill('https://store-k7x2m9q1.mybigcommerce.com/dav/');
      await page.getByLabel('User name').fill('photos@example.com');
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Save' }).click();
    },
  },
  'web-outbox': {
    scene: 'importing',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  'review-panel': {
    scene: 'review',
    prepare: (page) => page.getByRole('button', { name: 'Close review' }).click(),
  },
  'review-sheet': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      for (const key of ['g', 'End', 'ArrowUp', 'Shift+Digit4', 'ArrowUp', 'Shift+X', 'Shift+ArrowUp'])
        await page.keyboard.press(key);
    },
  },
  'review-sheet-top': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      await page.keyboard.press('g');
      await page.getByRole('button', { name: 'Replace image' }).waitFor();
    },
  },
  'review-compare': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      for (const key of ['End', 'PageUp', 'PageUp', 'Shift+ArrowDown', 'Shift+ArrowDown', 'c'])
        await page.keyboard.press(key);
    },
  },
  'review-recipe': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Recipe…' }).click();
      await page.getByText('Before', { exact: true }).waitFor();
    },
  },
  'review-filtered': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Show: All photos' }).click();
      await page.getByRole('menuitemradio', { name: 'Rejected' }).click();
    },
  },
  'review-selected': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      for (const key of ['ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key);
    },
  },
  'review-alt': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('button', { name: 'Edit alt text: Alder Mug, matt clay - front' }).click();
    },
  },
  'review-template': {
    scene: 'review',
    prepare: (page) => page.getByLabel('Alt text', { exact: true }).fill('{product} ({sku}), {view}'),
  },
  'review-template-wrong': {
    scene: 'review',
    prepare: (page) => page.getByLabel('Alt text', { exact: true }).fill('{product} {colour}'),
  },
  'review-picker': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('p');
    },
  },
  'review-variants': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('p');
      await page.keyboard.type('mug');
      await page
        .getByRole('option', { name: /variants/ })
        .first()
        .locator('[data-variants]')
        .click();
    },
  },
  'disconnect-review': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Disconnect…' }).click();
    },
  },
  'review-before-after': {
    scene: 'review',
    prepare: (page) => page.getByRole('button', { name: '61 MB TIFF' }).click(),
  },
  'review-look': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('v');
    },
  },
  'review-choices': {
    scene: 'review',
    prepare: (page) => page.locator('select').first().click(),
  },
  'review-moving': {
    scene: 'review',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Photos to review' }).focus();
      for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowDown');
      for (const key of ['m', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
    },
  },
  'review-end': {
    scene: 'review',
    prepare: (page) => page.getByRole('button', { name: /^Skipped/ }).click(),
  },
  'review-keys': {
    scene: 'review',
    prepare: (page) => page.getByRole('button', { name: 'Keyboard shortcuts' }).click(),
  },
  'review-discard': {
    scene: 'review',
    prepare: (page) => page.getByRole('button', { name: 'Discard' }).click(),
  },
  'review-queued': {
    scene: 'review',
    prepare: (page) => page.getByRole('button', { name: /^Queue / }).click(),
  },
  'drag-over-match': {
    scene: 'gallery',
    prepare: async (page) => {
      await dragOver(page, 'main');
      await dragOver(page, '[data-drop-match]');
    },
  },
  'take-back': {
    scene: 'refused-batch',
    prepare: async (page) => {
      await openBatches(page);
      await page.getByRole('button', { name: 'Undo adding these photos' }).click();
    },
  },
  'cancel-batch': {
    scene: 'refused-batch',
    prepare: async (page) => {
      await openBatches(page);
      await page.getByRole('button', { name: /^Options for Alder Mug/ }).click();
      await page.getByRole('menuitem', { name: 'Cancel remaining…' }).click();
    },
  },
  'undo-steps': {
    scene: 'edited',
    prepare: (page) => page.getByRole('button', { name: 'Steps to undo' }).click(),
  },
  'drag-over-review': { scene: 'review', prepare: (page) => dragOver(page, 'main') },
  'drag-over': { scene: 'gallery', prepare: (page) => dragOver(page, 'main') },
  'drag-over-row': { scene: 'gallery', prepare: (page) => dragOver(page, '[data-drop-product="103"]') },
  'drag-nowhere': { scene: 'no-product', prepare: (page) => dragOver(page, 'main') },
  'no-match': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('searchbox', { name: 'Search products' }).fill('zzz'),
  },
};

async function dropCredentials(page: Page, content: string): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({
    name: 'BigCommerceAPI-credentials-packshot.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(content),
  });
  await page.getByRole('region', { name: 'Checks' }).getByRole('listitem').first().waitFor();
}

async function openBatches(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(\d+ )?batch(es)?/i }).click();
}

async function leaveReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close review' }).click();
}

async function dragOver(page: Page, selector: string): Promise<void> {
  await page.evaluate((where) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'a.jpg', { type: 'image/jpeg' }));
    document
      .querySelector(where)
      ?.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, selector);
}

const addresses = [
  'https://cdn.example.com/products/alder-mug/front.jpg',
  'https://cdn.example.com/products/alder-mug/above.jpg',
  'ftp://cdn.example.com/side.jpg',
  'https://cdn.example.com/products/alder-mug/front.jpg',
  `https://cdn.example.com/${'very-long-folder/'.repeat(15)}detail.jpg`,
];

async function addFromWeb(page: Page, list: readonly string[] = []): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Add from web…' }).click();
  if (list.length > 0) await page.getByLabel('Image addresses').fill(list.join('\n'));
}

async function openSettings(page: Page, name = 'Uploads'): Promise<void> {
  await page.getByRole('button', { name: /^Store:/ }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  await page.getByRole('tab', { name }).click();
}

async function openConnection(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Store:/ }).click();
  await page.getByRole('menuitem', { name: 'Connection…' }).click();
}

export const looks: readonly Scene[] = [
  ...sceneNames.map((scene) => ({ name: scene, scene })),
  ...Object.entries({ ...extras, ...galleryLooks, ...altLooks, ...stateLooks }).map(([name, extra]) => ({
    name,
    ...extra,
  })),
];
