import { rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeStoreOptions } from '../../electron/practice/server.ts';
import { createV2First } from '../../electron/bigcommerce/v2/v2-first.ts';
import type { FailureType } from '../../electron/bigcommerce/failure.ts';
import type { ImageApi, NewImageUrl } from '../../electron/bigcommerce/image-api.ts';
import { reasonOf, valueOf } from '../unit/bigcommerce/outcomes.ts';
import { practiceRig, type PracticeClient, type PracticeRig } from './bigcommerce-practice-rig.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

const person = { priority: 'person' } as const;
const batch = { priority: 'batch' } as const;
const done = { ok: true, value: null };
const nobody = 999_999;

/** What both versions of the API must do alike. */
const versions = [
  {
    version: 'V3',
    of: (client: PracticeClient): ImageApi => client.v3,
    count: (client: PracticeClient) => client.v3.countImages(person),
    list: '/catalog/products/\\d+/images$',
    one: '/catalog/products/\\d+/images/\\d+$',
    any: '/v3/',
  },
  {
    version: 'V2',
    of: (client: PracticeClient): ImageApi => client.v2,
    count: (client: PracticeClient) => client.v2.countAll(person),
    list: '/v2/products/\\d+/images$',
    one: '/v2/products/\\d+/images/\\d+$',
    any: '/v2/',
  },
];

let rig: PracticeRig;
let client: PracticeClient;
let productId: number;
beforeAll(async () => {
  rig = await practiceRig({ products: 6, faults: true });
});
afterAll(() => rig.close());
beforeEach(async () => {
  client = rig.connect({ limits: { response: 2_000 } });
  productId = valueOf(await client.v3.products({ page: 1 }, person)).products[0]?.id ?? 0;
  valueOf(await client.v3.removeAll(productId, person));
  client.traffic.length = 0;
});
afterEach(async () => {
  await rig.clearFaults();
  client.close();
});

