import { afterEach, describe, expect, test } from 'vitest';
import type { Tile } from '../../shared/model.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
let storeId: string;
let productId: number;
afterEach(() => bench.close());

const target = (): { storeId: string; productId: number } => ({ storeId, productId });

/** A gallery with this many images in the store, opened in the app. */
async function gallery(count: number): Promise<void> {
  bench = await Workbench.open();
  storeId = await bench.connect();
  productId = await bench.emptyProduct();
  await bench.drop(storeId, productId, [await bench.photos(count)]);
  await bench.app.outbox.drained();
  await bench.app.handlers['gallery.open'](target());
}

function tiles(): Tile[] {
  const snapshot = bench.app.handlers['app.snapshot']({});
  if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
  return snapshot.value.gallery?.tiles ?? [];
}

function isRefreshing(): boolean {
  const snapshot = bench.app.handlers['app.snapshot']({});
  return 'ok' in snapshot && snapshot.ok && snapshot.value.gallery?.refreshing === true;
}

function keysOf(...names: string[]): string[] {
  const named = new Map(
    tiles().map((tile) => [
      (tile.type === 'image' ? tile.fileName : tile.entry.fileName).replace('.jpg', ''),
      tile.key,
    ]),
  );
  return names.map((name) => named.get(name) ?? '');
}

async function arrange(...names: string[]): Promise<void> {
  await bench.app.handlers['gallery.arrange']({ ...target(), keys: keysOf(...names) });
}

async function describeImage(name: string, alt: string): Promise<void> {
  const [key = ''] = keysOf(name);
  await bench.app.handlers['gallery.describe']({ ...target(), changes: [{ key, alt }] });
}

async function undo(): Promise<unknown> {
  return await bench.app.handlers['gallery.undo'](target());
}

function ids(state: 'sending' | 'waiting' | 'retrying' | 'failed'): number[] {
  return bench.app.outbox.entries.idsIn(storeId, [state]);
}

/** The store accepts the first of these requests and fails the second, and the app is about to retry. */
async function failSecondPut(): Promise<void> {
  await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 2 }, { kind: 'status', status: 503 });
}

async function tryAgain(): Promise<void> {
  bench.app.outbox.retry(ids('retrying'));
  await bench.app.outbox.drained();
}

function notices(): unknown[] {
  const snapshot = bench.app.handlers['app.snapshot']({});
  if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
  return snapshot.value.notices;
}

describe('an order of which only the first request was carried out', () => {
  test('and that is changed again ends as last changed, without blaming others', async () => {
    await gallery(7);
    await failSecondPut();
    await arrange('05', '03', '07', '04', '02', '06', '01');
    await bench.until(() => ids('retrying').length > 0);
    await arrange('02', '05', '01', '06', '03', '07', '04');
    expect(ids('retrying')).toHaveLength(1);
    expect(ids('waiting')).toHaveLength(0);
    await tryAgain();
    expect(await bench.names(productId)).toEqual(['02', '05', '01', '06', '03', '07', '04']);
    expect(notices()).toEqual([]);
  });

  test('is sent back when it is undone', async () => {
    await gallery(5);
    await failSecondPut();
    await arrange('05', '04', '03', '02', '01');
    await bench.until(() => ids('retrying').length > 0);
    expect(await bench.names(productId)).not.toEqual(['01', '02', '03', '04', '05']);
    await undo();
    await tryAgain();
    expect(await bench.names(productId)).toEqual(['01', '02', '03', '04', '05']);
  });

  test('and that was given up is dropped once there is another', async () => {
    await gallery(5);
    await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 2 }, { kind: 'status', status: 422 });
    await arrange('05', '04', '03', '02', '01');
    await bench.app.outbox.drained();
    expect(ids('failed')).toHaveLength(1);
    await arrange('02', '01', '03', '05', '04');
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['02', '01', '03', '05', '04']);
    expect(ids('failed')).toEqual([]);
  });
});

