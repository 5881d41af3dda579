import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSamplePhotos, type SamplePhoto } from '../../electron/practice/sample-photos.ts';
import { startPracticeStore } from '../../electron/practice/server.ts';
import { launchApp, type RunningApp } from './support/app.ts';
import { answerLikeAFarStore, connect, enterStore, picturesShown } from './support/demo-store.ts';
import { Film } from './support/film.ts';

/**
 * Makes what the README shows: `docs/tour.webp`, a drop from the folder to the store, and the pictures of the review
 * and the gallery. Exit code 1 if the tour is larger than a page should load.
 */
const docs = join(import.meta.dirname, '..', '..', 'docs');
const maxTourBytes = 3_000_000;
const shown = 'MUG-BUT-04';

const folder = mkdtempSync(join(tmpdir(), 'packshot-tour-'));
process.exitCode = await tour().finally(() => rmSync(folder, { recursive: true, force: true }));

async function tour(): Promise<number> {
  const store = await startPracticeStore({ dataDir: join(folder, 'practice'), faults: true });
  await answerLikeAFarStore(store);
  const photos = join(folder, 'Autumn mugs');
  const samples = await writeSamplePhotos(photos);
  const app = await launchApp({
    dataDir: join(folder, 'data'),
    // The practice store's token is no secret and must not enter this computer's keychain.
    env: { PACKSHOT_HEADLESS: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:' },
  });
  try {
    await enterStore(app, store);
    await connect(app);
    await app.page.waitForLoadState('networkidle');
    const film = new Film(app.page);
    await dropShoot(app, film, photos);
    await review(app, film, samples);
    await send(app, film);
    const bytes = await film.write(join(docs, 'tour.webp'));
    console.log(`docs/tour.webp: ${(bytes / 1e6).toFixed(2)} MB.`);
    return bytes < maxTourBytes ? 0 : 1;
  } finally {
    await app.close().catch(() => undefined);
    await store.close();
  }
}

async function dropShoot(app: RunningApp, film: Film, photos: string): Promise<void> {
  const main = app.page.getByRole('main');
  await film.show(1200);
  await film.moveTo(main);
  let held = 0;
  await app.drop([photos], main, {
    x: 400,
    y: 300,
    holdAt: {
      x: 400,
      y: 300,
      until: async () => {
        if (held === 6) await film.show(900);
        held += 1;
        return held > 8;
      },
    },
  });
}

async function review({ page }: RunningApp, film: Film, samples: readonly SamplePhoto[]): Promise<void> {
  const queue = page.getByRole('button', { name: /^Queue \d+ photos/ });
  await queue.waitFor({ timeout: 60_000 });
  await page
    .getByText(/Original: /)
    .first()
    .waitFor({ timeout: 60_000 });
  await page.waitForLoadState('networkidle');
  await film.show(1800);
  const template = page.getByRole('textbox', { name: 'Alt text', exact: true });
  await film.click(template);
  await template.fill('{product}, {view}');
  await film.show(700);
  await page.keyboard.press('Enter');
  await page.getByText('Fjord Stoneware Mug, Butter, side').waitFor();
  await film.show(1200);
  await page.screenshot({ path: join(docs, 'review.png') });
  for (const sample of samples.filter(({ expected }) => expected === 'asked')) {
    await film.click(page.getByText(sample.file, { exact: true }).first());
    await page.keyboard.press('p');
    const choice = page.getByRole('listbox', { name: 'Products to choose from' });
    await choice.waitFor();
    await film.show(600);
    await page.keyboard.type(sample.sku ?? '');
    await film.show(900);
    await page.keyboard.press('Enter');
    await choice.waitFor({ state: 'detached' });
    await film.show(900);
  }
  await film.click(queue);
}

async function send(app: RunningApp, film: Film): Promise<void> {
  const { page } = app;
  await film.until(() => page.getByText('Everything is in the store').first().isVisible(), 350);
  await film.show(900);
  const search = page.getByLabel('Search products');
  await film.click(search);
  await search.fill('mug');
  const product = page.getByLabel('Products', { exact: true }).getByText(shown).first();
  await product.waitFor();
  await film.click(product);
  await page.getByText('Thumbnail').first().waitFor();
  await picturesShown(app);
  await film.show(2600);
  await page.screenshot({ path: join(docs, 'gallery.png') });
  await app.scheme('dark');
  await page.screenshot({ path: join(docs, 'gallery-dark.png') });
  await app.scheme('light');
}
