import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyToken } from '../../electron/bigcommerce/verify-token.ts';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { valueOf } from '../unit/bigcommerce/outcomes.ts';
import { clientOf, freshGovernor, pictures, type Pictures } from './bigcommerce-support.ts';
import { writeFile } from 'node:fs/promises';

const person = { priority: 'person' } as const;
const batch = { priority: 'batch' } as const;

let folder: string;
let practice: PracticeStore;
let photos: Pictures;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-practice-'));
  photos = await pictures();
  practice = await startPracticeStore({
    dataDir: folder,
    products: 6,
    quota: 40,
    windowMs: 2_000,
    faults: true,
  });
});
afterAll(async () => {
  await practice.close();
  await photos.close();
  await rm(folder, { recursive: true, force: true });
});

function connect() {
  return clientOf(practice.origin, {
    storeHash: practice.storeHash,
    accessToken: () => Promise.resolve(practice.accessToken),
  });
}

async function photo(fileName: string, sortOrder: number) {
  const content = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer();
  const made = await photos.make(content.length, { fileName, sortOrder, description: `Alt of ${fileName}` });
  await writeFile(made.path, content);
  return made;
}

async function fault(body: unknown): Promise<void> {
  const response = await fetch(`${practice.origin}/practice/faults`, {
    method: 'POST',
    headers: { 'x-auth-token': practice.accessToken, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
}

describe('with the practice store, the client', () => {
  it('verifies the token, and distinguishes errors', async () => {
    const given = { apiOrigin: practice.origin, hash: practice.storeHash, accessToken: practice.accessToken };
    expect(valueOf(await verifyToken(given))).toMatchObject({ name: expect.any(String), productCount: 6 });
    expect(await verifyToken({ ...given, accessToken: 'wrong' })).toMatchObject({
      reason: { code: 'token-not-accepted' },
    });
    expect(await verifyToken({ ...given, hash: 'elsewhere' })).toMatchObject({
      reason: { code: 'wrong-store' },
    });
  });

  it('uploads, lists, changes and removes', async () => {
    const { v3, session } = connect();
    const { products } = valueOf(await v3.products({ page: 1 }, person));
    const productId = products[0]?.id ?? 0;
    expect(products.map((product) => product.id)).toEqual(
      products.map((p) => p.id).toSorted((a, b) => a - b),
    );
    const before = valueOf(await v3.list(productId, person)).length;

    const image = valueOf(await v3.createFromFile(productId, await photo('mug-abcdefgh.jpg', 30), batch));
    expect(image).toMatchObject({ productId, sortOrder: 30, description: 'Alt of mug-abcdefgh.jpg' });
    expect(image.imageFile).toMatch(/mug-abcdefgh__\d{5}\.jpg$/);
    const listed = valueOf(await v3.list(productId, person));
    expect(listed).toHaveLength(before + 1);
    expect(listed.find((other) => other.id === image.id)?.urlThumbnail).toMatch(/^http/);

    const changed = await v3.update(productId, image.id, { description: 'Neu', isThumbnail: true }, person);
    expect(valueOf(changed)).toMatchObject({ id: image.id, description: 'Neu', isThumbnail: true });

    expect(await v3.remove(productId, image.id, person)).toEqual({ ok: true, value: null });
    expect(await v3.remove(productId, image.id, person)).toEqual({ ok: true, value: null });
    expect(valueOf(await v3.list(productId, person))).toHaveLength(before);
    expect(await v3.list(999_999, person)).toMatchObject({ reason: { type: 'not-found' } });
    session.close();
  });

  it.each([
    { kind: 'reset-after-commit' },
    { kind: 'truncate' },
    { kind: 'html', status: 502, when: 'after' },
  ])('finds an upload with an unknown outcome by its name: $kind', async (action) => {
    const { v3, session } = connect();
    const productId = valueOf(await v3.products({ page: 1 }, person)).products[1]?.id ?? 0;
    await fault({ match: { method: 'POST', path: '/images$' }, do: action });
    const name = `jug-${action.kind}.jpg`;
    const sent = await v3.createFromFile(productId, await photo(name, 1), batch);
    expect(sent).toMatchObject({ ok: false, reason: { type: 'unknown' } });
    const found = valueOf(await v3.list(productId, person)).filter((image) =>
      image.imageFile.includes(`jug-${action.kind}__`),
    );
    expect(found).toHaveLength(1);
    session.close();
  });

  it('stays within the quota with many parallel requests, without a refusal', async () => {
    const { v3, session, traffic } = clientOf(practice.origin, {
      storeHash: practice.storeHash,
      accessToken: () => Promise.resolve(practice.accessToken),
      governor: freshGovernor(),
    });
    const productId = valueOf(await v3.products({ page: 1 }, person)).products[2]?.id ?? 0;
    const answers = await Promise.all(Array.from({ length: 90 }, () => v3.list(productId, batch)));
    expect(answers.filter((answer) => !answer.ok)).toEqual([]);
    expect(traffic.filter((entry) => entry.status === 429)).toEqual([]);
    session.close();
  }, 20_000);
});