describe('a failed edit that is retried after a later one of the same kind', () => {
  const refuseFirst = (): Promise<void> =>
    bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 1 }, { kind: 'status', status: 422 });
  const retryFailed = async (): Promise<void> => {
    await bench.app.outbox.drained();
    expect(ids('failed')).toHaveLength(1);
    bench.app.outbox.retry(ids('failed'));
    await bench.app.outbox.drained();
    expect(ids('failed')).toEqual([]);
    expect(notices()).toEqual([]);
  };

  test('leaves the later alt text, without blaming others', async () => {
    await gallery(2);
    await refuseFirst();
    await describeImage('01', 'Front');
    expect(ids('sending')).toHaveLength(1);
    await describeImage('01', 'Front, on white');
    await retryFailed();
    expect((await bench.gallery(productId)).map(({ description }) => description)).toContain(
      'Front, on white',
    );
  });

  test('leaves the later thumbnail', async () => {
    await gallery(3);
    await refuseFirst();
    const [second = '', third = ''] = keysOf('02', '03');
    await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: second });
    expect(ids('sending')).toHaveLength(1);
    await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: third });
    await retryFailed();
    const chosen = (await bench.gallery(productId)).find(({ is_thumbnail }) => is_thumbnail);
    expect(`image-${chosen?.id}`).toBe(third);
  });
});

describe('an order that the store refuses', () => {
  const refused = async (): Promise<void> => {
    await gallery(4);
    await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 1 }, { kind: 'status', status: 422 });
    await arrange('04', '03', '02', '01');
    await bench.app.outbox.drained();
    expect(ids('failed')).toHaveLength(1);
  };

  test('is kept when photos are dropped before a tile', async () => {
    await refused();
    const folder = await bench.photos(2, 7);
    const [before] = keysOf('02');
    const added = bench.app.addFiles({ ...target(), source: 'drop' }, [folder], { before });
    if (!added.ok) throw new Error(sentenceOf(added.reason));
    await added.value.finished;
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['04', '03', '07', '08', '02', '01']);
  });

  test('is kept when an image is replaced', async () => {
    await refused();
    const folder = await bench.photos(1, 9);
    const [key = ''] = keysOf('02');
    const files = [{ path: `${folder}/09.jpg` }];
    expect(await bench.app.handlers['gallery.replace']({ ...target(), key, files })).toMatchObject({
      ok: true,
    });
    await bench.until(() => keysOf('09')[0] !== '');
    await bench.app.outbox.drained();
    expect(await bench.names(productId)).toEqual(['04', '03', '09', '01']);
  });
});

test('photos added at the end while an order is half carried out stay at the end', async () => {
  await gallery(5);
  await failSecondPut();
  await arrange('05', '04', '03', '02', '01');
  await bench.until(() => ids('retrying').length > 0);
  await bench.drop(storeId, productId, [await bench.photos(1, 6)]);
  expect(keysOf('06')).toEqual([tiles().at(-1)?.key]);
  await tryAgain();
  expect(await bench.names(productId)).toEqual(['05', '04', '03', '02', '01', '06']);
});

test('photos added at the end while an order is being sent stay at the end', async () => {
  await gallery(5);
  await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 1 }, { kind: 'latency', ms: 1_000 });
  await arrange('05', '04', '03', '02', '01');
  await bench.until(() => ids('sending').length > 0);
  await bench.drop(storeId, productId, [await bench.photos(1, 6)]);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['05', '04', '03', '02', '01', '06']);
});

test('an order repeats the number of an unanswered request, which may still be carried out', async () => {
  await gallery(5);
  const [first, second] = await bench.gallery(productId);
  await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 2 }, { kind: 'reset-before' });
  await arrange('05', '04', '03', '02', '01');
  await bench.until(() => ids('retrying').length > 0);
  const [entry] = bench.app.outbox.entries.getAll(ids('retrying'));
  const unanswered = entry?.type === 'arrange' ? entry.unanswered : [];
  expect(unanswered).toHaveLength(1);
  // By now the rest would be planned with other numbers.
  await bench.changeElsewhere(productId, first?.id ?? 0, { sort_order: -700 });
  await bench.changeElsewhere(productId, second?.id ?? 0, { sort_order: -600 });
  await tryAgain();
  expect(await bench.names(productId)).toEqual(['05', '04', '03', '02', '01']);
  const [lost] = unanswered;
  const standing = (await bench.gallery(productId)).find(({ id }) => id === lost?.imageId);
  expect(standing?.sort_order).toBe(lost?.sortOrder);
});

