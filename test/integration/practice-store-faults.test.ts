import { expect, test } from 'vitest';
import { imagesOf, openStore, picture } from './practice-store-client.ts';
import type { PracticeClient } from './practice-store-client.ts';

const uploads = { method: 'POST', path: '/images$' };

async function withFault(
  action: object,
): Promise<{ client: PracticeClient; productId: number; send: () => Promise<number | 'lost'> }> {
  const client = await openStore({ faults: true });
  const productId = await client.bareProduct();
  const file = await picture(9, 'png', 900, 900);
  await client.fault(uploads, action);
  const send = async () => {
    try {
      return (await client.upload(productId, file)).status;
    } catch {
      return 'lost';
    }
  };
  return { client, productId, send };
}

test('has no faults unless enabled', async () => {
  const client = await openStore();
  expect((await client.ask('POST', '/practice/faults', { do: { kind: 'stall' } })).status).toBe(404);
});

test.each([
  ['reset-before', { kind: 'reset-before' }, 'lost', 0],
  ['reset-during', { kind: 'reset-during', bytes: 200 }, 'lost', 0],
  ['reset-after-commit', { kind: 'reset-after-commit' }, 'lost', 1],
  ['truncate', { kind: 'truncate' }, 'lost', 1],
  ['switch-protocols', { kind: 'switch-protocols' }, 'lost', 0],
  ['html', { kind: 'html' }, 502, 0],
  ['html after', { kind: 'html', status: 200, when: 'after' }, 200, 1],
  ['status', { kind: 'status', status: 503 }, 503, 0],
  ['status after', { kind: 'status', status: 504, when: 'after' }, 504, 1],
  ['latency', { kind: 'latency', ms: 30 }, 200, 1],
  ['trickle', { kind: 'trickle', bytesPerSecond: 5_000 }, 200, 1],
] as const)(
  '%s: happens once, as described, and the next request is normal',
  async (_name, action, outcome, kept) => {
    const { client, productId, send } = await withFault(action);
    expect(await send()).toBe(outcome);
    expect(await client.images(productId)).toHaveLength(kept);
    expect(await send()).toBe(200);
    expect(await client.images(productId)).toHaveLength(kept + 1);
    expect((await client.ask('GET', '/practice/faults')).body).toMatchObject({
      fired: [{ kind: action.kind }],
    });
  },
);

test('clock-skew: the answer is dated a day ahead, and otherwise unchanged', async () => {
  const { client, productId } = await withFault({ kind: 'clock-skew', ms: 86_400_000 });
  const answer = await client.upload(productId, await picture());
  expect(answer.status).toBe(200);
  const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now();
  expect(ahead).toBeGreaterThan(86_000_000);
});

test.each(['before', 'during'])(
  'stall %s: neither answers nor stores, until the client gives up',
  async (when) => {
    const { client, productId } = await withFault({ kind: 'stall', when });
    const { origin, storeHash, accessToken } = client.store;
    const body = new FormData();
    body.set('image_file', await picture(), 'mug.png');
    const post = fetch(`${origin}/stores/${storeHash}${imagesOf(productId)}`, {
      method: 'POST',
      headers: { 'X-Auth-Token': accessToken },
      body,
      signal: AbortSignal.timeout(200),
    });
    await expect(post).rejects.toThrow(/timeout/);
    expect(await client.images(productId)).toEqual([]);
  },
);

test('late-commit: the answer is lost, and the image appears later', async () => {
  const { client, productId, send } = await withFault({ kind: 'late-commit', ms: 300 });
  expect(await send()).toBe('lost');
  expect(await client.images(productId)).toEqual([]);
  await expect.poll(async () => (await client.images(productId)).length).toBe(1);
});

test('status: a platform under load answers 429 without the headers', async () => {
  const { client, productId } = await withFault({ kind: 'status', status: 429, noRateHeaders: true });
  const answer = await client.upload(productId, await picture());
  expect(answer.status).toBe(429);
  expect(answer.headers.get('x-rate-limit-requests-left')).toBeNull();
  expect(answer.headers.get('x-rate-limit-time-reset-ms')).toBeNull();
});

test('status: carries chosen headers and body', async () => {
  const { client, productId } = await withFault({
    kind: 'status',
    status: 507,
    headers: { 'X-Retry-After': '7' },
    body: { status: 507, title: 'Plan limit' },
  });
  const answer = await client.upload(productId, await picture());
  expect(answer).toMatchObject({ status: 507, body: { title: 'Plan limit' } });
  expect(answer.headers.get('x-retry-after')).toBe('7');
  expect(answer.headers.get('x-rate-limit-requests-quota')).toBe('100000');
});

test('eat-quota: another app uses what was left', async () => {
  const { client, productId } = await withFault({ kind: 'eat-quota', requests: 200_000 });
  const answer = await client.upload(productId, await picture());
  expect(answer.status).toBe(429);
  expect(answer.headers.get('x-rate-limit-requests-left')).toBe('0');
});

test('a large upload that breaks midway leaves no image and a working store', async () => {
  const client = await openStore({ faults: true });
  const productId = await client.bareProduct();
  await client.fault(uploads, { kind: 'reset-during', bytes: 1_000_000 });
  const large = new Blob([new Uint8Array(4_000_000)]);
  await expect(client.upload(productId, large)).rejects.toThrow('fetch failed');
  expect((await client.upload(productId, await picture())).status).toBe(200);
  expect(await client.images(productId)).toHaveLength(1);
});
