import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
let web: Server;
let origin: string;

beforeAll(async () => {
  const picture = await sharp({ create: { width: 80, height: 80, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  web = createServer((request, response) => {
    if (request.url?.startsWith('/gone')) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
  });
  await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
afterAll(() => web.close());
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

async function menuItem(menu: string | RegExp, item: string | RegExp): Promise<void> {
  await stage.page.getByRole('button', { name: menu }).click();
  await stage.page.getByRole('menuitem', { name: item }).click();
}

describe('pictures from the web', () => {
  test('are checked while typing, queued with one button, and arrive in the order given', async () => {
    const { page } = stage;
    await stage.choose(emptyProduct);
    await menuItem('More', /Add from web/);
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('textbox')
      .fill([`${origin}/one.jpg`, 'not an address', `${origin}/two.jpg`, `${origin}/one.jpg`].join('\n'));
    await dialog.getByText('is not a web address').waitFor();
    await dialog.getByRole('button', { name: 'Add 2 images' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(async () => (await stage.inStore(emptyProduct)).length, { timeout: 30_000 }).toBe(2);
    await stage.outboxSays('Everything is in the store');
    const names = await stage.inStore(emptyProduct);
    expect(names.map((name) => /(one|two)__/.exec(name)?.[1])).toEqual(['one', 'two']);
  });
});

describe('a whole gallery', () => {
  test('is removed after a question, also by V3 if V2 is refused', async () => {
    const { page } = stage;
    await stage.choose('Alder Table Lamp, Sand');
    await stage.fault({ path: '/v2/', times: 'always' }, { kind: 'status', status: 403 });
    await menuItem('More', /Remove all images/);
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: /^Remove \d+ images$/ }).click();
    await expect.poll(() => stage.inStore('Alder Table Lamp, Sand'), { timeout: 30_000 }).toEqual([]);
    await page.getByText('No images').first().waitFor();
  });

  test('is kept if the answer is no', async () => {
    await stage.choose('Alder Table Lamp, Sand');
    const before = await stage.inStore('Alder Table Lamp, Sand');
    await menuItem('More', /Remove all images/);
    await stage.page.getByRole('alertdialog').getByRole('button', { name: 'Keep' }).click();
    expect(await stage.inStore('Alder Table Lamp, Sand')).toEqual(before);
  });
});

describe('the whole store', () => {
  test('has its images counted', async () => {
    await menuItem(/^Store:/, 'Count images');
    await stage.page
      .getByText(/\d+ images in the store/)
      .first()
      .waitFor();
  });

  test('accepts photos by V2 and WebDAV, once the account was verified', async () => {
    const { page } = stage;
    await menuItem(/^Store:/, 'Connection…');
    const dialog = page.getByRole('dialog');
    await dialog
      .getByText(/API V2/)
      .first()
      .click();
    await dialog.getByLabel('WebDAV address').fill(stage.store.webdav.url);
    await dialog.getByLabel('User name').fill(stage.store.webdav.username);
    await dialog.getByLabel('Password').fill('wrong');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Password').fill(stage.store.webdav.password);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await stage.choose(emptyProduct);
    await stage.app.drop([await stage.photos(3)], page.getByRole('main'));
    await stage.arrived(emptyProduct, ['photo-1', 'photo-2', 'photo-3']);
  });
});

describe('accessibility', () => {
  test('axe finds nothing in the real window, light and dark', async () => {
    await stage.choose('Alder Table Lamp, Sand');
    await stage.page.getByRole('grid', { name: 'Gallery' }).getByRole('row').first().waitFor();
    await stage.page.getByRole('button', { name: 'Show outbox' }).click();
    for (const scheme of ['light', 'dark'] as const) {
      await stage.app.scheme(scheme);
      expect(await accessibilityProblems(stage.page)).toEqual([]);
    }
  });
});
