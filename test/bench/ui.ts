import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type CDPSession, type Locator, type Page } from 'playwright';
import { launchApp, type RunningApp } from '../e2e/support/app.ts';
import { findChromium } from '../shell/chromium.ts';
import { StoreProcess } from '../faults/store-process.ts';
import { tableOf, type Figure } from './figures.ts';
import { makePhotos } from './photos.ts';
import { takeLog, uploadsIn } from './store-log.ts';
import { figuresOfTrace } from './ui-trace.ts';
import { installProbe, scroll, watch, type Watched } from './ui-probe.ts';

export interface UiBenchOptions {
  /** Fewer and shorter: to see that it works, not for figures to keep. */
  quick: boolean;
  /** Photos in the outbox, where not 10,000 (300 when quick). */
  rows?: number | null;
  /** Where Chromium's own trace of both scrolls goes; it costs some frames. */
  trace?: string | null;
  say: (line: string) => void;
}

interface Size {
  /** In the gallery that is scrolled. */
  tiles: number;
  /** Photos in the outbox. */
  rows: number;
  /** Scrolled down and up again, pixels. */
  distance: number;
}

const full: Size = { tiles: 1000, rows: 10_000, distance: 16_000 };
const quickly: Size = { tiles: 300, rows: 300, distance: 6_000 };
const speed = 4_000;
const perProduct = 950;
const traced = [
  'devtools.timeline',
  'v8.execute',
  'blink.user_timing',
  'toplevel',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
];

/**
 * Scrolls a gallery and the outbox of the built app while it uploads as fast as it can, and, before and meanwhile, a page
 * of pictures that does nothing: what that one misses, the machine misses. The store is a process of its own, and gives way to
 * the window and to what uploads: in life it is another machine.
 */
export async function benchUi({ quick, rows = null, trace = null, say }: UiBenchOptions): Promise<unknown> {
  const usual = quick ? quickly : full;
  const size = { ...usual, rows: rows ?? usual.rows };
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  const store = new StoreProcess(join(folder, 'store'), '--quota', '1000000', '--products', '60');
  await store.start({ yields: true });
  let app: RunningApp | null = null;
  try {
    const [shown, ...others] = await productsOf(store);
    if (shown === undefined) throw new Error('The store has no products');
    say(`${size.tiles} images for one gallery …`);
    await fillGallery(store, shown.id, size.tiles, join(folder, 'images'));
    app = await launchApp({ dataDir: join(folder, 'data'), env: { PACKSHOT_CHECK_RESPONSES: '' } });
    const { page } = app;
    await page.setViewportSize({ width: 1440, height: 900 });
    await connect(page, store);
    say(`${size.rows} photos into the outbox …`);
    await queue(app, others, size.rows, folder);
    await choose(page, shown);
    await installProbe(page);
    const cdp = await page.context().newCDPSession(page);

    const picture = join(folder, 'images', 'photo-00000.jpg');
    say('a page that does nothing, nothing uploads …');
    const noise = await watchPlainPage(size, picture);
    await takeLog(store);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await wait(1500);

    const browser = trace === null ? null : page.context().browser();
    await browser?.startTracing(page, { categories: traced });
    const galleryAt = Date.now();
    say('the gallery …');
    const gallery = await scrolled(page, cdp, page.getByRole('grid', { name: 'Gallery' }), size.distance);
    await page.getByRole('button', { name: 'Show outbox' }).click();
    await wait(500);
    const outboxAt = Date.now();
    say('the outbox …');
    const outbox = await scrolled(page, cdp, page.getByLabel('Entries', { exact: true }), size.distance);
    const traceBytes = (await browser?.stopTracing()) ?? null;
    if (traceBytes !== null && trace !== null) await writeFile(trace, traceBytes);
    const plainAt = Date.now();
    say('a page that does nothing, while photos go …');
    const loaded = await watchPlainPage(size, picture);
    const uploads = uploadsIn(await takeLog(store));
    const rateIn = (from: number, to: number): number =>
      (uploads.filter(({ at }) => at >= from && at < to).length * 1000) / (to - from);
    const rates = {
      gallery: rateIn(galleryAt, outboxAt),
      outbox: rateIn(outboxAt, plainAt),
      plain: rateIn(plainAt, Date.now()),
    };

    const figures = [
      ...figuresOf(`gallery of ${size.tiles}`, gallery),
      ...figuresOf(`outbox of ${size.rows}`, outbox),
      ...(traceBytes === null ? [] : figuresOfTrace(traceBytes)),
      ...noiseOf('page that does nothing, nothing uploads', noise),
      ...noiseOf('page that does nothing, while photos go', loaded),
      ...Object.entries(rates).map(([phase, value]) => ({
        what: `uploads meanwhile: ${phase}`,
        value,
        unit: '1/s',
        bar: '',
        reached: null,
      })),
    ];
    say(`\n${tableOf(figures)}`);
    const machine = {
      processor: cpus()[0]?.model ?? '',
      processors: cpus().length,
      load: loadavg(),
      node: process.version,
      window: app.kind,
    };
    return {
      at: new Date().toISOString(),
      quick,
      machine,
      size,
      gallery,
      outbox,
      noise,
      loaded,
      rates,
      figures,
    };
  } finally {
    await app?.close().catch(() => undefined);
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Product {
  id: number;
  sku: string;
}

async function productsOf(store: StoreProcess): Promise<Product[]> {
  const answer = await fetch(`${store.origin}/stores/${store.storeHash}/v3/catalog/products?limit=250`, {
    headers: { 'x-auth-token': store.accessToken },
  });
  return ((await answer.json()) as { data: Product[] }).data;
}

/** Puts small pictures into a product's gallery, past the app. */
async function fillGallery(
  store: StoreProcess,
  productId: number,
  count: number,
  folder: string,
): Promise<void> {
  const there = await store.gallery(productId);
  const paths = await makePhotos(folder, { count: count - there.length, bytes: 4_000 });
  const url = `${store.origin}/stores/${store.storeHash}/v3/catalog/products/${productId}/images`;
  const send = async (path: string, place: number): Promise<void> => {
    const form = new FormData();
    form.set('sort_order', String(there.length + place));
    form.set('image_file', new Blob([await readFile(path)], { type: 'image/jpeg' }), 'picture.jpg');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'x-auth-token': store.accessToken },
      body: form,
    });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
  };
  const hands = Array.from({ length: 4 }, async (_, hand) => {
    for (let n = hand; n < paths.length; n += 4) await send(paths[n] ?? '', n);
  });
  await Promise.all(hands);
}