test('an order that is changed while it is being sent, and then fails, is replaced by the later one', async () => {
  await gallery(5);
  await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 2 }, { kind: 'html', status: 503 });
  await bench.fault({ method: 'PUT', path: '/images/\\d+$', nth: 1 }, { kind: 'latency', ms: 300 });
  await arrange('05', '04', '03', '02', '01');
  await bench.until(() => ids('sending').length > 0);
  await arrange('05', '01', '03', '04', '02');
  expect(ids('waiting')).toHaveLength(1);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['05', '01', '03', '04', '02']);
  expect(ids('failed')).toEqual([]);
  expect(notices()).toEqual([]);
});

describe('an alt text', () => {
  test('changed again while the first is being sent is written, because nobody else wrote the first', async () => {
    await gallery(1);
    await bench.fault({ method: 'PUT', path: '/images/\\d+$' }, { kind: 'latency', ms: 300 });
    await describeImage('01', 'A mug');
    await bench.until(() => ids('sending').length > 0);
    await describeImage('01', 'A blue mug');
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toMatchObject([{ description: 'A blue mug' }]);
    expect(ids('failed')).toEqual([]);
  });

  test('written without an answer is changed again, and undone', async () => {
    await gallery(1);
    const lost = { kind: 'html', status: 503, when: 'after' } as const;
    await bench.fault({ method: 'PUT', path: '/images/\\d+$' }, lost);
    await describeImage('01', 'A mug');
    await bench.until(() => ids('retrying').length > 0);
    expect(await bench.gallery(productId)).toMatchObject([{ description: 'A mug' }]);
    await describeImage('01', 'A blue mug');
    await undo();
    await undo();
    expect(tiles()).toMatchObject([{ alt: '' }]);
    await tryAgain();
    expect(await bench.gallery(productId)).toMatchObject([{ description: '' }]);
    expect(ids('failed')).toEqual([]);
  });

  test('is not undone over what somebody else has written since', async () => {
    await gallery(1);
    await describeImage('01', 'A mug');
    await bench.app.outbox.drained();
    const [image] = await bench.gallery(productId);
    await bench.changeElsewhere(productId, image?.id ?? 0, { description: 'Theirs' });
    await bench.app.handlers['gallery.refresh']({});
    await bench.until(() => tiles()[0]?.alt === 'Theirs');
    expect(await undo()).toMatchObject({ ok: false, reason: { code: 'changed-since' } });
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toMatchObject([{ description: 'Theirs' }]);
  });

  test('that waits survives a removal that is undone, and is not written to a removed image', async () => {
    await gallery(2);
    bench.app.stores.pause(storeId, true);
    await describeImage('01', 'A mug');
    await describeImage('02', 'A jug');
    await bench.app.handlers['gallery.remove']({ ...target(), keys: keysOf('01') });
    await bench.app.handlers['gallery.remove']({ ...target(), keys: keysOf('02') });
    await undo();
    expect(tiles()).toMatchObject([{ alt: 'A mug' }, { alt: 'A jug', pending: { alt: true } }]);
    bench.app.stores.pause(storeId, false);
    await bench.until(() => ids('waiting').length === 2);
    await bench.app.handlers['gallery.keep']({ ...target(), keys: keysOf('01') });
    await bench.app.outbox.drained();
    expect(await bench.gallery(productId)).toMatchObject([
      { description: 'A mug' },
      { description: 'A jug' },
    ]);
  });
});

