import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { launchApp, type QuitWay, type RunningApp } from '../e2e/support/app.ts';
import { signInIfAsked } from '../e2e/support/sign-in.ts';
import { age, emptyProduct, useStage, type Stage } from '../e2e/support/stage.ts';

/**
 * What only Electron's own program can prove, beside what the end-to-end tests ask of it: `.github/workflows/ci.yml`
 * runs it with `--electron`. In the shell it proves no more than itself.
 */
describe('before a release', () => {
  let stage: Stage;
  useStage((opened) => {
    stage = opened;
  });

  const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `photo-${n + 1}`);

  /** An app of its own on a data folder of its own. */
  async function launch(): Promise<RunningApp> {
    const dataDir = await mkdtemp(join(tmpdir(), 'packshot-checks-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
    return launchApp({ dataDir });
  }

  test('something is drawn ten seconds after the start', async () => {
    const begin = performance.now();
    const app = await launch();
    onTestFinished(() => app.kill());
    const { channels } = await sharp(await app.page.screenshot()).stats();
    expect(performance.now() - begin).toBeLessThan(10_000);
    expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(1);
  });

  test('a walk through the window breaks no rule of its content policy, and nothing complains', async () => {
    const { page } = stage;
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.reload();
    await stage.connect();
    await stage.app.drop([await stage.photos(2)], page.getByRole('main'));
    await page
      .getByText(/2 photos need a product/)
      .first()
      .waitFor();
    await stage.choose(emptyProduct);
    await page.keyboard.press('F1');
    await page.getByRole('heading', { name: 'Getting started' }).first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Store:/ }).click();
    await page.getByRole('menuitem', { name: /Settings/ }).click();
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await page.getByRole('tabpanel').waitFor();
    }
    expect(complaints).toEqual([]);
  });

  test('five hundred files and a folder that are dropped at once all arrive with their paths', async () => {
    await stage.connect();
    const folder = await stage.photos(501, { edge: 32 });
    const inner = join(folder, 'inner');
    await mkdir(inner);
    await copyFile(join(folder, 'photo-501.jpg'), join(inner, 'deep.jpg'));
    await age(join(inner, 'deep.jpg'));
    const files = names(500).map((name) => join(folder, `${name}.jpg`));
    await stage.app.drop([...files, inner], stage.page.getByRole('main'));
    await stage.page
      .getByText(/501 photos need a product/)
      .first()
      .waitFor({ timeout: 60_000 });
  });

  test('a picture of 30 MB that is pasted arrives, and the window answers meanwhile', async () => {
    await stage.connect();
    await stage.choose(emptyProduct);
    // It can't arrive before the window has answered.
    await slowly(stage, 60_000);
    await stage.page.getByRole('main').evaluate(pasteNoise, 30_000_000);
    await stage.page.getByLabel('Search products').fill('Cove');
    await stage.page.getByRole('option', { name: emptyProduct }).first().waitFor();
    expect(await stage.inStore(emptyProduct)).toEqual([]);
    await stage.clearFaults();
    await expect.poll(() => stage.inStore(emptyProduct), { timeout: 60_000 }).toHaveLength(1);
  });

  test('three hundred photos, HEIC and TIFF among them, arrive in little memory and without GLib', async () => {
    const app = await launch();
    onTestFinished(() => app.kill());
    const folder = await stage.photos(298);
    const tiff = join(folder, 'photo-299.tif');
    await sharp(join(folder, 'photo-1.jpg')).negate().tiff().toFile(tiff);
    const heic = join(folder, 'photo-300.heic');
    await copyFile(join(import.meta.dirname, '../integration/pictures/turned.heic'), heic);
    for (const path of [tiff, heic]) await age(path);
    await connect(app.page, stage);
    await dropOnProduct(app, folder);
    await app.page.getByRole('button', { name: 'Add 300 here' }).click({ timeout: 90_000 });
    let peak = 0;
    await expect
      .poll(
        async () => {
          peak = Math.max(peak, await app.memory());
          return (await stage.inStore(emptyProduct)).length;
        },
        { timeout: 150_000, interval: 500 },
      )
      .toBe(300);
    expect(peak / 1e6).toBeLessThan(500);
    expect(app.output()).not.toMatch(/GLib.*CRITICAL/);
  }, 300_000);

  test('a page that crashes is loaded again, and uploads never stop', async () => {
    const app = await launch();
    onTestFinished(() => app.kill());
    await connect(app.page, stage);
    await slowly(stage);
    await dropOnProduct(app, await stage.photos(4));
    await expect.poll(async () => (await stage.inStore(emptyProduct)).length).toBeGreaterThan(0);
    const cdp = await app.page.context().newCDPSession(app.page);
    // Nobody is left to answer.
    void cdp.send('Page.crash').catch(() => undefined);
    await app.page.waitForEvent('crash');
    await expect.poll(() => stage.inStore(emptyProduct), { timeout: 60_000 }).toEqual(names(4));
    await expect.poll(() => app.shownText(), { timeout: 30_000 }).toMatch(/Everything is/);
  });

  const ways: readonly QuitWay[] = ['menu', 'window', 'signal'];
  // Windows has no signals: a process is ended.
  test.each(ways.filter((way) => way !== 'signal' || process.platform !== 'win32'))(
    'quit by %s while photos are sent: none is lost, none arrives twice',
    async (way) => {
      const dataDir = await mkdtemp(join(tmpdir(), 'packshot-checks-'));
      onTestFinished(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
      const app = await launchApp({ dataDir });
      await connect(app.page, stage);
      await slowly(stage);
      await dropOnProduct(app, await stage.photos(6));
      await expect.poll(async () => (await stage.inStore(emptyProduct)).length).toBeGreaterThan(0);
      await app.dialogAnswers(['Quit']);
      await app.quitBy(way);
      const again = await launchApp({ dataDir });
      onTestFinished(() => again.kill());
      await signInIfAsked(again.page, stage.store.accessToken, { timeout: 60_000 });
      await expect.poll(() => stage.inStore(emptyProduct), { timeout: 60_000 }).toEqual(names(6));
      await again.page.getByText('Everything is in the store').first().waitFor();
    },
  );

  test('a second start hands over its files and ends', async () => {
    await stage.connect();
    const folder = await stage.photos(1);
    expect(await stage.app.startAgain(join(folder, 'photo-1.jpg'))).toBe(0);
    await stage.page
      .getByText(/1 photo needs a product/)
      .first()
      .waitFor();
  });

  test('a frame in the page gets no bridge', async () => {
    expect(await stage.page.evaluate(hasBridgeInFrame)).toBe(false);
  });
});

