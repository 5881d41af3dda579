import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Stage } from './support/stage.ts';
import { askStore, imagesOf, productId, type ImageInStore } from './support/store-images.ts';

/** A day in the gallery: each action by pointer and by keyboard alone, offline and beside someone else; the store is the judge. */

const shirt = 'Linden Organic T-Shirt, Ink';
const lamp = 'Alder Table Lamp, Sand';
const tote = 'Quarry Canvas Tote, Cocoa';
const trainer = 'Dune Canvas Trainer, Ochre';
const vase = 'Monsoon Vase, Coral';
const empty = 'Cove Dinner Plate, Slate';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
  await stage.connect();
  await listen();
});
afterEach(() => stage.close());

/** Collects what a screen reader is told. */
async function listen(): Promise<void> {
  await stage.page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = target instanceof Element ? target.closest('[aria-live]') : null;
        if (region !== null) said.push(region.textContent ?? '');
      }
    }).observe(document.body, { subtree: true, childList: true });
  });
}

async function heard(words: string | RegExp): Promise<void> {
  const said = () => stage.page.evaluate(() => (window as unknown as { said: string[] }).said.join('\n'));
  if (typeof words === 'string') await expect.poll(said).toContain(words);
  else await expect.poll(said).toMatch(words);
}

const grid = (): Locator => stage.page.getByRole('grid', { name: 'Gallery' });
const rows = (): Locator => grid().getByRole('row');
const mat = (index: number): Locator => rows().nth(index).locator('[data-part="mat"]');
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await stage.page.keyboard.press(key);
};

async function open(product: string): Promise<ImageInStore[]> {
  const images = await imagesOf(stage, product);
  await stage.choose(product);
  await rows()
    .nth(Math.max(0, images.length - 1))
    .waitFor();
  return images;
}

/** The store shows these images, in this order. */
async function storeHas(product: string, ids: readonly number[]): Promise<void> {
  await expect
    .poll(async () => (await imagesOf(stage, product)).map(({ id }) => id), { timeout: 30_000 })
    .toEqual(ids);
}

const shown = (): Promise<string[]> =>
  rows().evaluateAll((found) => found.map((row) => row.getAttribute('data-tile-key') ?? ''));
const keys = (ids: readonly number[]): string[] => ids.map((id) => `image-${id}`);

async function drag(from: Locator, to: Locator, part: number): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (a === null || b === null) throw new Error('They are not in the window');
  const { mouse } = stage.page;
  await mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await mouse.down();
  await mouse.move(b.x + b.width * part, b.y + b.height / 2, { steps: 5 });
  await stage.page.locator('[data-mark]').waitFor();
  await mouse.up();
}

/** Down to the first tile, as with the Tab key. */
async function enterGrid(): Promise<void> {
  await rows().first().focus();
  await press('Home');
}

