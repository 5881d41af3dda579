import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import type { Tile } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
let storeId: string;
let productId: number;
afterEach(() => bench.close());

const bodies = ['page', 'text', 'empty'] as const;
const blocked = 'blocked by name';

async function ready(count: number, options: Parameters<typeof Workbench.open>[0] = {}): Promise<void> {
  bench = await Workbench.open({ speed: 60, ...options });
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

const keyOf = (index: number): string => tiles()[index]?.key ?? '';
const target = () => ({ storeId, productId });

function failures() {
  const { entries } = bench.app.outbox;
  return entries.getAll(entries.idsIn(storeId, ['failed'])).map((entry) => ({
    type: entry.type,
    reason: entry.progress.type === 'failed' ? entry.progress.reason : null,
  }));
}

async function describeImage(index: number, alt: string): Promise<void> {
  await bench.app.handlers['gallery.describe']({ ...target(), changes: [{ key: keyOf(index), alt }] });
}

/** A folder of photos of which the second has the text in it. */
async function photosWithText(): Promise<string> {
  const folder = await mkdtemp(join(bench.folder, 'texts-'));
  for (const [name, text] of [
    ['01', 'fine'],
    ['02', blocked],
    ['03', 'fine as well'],
  ] as const) {
    await sharp({ create: { width: 60, height: 40, channels: 3, background: `#${name}4488` } })
      .withExif({ IFD0: { Make: text } })
      .jpeg()
      .toFile(join(folder, `${name}.jpg`));
  }
  return folder;
}

describe.each(bodies)('a firewall that refuses one thing with a body of kind “%s”', (firewallBody) => {
  const rules = { firewallText: blocked, firewallBody };
  const said = firewallBody === 'text' ? { said: 'yes', words: 'Request blocked.' } : { said: 'no' };

  test('fails one alt text, and the others are written', async () => {
    await ready(3, { rules });
    await describeImage(0, 'A mug');
    await describeImage(1, `A mug ${blocked}`);
    await describeImage(2, 'Another mug');
    await bench.app.outbox.drained();
    expect(failures()).toMatchObject([{ type: 'update', reason: { code: 'forbidden', args: said } }]);
    expect((await bench.gallery(productId)).map(({ description }) => description)).toEqual([
      'A mug',
      '',
      'Another mug',
    ]);
    expect(bench.app.outbox.state(storeId).type).toBe('ready');
  });

  test.each(['v3', 'v2'] as const)(
    'fails one photo by its content, and the others arrive: %s',
    async (api) => {
      await ready(0, { rules });
      // The text is in the camera's name, which is private.
      await bench.app.handlers['app.changeSettings']({
        prepare: { longestEdge: null, removePrivate: false },
      });
      const webdav = api === 'v2' ? bench.store.webdav : undefined;
      expect(await bench.app.stores.chooseApi(storeId, api, webdav)).toMatchObject({ ok: true });
      await bench.drop(storeId, productId, [await photosWithText()]);
      await bench.app.outbox.drained();
      const code = api === 'v2' ? 'webdav-refused' : 'forbidden';
      expect(failures()).toMatchObject([{ type: 'upload', reason: { code, args: said } }]);
      expect(await bench.names(productId)).toEqual(['01', '03']);
      expect(bench.app.outbox.state(storeId).type).toBe('ready');
    },
  );
});

describe('a 403 on one thing while the token is good', () => {
  const refusal = { kind: 'status', status: 403, body: '<html>No</html>' } as const;

  test('leaves one of the images that were to be removed, and removes the others', async () => {
    await ready(4);
    const [first, second, third] = (await bench.gallery(productId)).map(({ id }) => id);
    await bench.fault({ method: 'DELETE', path: `/images/${second}$`, times: 'always' }, refusal);
    const imageIds = [first, second, third].map(Number);
    bench.app.outbox.add({ storeId, productId, batchId: null }, [
      { type: 'remove', imageIds, replacing: false, notBefore: 0 },
    ]);
    await bench.app.outbox.drained();
    expect(failures()).toMatchObject([{ type: 'remove', reason: { code: 'forbidden' } }]);
    expect(await bench.names(productId)).toEqual(['02', '04']);
    await bench.clearFaults();
    bench.app.outbox.runner(storeId)?.retry(bench.app.outbox.entries.idsIn(storeId, ['failed']));
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['04']);
  });

  test('leaves one image when a gallery is emptied, and removes the others', async () => {
    await ready(3);
    // V2 empties a gallery in one request; where it refuses, V3 removes one by one.
    await bench.fault({ method: 'DELETE', path: '/v2/', times: 'always' }, refusal);
    await bench.fault({ method: 'DELETE', path: '/v3/.*/images/' }, refusal);
    bench.app.outbox.add({ storeId, productId, batchId: null }, [{ type: 'clear' }]);
    await bench.app.outbox.drained();
    expect(failures()).toMatchObject([{ type: 'clear', reason: { code: 'forbidden' } }]);
    expect(await bench.gallery(productId)).toHaveLength(1);
  });

  test('on the list of one product fails its photos, and those of another arrive', async () => {
    await ready(0);
    await bench.fault({ method: 'GET', path: `/${productId}/images$`, times: 'always' }, refusal);
    const other = await bench.otherProduct(productId);
    const before = (await bench.gallery(other)).length;
    // What is not known of a gallery has to be listed first.
    bench.app.outbox.add({ storeId, productId, batchId: null }, [
      { type: 'import', url: 'http://127.0.0.1:9/a.jpg', sortOrder: null, asThumbnail: false, alt: '' },
    ]);
    await bench.drop(storeId, other, [await bench.photos(2)]);
    await bench.app.outbox.drained();
    expect(failures()).toMatchObject([{ type: 'import', reason: { code: 'forbidden' } }]);
    expect(await bench.gallery(other)).toHaveLength(before + 2);
    expect(bench.app.outbox.state(storeId).type).toBe('ready');
  });
});
