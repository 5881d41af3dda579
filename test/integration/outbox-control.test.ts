import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, expect, test } from 'vitest';
import { saveReport } from '../../electron/batches/csv-report.ts';
import { Workbench } from './support/workbench.ts';
import { listed } from '../support/listed.ts';

let bench: Workbench;
afterEach(() => bench.close());

async function ready(options: Parameters<typeof Workbench.open>[0] = {}) {
  bench = await Workbench.open(options);
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  // One at a time: the order of sending is the order of the images' ids.
  await bench.app.handlers['app.changeSettings']({ parallel: 1 });
  return { storeId, productId };
}

const numbers = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1).padStart(2, '0'));
async function asSent(productId: number): Promise<string[]> {
  const inOrder = await bench.names(productId);
  const ids = (await bench.gallery(productId)).map(({ id }) => id);
  return inOrder.toSorted((a, b) => (ids[inOrder.indexOf(a)] ?? 0) - (ids[inOrder.indexOf(b)] ?? 0));
}

test('"send first" changes the sending order, not the position in the gallery', async () => {
  const { storeId, productId } = await ready();
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, productId, [await bench.photos(5)]);
  const last = listed(bench.app.outbox, storeId, 'open', 0, 9).entries.at(-1);
  bench.app.outbox.sendFirst([last?.id ?? 0]);
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await asSent(productId)).toEqual(['05', '01', '02', '03', '04']);
  expect(await bench.names(productId)).toEqual(numbers(5));
  expect((await bench.gallery(productId)).findIndex((image) => image.is_thumbnail)).toBe(0);
});

test('photos queued offline and sent first still get their position', async () => {
  const { storeId, productId } = await ready({ speed: 20 });
  bench.app.stores.pause(storeId, true);
  await bench.stopStore();
  await bench.drop(storeId, productId, [await bench.photos(4)]);
  const { entries } = listed(bench.app.outbox, storeId, 'open', 0, 9);
  bench.app.outbox.sendFirst(entries.slice(2).map(({ id }) => id));
  await bench.startStore();
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await asSent(productId)).toEqual(['03', '04', '01', '02']);
  expect(await bench.names(productId)).toEqual(numbers(4));
});

test('arrived photos are history after a restart: still listed, still found as duplicates, and in the batch’s report', async () => {
  const { storeId, productId } = await ready({ speed: 20 });
  const folder = await bench.photos(3);
  const batchId = await bench.drop(storeId, productId, [folder]);
  await bench.until(() => !bench.app.outbox.reconcileJobs.has(storeId, productId));
  await bench.app.close();
  await bench.restartApp();
  const { outbox } = bench.app;
  await bench.until(() => outbox.history.count(storeId) === 3);
  expect(outbox.entries.countIn(storeId, ['done'])).toBe(0);
  expect(outbox.summary(storeId)).toMatchObject({ done: 3, doneListed: 3 });
  expect(listed(outbox, storeId, 'done', 0, 9).total).toBe(3);

  const again = await bench.drop(storeId, productId, [folder]);
  expect(bench.app.batches.view(again)?.refused).toHaveLength(3);
  expect(await bench.names(productId)).toEqual(numbers(3));

  const images = await bench.gallery(productId);
  const path = join(bench.folder, 'report.csv');
  expect(await saveReport(outbox, { storeId, batchId }, path)).toMatchObject({ value: { rows: 3 } });
  const rows: Record<string, string>[] = parse(await readFile(path, 'utf8'), { bom: true, columns: true });
  expect(rows.map((row) => [row['File'], row['Outcome'], row['Image ID']])).toEqual(
    images.map(({ id }, index) => [`0${index + 1}.jpg`, 'In the store', String(id)]),
  );
  for (const row of rows) {
    expect((await fetch(row['URL'] ?? '')).headers.get('content-type')).toContain('image/');
    const times = [row['Queued'], row['First sent'], row['Finished']].map((time) => Date.parse(time ?? ''));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
  await saveReport(outbox, { storeId, batchId: again }, path);
  expect((await readFile(path, 'utf8')).match(/,Skipped,/g)).toHaveLength(3);
});

test('cancelling and retrying a batch leaves the others alone', async () => {
  const { storeId, productId } = await ready();
  bench.app.stores.pause(storeId, true);
  const first = await bench.drop(storeId, productId, [await bench.photos(2)]);
  await bench.drop(storeId, productId, [await bench.photos(2, 3)]);
  await bench.app.handlers['outbox.cancelAll']({ storeId, batchId: first });
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['03', '04']);
  expect(bench.app.outbox.summary(storeId)).toMatchObject({ done: 2, cancelled: 2 });
});
