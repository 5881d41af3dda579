import { afterEach, describe, expect, test } from 'vitest';
import type { Tile } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
let storeId: string;
let productId: number;
afterEach(() => bench.close());

const conflict = (status: number) =>
  ({ kind: 'status', status, body: { status, title: 'Resource conflict' } }) as const;
const statuses = [409, 423];

async function ready(count: number): Promise<void> {
  bench = await Workbench.open({ speed: 60 });
  storeId = await bench.connect();
  productId = await bench.emptyProduct();
  if (count > 0) await bench.drop(storeId, productId, [await bench.photos(count)]);
  await bench.app.outbox.drained();
  expect(bench.app.handlers['gallery.open']({ storeId, productId })).toMatchObject({ ok: true });
}

function tiles(): Tile[] {
  const snapshot = bench.app.handlers['app.snapshot']({});
  if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
  return snapshot.value.gallery?.tiles ?? [];
}

const keys = (): string[] => tiles().map(({ key }) => key);
const target = () => ({ storeId, productId });

async function struck(): Promise<number> {
  const answer = await fetch(`${bench.store.origin}/practice/faults`, {
    headers: { 'x-auth-token': bench.store.accessToken },
  });
  return ((await answer.json()) as { fired: unknown[] }).fired.length;
}

async function expectAllDone(times: number): Promise<void> {
  await bench.app.outbox.drained();
  expect(bench.app.outbox.summary(storeId).failed).toBe(0);
  expect(bench.app.outbox.state(storeId).type).toBe('ready');
  expect(await struck()).toBe(times);
}

describe.each(statuses)('a store that is busy with a product and answers %i', (status) => {
  test('gets its photos later, each once', async () => {
    await ready(0);
    await bench.fault({ method: 'POST', path: '/images$', times: 5 }, conflict(status));
    await bench.drop(storeId, productId, [await bench.photos(3)]);
    await expectAllDone(5);
    expect(await bench.names(productId)).toEqual(['01', '02', '03']);
  });

  test('gets the photo once even if it was stored despite the answer', async () => {
    await ready(0);
    await bench.fault({ method: 'POST', path: '/images$' }, { ...conflict(status), when: 'after' });
    await bench.drop(storeId, productId, [await bench.photos(2)]);
    await expectAllDone(1);
    expect(await bench.names(productId)).toEqual(['01', '02']);
  });

  test('gets alt texts later', async () => {
    await ready(2);
    await bench.fault({ method: 'PUT', path: '/images/', times: 3 }, conflict(status));
    await bench.app.handlers['gallery.describe']({
      ...target(),
      changes: [{ key: keys()[0] ?? '', alt: 'A mug' }],
    });
    await expectAllDone(3);
    expect((await bench.gallery(productId)).map(({ description }) => description)).toContain('A mug');
  });

  test('gets an order later', async () => {
    await ready(4);
    await bench.fault({ method: 'PUT', path: '/images/', times: 3 }, conflict(status));
    await bench.app.handlers['gallery.arrange']({ ...target(), keys: keys().toReversed() });
    await expectAllDone(3);
    expect(await bench.names(productId)).toEqual(['04', '03', '02', '01']);
  });

  test('is asked to remove an image later', async () => {
    await ready(3);
    await bench.fault({ method: 'DELETE', path: '/images/', times: 3 }, conflict(status));
    await bench.app.handlers['gallery.remove']({ ...target(), keys: keys().slice(0, 1) });
    await expectAllDone(3);
    expect(await bench.names(productId)).toEqual(['02', '03']);
  });

  test('is asked to clear a gallery later', async () => {
    await ready(3);
    await bench.fault({ method: 'DELETE', path: '/images', times: 3 }, conflict(status));
    bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
    await expectAllDone(3);
    expect(await bench.gallery(productId)).toEqual([]);
  });

  test('fails a photo with its words after the usual number of tries', async () => {
    await ready(0);
    await bench.fault({ method: 'POST', path: '/images$', times: 'always' }, conflict(status));
    await bench.drop(storeId, productId, [await bench.photos(1)]);
    await bench.app.outbox.drained();
    expect(bench.app.outbox.summary(storeId).failed).toBe(1);
    expect(await struck()).toBe(10);
    const { entries } = bench.app.outbox;
    const [failed] = entries.getAll(entries.idsIn(storeId, ['failed']));
    expect(failed?.progress).toMatchObject({ reason: { code: 'store-busy' } });
  });
});
