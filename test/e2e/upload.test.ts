import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

const posts = { method: 'POST', path: '/images$', times: 'always' };

describe('connecting', () => {
  test('reports a wrong token, a wrong address and a missing store, and keeps what was typed', async () => {
    const { page } = stage;
    const address = page.getByLabel('Store hash or API path');
    const token = page.getByLabel('Access token');
    const connect = page.getByRole('button', { name: 'Connect', exact: true });

    await address.fill(stage.address);
    await token.fill('not-the-token');
    await connect.click();
    await page.getByRole('alert').getByText(/token/i).first().waitFor();
    expect(await address.inputValue()).toBe(stage.address);

    await address.fill('this is no store');
    await token.fill(stage.store.accessToken);
    await connect.click();
    await page
      .getByRole('alert')
      .getByText(/store hash|address|path/i)
      .first()
      .waitFor();

    await address.fill('http://127.0.0.1:9/stores/abc123');
    await token.fill(stage.store.accessToken);
    await connect.click();
    await page
      .getByRole('alert')
      .getByText(/reach|connect/i)
      .first()
      .waitFor();
  });

  test('the practice store is one button away', async () => {
    const { page } = stage;
    await page.getByRole('button', { name: 'Explore with the practice store' }).click();
    await page.getByRole('button', { name: 'Store: Practice store' }).waitFor();
    await page.getByText('Alder Dinner Plate').first().waitFor();
  });

  test('the token is nowhere in the page after it was sent', async () => {
    await stage.connectByTyping();
    const html = await stage.page.content();
    const stored = await stage.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(html + stored).not.toContain(stage.store.accessToken);
  });
});

describe('the product list', () => {
  test('finds by name and by SKU, and filters products without images', async () => {
    await stage.connect();
    const { page } = stage;
    const list = page
      .getByRole('grid', { name: 'Products' })
      .or(page.getByRole('listbox', { name: 'Products' }));
    await page.getByLabel('Search products').fill('table lamp');
    await list.getByText('Alder Table Lamp').waitFor();
    await page.getByLabel('Search products').fill('004174');
    await list.getByText(emptyProduct).waitFor();
    expect(await list.getByRole('row').or(list.getByRole('option')).count()).toBe(1);
  });
});

describe('a drop', () => {
  test('of files and a folder arrives in order, and unusable files have reasons', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    const folder = await stage.photos(3, { name: 'front' });
    const nested = join(folder, 'details');
    await mkdir(nested);
    await stage.photos(2, { name: 'detail', into: nested });
    await writeFile(join(folder, 'notes.jpg'), 'not a picture');
    await writeFile(join(folder, 'empty.png'), '');
    const loose = await stage.photos(1, { name: 'aaa' });

    await stage.app.drop([join(loose, 'aaa-1.jpg'), folder], stage.page.getByRole('main'));

    const wanted = ['aaa-1', 'front-1', 'front-2', 'front-3', 'detail-1', 'detail-2'];
    await stage.arrived(emptyProduct, wanted);
    await expect.poll(() => stage.tiles()).toEqual(wanted.map((name) => `${name}.jpg`));
    const refused = stage.page.getByLabel('Skipped files');
    await refused.getByText('This file is not an image').waitFor();
    await refused.getByText('This file is empty').waitFor();
    await stage.page.getByText('Thumbnail').first().waitFor();
  });

  test('shows moving progress while photos are uploaded', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    const bar = stage.page.getByRole('progressbar', { name: 'All uploads' });
    const percent = async () => Math.round(Number(await bar.getAttribute('aria-valuenow')));
    // Requests are refused until the position of the bar was seen, so that it can't be missed.
    const refuseAfter = (taken: number) =>
      stage.fault({ ...posts, nth: taken + 1 }, { kind: 'status', status: 503 });
    await refuseAfter(3);
    await stage.app.drop([await stage.photos(12)], stage.page.getByRole('main'));
    await expect.poll(percent).toBe(25);
    await stage.clearFaults();
    await refuseAfter(6);
    // Between the two calls another photo may arrive.
    await expect.poll(percent).toBeGreaterThanOrEqual(75);
    expect(await percent()).toBeLessThan(100);
    await stage.clearFaults();
    await expect.poll(() => stage.inStore(emptyProduct), { timeout: 45_000 }).toHaveLength(12);
    await stage.outboxSays('Everything is in the store');
    await bar.waitFor({ state: 'detached' });
  });

  test('on a product in the list goes to that product', async () => {
    await stage.connect();
    await stage.app.drop([await stage.photos(2)], await stage.search('004174', emptyProduct));
    await stage.arrived(emptyProduct, ['photo-1', 'photo-2']);
  });

  test('can be made with the system’s dialog instead', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    const folder = await stage.photos(2);
    await stage.app.dialogAnswers([join(folder, 'photo-1.jpg'), join(folder, 'photo-2.jpg')]);
    await stage.page.getByRole('button', { name: 'Add photos' }).first().click();
    await stage.arrived(emptyProduct, ['photo-1', 'photo-2']);
  });

  test('can be a picture pasted from the clipboard', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    await stage.page.getByRole('main').evaluate(async (target) => {
      const canvas = new OffscreenCanvas(60, 40);
      canvas.getContext('2d')?.fillRect(0, 0, 30, 30);
      const picture = new File([await canvas.convertToBlob()], 'image.png', { type: 'image/png' });
      const clipboardData = new DataTransfer();
      clipboardData.items.add(picture);
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await expect.poll(() => stage.inStore(emptyProduct), { timeout: 20_000 }).toHaveLength(1);
  });
});