/** Each upload takes a moment, so that something is under way. */
async function slowly(stage: Stage, ms = 1_500): Promise<void> {
  await stage.fault({ method: 'POST', path: 'images$', times: 'always' }, { kind: 'latency', ms });
}

async function connect(page: Page, stage: Stage): Promise<void> {
  await page.getByLabel('Store hash or API path').fill(stage.address);
  await page.getByLabel('Access token').fill(stage.store.accessToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Search products').waitFor();
}

async function dropOnProduct({ page, drop }: RunningApp, folder: string): Promise<void> {
  await page.getByLabel('Search products').fill(emptyProduct);
  await page.getByRole('option', { name: emptyProduct }).first().click();
  await page.getByRole('heading', { name: emptyProduct }).waitFor();
  await drop([folder], page.getByRole('main'));
}

/** Runs in the page: pastes a picture that can't be compressed. */
async function pasteNoise(target: Element, bytes: number): Promise<void> {
  const edge = Math.ceil(Math.sqrt(bytes / 3));
  const canvas = new OffscreenCanvas(edge, edge);
  const pixels = new ImageData(edge, edge);
  const chunk = 65_536;
  for (let at = 0; at < pixels.data.length; at += chunk) {
    crypto.getRandomValues(pixels.data.subarray(at, at + chunk));
  }
  for (let at = 3; at < pixels.data.length; at += 4) pixels.data[at] = 255;
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  const picture = new File([await canvas.convertToBlob()], 'image.png', { type: 'image/png' });
  const clipboardData = new DataTransfer();
  clipboardData.items.add(picture);
  target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

/** Runs in the page. */
async function hasBridgeInFrame(): Promise<boolean> {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<p>A page of somebody else</p>';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
  document.body.append(frame);
  await loaded;
  const has = frame.contentWindow !== null && 'packshot' in frame.contentWindow;
  frame.remove();
  return has;
}
