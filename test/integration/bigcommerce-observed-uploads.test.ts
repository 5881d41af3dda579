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

const batch = { lane: 'batch' } as const;
const created = { data: { id: 1, product_id: 7, sort_order: 3 }, meta: {} };

let store: LooseStore;
let photos: Pictures;
let heard: (string | null)[];
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

const uploads: UploadObserver = {
  begun() {
    heard.push('begun');
    return {
      granted: (bytes) => heard.push(bytes > 5_000 ? 'granted' : 'granted too few'),
      ended: (failure) => heard.push(failure),
    };
  },
};

function answer(status: number): void {
  store.answer((request, response) => {
    bodyOf(request).then(
      () => json(response, status, status === 200 ? created : { status, title: 'No' }),
      () => undefined,
    );
  });
}

test.each([
  [200, null],
  [429, 'throttled'],
  [503, 'transient'],
  [422, 'refused'],
] as const)(
  'an upload answered with %s is told of from its beginning to its end',
  async (status, failure) => {
    answer(status);
    const { v3, session } = clientOf(store.origin, { uploads });
    await v3.createFromFile(7, await photos.make(5_000), batch);
    expect(heard).toEqual(['begun', 'granted', failure]);
    session.close();
  },
);

test('an upload whose file is gone, or that is given up in line, ends too', async () => {
  const { v3, session } = clientOf(store.origin, { uploads });
  const photo = await photos.make(5_000);
  await rm(photo.path);
  await v3.createFromFile(7, photo, batch);
  await v3.createFromFile(7, photo, { ...batch, signal: AbortSignal.abort() });
  expect(heard).toEqual(['begun', 'local', 'begun', 'local']);
  session.close();
});

test('other requests are not told of', async () => {
  store.answer((_request, response) => json(response, 200, { data: [], meta: {} }));
  const { v3, session } = clientOf(store.origin, { uploads });
  await v3.list(7, batch);
  expect(heard).toEqual([]);
  session.close();
});

test('files by WebDAV are told of too', async () => {
  store.answer((request, response) => {
    bodyOf(request).then(
      () => response.writeHead(201).end(),
      () => undefined,
    );
  });
  const access = { url: `${store.origin}/dav/`, username: 'u', password: 'p' };
  const webdav = createWebdav({ access: () => Promise.resolve(access), uploads });
  await webdav.put('a.jpg', await photos.make(6_000));
  expect(heard).toEqual(['begun', 'granted', null]);
  webdav.close();
});
