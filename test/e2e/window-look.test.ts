import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../shell/chromium.ts';
import type { SceneName } from './support/fake-main/scene-names.ts';
import { serveWindow, type ServedWindow } from './support/fake-main/serve.ts';

/** Rules for every screen, checked with the window alone: see fake-main. */

let served: ServedWindow;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  served = await serveWindow();
  browser = await chromium.launch({
    executablePath: findChromium() ?? undefined,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  page = await browser.newPage({ reducedMotion: 'reduce' });
}, 120_000);

afterAll(async () => {
  await browser.close();
  await served.close();
});

async function show(scene: SceneName, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size);
  // Another page first, because a changed hash alone loads nothing.
  await page.goto('about:blank');
  await page.goto(`${served.origin}/#${scene}`);
  // The middle comes last: its code is loaded when it is needed.
  await page.locator('main').locator('h1, [role="row"]').filter({ visible: true }).first().waitFor();
}

const small = { width: 900, height: 600 };

test('with reduced motion, a focused tile starts no transition', async () => {
  await show('gallery', small);
  const tiles = page.getByRole('grid', { name: 'Gallery' }).getByRole('row');
  await tiles.nth(1).click();
  const started = await tiles.nth(2).evaluate((tile: HTMLElement) => {
    tile.focus({ focusVisible: true });
    // Reading a style starts transitions.
    const asked = getComputedStyle(tile).outlineColor;
    if (asked === '') return null;
    return document.getAnimations().filter((each) => each instanceof CSSTransition).length;
  });
  expect(started).toBe(0);
});

test('the window uses the bundled font where the system has none for interfaces', async () => {
  await show('gallery', small);
  const faces = await page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
  });
  const own = await page.evaluate(() => /Mac|Win/.test(navigator.platform));
  expect(own || faces.some((family) => family.includes('Packshot Inter'))).toBe(true);
});

/** The smallest window of 900 x 600 at 200 percent, and at 100. */
const sizes = [small, { width: 450, height: 300 }];
const scenes: readonly SceneName[] = ['first-run', 'gallery', 'long-words', 'uploading', 'review', 'offline'];

test.each(sizes.flatMap((size) => scenes.map((scene) => ({ scene, size, at: `${size.width} wide` }))))(
  'nothing is outside the window: $scene, $at',
  async ({ scene, size }) => {
    await show(scene, size);
    const outside = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('header button, footer button, nav button, nav input, h1')]
        .filter((each) => {
          const box = each.getBoundingClientRect();
          return box.width > 1 && (box.left < 0 || box.right > window.innerWidth + 0.5);
        })
        .map((each) => each.outerHTML.slice(0, 120)),
    );
    expect(outside).toEqual([]);
  },
);

const smallest = { width: 640, height: 600 };

test('the smallest window has the review’s whole list, and two tiles beside each other in a gallery', async () => {
  await show('review', smallest);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role="grid"] button')]
      .filter((each) => each.getBoundingClientRect().right > window.innerWidth)
      .map(({ innerText }) => innerText),
  );
  expect(cut).toEqual([]);
  await page.getByRole('button', { name: 'Show products' }).click();
  await page.getByRole('listbox', { name: 'Products' }).waitFor();
  await show('gallery', smallest);
  const tops = (): Promise<number[]> =>
    page
      .getByRole('grid', { name: 'Gallery' })
      .getByRole('row')
      .evaluateAll((rows) => rows.slice(0, 2).map((row) => row.getBoundingClientRect().top));
  // Tiles are laid out once the gallery has measured itself.
  await expect.poll(async () => new Set(await tops()).size).toBe(1);
});

test('at 200 percent, photos compared lie beside and below each other, and none on another', async () => {
  await show('review', { width: 450, height: 300 });
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('c');
  await page.locator('[data-pane]').first().waitFor();
  const overlaps = await page.locator('[data-pane]').evaluateAll((panes) => {
    const boxes = panes.map((pane) => ({
      top: pane.getBoundingClientRect().top,
      end: Math.max(...[...pane.children].map((child) => child.getBoundingClientRect().bottom)),
    }));
    const [one] = boxes;
    const below = boxes.find(({ top }) => top > (one?.top ?? 0) + 1);
    return one !== undefined && below !== undefined && one.end > below.top;
  });
  expect(overlaps).toBe(false);
});

test('in forced colours, what is chosen and what needs somebody are still seen', async () => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  try {
    await show('review', small);
    const outline = (name: string) =>
      page
        .getByRole('radiogroup', { name: 'View' })
        .locator('label', { has: page.getByRole('radio', { name }) })
        .evaluate((each) => getComputedStyle(each).outlineStyle);
    expect([await outline('List'), await outline('Sheet')]).toEqual(['solid', 'none']);
    const dot = page
      .getByRole('button', { name: /^1 batch/ })
      .locator('[aria-hidden]')
      .last();
    const colours = await dot.evaluate((each) => {
      const back = getComputedStyle(each).backgroundColor;
      const around = getComputedStyle(document.body).backgroundColor;
      return back === around;
    });
    expect(colours).toBe(false);
  } finally {
    await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'reduce' });
  }
});

test('F6 goes round products, start screen and outbox, also where the width hides a part of the screen', async () => {
  await show('home', small);
  await page.getByRole('button', { name: 'Close review' }).click();
  const pane = () =>
    page.evaluate(() => document.activeElement?.closest('nav,main,[data-outbox]')?.tagName ?? 'none');
  await page.getByRole('listbox', { name: 'Products' }).focus();
  const visited: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    await page.keyboard.press('F6');
    visited.push(await pane());
  }
  expect(visited).toEqual(['MAIN', 'FOOTER', 'NAV']);
});

