import { join } from 'node:path';
import { StoreProcess } from '../faults/store-process.ts';
import { queueWithPackshot, sendWithCurl, sendWithPackshot, type Target } from './clients.ts';
import { spreadOf, type Figure } from './figures.ts';
import { openLink } from './link.ts';
import { makePhotos } from './photos.ts';
import { sendingTime, takeLog } from './store-log.ts';

/** A comparison with curl: same files, same store, same parallelism, in turns. */
export interface Comparison {
  name: string;
  files: number;
  bytes: number;
  repetitions: number;
  /** Bytes a second of the link; null for the bare loopback interface. */
  bandwidth: number | null;
  /** Milliseconds that the store waits before it answers. */
  latency: number;
  /** Minimum of Packshot's throughput relative to curl's; null for none. */
  bar: number | null;
}

export interface Compared {
  name: string;
  /** Seconds of each repetition, as seen by the store. */
  seconds: { curl: number[]; packshot: number[] };
  /** Seconds of Packshot's whole process, including start, check of the order and end. */
  process: number[];
  ratios: number[];
  figures: Figure[];
}

export async function compare(one: Comparison, folder: string): Promise<Compared> {
  const place = join(folder, one.name);
  const photos = join(place, 'photos');
  const paths = await makePhotos(photos, { count: one.files, bytes: one.bytes });
  const store = new StoreProcess(join(place, 'store'), '--quota', '1000000', '--products', '80');
  await store.start();
  const link = one.bandwidth === null ? null : await openLink(store.origin, one.bandwidth);
  const result: Compared = {
    name: one.name,
    seconds: { curl: [], packshot: [] },
    process: [],
    ratios: [],
    figures: [],
  };
  try {
    const target: Target = {
      origin: link?.origin ?? store.origin,
      storeHash: store.storeHash,
      accessToken: store.accessToken,
    };
    const products = (await store.productIds()).toReversed();
    const queues: { dataDir: string; productId: number }[] = [];
    for (let n = 0; n < one.repetitions; n += 1) {
      const queue = { dataDir: join(place, `data-${n}`), productId: products[2 * n] ?? 0 };
      await queueWithPackshot(target, queue.productId, photos, queue.dataDir);
      queues.push(queue);
    }
    if (one.latency > 0) {
      await store.fault({
        match: { method: 'POST', path: '/images$', times: 'always' },
        do: { kind: 'latency', ms: one.latency },
      });
    }
    await store.clearLog();

    const curl = async (n: number): Promise<void> => {
      await sendWithCurl(target, products[2 * n + 1] ?? 0, paths, join(place, 'curl.config'));
      result.seconds.curl.push(sendingTime(await takeLog(store), one.files));
    };
    const packshot = async (n: number): Promise<void> => {
      const startedAt = performance.now();
      await sendWithPackshot(target, queues[n]?.dataDir ?? '');
      result.process.push((performance.now() - startedAt) / 1000);
      result.seconds.packshot.push(sendingTime(await takeLog(store), one.files));
    };
    for (let n = 0; n < one.repetitions; n += 1) {
      for (const client of n % 2 === 0 ? [curl, packshot] : [packshot, curl]) await client(n);
      result.ratios.push((result.seconds.curl[n] ?? 0) / (result.seconds.packshot[n] ?? 1));
    }
  } finally {
    await link?.close();
    await store.stop();
  }
  return { ...result, figures: figuresOf(one, result) };
}

function figuresOf(one: Comparison, { name, ratios, seconds, process }: Compared): Figure[] {
  const ratio = spreadOf(ratios);
  const megabytes = (one.files * one.bytes) / 1e6;
  const plain = { bar: '', reached: null };
  const rate = (times: readonly number[]): Figure['value'] => spreadOf(times.map((time) => megabytes / time));
  return [
    {
      what: `${name}: of curl's throughput`,
      value: ratio,
      unit: 'ratio',
      bar: one.bar === null ? '' : `>= ${one.bar}`,
      reached: one.bar === null ? null : ratio.median >= one.bar,
    },
    { what: `${name}: curl --parallel`, value: rate(seconds.curl), unit: 'MB/s', ...plain },
    { what: `${name}: Packshot`, value: rate(seconds.packshot), unit: 'MB/s', ...plain },
    { what: `${name}: Packshot's whole process`, value: spreadOf(process), unit: 's', ...plain },
  ];
}
