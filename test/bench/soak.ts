import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreProcess } from '../faults/store-process.ts';
import { queueWithPackshot, sendWithPackshot } from './clients.ts';
import { spreadOf, type Figure } from './figures.ts';
import { makePhotos } from './photos.ts';
import { sendingTime, takeLog, uploadsIn } from './store-log.ts';

export interface Soaked {
  files: number;
  /** Megabytes of the sending process by time since its start, milliseconds. */
  memory: { at: number; megabytes: number }[];
  /** Uploads a second in the first and in the last tenth. */
  first: number;
  last: number;
  figures: Figure[];
}

/**
 * Below BigCommerce's limit of 1,000, because some products start with pictures: with 1,000 for each of ten,
 * 15 of 10,000 photos were refused for a full gallery.
 */
const perProduct = 900;
const everyMs = 200;
const few = 100;

/** Sends many small photos and measures the memory of the process; then a few, for comparison. */
export async function soak(files: number, folder: string): Promise<Soaked> {
  const many = await sendAndWatch(files, join(folder, `soak-${files}`));
  const little = await sendAndWatch(few, join(folder, `soak-${few}`));
  const peak = Math.max(...many.memory.map(({ megabytes }) => megabytes));
  const peakOfFew = Math.max(...little.memory.map(({ megabytes }) => megabytes));
  const part = (from: number, to: number): number =>
    spreadOf(
      many.memory
        .slice(Math.floor(from * many.memory.length), Math.ceil(to * many.memory.length))
        .map(({ megabytes }) => megabytes),
    ).median;
  const plain = { bar: '', reached: null };
  const name = `soak of ${files}`;
  return {
    files,
    ...many,
    figures: [
      {
        what: `${name}: memory of main at most`,
        value: peak,
        unit: 'MB',
        bar: '<= 120',
        reached: peak <= 120,
      },
      { what: `${name}: memory at most, of ${few} files`, value: peakOfFew, unit: 'MB', ...plain },
      { what: `${name}: memory, second quarter`, value: part(0.25, 0.5), unit: 'MB', ...plain },
      { what: `${name}: memory, last quarter`, value: part(0.75, 1), unit: 'MB', ...plain },
      { what: `${name}: uploads, first tenth`, value: many.first, unit: '1/s', ...plain },
      { what: `${name}: uploads, last tenth`, value: many.last, unit: '1/s', ...plain },
    ],
  };
}

async function sendAndWatch(
  files: number,
  place: string,
): Promise<Pick<Soaked, 'memory' | 'first' | 'last'>> {
  const products = Math.ceil(files / perProduct);
  const flags = ['--quota', '1000000', '--products', String(Math.max(40, 2 * products))];
  const store = new StoreProcess(join(place, 'store'), ...flags);
  await store.start();
  try {
    const ids = (await store.productIds()).toReversed();
    for (let n = 0; n < products; n += 1) {
      const count = Math.min(perProduct, files - n * perProduct);
      const photos = join(place, `photos-${n}`);
      await makePhotos(photos, { count, bytes: 4_000 });
      await queueWithPackshot(store, ids[n] ?? 0, photos, join(place, 'data'));
    }
    await store.clearLog();
    const memory: Soaked['memory'] = [];
    let timer: NodeJS.Timeout | undefined;
    const startedAt = performance.now();
    const { done } = await sendWithPackshot(store, join(place, 'data'), (pid) => {
      timer = setInterval(() => {
        const megabytes = memoryOf(pid);
        if (megabytes !== null) memory.push({ at: Math.round(performance.now() - startedAt), megabytes });
      }, everyMs);
    });
    clearInterval(timer);
    const log = await takeLog(store);
    if (done !== files) throw new Error(`${done} of ${files} photos are in the store, as Packshot says`);
    sendingTime(log, files);
    return { memory, ...ratesOf(log) };
  } finally {
    await store.stop();
  }
}

function ratesOf(log: Awaited<ReturnType<typeof takeLog>>): { first: number; last: number } {
  const ends = uploadsIn(log)
    .map(({ at, ms }) => at + (ms ?? 0))
    .toSorted((a, b) => a - b);
  const tenth = Math.max(2, Math.floor(ends.length / 10));
  const rate = (part: number[]): number =>
    ((part.length - 1) * 1000) / Math.max(1, (part.at(-1) ?? 0) - (part[0] ?? 0));
  return { first: rate(ends.slice(0, tenth)), last: rate(ends.slice(-tenth)) };
}

/** Resident memory in megabytes; null once the process has ended. */
function memoryOf(pid: number): number | null {
  try {
    const kilobytes =
      process.platform === 'linux'
        ? /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return kilobytes === undefined || kilobytes === '' ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
