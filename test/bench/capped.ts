import { join } from 'node:path';
import type { PracticeRules } from '../../electron/practice/rules.ts';
import { StoreProcess } from '../faults/store-process.ts';
import { queueWithPackshot, sendWithPackshot } from './clients.ts';
import { spreadOf, type Figure } from './figures.ts';
import { makePhotos } from './photos.ts';
import { sendingTime, takeLog } from './store-log.ts';

export interface CappedCase {
  name: string;
  rule: Exclude<PracticeRules['postsAtOnce'], 'any'>;
  photos: number;
  repetitions: number;
}

export interface CappedResult {
  name: string;
  /** Seconds from the first upload to the last, by repetition. */
  seconds: { knowing: number[]; finding: number[] };
  figures: Figure[];
}

/** What a store's answer to an upload takes. */
const answerMs = 300;

/**
 * A store takes three uploads at a time. Compares Packshot when it has to find that out with Packshot when it is
 * told, each from a new data folder, in turns.
 */
export async function findTheCap(one: CappedCase, folder: string): Promise<CappedResult> {
  const place = join(folder, one.name);
  const photos = join(place, 'photos');
  await makePhotos(photos, { count: one.photos, bytes: 20_000 });
  const store = new StoreProcess(join(place, 'store'));
  await store.start();
  const seconds: CappedResult['seconds'] = { knowing: [], finding: [] };
  try {
    await store.rules({ postsAtOnce: one.rule });
    await store.fault({
      match: { method: 'POST', path: '/images$', times: 'always' },
      do: { kind: 'latency', ms: answerMs },
    });
    const products = (await store.productIds()).toReversed();
    for (let n = 0; n < one.repetitions; n += 1) {
      for (const client of n % 2 === 0
        ? (['knowing', 'finding'] as const)
        : (['finding', 'knowing'] as const)) {
        const data = join(place, `${client}-${n}`);
        const productId = products.pop() ?? 0;
        await queueWithPackshot(store, productId, photos, data, client === 'knowing' ? 3 : 'auto');
        await store.clearLog();
        await sendWithPackshot(store, data);
        seconds[client].push(sendingTime(await takeLog(store), one.photos));
      }
    }
  } finally {
    await store.stop();
  }
  const ratio = spreadOf(seconds.finding.map((time, n) => time / (seconds.knowing[n] ?? 0)));
  return {
    name: one.name,
    seconds,
    figures: [
      {
        what: `${one.name}: time, of that of a client that knows the limit`,
        value: ratio,
        unit: 'ratio',
        bar: '<= 1.5',
        reached: ratio.median <= 1.5,
      },
      {
        what: `${one.name}: knowing it`,
        value: spreadOf(seconds.knowing),
        unit: 's',
        bar: '',
        reached: null,
      },
      {
        what: `${one.name}: finding it`,
        value: spreadOf(seconds.finding),
        unit: 's',
        bar: '',
        reached: null,
      },
    ],
  };
}