describe.each(versions)('the image API by $version', ({ of, count, list, one, any }) => {
  const api = (): ImageApi => of(client);
  const add = async (fileName: string, rest = {}) =>
    valueOf(await api().createFromFile(productId, await rig.photo(fileName, rest), batch));
  const fromUrl = (path: string, rest: Partial<NewImageUrl> = {}): NewImageUrl => ({
    url: `${rig.webOrigin}${path}`,
    sortOrder: null,
    isThumbnail: false,
    description: '',
    ...rest,
  });

  it('has no images of an empty gallery', async () => {
    expect(await api().list(productId, person)).toEqual({ ok: true, value: [] });
  });

  it('creates from a file, with its name, order and description, and counts its progress', async () => {
    const photo = await rig.photo('mug-front-abcdefgh.jpg', {
      sortOrder: 30,
      description: 'Eine Tasse, “blau” 茶碗',
    });
    const counts: number[] = [];
    const image = valueOf(
      await api().createFromFile(productId, photo, { ...batch, onProgress: (sent) => counts.push(sent) }),
    );
    expect(image).toMatchObject({
      productId,
      sortOrder: 30,
      description: 'Eine Tasse, “blau” 茶碗',
      isThumbnail: true,
    });
    expect(image.imageFile).toMatch(/mug-front-abcdefgh__\d{5}\.jpg$/);
    expect(image.dateModified).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
    expect(counts.at(-1)).toBe(photo.bytes);
    expect(valueOf(await api().list(productId, person))).toEqual([image]);
  });

  it('creates from an address, which the store fetches', async () => {
    const given = fromUrl('/jug.jpg', { sortOrder: 3, description: 'A jug' });
    const image = valueOf(await api().createFromUrl(productId, given, person));
    expect(image).toMatchObject({ productId, sortOrder: 3, description: 'A jug' });
    expect(image.imageFile).toMatch(/jug__\d{5}\.jpg$/);
  });

  it('gets one image as in the list', async () => {
    const image = await add('mug.jpg');
    expect(await api().get(productId, image.id, person)).toEqual({ ok: true, value: image });
  });

  it('lists at least the requested fields', async () => {
    const image = await add('mug.jpg', { description: 'Mug' });
    const some = valueOf(await api().list(productId, { ...person, fields: ['description', 'isThumbnail'] }));
    expect(some).toMatchObject([{ id: image.id, productId, description: 'Mug', isThumbnail: true }]);
  });

  it('changes order, description and thumbnail, each alone', async () => {
    const first = await add('a.jpg', { sortOrder: 1, description: 'A' });
    const second = await add('b.jpg', { sortOrder: 2, description: 'B' });
    expect(valueOf(await api().update(productId, first.id, { sortOrder: 9 }, person))).toMatchObject({
      id: first.id,
      sortOrder: 9,
      description: 'A',
      isThumbnail: true,
    });
    expect(valueOf(await api().update(productId, first.id, { description: '' }, person))).toMatchObject({
      sortOrder: 9,
      description: '',
    });
    const marked = valueOf(await api().update(productId, second.id, { isThumbnail: true }, person));
    expect(marked).toMatchObject({ isThumbnail: true, description: 'B' });
    const thumbnails = valueOf(await api().list(productId, person)).filter((image) => image.isThumbnail);
    expect(thumbnails.map((image) => image.id)).toEqual([second.id]);
  });

  it('removes one; a missing one counts as removed', async () => {
    const [kept, gone] = [await add('a.jpg'), await add('b.jpg')];
    expect(await api().remove(productId, gone.id, person)).toEqual(done);
    expect(await api().remove(productId, gone.id, person)).toEqual(done);
    expect(valueOf(await api().list(productId, person)).map((image) => image.id)).toEqual([kept.id]);
  });

  it('removes all of a product and none of another', async () => {
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await add(name);
    const before = valueOf(await count(client));
    expect(await api().removeAll(productId, person)).toEqual(done);
    expect(await api().list(productId, person)).toEqual({ ok: true, value: [] });
    expect(await count(client)).toEqual({ ok: true, value: before - 3 });
    expect(await api().removeAll(productId, person)).toEqual(done);
  });

  it('counts the images of the whole store', async () => {
    const { products } = valueOf(await client.v3.products({ page: 1 }, person));
    const images = products.reduce((sum, product) => sum + product.images.length, 0);
    expect(await count(client)).toEqual({ ok: true, value: images });
  });

  it.each<[string, (api: ImageApi) => ReturnType<ImageApi['list']>]>([
    ['lists', (given) => given.list(nobody, person)],
    ['gets', (given) => given.get(nobody, 1, person) as never],
    ['updates', (given) => given.update(nobody, 1, { sortOrder: 1 }, person) as never],
    ['removes all', (given) => given.removeAll(nobody, person) as never],
  ])('recognises an unknown product when it %s', async (_name, call) => {
    expect(reasonOf(await call(api()))).toMatchObject({ type: 'not-found', reason: { code: 'not-found' } });
  });

  it('recognises an unknown product on create, and an unknown image', async () => {
    const created = await api().createFromFile(nobody, await rig.photo('a.jpg'), batch);
    expect(reasonOf(created).type).toBe('not-found');
    expect(reasonOf(await api().createFromUrl(nobody, fromUrl('/a.jpg'), batch)).type).toBe('not-found');
    expect(reasonOf(await api().get(productId, nobody, person)).type).toBe('not-found');
    expect(reasonOf(await api().update(productId, nobody, { sortOrder: 1 }, person)).type).toBe('not-found');
  });

  it('is refused files that are no pictures, in the store’s words', async () => {
    const photo = await rig.photo('words.jpg');
    const words = Buffer.from('These are words.');
    await writeFile(photo.path, words);
    const sent = reasonOf(await api().createFromFile(productId, { ...photo, bytes: words.length }, person));
    expect(sent.type).toBe('refused');
    expect(sent.storeWords).toMatch(/\S/);
    const missing = reasonOf(await api().createFromUrl(productId, fromUrl('/not-here'), person));
    expect(missing.type).toBe('refused');
    expect(missing.storeWords).toMatch(/\S/);
    expect(await api().list(productId, person)).toEqual({ ok: true, value: [] });
  });

  it('refuses an address the store would not accept, without a request', async () => {
    const long = fromUrl(`/${'a'.repeat(260)}.jpg`);
    for (const given of [long, fromUrl('', { url: 'mug.jpg' }), fromUrl('', { url: 'ftp://a.example/b' })]) {
      expect(reasonOf(await api().createFromUrl(productId, given, person)).type).toBe('refused');
    }
    expect(client.traffic).toEqual([]);
  });

  it('does not start with a missing file', async () => {
    const photo = await rig.photo('gone.jpg');
    await rm(photo.path);
    expect(reasonOf(await api().createFromFile(productId, photo, person)).type).toBe('local');
    expect(client.traffic).toEqual([]);
  });

  it('is cancelled before it starts', async () => {
    const options = { ...person, signal: AbortSignal.abort() };
    expect(reasonOf(await api().list(productId, options)).type).toBe('local');
    expect(reasonOf(await api().createFromFile(productId, await rig.photo('a.jpg'), options)).type).toBe(
      'local',
    );
    expect(client.traffic).toEqual([]);
  });

  it('needs an accepted token', async () => {
    const stranger = rig.connect({ accessToken: () => Promise.resolve('wrong') });
    expect(reasonOf(await of(stranger).list(productId, person))).toMatchObject({
      type: 'sign-in',
      reason: { code: 'wrong-token' },
    });
    stranger.close();
  });

  const scope = { error: 'You are authorized but your scope does not include this resource.' };
  const troubles: [string, Record<string, unknown>, FailureType, FailureType][] = [
    ['500', { kind: 'status', status: 500, body: { error: 'Sorry' } }, 'transient', 'transient'],
    ['503', { kind: 'status', status: 503, body: { error: 'Sorry' } }, 'transient', 'transient'],
    ["a gateway's 502", { kind: 'html', status: 502, when: 'before' }, 'transient', 'unknown'],
    ["a gateway's 504", { kind: 'html', status: 504, when: 'after' }, 'transient', 'unknown'],
    ['a sign-in page', { kind: 'html', status: 200, when: 'before' }, 'transient', 'unknown'],
    ['429', { kind: 'status', status: 429, headers: { 'x-retry-after': '0' } }, 'throttled', 'throttled'],
    ['429 without headers', { kind: 'status', status: 429, noRateHeaders: true }, 'throttled', 'throttled'],
    ['a full plan', { kind: 'status', status: 507 }, 'refused', 'refused'],
    ['a missing scope', { kind: 'status', status: 403, body: scope }, 'sign-in', 'sign-in'],
    ['401', { kind: 'status', status: 401 }, 'sign-in', 'sign-in'],
    ['a broken connection', { kind: 'reset-before' }, 'transient', 'unknown'],
    ['an answer cut short', { kind: 'truncate' }, 'transient', 'unknown'],
    ['silence', { kind: 'stall' }, 'transient', 'unknown'],
    ['a stand-still just before the end', { kind: 'stall', when: 'during' }, 'transient', 'unknown'],
  ];

  it.each(troubles)('has a class for %s', async (_name, action, reading, creating) => {
    // An answer without a body could not be cut short.
    await add('first.jpg');
    const limits = action.kind === 'stall' ? { response: 150, read: 150 } : {};
    const given = rig.connect({ limits });
    await rig.fault({ method: 'GET', path: list }, action);
    expect(reasonOf(await of(given).list(productId, person)).type).toBe(reading);
    given.close();

    const other = rig.connect({ limits });
    await rig.fault({ method: 'POST', path: list }, action);
    const failure = reasonOf(await of(other).createFromFile(productId, await rig.photo('mug.jpg'), person));
    expect(failure.type).toBe(creating);
    expect(sentenceOf(failure.reason)).toMatch(/^[A-Z].*[.”]$/);
    other.close();
  });

  it.each(['reset-after-commit', 'truncate'])(
    'leaves an upload unknown, and found by its name, after %s',
    async (kind) => {
      await rig.fault({ method: 'POST', path: list }, { kind });
      const sent = await api().createFromFile(productId, await rig.photo('jug-abcdefgh.jpg'), batch);
      expect(reasonOf(sent).type).toBe('unknown');
      const found = valueOf(await api().list(productId, person));
      expect(found).toMatchObject([{ imageFile: expect.stringContaining('jug-abcdefgh__') }]);
    },
  );

  it.each(['PUT', 'DELETE'])('may repeat a %s whose answer was lost', async (method) => {
    const image = await add('mug.jpg');
    await rig.fault({ method, path: one }, { kind: 'reset-after-commit' });
    const call = () =>
      method === 'PUT'
        ? api().update(productId, image.id, { description: 'Mug' }, person)
        : api().remove(productId, image.id, person);
    expect(reasonOf<unknown, { type: FailureType }>(await call()).type).toBe('transient');
    expect((await call()).ok).toBe(true);
  });

  it('is paced with all other requests to the store', async () => {
    await add('mug.jpg');
    await api().list(productId, person);
    expect(client.traffic.length).toBeGreaterThanOrEqual(2);
    expect(client.traffic.every(({ path }) => `/${path}`.includes(any))).toBe(true);
  });
});

