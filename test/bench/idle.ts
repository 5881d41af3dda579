import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { launchApp } from '../e2e/support/app.ts';
import { StoreProcess } from '../faults/store-process.ts';
import type { Figure, Measured } from './figures.ts';
import { countTimers, type FiredTimer, type TimerCount } from './idle-timers.ts';
import { openApp } from './open-app.ts';
import { makePhotos } from './photos.ts';
import { connect, findRow, productsOf } from './ui-desk.ts';

export interface IdleBenchOptions {
  /** Measures for half a minute: for a trial, not for results. */
  quick: boolean;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
  say: (line: string) => void;
}

/** What happened while nothing was to be done. */
interface Idled {
  seconds: number;
  /** Processor time of what is measured, milliseconds. */
  cpuMs: number;
  timers: FiredTimer[];
  /** Turns of the event loop; null for a page. */
  turns: number | null;
}

/** Picture processes have ended then, and the first backup is made. */
const calmMs = 40_000;
const maxCpuPercent = 0.1;
/** One timer may fire so often in a minute. */
const maxTimes = 2;

/**
 * Watches the app while nothing is to be done: the main process with a store and a watched folder, and the window with
 * a gallery. Both have sent a photo before.
 */
export async function benchIdle({ quick, only, say }: IdleBenchOptions): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  const store = new StoreProcess(join(folder, 'store'), '--quota', '1000000', '--products', '60');
  await store.start();
  const watchMs = quick ? 30_000 : 60_000;
  const details: ({ name: string } & Idled)[] = [];
  try {
    for (const [name, run] of Object.entries({ main: idleMain, window: idleWindow })) {
      if (only.length > 0 && !only.includes(name)) continue;
      say(`${name} …`);
      details.push({ name, ...(await run(store, join(folder, name), watchMs)) });
    }
  } finally {
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
  for (const { name, timers } of details)
    for (const { site, times } of timers) say(`${name}: ${times} times ${site}`);
  return { figures: details.flatMap((one) => figuresOf(one)), details };
}

function figuresOf({ name, seconds, cpuMs, timers, turns }: { name: string } & Idled): Figure[] {
  const percent = cpuMs / seconds / 10;
  const perMinute = Math.ceil((Math.max(0, ...timers.map(({ times }) => times)) * 60) / seconds);
  return [
    {
      what: `${name}: processor time`,
      value: percent,
      unit: '% of a core',
      bar: `<= ${maxCpuPercent}`,
      reached: percent <= maxCpuPercent,
    },
    {
      what: `${name}: most frequent timer`,
      value: perMinute,
      unit: 'a minute',
      bar: `<= ${maxTimes}`,
      reached: perMinute <= maxTimes,
    },
    ...(turns === null
      ? []
      : [
          {
            what: `${name}: turns of the event loop`,
            value: (turns * 60) / seconds,
            unit: 'a minute',
            bar: '',
            reached: null,
          },
        ]),
  ];
}

async function idleMain(store: StoreProcess, folder: string, watchMs: number): Promise<Idled> {
  const timers = countTimers('/(electron|shared|node_modules)/');
  const app = await openApp(join(folder, 'data'));
  try {
    const storeId = await app.stores.useGiven(store.storeHash, store.origin, store.accessToken);
    await app.stores.catalogRefreshed(storeId);
    const hot = join(folder, 'hot');
    await mkdir(hot);
    await app.hotFolders.add(storeId, hot);
    const [product] = await productsOf(store);
    const photos = await makePhotos(join(folder, 'photos'), { count: 1, bytes: 20_000 });
    const added = app.addFiles({ storeId, productId: product?.id ?? 0, source: 'drop' }, photos);
    if (added.ok) await added.value.finished;
    await app.outbox.drained();
    await wait(calmMs);

    timers.start();
    const loop = performance.nodeTiming.uvMetricsInfo.loopCount;
    const cpu = process.cpuUsage();
    const from = performance.now();
    await wait(watchMs);
    const used = process.cpuUsage(cpu);
    return {
      seconds: (performance.now() - from) / 1000,
      cpuMs: (used.user + used.system) / 1000,
      timers: timers.stop(),
      turns: performance.nodeTiming.uvMetricsInfo.loopCount - loop,
    };
  } finally {
    await app.close();
  }
}

async function idleWindow(store: StoreProcess, folder: string, watchMs: number): Promise<Idled> {
  const app = await launchApp({ dataDir: join(folder, 'data'), env: { PACKSHOT_CHECK_RESPONSES: '' } });
  const { page } = app;
  try {
    await connect(page, store);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.addInitScript({
      content: `window.timers = (${countTimers.toString()})('.');`,
    });
    await page.reload();
    const [product] = await productsOf(store);
    if (product === undefined) throw new Error('The store has no products');
    const photos = join(folder, 'photos');
    await makePhotos(photos, { count: 1, bytes: 20_000 });
    await app.drop([photos], await findRow(page, product));
    await (await findRow(page, product)).click();
    await page.getByRole('grid', { name: 'Gallery' }).waitFor();
    // A caret would blink.
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await wait(calmMs);

    const session = await page.context().newCDPSession(page);
    // The thread's processor time, not the clock's: other programs may hold the processor.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const taskMs = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
    };
    const counted = (act: 'start' | 'stop'): Promise<FiredTimer[]> =>
      page.evaluate((name) => {
        const { timers } = window as unknown as { timers: TimerCount };
        return name === 'start' ? (timers.start(), []) : timers.stop();
      }, act);
    await counted('start');
    const before = await taskMs();
    const from = performance.now();
    await wait(watchMs);
    const cpuMs = (await taskMs()) - before;
    const seconds = (performance.now() - from) / 1000;
    return { seconds, cpuMs, timers: await counted('stop'), turns: null };
  } finally {
    await app.close();
  }
}
