import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Pictures } from '../../electron/catalog/pictures.ts';
import type { StoreImage } from '../../electron/bigcommerce/image-api.ts';
import { directNetwork } from '../../electron/network/network.ts';
import { clientOf, html, json, looseStore, type LooseStore } from './bigcommerce-support.ts';

const person = { priority: 'person' } as const;
let store: LooseStore;
beforeEach(async () => {
  store = await looseStore();
});
afterEach(() => store.close());

test('an answer that is no list is given up after 4 MB, a page of a list is read beyond', async () => {
  const { v3, session } = clientOf(store.origin);
  const name = 'x'.repeat(5 * 1024 * 1024);
  store.answer((request, response) => {
    const isList = new URL(request.url ?? '', store.origin).searchParams.has('limit');
    const row = { id: 7, name, variants: [], images: [] };
    json(response, 200, isList ? { data: [row], meta: {} } : { data: row });
  });
  expect(await v3.get(7, 8, person)).toMatchObject({ reason: { reason: { code: 'answer-too-long' } } });
  const listed = await v3.products({ page: 1 }, person);
  expect(listed.ok && listed.value.products[0]?.name).toHaveLength(4_096);
  session.close();
});

test('a list that always promises one more page ends where its first page said', async () => {
  const { v3, session } = clientOf(store.origin);
  store.answer((request, response) => {
    const page = Number(new URL(request.url ?? '', store.origin).searchParams.get('page'));
    json(response, 200, {
      data: [{ id: page, name: `Brand ${page}` }],
      meta: { pagination: { total: 3 + page, current_page: page, total_pages: page === 1 ? 3 : page + 1 } },
    });
  });
  const brands = await v3.brands(person);
  expect(brands.ok && brands.value).toHaveLength(3);
  expect(store.seen).toHaveLength(3);
  session.close();
});

test('a count over a catalogue that grows without end is given up', async () => {
  const { v3, session } = clientOf(store.origin);
  store.answer((request, response) => {
    const after = Number(new URL(request.url ?? '', store.origin).searchParams.get('id:greater') ?? 0);
    const data = Array.from({ length: 250 }, (_, n) => ({ id: after + n + 1, images: [] }));
    json(response, 200, { data, meta: { pagination: { total: 500, current_page: 1, total_pages: 2 } } });
  });
  expect(await v3.countImages(person)).toMatchObject({
    ok: false,
    reason: { reason: { code: 'answer-unreadable' } },
  });
  expect(store.seen.length).toBeLessThan(12);
  session.close();
});

test.each<[string, Parameters<LooseStore['answer']>[0]]>([
  ['a redirect', (_request, response) => response.writeHead(302, { location: '/sign-in' }).end()],
  ['a web page', (_request, response) => html(response, 200)],
  ['nothing', (_request, response) => response.writeHead(200).end()],
])('%s in place of a picture is never kept', async (_what, answer) => {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-cache-'));
  const cache = new Pictures(folder, directNetwork);
  const image = { urlZoom: `${store.origin}/picture.jpg` } as StoreImage;
  store.answer(answer);
  expect(await cache.get(image, 'zoom', store.origin)).toBeNull();
  expect(await readdir(folder)).toEqual([]);
  // The picture itself is taken as soon as it comes.
  store.answer((_request, response) => response.writeHead(200).end(Buffer.from([0xff, 0xd8, 0xff, 0xe0])));
  expect(await cache.get(image, 'zoom', store.origin)).toMatchObject({ mediaType: 'image/jpeg' });
  expect(await readdir(folder)).toHaveLength(1);
  cache.close();
  await rm(folder, { recursive: true, force: true });
});
