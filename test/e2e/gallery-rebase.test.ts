import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { five, galleryDesk, ids, keys, lamp, shirt, tote, trainer, vase } from './support/gallery-desk.ts';
import { askStore, imagesOf, productId, type ImageInStore } from './support/store-images.ts';

/** Galleries edited offline and by several clients; checked in the store. */

const desk = galleryDesk();
const { heard, mat, press, open, storeHas, shown, enterGrid, activeKey, chosen, signInAgain } = desk;

test('five products edited offline keep their edits over a restart, and the store ends as arranged', async () => {
  const products = [shirt, lamp, tote, trainer, vase];
  const wanted = new Map<string, { order: number[]; alt: string; thumbnail: number }>();
  const before = new Map<string, ImageInStore[]>();
  for (const product of products) before.set(product, await open(product));
  await desk.stage.goOffline();
  for (const product of products) {
    const [a = 0, b = 0, c = 0, ...rest] = ids(before.get(product) ?? []);
    await desk.stage.choose(product);
    await expect.poll(shown).toEqual(keys([a, b, c, ...rest]));
    await enterGrid();
    await press('Alt+ArrowRight', 'Alt+ArrowRight', 'Home', 'F2');
    await desk.stage.page.keyboard.type(`Offline words for ${product}`);
    await press('Enter', 't', 'End', 'Delete');
    await heard('will be removed');
    wanted.set(product, {
      order: [b, c, a, ...rest].slice(0, -1),
      alt: `Offline words for ${product}`,
      thumbnail: b,
    });
    await expect.poll(shown).toEqual(keys([b, c, a, ...rest]));
  }
  await desk.stage.page.locator('[title^="Not sent yet"]').first().waitFor({ state: 'attached' });
  expect(await accessibilityProblems(desk.stage.page)).toEqual([]);

  await desk.stage.restartAfterKill();
  await desk.stage.comeBack();
  await signInAgain();
  for (const [product, { order, alt, thumbnail }] of wanted) {
    await storeHas(product, order);
    const images = await imagesOf(desk.stage, product);
    expect(images[0]?.alt).toBe(alt);
    expect(images.find((image) => image.thumbnail)?.id).toBe(thumbnail);
  }
});

test('two people edit one gallery: both edits are applied and no image is lost', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  await desk.stage.goOffline();
  await enterGrid();
  await press('Alt+End');
  await expect.poll(shown).toEqual(keys([b, c, d, e, a]));
  // The other client is faster: it removes, describes and adds one image.
  await desk.stage.comeBack(async () => {
    const product = await productId(desk.stage, shirt);
    const images = `products/${product}/images`;
    await askStore(desk.stage, `${images}/${c}`, { method: 'DELETE' });
    const body = { description: 'By the other one' };
    await askStore(desk.stage, `${images}/${d}`, { method: 'PUT', body });
    const [any] = ((await askStore(desk.stage, images)) as { data: { url_zoom: string }[] }).data;
    await askStore(desk.stage, images, { method: 'POST', body: { image_url: any?.url_zoom, sort_order: 9 } });
  });
  await desk.stage.page.getByRole('button', { name: 'Refresh gallery' }).click();

  await expect
    .poll(async () => ids(await imagesOf(desk.stage, shirt)).filter((id) => [a, b, d, e].includes(id)), {
      timeout: 45_000,
    })
    .toEqual([b, d, e, a]);
  const after = await imagesOf(desk.stage, shirt);
  expect(after).toHaveLength(5);
  expect(after.find(({ id }) => id === d)?.alt).toBe('By the other one');
  await expect.poll(shown, { timeout: 15_000 }).toEqual(keys(ids(after)));
});

test('changes by others leave selection, focus and scroll position alone', async () => {
  const [a, b, c, d, e] = five(await open(shirt));
  await mat(1).click();
  await press('Shift+ArrowRight');
  expect(await chosen()).toEqual(keys([b, c]));
  const product = await productId(desk.stage, shirt);
  await askStore(desk.stage, `products/${product}/images/${a}`, { method: 'DELETE' });
  await desk.stage.page
    .getByRole('button', { name: 'Refresh gallery' })
    .evaluate((button: HTMLElement) => button.click());
  await expect.poll(shown).toEqual(keys([b, c, d, e]));
  expect(await chosen()).toEqual(keys([b, c]));
  expect(await activeKey()).toBe(`image-${c}`);
});
