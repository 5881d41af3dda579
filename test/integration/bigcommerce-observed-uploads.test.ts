import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { UploadObserver } from '../../electron/bigcommerce/pacing/parallelism.ts';
import { createWebdav } from '../../electron/bigcommerce/v2/webdav.ts';
import {
  bodyOf,
  clientOf,
  json,
  looseStore,
  pictures,
  type LooseStore,
  type Pictures,
} from './bigcommerce-support.ts';

const batch = { priority: 'batch' } as const;
const created = { data: { id: 1, product_id: 7, sort_order: 3 }, meta: {} };

let store: LooseStore;
let photos: Pictures;
let heard: string[];
beforeAll(async () => {
  store = await looseStore();
  photos = await pictures();
});
afterAll(async () => {
  await store.close();
  await photos.close();
});
beforeEach(() => {
  heard = [];
});

const uploads: UploadObserver = () => {
  heard.push('begun');
  return (signal) => heard.push(signal);
};

function answer(status: number, headers: Record<string, string>): void {
  store.answer((request, response) => {
    bodyOf(request).then(
      () => json(response, status, status === 200 ? created : { status, title: 'No' }, headers),
      () => undefined,
    );
  });
}

test.each([
  [200, {}, 'success'],
  [429, {}, 'overload'],
  [429, { 'x-rate-limit-requests-left': '12' }, 'overload'],
  [429, { 'x-rate-limit-requests-left': '0' }, 'neutral'],
  [503, {}, 'trouble'],
  [422, {}, 'neutral'],
] as [number, Record<string, string>, string][])(
  'an upload answered with %s and %j is reported when it begins and ends',
  async (status, headers, signal) => {
    answer(status, headers);
    const { v3, session } = clientOf(store.origin, { uploads });
    await v3.createFromFile(7, await photos.make(5_000), batch);
    expect(heard).toEqual(['begun', signal]);
    session.close();
  },
);

test('an upload whose file is missing, or that is cancelled in the queue, ends too', async () => {
  const { v3, session } = clientOf(store.origin, { uploads });
  const photo = await photos.make(5_000);
  await rm(photo.path);
  await v3.createFromFile(7, photo, batch);
  await v3.createFromFile(7, photo, { ...batch, signal: AbortSignal.abort() });
  expect(heard).toEqual(['begun', 'neutral', 'begun', 'neutral']);
  session.close();
});

test('other requests are not reported', async () => {
  store.answer((_request, response) => json(response, 200, { data: [], meta: {} }));
  const { v3, session } = clientOf(store.origin, { uploads });
  await v3.list(7, batch);
  expect(heard).toEqual([]);
  session.close();
});

test('files by WebDAV are reported too', async () => {
  store.answer((request, response) => {
    bodyOf(request).then(
      () => response.writeHead(201).end(),
      () => undefined,
    );
  });
  const access = { url: `${store.origin}/dav/`, username: 'u', password: 'p' };
  const webdav = createWebdav({ access: () => Promise.resolve(access), uploads });
  await webdav.put('a.jpg', await photos.make(6_000));
  expect(heard).toEqual(['begun', 'success']);
  webdav.close();
});