describe('the thumbnail', () => {
  test('is the last choice, also if the first has to be retried', async () => {
    await gallery(3);
    await bench.fault({ method: 'PUT', path: '/images/\\d+$' }, { kind: 'html', status: 503, when: 'after' });
    await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysOf('02')[0] ?? '' });
    await bench.until(() => ids('retrying').length > 0);
    await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysOf('01')[0] ?? '' });
    await tryAgain();
    expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([true, false, false]);
  });

  test('chosen by somebody else meanwhile is reported', async () => {
    await gallery(3);
    bench.app.stores.pause(storeId, true);
    await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysOf('02')[0] ?? '' });
    const third = (await bench.gallery(productId))[2]?.id ?? 0;
    await bench.changeElsewhere(productId, third, { is_thumbnail: true });
    bench.app.stores.pause(storeId, false);
    await bench.app.outbox.drained();
    expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([false, true, false]);
    const sentence = 'Someone else set “03” as thumbnail. It is “02” again, as you chose.';
    expect(notices()).toMatchObject([
      { text: { code: 'changed-by-others', args: { what: expect.stringContaining(sentence) } } },
    ]);
  });

  test('is not undone over another chosen by somebody else since', async () => {
    await gallery(3);
    await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysOf('02')[0] ?? '' });
    await bench.app.outbox.drained();
    const third = (await bench.gallery(productId))[2]?.id ?? 0;
    await bench.changeElsewhere(productId, third, { is_thumbnail: true });
    await bench.app.handlers['gallery.refresh']({});
    await bench.until(() =>
      tiles().some((tile) => tile.type === 'image' && tile.imageId === third && tile.isThumbnail),
    );
    expect(await undo()).toMatchObject({ ok: false, reason: { code: 'chosen-since' } });
    await bench.app.outbox.drained();
    expect((await bench.gallery(productId)).map((image) => image.is_thumbnail)).toEqual([false, false, true]);
  });
});

test('undoing an order keeps what somebody else has moved since', async () => {
  await gallery(5);
  await arrange('02', '01', '03', '04', '05');
  await bench.app.outbox.drained();
  const images = await bench.gallery(productId);
  const fourth = images[3];
  await bench.changeElsewhere(productId, fourth?.id ?? 0, { sort_order: (images[4]?.sort_order ?? 0) + 1 });
  await bench.app.handlers['gallery.refresh']({});
  await bench.until(() => tiles().at(-1)?.key === `image-${fourth?.id}`);
  await undo();
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02', '03', '05', '04']);
});

test('edits waiting at the end of the app can be undone after the next start', async () => {
  await gallery(3);
  bench.app.stores.pause(storeId, true);
  await describeImage('01', 'A mug');
  await bench.app.handlers['gallery.setThumbnail']({ ...target(), key: keysOf('02')[0] ?? '' });
  await arrange('03', '01', '02');
  await bench.app.close();
  await bench.restartApp();
  expect(tiles()).toMatchObject([{ isThumbnail: false }, { alt: 'A mug' }, { isThumbnail: true }]);
  for (let step = 0; step < 3; step++) expect(await undo()).toMatchObject({ ok: true });
  expect(tiles()).toMatchObject([{ alt: '', isThumbnail: true }, { alt: '' }, { alt: '' }]);
  expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
  await bench.app.handlers['gallery.redo'](target());
  expect(tiles()[0]).toMatchObject({ alt: 'A mug' });
});

test('photos go behind an image that has the greatest number', async () => {
  await gallery(2);
  const [, second] = await bench.gallery(productId);
  await bench.changeElsewhere(productId, second?.id ?? 0, { sort_order: 2_147_483_647 });
  await bench.app.handlers['gallery.refresh']({});
  await bench.until(() => tiles()[1]?.sortOrder === 2_147_483_647);
  await bench.drop(storeId, productId, [await bench.photos(3, 3)]);
  await bench.app.outbox.drained();
  expect(await bench.names(productId)).toEqual(['01', '02', '03', '04', '05']);
  expect(ids('failed')).toEqual([]);
});

test('a slow answer with the gallery’s images does not hide a photo that arrives meanwhile', async () => {
  await gallery(2);
  // Opening the gallery has asked already, and a request under way is not made twice.
  await bench.until(() => !isRefreshing());
  await bench.fault({ method: 'GET', path: '/images$' }, { kind: 'trickle', bytesPerSecond: 400 });
  const refreshed = bench.app.handlers['gallery.refresh']({});
  await bench.drop(storeId, productId, [await bench.photos(1, 3)]);
  await bench.until(() => tiles().length === 3 && tiles().every((tile) => tile.type === 'image'));
  await bench.app.outbox.drained();
  expect(isRefreshing()).toBe(true);
  await refreshed;
  await bench.until(() => !isRefreshing());
  expect(tiles()).toHaveLength(3);
  expect(await bench.names(productId)).toEqual(['01', '02', '03']);
});
