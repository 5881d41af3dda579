import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { maxFilesUnasked } from '../../shared/many-photos.ts';
import { Workbench } from './support/workbench.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

let bench: Workbench;
let storeId: string;
let productId: number;
beforeEach(async () => {
  bench = await Workbench.open();
  storeId = await bench.connect();
  productId = await bench.emptyProduct();
});
afterEach(() => bench.close());

const tooMany = maxFilesUnasked + 1;
const view = (batchId: number) => bench.app.batches.view(batchId);
const isAsking = (batchId: number) => () => view(batchId)?.phase === 'asking';

async function dropMany(paths: string[]): Promise<{ batchId: number; finished: Promise<void> }> {
  const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, paths);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await bench.until(isAsking(added.value.batchId));
  return added.value;
}

const answer = (batchId: number, given: 'add-all' | 'match' | 'cancel') =>
  bench.app.handlers['intake.answer']({ batchId, answer: given });

test('the usual number of files goes straight to the product', async () => {
  bench.app.stores.pause(storeId, true);
  const batchId = await bench.drop(storeId, productId, [await bench.photos(maxFilesUnasked)]);
  expect(view(batchId)).toMatchObject({ phase: 'queued', queued: maxFilesUnasked });
});

test('with one more, nothing is staged or queued before the answer', async () => {
  const { batchId } = await dropMany([await bench.photos(tooMany)]);
  expect(view(batchId)).toMatchObject({ found: tooMany, inspected: 0, queued: 0, productId });
  expect(bench.app.outbox.counts.open(storeId)).toEqual({ uploads: 0, changes: 0 });
  expect(await bench.staged()).toEqual([]);
});

test('all are added in their order if the user says so', async () => {
  bench.app.stores.pause(storeId, true);
  const { batchId, finished } = await dropMany([await bench.photos(tooMany)]);
  expect(await answer(batchId, 'add-all')).toEqual({ ok: true, value: null });
  await finished;
  expect(view(batchId)).toMatchObject({ phase: 'queued', queued: tooMany, productId });
});

test('two folders are asked about, and each photo is matched if the user says so', async () => {
  const { batchId, finished } = await dropMany([await bench.photos(1), await bench.photos(1, 2)]);
  await answer(batchId, 'match');
  await finished;
  expect(view(batchId)).toMatchObject({ phase: 'review', productId: null, productName: '', queued: 0 });
  expect(view(batchId)?.review).toMatchObject({ choose: 2 });
  await bench.app.close();
  await bench.restartApp();
  expect(view(batchId)).toMatchObject({ phase: 'review', productId: null, review: { choose: 2 } });
});

test('nothing remains if the user cancels', async () => {
  const { batchId, finished } = await dropMany([await bench.photos(tooMany)]);
  await answer(batchId, 'cancel');
  await finished;
  expect(view(batchId)).toBeNull();
  expect(bench.app.outbox.counts.open(storeId)).toEqual({ uploads: 0, changes: 0 });
});

test('a question is answered once', async () => {
  bench.app.stores.pause(storeId, true);
  const { batchId } = await dropMany([await bench.photos(tooMany)]);
  await answer(batchId, 'add-all');
  expect(await answer(batchId, 'match')).toMatchObject({ ok: false, reason: { code: 'question-gone' } });
  expect(view(batchId)?.productId).toBe(productId);
});

test('an unanswered question is asked again at the next start, and nothing was queued', async () => {
  const { batchId } = await dropMany([await bench.photos(tooMany)]);
  await bench.app.close();
  await bench.restartApp();
  bench.app.stores.pause(storeId, true);
  await bench.until(isAsking(batchId));
  expect(view(batchId)).toMatchObject({ found: tooMany, queued: 0 });
  await answer(batchId, 'add-all');
  await bench.until(() => view(batchId)?.phase === 'queued');
  expect(view(batchId)).toMatchObject({ queued: tooMany });
});

test('an answered question is not asked again at the next start', async () => {
  bench.app.stores.pause(storeId, true);
  const { batchId } = await dropMany([await bench.photos(tooMany)]);
  await answer(batchId, 'add-all');
  await bench.app.close();
  await bench.restartApp();
  await bench.until(() => view(batchId)?.phase === 'queued' || isAsking(batchId)());
  expect(view(batchId)).toMatchObject({ phase: 'queued', queued: tooMany });
});

test('a question with missing files at the next start is reported instead', async () => {
  const folder = await bench.photos(tooMany);
  const { batchId } = await dropMany([folder]);
  await bench.app.close();
  await rm(folder, { recursive: true });
  await bench.restartApp();
  await bench.until(() => view(batchId)?.phase === 'queued');
  expect(view(batchId)).toMatchObject({ queued: 0, problem: { code: 'batch-interrupted' } });
});

test('ten thousand files are asked about once, and the answer applies to all', async () => {
  const folder = await bench.photos(1);
  const files = Array.from({ length: 10_000 }, (_, n) => join(folder, `${n}.jpg`));
  for (const file of files) writeFileSync(file, 'no picture');
  const { batchId, finished } = await dropMany(files);
  expect(view(batchId)?.found).toBe(10_000);
  await answer(batchId, 'match');
  await bench.until(() => view(batchId)?.review != null);
  expect(view(batchId)?.productId).toBeNull();
  bench.app.batches.cancel(batchId);
  await finished;
});

test('the command line is not asked', async () => {
  bench.app.stores.pause(storeId, true);
  const added = bench.app.addFiles({ storeId, productId, source: 'cli' }, [await bench.photos(tooMany)]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await added.value.finished;
  expect(view(added.value.batchId)).toMatchObject({ queued: tooMany });
});