describe('when something goes wrong', () => {
  test('killed during uploads and restarted: every photo arrives once, in order', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    await stage.fault(posts, { kind: 'latency', ms: 700 });
    await stage.app.drop([await stage.photos(12)], stage.page.getByRole('main'));
    // What is not queued at the power cut is reported on the next start, not sent.
    await stage.page
      .getByText(/12 photos queued|of 12 photos in the store/)
      .first()
      .waitFor();
    await expect
      .poll(async () => (await stage.inStore(emptyProduct)).length, { timeout: 30_000 })
      .toBeGreaterThan(2);
    await stage.restartAfterKill();
    await stage.clearFaults();
    // Without a keychain the token is lost with the process: the queue waits for it.
    const signIn = stage.page.getByRole('button', { name: 'Sign in', exact: true });
    const finished = stage.page.getByText('Everything is in the store');
    await signIn.or(finished).first().waitFor();
    if (await signIn.isVisible()) {
      await signIn.click();
      await stage.page.getByLabel('Access token').fill(stage.store.accessToken);
      await stage.page
        .getByRole('dialog')
        .getByRole('button', { name: /sign in/i })
        .click();
    }
    await stage.arrived(
      emptyProduct,
      Array.from({ length: 12 }, (_, n) => `photo-${n + 1}`),
    );
  });

  test('offline, photos wait and say so; back online, they are sent by themselves', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    await stage.goOffline();
    await stage.app.drop([await stage.photos(4)], stage.page.getByRole('main'));
    await stage.outboxSays(/Offline: 4 photos queued/);
    const rows = stage.page.getByRole('grid', { name: 'Gallery' }).getByRole('row');
    await expect.poll(() => rows.count()).toBe(4);
    await stage.comeBack();
    await stage.arrived(emptyProduct, ['photo-1', 'photo-2', 'photo-3', 'photo-4']);
  });

  test('a photo the store refuses shows the store’s own words, and is sent when retried', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    const body = { status: 422, title: 'The picture has too many kittens.', type: 'x' };
    await stage.fault({ ...posts, times: 1 }, { kind: 'status', status: 422, body });
    await stage.app.drop([await stage.photos(2)], stage.page.getByRole('main'));
    await stage.page
      .getByText(/too many kittens/)
      .first()
      .waitFor();
    await stage.page
      .getByRole('button', { name: /^Retry photo-/ })
      .first()
      .click();
    await stage.arrived(emptyProduct, ['photo-1', 'photo-2']);
  });

  test('paused, nothing is sent; resumed, it continues', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    await stage.page.getByRole('button', { name: 'Pause', exact: true }).click();
    await stage.app.drop([await stage.photos(3)], stage.page.getByRole('main'));
    await stage.outboxSays('Paused: 3 photos queued');
    expect(await stage.inStore(emptyProduct)).toEqual([]);
    await stage.page.getByRole('button', { name: 'Resume', exact: true }).click();
    await stage.outboxSays('Everything is in the store');
    expect(await stage.inStore(emptyProduct)).toHaveLength(3);
  });
});
