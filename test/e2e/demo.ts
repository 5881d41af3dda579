import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { writeSamplePhotos, type SamplePhoto } from '../../electron/practice/sample-photos.ts';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { markIn, markOf } from '../../shared/mark.ts';
import { launchApp, type RunningApp } from './support/app.ts';
import { answerLikeAFarStore, connect, enterStore, picturesShown } from './support/demo-store.ts';

/**
 * The main job as a person does it: connects a store, drops a folder of photos, sees each matched to its
 * product, assigns the one without a match, presses the button, and sees them arrive. Uses a new practice
 * store, so nothing leaves this computer. Exit code 0 only if every expected photo is in its product's
 * gallery, in the order of the names.
 */
const headless = process.argv.includes('--headless');
const screenshots = join(import.meta.dirname, '..', '..', 'demo');
const shown = 'MUG-BUT-04';

interface Result {
  sample: SamplePhoto;
  outcome: string;
  asExpected: boolean;
}

const folder = mkdtempSync(join(tmpdir(), 'packshot-demo-'));
rmSync(screenshots, { recursive: true, force: true });
mkdirSync(screenshots, { recursive: true });
process.exitCode = await demo().finally(() => rmSync(folder, { recursive: true, force: true }));

async function demo(): Promise<number> {
  const store = await startPracticeStore({ dataDir: join(folder, 'practice'), faults: true });
  await answerLikeAFarStore(store);
  console.log(`The practice store is open at ${store.origin}.`);
  const photos = join(folder, 'Shoot of today');
  const samples = await writeSamplePhotos(photos);
  console.log(`${samples.length} sample files are in ${photos}.`);
  const app = await launchApp({
    dataDir: join(folder, 'data'),
    env: {
      ...(headless ? { PACKSHOT_HEADLESS: '1' } : {}),
      // The practice store's token is no secret and must not enter this computer's keychain.
      ...(process.platform === 'linux' ? { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } : {}),
    },
  });
  try {
    await enterStore(app, store);
    await app.page.screenshot({ path: join(screenshots, '1-connect.png') });
    await connect(app);
    await dropAndWatch(app, photos, samples);
    const results = await judge(app, store, samples, photos);
    print(results);
    const failed = results.filter((result) => !result.asExpected).length;
    console.log(
      failed === 0
        ? `All as expected. Screenshots are in ${basename(screenshots)}/.`
        : `${failed} not as expected.`,
    );
    if (!headless) {
      console.log('The window stays open; close it to end.');
      await app.closed;
    }
    return failed === 0 ? 0 : 1;
  } finally {
    await app.close().catch(() => undefined);
    await store.close();
  }
}

async function dropAndWatch(app: RunningApp, photos: string, samples: readonly SamplePhoto[]): Promise<void> {
  const { page } = app;
  await app.drop([photos], page.getByRole('main'));
  await page.getByRole('button', { name: /^Queue \d+ photos/ }).waitFor({ timeout: 60_000 });
  await page
    .getByText(/Original: /)
    .first()
    .waitFor({ timeout: 60_000 });
  await page.getByRole('textbox', { name: 'Alt text', exact: true }).fill('{product}, {view}');
  await page.keyboard.press('Enter');
  await page.getByText('Fjord Stoneware Mug, Butter, side').waitFor();
  await page.screenshot({ path: join(screenshots, '2-review.png') });
  for (const sample of samples.filter(({ expected }) => expected === 'asked')) {
    await page.getByText(sample.file, { exact: true }).first().click();
    await page.keyboard.press('p');
    await page.getByRole('listbox', { name: 'Products to choose from' }).waitFor();
    await page.keyboard.type(sample.sku ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox', { name: 'Products to choose from' }).waitFor({ state: 'detached' });
  }
  const wanted = samples.filter(({ expected }) => expected !== 'refused').length;
  await page.getByRole('button', { name: `Queue ${wanted} photos` }).click();
  await page.getByRole('button', { name: 'Show outbox' }).click();
  await page
    .getByText(/^\d+ of \d+/)
    .first()
    .waitFor({ timeout: 60_000 });
  await page.screenshot({ path: join(screenshots, '3-on-the-way.png') });
  const outbox = page.getByLabel('Outbox', { exact: true });
  await outbox.getByText('Everything is in the store').waitFor({ timeout: 90_000 });
  await page.getByRole('button', { name: 'Hide outbox' }).click();
  await page.getByLabel('Search products').fill('mug');
  await page.getByLabel('Products', { exact: true }).getByText(shown).first().click();
  await page.getByText('Thumbnail').first().waitFor();
  await picturesShown(app);
  await page.getByRole('heading', { name: 'Mug' }).hover();
  await page.screenshot({ path: join(screenshots, '4-in-the-store.png') });
  await app.scheme('dark');
  await page.screenshot({ path: join(screenshots, '5-dark.png') });
  await app.scheme('light');
  await page.getByRole('button', { name: 'Batches' }).click();
}

/** Compares the store's images with what is expected of each file. */
async function judge(
  { page }: RunningApp,
  store: PracticeStore,
  samples: SamplePhoto[],
  photos: string,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const sample of samples) {
    const { file, sku, place, expected } = sample;
    const sha256 = createHash('sha256')
      .update(readFileSync(join(photos, file)))
      .digest('hex');
    const marks = sku === null ? [] : await marksInGallery(store, sku);
    const at = marks.indexOf(markOf(sha256)) + 1;
    const sentence = at > 0 ? '' : await reasonFor(page, basename(file));
    results.push({
      sample,
      outcome:
        at > 0
          ? `${sku}, place ${at}${at === place ? '' : `, not ${place}`}${expected === 'asked' ? ', as was said' : ''}`
          : `refused: ${sentence}`,
      asExpected: expected === 'refused' ? at === 0 && sentence !== '' : at === place,
    });
  }
  return results;
}

async function reasonFor(page: RunningApp['page'], name: string): Promise<string> {
  const row = page.getByLabel('Skipped files').getByRole('listitem').filter({ hasText: name });
  const said = await row
    .first()
    .innerText()
    .catch(() => '');
  return said.split('\n').slice(1).join(' ');
}

async function marksInGallery(store: PracticeStore, sku: string): Promise<(string | null)[]> {
  const ask = async (path: string): Promise<unknown> => {
    const answer = await fetch(`${store.origin}/stores/${store.storeHash}/v3/catalog/${path}`, {
      headers: { 'x-auth-token': store.accessToken },
    });
    return answer.status === 204 ? { data: [] } : answer.json();
  };
  const found = (await ask(`products?sku=${encodeURIComponent(sku)}`)) as { data: { id: number }[] };
  const { data } = (await ask(`products/${found.data[0]?.id}/images?limit=250`)) as {
    data: { id: number; sort_order: number; image_file: string }[];
  };
  return data
    .toSorted((a, b) => a.sort_order - b.sort_order || a.id - b.id)
    .map((image) => markIn(image.image_file));
}

function print(results: readonly Result[]): void {
  const width = Math.max(...results.map(({ sample }) => sample.file.length));
  console.log('');
  for (const { sample, outcome, asExpected } of results) {
    console.log(`${asExpected ? '✓' : '✗'} ${sample.file.padEnd(width)}  ${outcome}`);
  }
  console.log('');
}