describe('by pointer', () => {
  test('one image, then several, are dragged to another place', async () => {
    const [a, b, c, d, e] = five(await open(shirt));
    await drag(mat(2), mat(0), 0.2);
    await expect.poll(shown).toEqual(keys([c, a, b, d, e]));
    await heard('to place 1 of 5');
    await mat(3).click();
    await mat(4).click({ modifiers: ['Control'] });
    await drag(mat(4), mat(1), 0.2);
    await storeHas(shirt, [c, d, e, a, b]);
    expect(await shown()).toEqual(keys([c, d, e, a, b]));
  });

  test('a drag is let be with Escape, and one onto a product of the list copies', async () => {
    const before = ids(await open(shirt));
    const box = await mat(0).boundingBox();
    if (box === null) throw new Error('There is no tile');
    await stage.page.mouse.move(box.x + 40, box.y + 40);
    await stage.page.mouse.down();
    await stage.page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
    await press('Escape');
    await stage.page.mouse.up();
    expect(await shown()).toEqual(keys(before));

    await stage.page.getByLabel('Search products').fill('004174');
    const row = await stage.page.locator('nav').getByText(empty).boundingBox();
    if (row === null) throw new Error('The product is not in the list');
    await stage.page.mouse.move(box.x + 40, box.y + 40);
    await stage.page.mouse.down();
    await stage.page.mouse.move(row.x + 20, row.y + 8, { steps: 6 });
    await stage.page.mouse.up();
    await expect.poll(() => imagesOf(stage, empty), { timeout: 30_000 }).toHaveLength(1);
    expect(ids(await imagesOf(stage, shirt))).toEqual(before);
  });

  test('files dropped between two images stand there', async () => {
    await open(shirt);
    const folder = await stage.photos(2, { name: 'between' });
    await stage.app.drop(
      [join(folder, 'between-1.jpg'), join(folder, 'between-2.jpg')],
      // The right half of a tile is behind it.
      rows()
        .first()
        .getByRole('button', { name: /^Actions for/ }),
    );
    await expect
      .poll(async () => (await imagesOf(stage, shirt)).map(({ name }) => name), { timeout: 30_000 })
      .toEqual([
        expect.any(String),
        expect.stringContaining('between-1'),
        expect.stringContaining('between-2'),
        ...Array.from({ length: 4 }, () => expect.any(String)),
      ]);
  });

  test('alt text is written under the picture, the thumbnail chosen in the menu, many described at once', async () => {
    const [first, second] = await open(vase);
    const { page } = stage;
    await page
      .getByRole('button', { name: /^Alt text of/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: /^Alt text of/ }).fill('A vase on a shelf');
    await press('Enter');
    await mat(1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Make it the thumbnail' }).click();
    await expect
      .poll(async () =>
        (await imagesOf(stage, vase)).slice(0, 2).map(({ alt, thumbnail }) => [alt, thumbnail]),
      )
      .toEqual([
        ['A vase on a shelf', false],
        [second?.alt, true],
      ]);
    expect(first?.thumbnail).toBe(true);

    await page.getByRole('button', { name: /without alt/ }).click();
    await expect.poll(() => rows().count()).toBeLessThan(5);
    await mat(0).click();
    await press('Control+a');
    await page.getByRole('button', { name: 'Alt texts…' }).click();
    await page.getByRole('textbox', { name: 'Template' }).fill('{product} - {number}');
    await page.getByRole('button', { name: /^Change / }).click();
    await page.getByText('0 without alt').waitFor();
    await expect.poll(async () => (await imagesOf(stage, vase)).every(({ alt }) => alt !== '')).toBe(true);
    expect((await imagesOf(stage, vase)).map(({ alt }) => alt)).toContain(`${vase} - 5`);
  });

  test('an image is removed and kept again, and others go for good', async () => {
    const [a, , , d, e] = five(await open(vase));
    const { page } = stage;
    await mat(0).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await grid()
      .getByRole('button', { name: /^Undo removing/ })
      .click();
    await heard('stays');
    await mat(1).click();
    await mat(2).click({ modifiers: ['Shift'] });
    await page
      .getByRole('toolbar', { name: 'Selected images' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await heard('2 images will be removed. Press Control Z to undo');
    await storeHas(vase, [a, d, e]);
    await expect.poll(shown).toEqual(keys([a, d, e]));
  });

  test('undo and redo by their buttons, which say what', async () => {
    const [a, b, c, d, e] = five(await open(lamp));
    const { page } = stage;
    await drag(mat(4), mat(0), 0.2);
    await storeHas(lamp, [e, a, b, c, d]);
    await page.getByRole('button', { name: /^Undo ./ }).click();
    await storeHas(lamp, [a, b, c, d, e]);
    await page.getByRole('button', { name: /^Redo ./ }).click();
    await storeHas(lamp, [e, a, b, c, d]);
    await expect.poll(shown).toEqual(keys([e, a, b, c, d]));
  });

  test('an image is replaced in its place, and copied to another product', async () => {
    const before = await open(trainer);
    const { page } = stage;
    const folder = await stage.photos(1, { name: 'better' });
    const chosen = page.waitForEvent('filechooser');
    await mat(1).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Replace…' }).click();
    await (await chosen).setFiles(join(folder, 'better-1.jpg'));
    await expect
      .poll(async () => (await imagesOf(stage, trainer)).map(({ name }) => name.includes('better-1')), {
        timeout: 30_000,
      })
      .toEqual([false, true, false, false, false]);
    expect((await imagesOf(stage, trainer))[1]?.alt).toBe(before[1]?.alt);

    await mat(0).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy to another product…' }).click();
    await page.getByLabel('Search products to choose').fill('004174');
    await page.getByRole('option', { name: new RegExp(empty) }).click();
    await heard(`1 image will be copied to ${empty}`);
    await expect.poll(() => imagesOf(stage, empty), { timeout: 30_000 }).toHaveLength(1);
  });

  test('full size: zoomed with the wheel, moved, gone through, left', async () => {
    await open(shirt);
    const { page } = stage;
    await mat(0).dblclick();
    const frame = page.locator('[data-scale]');
    await page.getByText('1 of 5').waitFor();
    // The large picture is there, and not only the one that stands in for it.
    await expect.poll(() => frame.locator('img').count()).toBe(1);
    const box = await frame.boundingBox();
    if (box === null) throw new Error('There is no picture');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.wheel(0, -600);
    await expect.poll(async () => Number(await frame.getAttribute('data-scale'))).toBeGreaterThan(1.5);
    const picture = frame.locator('img[alt]:not([alt=""])');
    const at = await picture.boundingBox();
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 30, { steps: 3 });
    await page.mouse.up();
    expect((await picture.boundingBox())?.x).toBeGreaterThan((at?.x ?? 0) + 20);
    await page.getByRole('button', { name: 'Next picture' }).click();
    await page.getByText('2 of 5').waitFor();
    expect(await frame.getAttribute('data-scale')).toBe('1.00');
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await frame.waitFor({ state: 'detached' });
  });
});

describe('by keyboard alone', () => {
  test('images are picked up, moved and dropped, each step said; and moved by one', async () => {
    const [a, b, c, d, e] = five(await open(shirt));
    await enterGrid();
    await press('m');
    await heard(/Picked up .* from place 1/);
    await press('ArrowRight', 'ArrowRight');
    await heard(/Place 3 of 5, before /);
    await press('End');
    await heard('Place 5 of 5, at the end');
    await press('Escape');
    await heard('Not moved');
    await press('m', 'ArrowRight', 'ArrowRight', 'Enter');
    await heard('to place 3 of 5');
    await storeHas(shirt, [b, c, a, d, e]);
    expect(await activeKey()).toBe(`image-${a}`);

    await press('Alt+ArrowLeft', 'Alt+Home', 'Shift+ArrowRight', 'Control+End');
    await storeHas(shirt, [c, d, e, a, b]);
    await expect.poll(shown).toEqual(keys([c, d, e, a, b]));
    await press('Control+z', 'Control+z');
    await expect.poll(shown).toEqual(keys([b, a, c, d, e]));
    await press('Control+y', 'Control+Shift+z');
    await storeHas(shirt, [c, d, e, a, b]);
    await heard(/^Undone: |\nUndone: /);
  });

  test('alt texts one after the other with Tab, thumbnail with T, removal with Delete, undone with Control Z', async () => {
    const before = await open(tote);
    await enterGrid();
    await press('F2');
    await stage.page.keyboard.type('First');
    await press('Tab');
    await stage.page.keyboard.type('Second');
    await press('Tab');
    await stage.page.keyboard.type('never mind');
    await press('Escape');
    await expect.poll(activeKey).toBe(`image-${before[2]?.id}`);
    await press('Shift+Tab');
    await enterGrid();
    await press('ArrowRight', 't');
    await heard('is the thumbnail');
    await expect
      .poll(async () =>
        (await imagesOf(stage, tote)).map(({ alt, thumbnail }) => [alt, thumbnail]).slice(0, 3),
      )
      .toEqual([
        ['First', false],
        ['Second', true],
        [before[2]?.alt, false],
      ]);

    await press('End', 'Delete');
    await heard('will be removed');
    await rows()
      .last()
      .getByText(/^Goes in/)
      .waitFor();
    await press('Control+z');
    await rows()
      .last()
      .getByText(/^Goes in/)
      .waitFor({ state: 'detached' });
    await press('Backspace');
    await storeHas(tote, ids(before).slice(0, 4));
    await expect.poll(activeKey).toBe(`image-${before[3]?.id}`);
  });

  test('an image is replaced with R and downloaded with D', async () => {
    const before = await open(trainer);
    const { page } = stage;
    const folder = await stage.photos(1, { name: 'better' });
    await enterGrid();
    await press('ArrowRight');
    await stage.app.dialogAnswers([join(folder, 'saved.jpg')]);
    await press('d');
    await heard(/ saved/);
    expect((await stat(join(folder, 'saved.jpg'))).size).toBeGreaterThan(1000);
    const chosen = page.waitForEvent('filechooser');
    await press('r');
    await (await chosen).setFiles(join(folder, 'better-1.jpg'));
    await heard(/better-1\.jpg replaces /);
    await expect
      .poll(async () => (await imagesOf(stage, trainer)).map(({ name }) => name.includes('better-1')), {
        timeout: 30_000,
      })
      .toEqual([false, true, false, false, false]);
    expect(ids(await imagesOf(stage, trainer))[0]).toBe(before[0]?.id);
  });

  test('the menu, copy, full size and the list of keys open and close without a mouse, and nothing traps the focus', async () => {
    const [, second] = await open(shirt);
    const { page } = stage;
    await enterGrid();
    await press('ArrowRight', 'Shift+F10');
    await page.getByRole('menuitem', { name: 'Open' }).waitFor();
    await press('Escape');
    await expect.poll(activeKey).toBe(`image-${second?.id}`);
    await press('Enter', '+', '+');
    await expect
      .poll(async () => Number(await page.locator('[data-scale]').getAttribute('data-scale')))
      .toBeGreaterThan(1.5);
    await press('0', 'ArrowRight');
    await page.getByText('3 of 5').waitFor();
    await press('Escape');
    await expect.poll(activeKey).not.toBeNull();
    await press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await press('Escape');
    await expect.poll(activeKey).not.toBeNull();
    await press('c');
    await page.keyboard.type('004174');
    await page.getByRole('option', { name: new RegExp(empty) }).waitFor();
    await press('Enter');
    await expect.poll(() => imagesOf(stage, empty), { timeout: 30_000 }).toHaveLength(1);

    const places = new Set<string>();
    await expect.poll(activeKey).not.toBeNull();
    for (let n = 0; n < 40; n += 1) {
      await press('Tab');
      places.add(
        await page.evaluate(
          () => document.activeElement?.closest('nav,main,section,aside,footer')?.tagName ?? '',
        ),
      );
    }
    expect(places.size).toBeGreaterThan(1);
  });
});

describe('without a network, and beside others', () => {
  test(
    'five products edited offline stay edited over a restart, and the store ends as arranged',
    { timeout: 120_000 },
    async () => {
      const products = [shirt, lamp, tote, trainer, vase];
      const wanted = new Map<string, { order: number[]; alt: string; thumbnail: number }>();
      const before = new Map<string, ImageInStore[]>();
      for (const product of products) before.set(product, await open(product));
      await stage.goOffline();
      for (const product of products) {
        const [a = 0, b = 0, c = 0, ...rest] = ids(before.get(product) ?? []);
        await stage.choose(product);
        await expect.poll(shown).toEqual(keys([a, b, c, ...rest]));
        await enterGrid();
        await press('Alt+ArrowRight', 'Alt+ArrowRight', 'Home', 'F2');
        await stage.page.keyboard.type(`Offline words for ${product}`);
        await press('Enter', 't', 'End', 'Delete');
        await heard('will be removed');
        wanted.set(product, {
          order: [b, c, a, ...rest].slice(0, -1),
          alt: `Offline words for ${product}`,
          thumbnail: b,
        });
        await expect.poll(shown).toEqual(keys([b, c, a, ...rest]));
      }
      await stage.page.locator('[title^="Waits to be sent"]').first().waitFor({ state: 'attached' });
      // What react-aria says for screen readers stays some seconds, here of a button that is gone: not the window's.
      const { violations } = await new AxeBuilder({ page: stage.page })
        .setLegacyMode(true)
        .exclude('[data-live-announcer]')
        .analyze();
      expect(violations).toEqual([]);

      await stage.restartAfterKill();
      await stage.comeBack();
      await signInAgain();
      for (const [product, { order, alt, thumbnail }] of wanted) {
        await storeHas(product, order);
        const images = await imagesOf(stage, product);
        expect(images[0]?.alt).toBe(alt);
        expect(images.find((image) => image.thumbnail)?.id).toBe(thumbnail);
      }
    },
  );

  test('two people edit one gallery: both’s edits are there, and no image is lost', async () => {
    const [a, b, c, d, e] = five(await open(shirt));
    await stage.goOffline();
    await enterGrid();
    await press('Alt+End');
    await expect.poll(shown).toEqual(keys([b, c, d, e, a]));
    await stage.comeBack();
    // The other one is quicker: removes one, describes one, and adds one.
    const product = await productId(stage, shirt);
    const images = `products/${product}/images`;
    await askStore(stage, `${images}/${c}`, { method: 'DELETE' });
    await askStore(stage, `${images}/${d}`, { method: 'PUT', body: { description: 'By the other one' } });
    const [any] = ((await askStore(stage, images)) as { data: { url_zoom: string }[] }).data;
    await askStore(stage, images, { method: 'POST', body: { image_url: any?.url_zoom, sort_order: 9 } });
    await stage.page.getByRole('button', { name: 'Refresh gallery' }).click();

    await expect
      .poll(async () => ids(await imagesOf(stage, shirt)).filter((id) => [a, b, d, e].includes(id)), {
        timeout: 45_000,
      })
      .toEqual([b, d, e, a]);
    const after = await imagesOf(stage, shirt);
    expect(after).toHaveLength(5);
    expect(after.find(({ id }) => id === d)?.alt).toBe('By the other one');
    await expect.poll(shown, { timeout: 15_000 }).toEqual(keys(ids(after)));
  });

  test('what others change comes in without touching selection, focus or scroll', async () => {
    const [a, b, c, d, e] = five(await open(shirt));
    await mat(1).click();
    await press('Shift+ArrowRight');
    expect(await chosen()).toEqual(keys([b, c]));
    const product = await productId(stage, shirt);
    await askStore(stage, `products/${product}/images/${a}`, { method: 'DELETE' });
    await stage.page
      .getByRole('button', { name: 'Refresh gallery' })
      .evaluate((button: HTMLElement) => button.click());
    await expect.poll(shown).toEqual(keys([b, c, d, e]));
    expect(await chosen()).toEqual(keys([b, c]));
    expect(await activeKey()).toBe(`image-${c}`);
  });
});

function ids(images: readonly ImageInStore[]): number[] {
  return images.map(({ id }) => id);
}

function five(images: readonly ImageInStore[]): [number, number, number, number, number] {
  const [a, b, c, d, e, ...more] = ids(images);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    more.length > 0
  )
    throw new Error('The product does not have five images');
  return [a, b, c, d, e];
}

/** Key of the tile that has the keyboard; null when it is elsewhere. */
function activeKey(): Promise<string | null> {
  return stage.page.evaluate(() => document.activeElement?.getAttribute('data-tile-key') ?? null);
}

function chosen(): Promise<string[]> {
  return grid()
    .locator('[aria-selected="true"]')
    .evaluateAll((found) => found.map((row) => row.getAttribute('data-tile-key') ?? ''));
}

/** Without a keychain the token is gone with the process. */
async function signInAgain(): Promise<void> {
  const { page } = stage;
  const signIn = page.getByRole('button', { name: 'Sign in', exact: true });
  const finished = page.getByText('Everything is in the store');
  await signIn.or(finished).first().waitFor();
  if (!(await signIn.isVisible())) return;
  await signIn.click();
  await page.getByLabel('Access token').fill(stage.store.accessToken);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /sign in/i })
    .click();
}