test.each([640, 900, 1280])('at %i px, each fact above a review is whole or not there', async (width) => {
  await show('review', { width, height: 800 });
  const facts = page.locator('header [title^="for "] span, header [title*=" · "] > span');
  await facts.nth(2).waitFor({ state: 'attached' });
  const cut = await facts.evaluateAll((all) =>
    all
      .filter((each) => {
        const line = each.parentElement?.getBoundingClientRect();
        const box = each.getBoundingClientRect();
        const isDrawn = line !== undefined && box.top < line.bottom;
        return isDrawn && (box.right > line.right + 1 || each.scrollWidth > each.clientWidth);
      })
      .map(({ textContent }) => textContent),
  );
  expect(cut).toEqual([]);
});

test('a key that belongs to an input method does nothing else', async () => {
  await show('gallery', { width: 1280, height: 800 });
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('alt texts');
  await page.keyboard.press('Enter');
  const find = page.getByRole('textbox', { name: 'Find', exact: true });
  await find.click();
  const press = (key: string, isComposing: boolean) =>
    find.evaluate((field, init) => field.dispatchEvent(new KeyboardEvent('keydown', init)), {
      key,
      isComposing,
      bubbles: true,
      cancelable: true,
    });
  const isInside = () => find.evaluate((field) => field === document.activeElement);
  await press('Escape', true);
  expect(await isInside()).toBe(true);
  await press('Escape', false);
  expect(await isInside()).toBe(false);
});

test('a late answer closes no dialog that was opened meanwhile', async () => {
  await show('review', { width: 1280, height: 800 });
  await page.evaluate(() => {
    const { review } = window.packshot;
    const queue = review.queue;
    const answer = new Promise<void>((resolve) => Object.assign(window, { answer: resolve }));
    review.queue = async (request) => {
      await answer;
      return await queue(request);
    };
  });
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('p');
  const picker = page.getByRole('dialog');
  await picker.waitFor();
  await page.evaluate(() => (window as unknown as { answer(): void }).answer());
  await page
    .getByText(/photos? queued/)
    .first()
    .waitFor({ state: 'attached' });
  expect(await picker.isVisible()).toBe(true);
});

/** Runs in the page: holds the answers to searches back until `answer` is called. */
function holdSearches(): void {
  const { products } = window.packshot;
  const { search } = products;
  const answer = new Promise<void>((resolve) => Object.assign(window, { answer: resolve }));
  products.search = async (request) => {
    if (request.query !== '') await answer;
    return await search(request);
  };
}

test('Enter right after typing, as a scanner presses it, opens what was typed', async () => {
  await show('no-product', { width: 1280, height: 800 });
  await page.getByRole('option').first().waitFor();
  await page.evaluate(holdSearches);
  await page.getByRole('searchbox', { name: 'Search products' }).focus();
  await page.keyboard.type('birk');
  await page.keyboard.press('Enter');
  await page.evaluate(() => (window as unknown as { answer(): void }).answer());
  await page.getByRole('option', { name: /birk/i, selected: true }).waitFor();
});

test('keys pressed before products are found are for those that will be', async () => {
  await show('review', { width: 1280, height: 800 });
  await page.evaluate(holdSearches);
  await page.evaluate(() => {
    const { review } = window.packshot;
    const { assignEach } = review;
    const given: number[] = [];
    Object.assign(window, { given });
    review.assignEach = async (request) => {
      given.push(...request.targets.map(({ productId }) => productId));
      return await assignEach(request);
    };
  });
  await page.getByRole('grid', { name: 'Photos to review' }).focus();
  await page.keyboard.press('p');
  const picker = page.getByRole('dialog');
  await picker.getByRole('option').nth(1).waitFor();
  await page.keyboard.type('birk');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Enter');
  await page.evaluate(() => (window as unknown as { answer(): void }).answer());
  await picker.waitFor({ state: 'detached' });
  const [given, found] = await page.evaluate(async () => {
    const asked = { storeId: 'any', query: 'birk', filter: 'all' as const, offset: 0, limit: 1 };
    const outcome = await window.packshot.products.search(asked);
    const ids = outcome.ok ? outcome.value.products.map(({ id }) => id) : [];
    return [(window as unknown as { given: number[] }).given, ids];
  });
  expect(found).toHaveLength(1);
  expect(given).toEqual(found);
});

test('a question that closes takes the focus only from the button that opened it', async () => {
  await show('uploading', { width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Show outbox' }).press('Enter');
  await page
    .getByRole('button', { name: /^Options for / })
    .first()
    .press('Enter');
  await page.getByRole('menuitem', { name: 'Cancel remaining…' }).first().press('Enter');
  await page.getByRole('alertdialog').waitFor();
  // The next frames are later than a quick hand.
  await page.evaluate(() => {
    const later = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (draw) => later(() => setTimeout(draw, 200, performance.now()));
  });
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  const cancelAll = page.getByRole('button', { name: 'Cancel all…' });
  await cancelAll.focus();
  await page.evaluate(async () => {
    for (let frames = 0; frames < 4; frames += 1) await new Promise(requestAnimationFrame);
  });
  expect(await cancelAll.evaluate((button) => button === document.activeElement)).toBe(true);
});
