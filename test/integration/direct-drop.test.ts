import { eventClock } from '../support/event-clock.ts';
import { cpSync } from 'node:fs';
import { readdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Effects } from '../../electron/outbox/effects.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;

beforeEach(async () => {
  bench = await Workbench.open();
});
afterEach(async () => {
  await bench.close();
});

/** Copies the data folder as a power cut would leave it, right after photos were queued for the nth time. */
function powerCut(nth: number, from: string, to: string): Effects {
  let added = 0;
  return {
    do(name, work) {
      const done = work();
      if (name === 'record-added' && (added += 1) === nth) cpSync(from, to, { recursive: true });
      return done;
    },
  };
}

/** Drops photos on a product of an unreachable store, and restores the folder of the power cut. */
async function cutShort(photos: string, nth: number): Promise<{ batchId: number; productId: number }> {
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  const [data, kept] = [join(bench.folder, 'data'), join(bench.folder, 'kept')];
  await bench.app.close();
  await bench.restartApp({ effects: powerCut(nth, data, kept) });
  await bench.stopStore();
  const batchId = await bench.drop(storeId, productId, [photos]);
  await bench.app.close();
  await rm(data, { recursive: true });
  await rename(kept, data);
  await bench.startStore();
  return { batchId, productId };
}

const isThrough = (batchId: number) => () => bench.app.batches.view(batchId)?.phase === 'queued';

describe('a drop on a product interrupted by a power cut', () => {
  test.each([1, 3])(
    'continues at the next start, each photo once and in order (%d groups queued)',
    async (nth) => {
      const { batchId, productId } = await cutShort(await bench.photos(30), nth);
      await bench.restartApp();
      await bench.until(isThrough(batchId));
      expect(bench.app.batches.view(batchId)).toMatchObject({ queued: 30, refused: [], problem: null });
      await bench.app.outbox.drained();
      const names = Array.from({ length: 30 }, (_, n) => String(n + 1).padStart(2, '0'));
      expect(await bench.names(productId)).toEqual(names);
    },
  );

  test('reports missing files, and sends what was queued', async () => {
    const photos = await bench.photos(20);
    const { batchId, productId } = await cutShort(photos, 2);
    await rm(photos, { recursive: true });
    await bench.restartApp();
    await bench.until(isThrough(batchId));
    const batch = bench.app.batches.view(batchId);
    expect(batch).toMatchObject({ refused: [], problem: { code: 'batch-interrupted' } });
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toHaveLength(batch?.queued ?? 0);
  });

  test('does not queue again what the user cancelled meanwhile', async () => {
    const { batchId, productId } = await cutShort(await bench.photos(20), 2);
    await bench.stopStore();
    await bench.restartApp();
    const [first] = bench.app.outbox.entries.ofProduct(bench.app.stores.list()[0]?.id ?? '', productId);
    bench.app.outbox.cancel([first?.id ?? 0]);
    await bench.until(isThrough(batchId));
    await bench.startStore();
    bench.app.networkMayBeBack();
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toHaveLength(19);
  });
});

/** A gallery of three photos, and an app that takes a new file in only once `written` is called. */
async function slowlyWritten() {
  const written = Promise.withResolvers<void>();
  const clock = eventClock(5_000, () => written.promise);
  await bench.app.close();
  await bench.restartApp({ stability: { stableMs: 1_000, patienceMs: 60_000, clock } });
  const storeId = await bench.connect();
  const productId = await bench.emptyProduct();
  const target = { storeId, productId };
  const { app } = bench;
  const keys = (): string[] => {
    const snapshot = app.handlers['app.snapshot']({});
    if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
    return snapshot.value.gallery?.tiles.map(({ key }) => key) ?? [];
  };
  const old = async (folder: string): Promise<string> => {
    for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
    return folder;
  };
  await bench.drop(storeId, productId, [await old(await bench.photos(3))]);
  await app.outbox.drained();
  await app.handlers['gallery.open'](target);
  return { app, target, keys, old, written: () => written.resolve() };
}

test('a drop that ends late leaves a photo in the order that was made after it was dropped again', async () => {
  const { app, target, keys, old, written } = await slowlyWritten();
  // The first drop's file is still being written when the same photo is dropped again.
  const late = app.addFiles({ ...target, source: 'drop' }, [await bench.photos(1, 9)], { before: keys()[2] });
  await bench.fault({ method: 'POST', times: 1 }, { kind: 'status', status: 507 });
  await bench.drop(target.storeId, target.productId, [await old(await bench.photos(1, 9))]);
  const [first, ...rest] = keys().toReversed();
  await app.handlers['gallery.arrange']({ ...target, keys: [first ?? '', ...rest.toReversed()] });
  await bench.until(() => app.outbox.entries.idsIn(target.storeId, ['failed']).length === 1);
  written();
  if (late.ok) await late.value.finished;
  app.outbox.retry(app.outbox.entries.idsIn(target.storeId, ['failed']));
  await app.outbox.drained();
  expect(await bench.names(target.productId)).toEqual(['09', '01', '02', '03']);
});

test('photos go before the next image if somebody removes the one that they were dropped before', async () => {
  const { app, target, keys, written } = await slowlyWritten();
  const late = app.addFiles({ ...target, source: 'drop' }, [await bench.photos(1, 9)], { before: keys()[1] });
  await bench.removeElsewhere(target.productId, (await bench.gallery(target.productId))[1]?.id ?? 0);
  await app.handlers['gallery.refresh']({});
  await bench.until(() => keys().length === 2);
  written();
  if (late.ok) await late.value.finished;
  await app.outbox.drained();
  expect(await bench.names(target.productId)).toEqual(['01', '09', '03']);
});