describe('an image', () => {
  it('is the same by both versions', async () => {
    await client.v3.createFromFile(
      productId,
      await rig.photo('a.jpg', { sortOrder: 2, description: 'A' }),
      batch,
    );
    await client.v2.createFromFile(
      productId,
      await rig.photo('b.jpg', { sortOrder: 1, isThumbnail: true }),
      batch,
    );
    const byId = (given: { id: number }[]) => given.toSorted((a, b) => a.id - b.id);
    const v2 = byId(valueOf(await client.v2.list(productId, person)));
    expect(v2).toEqual(byId(valueOf(await client.v3.list(productId, person))));
    expect(v2).toHaveLength(2);
  });
});

describe.each<[string, NonNullable<PracticeStoreOptions['rules']>]>([
  [
    'the other ways',
    {
      emptyListStatus: 204,
      emptyListStatusV2: 200,
      deleteMissingStatus: 204,
      deleteAllTakes: 'all',
      digest: 'md5',
      defaultOrder: 'zero',
      renumbering: 'never',
    },
  ],
  ['SHA-256 alone', { digest: 'sha-256' }],
])('with a store that answers in %s', (_name, rules) => {
  let other: PracticeRig;
  beforeAll(async () => {
    other = await practiceRig({ products: 2, rules });
  });
  afterAll(() => other.close());

  it.each(versions)('$version creates, lists, changes and removes as usual', async ({ of }) => {
    const connected = other.connect();
    const api = of(connected);
    const id = valueOf(await connected.v3.products({ page: 1 }, person)).products[0]?.id ?? 0;
    expect(await api.removeAll(id, person)).toEqual(done);
    expect(await api.list(id, person)).toEqual({ ok: true, value: [] });
    const image = valueOf(await api.createFromFile(id, await other.photo('mug.jpg'), batch));
    expect(valueOf(await api.update(id, image.id, { sortOrder: 7 }, person))).toMatchObject({ sortOrder: 7 });
    expect(valueOf(await api.list(id, person))).toMatchObject([{ id: image.id, sortOrder: 7 }]);
    expect(await api.remove(id, image.id, person)).toEqual(done);
    expect(await api.remove(id, image.id, person)).toEqual(done);
    connected.close();
  });
});

describe('with a store that refuses V2', () => {
  it('counting and removing all use V3', async () => {
    const other = await practiceRig({ products: 3, rules: { scope: 'without-v2-images' } });
    const connected = other.connect();
    const { products } = valueOf(await connected.v3.products({ page: 1 }, person));
    const images = products.map((product) => product.images.length);
    const total = images.reduce((sum, count) => sum + count, 0);
    expect(reasonOf(await connected.v2.countAll(person)).type).toBe('sign-in');
    const first = createV2First(connected);
    expect(await first.countAll(person)).toEqual({ ok: true, value: total });
    const [product] = products;
    expect(await first.removeAll(product?.id ?? 0, person)).toEqual(done);
    expect(await first.countAll(person)).toEqual({ ok: true, value: total - (images[0] ?? 0) });
    connected.close();
    await other.close();
  });
});
