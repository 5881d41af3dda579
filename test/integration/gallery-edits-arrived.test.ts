import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Tile } from '../../shared/model.ts';
import { Workbench } from './support/workbench.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

let bench: Workbench;
let target: { storeId: string; productId: number };
/** Keys of three photos before they arrived. */
let keys: string[];

beforeEach(async () => {
  bench = await Workbench.open({ speed: 60 });
  const storeId = await bench.connect();
  target = { storeId, productId: await bench.emptyProduct() };
  await bench.app.handlers['gallery.open'](target);
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, target.productId, [await bench.photos(3)]);
  keys = tiles().map(({ key }) => key);
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
});
afterEach(() => bench.close());

function tiles(): Tile[] {
  const snapshot = bench.app.handlers['app.snapshot']({});
  if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
  return snapshot.value.gallery?.tiles ?? [];
}

function nameOf(tile: Tile): string {
  return (tile.type === 'image' ? tile.fileName : tile.entry.fileName).replace('.jpg', '');
}

describe('a photo that arrived after the window named it', () => {
  test('can still have others put before it', async () => {
    expect(keys.every((key) => key.startsWith('entry-'))).toBe(true);
    const { storeId, productId } = target;
    const added = bench.app.addFiles({ storeId, productId, source: 'drop' }, [await bench.photos(1, 4)], {
      before: keys[1],
    });
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['01', '04', '02', '03']);
  });

  test('is described, chosen as the thumbnail and removed as well', async () => {
    const [first = '', second = '', third = ''] = keys;
    const { handlers } = bench.app;
    expect(
      await handlers['gallery.describe']({ ...target, changes: [{ key: first, alt: 'Seen' }] }),
    ).toMatchObject({
      ok: true,
    });
    expect(await handlers['gallery.setThumbnail']({ ...target, key: third })).toMatchObject({ ok: true });
    expect(await handlers['gallery.remove']({ ...target, keys: [second] })).toMatchObject({ ok: true });
    await bench.app.outbox.drained();
    expect(tiles()).toMatchObject([{ alt: 'Seen', isThumbnail: false }, { isThumbnail: true }]);
    expect(await bench.names(target.productId)).toEqual(['01', '03']);
  });
});

test('photos are where the user put them, wherever the store had them on arrival', async () => {
  const { storeId, productId } = target;
  await bench.app.handlers['gallery.refresh']({});
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, productId, [await bench.photos(2, 4)]);
  const [first = '', second = '', third = '', ...added] = tiles().map(({ key }) => key);
  await bench.app.handlers['gallery.arrange']({ ...target, keys: [first, second, ...added, third] });
  // Somebody else renumbers without changing the order, so that the photos arrive before the others.
  for (const image of await bench.gallery(productId))
    await bench.changeElsewhere(productId, image.id, { sort_order: image.sort_order + 100 });
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02', '04', '05', '03']);
});

test('photos on their way are shown where the user put them, however others number the images', async () => {
  const { storeId, productId } = target;
  const { handlers } = bench.app;
  await handlers['gallery.refresh']({});
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, productId, [await bench.photos(2, 4)]);
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = tiles().map(({ key }) => key);
  await handlers['gallery.arrange']({ ...target, keys: [first, second, fourth, fifth, third] });
  for (const image of await bench.gallery(productId))
    await bench.changeElsewhere(productId, image.id, { sort_order: image.sort_order + 100 });
  await handlers['gallery.refresh']({});
  await bench.until(() => tiles().some((tile) => tile.type === 'image' && tile.sortOrder >= 100));
  expect(tiles().map(nameOf)).toEqual(['01', '02', '04', '05', '03']);
  // The next edit starts from what is shown.
  const added = bench.app.addFiles({ ...target, source: 'drop' }, [await bench.photos(1, 6)], {
    before: fifth,
  });
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  await added.value.finished;
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02', '04', '06', '05', '03']);
});

test('a photo that failed and is retried goes where the user had put it', async () => {
  const { storeId, productId } = target;
  await bench.app.handlers['gallery.refresh']({});
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, productId, [await bench.photos(1, 4)]);
  const [first = '', second = '', third = '', added = ''] = tiles().map(({ key }) => key);
  await bench.app.handlers['gallery.arrange']({ ...target, keys: [first, added, second, third] });
  await bench.fault({ method: 'POST', path: '/images$' }, { kind: 'status', status: 422 });
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02', '03']);
  bench.app.outbox.retryFailed(storeId);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '04', '02', '03']);
});

test('photos that arrive after the others keep their places among them', async () => {
  const { storeId, productId } = target;
  const { outbox, handlers } = bench.app;
  await handlers['gallery.refresh']({});
  bench.app.stores.pause(storeId, true);
  await bench.drop(storeId, productId, [await bench.photos(2, 4)]);
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = tiles().map(({ key }) => key);
  await handlers['gallery.arrange']({ ...target, keys: [first, second, fifth, fourth, third] });
  const photo = await bench.photos(1, 6);
  await handlers['gallery.replace']({ ...target, key: second, files: [{ path: photo }] });
  await bench.until(() => tiles().length === 6);
  const late = [fourth, fifth].map((key) => Number(key.replace('entry-', '')));
  outbox.cancel(late);
  bench.app.stores.pause(storeId, false);
  await outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '06', '03']);
  bench.app.stores.pause(storeId, true);
  outbox.retry(late);
  expect(tiles().map(nameOf)).toEqual(['01', '06', '05', '04', '03']);
  bench.app.stores.pause(storeId, false);
  await outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '06', '05', '04', '03']);
});

test('an alt text of an image that was replaced before it was written is no failure', async () => {
  const { storeId } = target;
  bench.app.stores.pause(storeId, true);
  const [first = ''] = tiles().map(({ key }) => key);
  await bench.app.handlers['gallery.describe']({ ...target, changes: [{ key: first, alt: 'Late' }] });
  const photo = await bench.photos(1, 4);
  await bench.app.handlers['gallery.replace']({ ...target, key: first, files: [{ path: photo }] });
  await bench.until(() => tiles().length === 4);
  await bench.fault({ method: 'GET', path: '/images/\\d+$', times: 4 }, { kind: 'status', status: 503 });
  bench.app.stores.pause(storeId, false);
  await bench.app.outbox.drained();
  expect(bench.app.outbox.entries.idsIn(storeId, ['failed'])).toEqual([]);
  expect(await bench.names(target.productId)).toEqual(['04', '02', '03']);
});