async function connect(page: Page, store: StoreProcess): Promise<void> {
  await page.getByLabel('Store hash or API path').fill(`${store.origin}/stores/${store.storeHash}`);
  await page.getByLabel('Access token').fill(store.accessToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Search products').waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).waitFor();
}

/** Drops photos on products of the list, some hundreds on each, and waits until all of them wait in the outbox. */
async function queue(
  app: RunningApp,
  products: readonly Product[],
  rows: number,
  folder: string,
): Promise<void> {
  const { page } = app;
  for (let n = 0; n * perProduct < rows; n += 1) {
    const photos = join(folder, `photos-${n}`);
    await makePhotos(photos, { count: Math.min(perProduct, rows - n * perProduct), bytes: 4_000 });
    const product = products[n];
    if (product === undefined) throw new Error('The store has too few products');
    await app.drop([photos], await findRow(page, product));
    const queued = Math.min(rows, (n + 1) * perProduct);
    await page
      .getByText(new RegExp(`${queued.toLocaleString('en-GB')} (photos|uploads)? ?wait`))
      .first()
      .waitFor({ timeout: 900_000 });
  }
}

async function choose(page: Page, product: Product): Promise<void> {
  await (await findRow(page, product)).click();
  await page.getByRole('grid', { name: 'Gallery' }).getByRole('row').nth(9).waitFor();
  await wait(2000);
}

/** The list draws only what is in sight: what is looked for is searched. */
async function findRow(page: Page, { id, sku }: Product): Promise<Locator> {
  await page.getByLabel('Search products').fill(sku);
  const row = page.locator(`[data-drop-product="${id}"]`);
  await row.waitFor();
  return row;
}

async function scrolled(page: Page, cdp: CDPSession, list: Locator, distance: number): Promise<Watched> {
  const box = await list.boundingBox();
  if (box === null) throw new Error('There is nothing to scroll');
  const at = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  return watch(page, () => scroll(cdp, at, distance, speed));
}

/** A page in a browser of its own that does nothing: as many pictures as the gallery has, scrolled as far and as fast. */
async function watchPlainPage({ tiles, distance }: Size, picture: string): Promise<Watched> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found');
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-background-networking', ...rootFlags],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const src = `data:image/jpeg;base64,${(await readFile(picture)).toString('base64')}`;
    await page.setContent('<main style="display: flex; flex-wrap: wrap; gap: 20px"></main>');
    await page.evaluate(
      ([address, count]) => {
        for (let n = 0; n < count; n += 1) {
          const image = new Image(176, 222);
          image.src = address;
          document.querySelector('main')?.append(image);
        }
      },
      [src, tiles] as const,
    );
    await installProbe(page);
    await wait(1000);
    const cdp = await page.context().newCDPSession(page);
    return await watch(page, () => scroll(cdp, { x: 700, y: 450 }, distance, speed));
  } finally {
    await browser.close();
  }
}

function figuresOf(what: string, { frame, longestTask, longTasks, messagesAtMost }: Watched): Figure[] {
  return [
    // A screen of 60 Hz draws every 16.67 ms; what is told is rounded.
    {
      what: `${what}: frame, 95th percentile`,
      value: frame.p95,
      unit: 'ms',
      bar: '<= 16.7',
      reached: frame.p95 <= 16.75,
    },
    {
      what: `${what}: longest task`,
      value: longestTask,
      unit: 'ms',
      bar: '<= 50',
      reached: longestTask <= 50,
    },
    {
      what: `${what}: tasks over 50 ms`,
      value: longTasks.length,
      unit: '',
      bar: '0',
      reached: longTasks.length === 0,
    },
    {
      what: `${what}: messages in a second, at most`,
      value: messagesAtMost,
      unit: '',
      bar: '<= 10',
      reached: messagesAtMost <= 10,
    },
  ];
}

function noiseOf(what: string, { frame, longestTask }: Watched): Figure[] {
  return [
    { what: `${what}: frame, 95th percentile`, value: frame.p95, unit: 'ms', bar: '', reached: null },
    { what: `${what}: longest task`, value: longestTask, unit: 'ms', bar: '', reached: null },
  ];
}
