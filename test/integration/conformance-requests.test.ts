import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createV2 } from '../../electron/bigcommerce/v2/v2.ts';
import { createV2First } from '../../electron/bigcommerce/v2/v2-first.ts';
import { verifyToken } from '../../electron/bigcommerce/verify-token.ts';
import type { ImageApi } from '../../electron/bigcommerce/image-api.ts';
import { valueOf } from '../unit/bigcommerce/outcomes.ts';
import { practiceRig, type PracticeClient, type PracticeRig } from './bigcommerce-practice-rig.ts';
import { bodyOf, clientOf } from './bigcommerce-support.ts';
import { specFor, validateRequest, whyNoSpecs } from './support/official-spec.ts';

const missing = whyNoSpecs();
if (missing !== null) process.stdout.write(`Conformance of requests: skipped. ${missing}\n`);

const person = { priority: 'person' } as const;

interface Sent {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer<ArrayBuffer>;
}

/**
 * Mistakes of the official files about requests: the form of a variant's image lacks `image_file`, though
 * their text requires it ("Files larger than 1 MB are not accepted").
 */
const knownMistakes: readonly RegExp[] = [/^POST .*\/variants\/\{variant_id\}\/image: .*\(image_file\)$/];

/** A proxy between client and practice store that records the requests. */
async function recorder(origin: string): Promise<{ origin: string; sent: Sent[]; close(): Promise<void> }> {
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      sent.push({ method, path, headers, body });
      const { host } = new URL(origin);
      const onward = ask(`${origin}${path}`, { method, headers: { ...headers, host } }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function judge({
  method,
  path,
  headers,
  body,
}: Sent): Promise<{ operation: string; problems: string[] }> {
  const type = headers['content-type'] ?? '';
  const isForm = type.startsWith('multipart/form-data');
  const parts = isForm
    ? [...(await new Response(body, { headers: { 'content-type': type } }).formData())]
    : [];
  const form = Object.fromEntries(
    parts.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  );
  const given = isForm ? form : body.length === 0 ? undefined : (JSON.parse(body.toString()) as unknown);
  const names = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  const { operation, problems } = validateRequest(specFor(method, path), {
    method,
    path,
    headers: Object.fromEntries(names),
    body: given,
    contentType: isForm ? 'multipart/form-data' : 'application/json',
  });
  const known = problems
    .map((problem) => `${operation}: ${problem}`)
    .filter((problem) => !knownMistakes.some((mistake) => mistake.test(problem)));
  return { operation, problems: known };
}

describe.skipIf(missing !== null)('every request of the client', () => {
  let rig: PracticeRig;
  let between: Awaited<ReturnType<typeof recorder>>;
  let session: ReturnType<typeof clientOf>['session'];
  let direct: PracticeClient;
  let client: Pick<PracticeClient, 'v3' | 'v2'>;
  beforeAll(async () => {
    rig = await practiceRig({ products: 4 });
    between = await recorder(rig.practice.origin);
    const made = clientOf(between.origin, {
      storeHash: rig.practice.storeHash,
      accessToken: () => Promise.resolve(rig.practice.accessToken),
    });
    session = made.session;
    direct = rig.connect();
    client = { v3: made.v3, v2: createV2({ session, webdav: direct.webdav }) };
  });
  afterAll(async () => {
    session.close();
    direct.close();
    await between.close();
    await rig.close();
  });

  async function useImages(api: ImageApi, productId: number): Promise<void> {
    const rest = { sortOrder: 4, isThumbnail: true, description: 'Alt' };
    const image = valueOf(await api.createFromFile(productId, await rig.photo('mug.jpg', rest), person));
    valueOf(await api.createFromFile(productId, await rig.photo('jug.jpg'), person));
    valueOf(await api.createFromUrl(productId, { url: `${rig.webOrigin}/a.jpg`, ...rest }, person));
    valueOf(await api.list(productId, person));
    valueOf(await api.list(productId, { ...person, fields: ['sortOrder', 'imageFile'] }));
    valueOf(await api.get(productId, image.id, person));
    const change = { sortOrder: 1, isThumbnail: true, description: '' };
    valueOf(await api.update(productId, image.id, change, person));
    valueOf(await api.remove(productId, image.id, person));
    valueOf(await api.removeAll(productId, person));
  }

  it('is described by the official specification', async () => {
    const { v3, v2 } = client;
    const { storeHash: hash, accessToken } = rig.practice;
    valueOf(await verifyToken({ apiOrigin: between.origin, hash, accessToken }));
    const { products } = valueOf(await v3.products({ page: 1 }, person));
    const [product] = products;
    const productId = product?.id ?? 0;
    const variant = product?.variants[0];
    await useImages(v3, productId);
    await useImages(v2, productId);
    valueOf(await createV2First({ v2, v3 }).countAll(person));
    valueOf(await v3.countImages(person));
    valueOf(await v3.summary(person));
    for (const query of [
      { ids: [productId, 999] },
      { after: productId, modifiedSince: '2025-01-02T03:04:05Z' },
      { limit: 1, sort: 'date_modified', direction: 'desc', include: [], fields: ['sku', 'dateModified'] },
    ] as const) {
      valueOf(await v3.products({ page: 1, ...query }, person));
    }
    const picture = await rig.photo('variant.jpg');
    valueOf(await v3.setVariantImageFromFile(productId, variant?.id ?? 0, picture, person));
    const url = `${rig.webOrigin}/v.jpg`;
    valueOf(await v3.setVariantImageFromUrl(productId, variant?.id ?? 0, url, person));
    valueOf(await v3.clearVariantImage(productId, variant?.id ?? 0, person));

    const verdicts = await Promise.all(between.sent.map(judge));
    expect(verdicts.flatMap(({ problems }) => problems)).toEqual([]);
    const operations = new Map<string, number>();
    for (const { operation } of verdicts) operations.set(operation, (operations.get(operation) ?? 0) + 1);
    const lines = [...operations].map(([operation, count]) => `  ${count} ${operation}`);
    process.stdout.write(
      `Conformance of requests: ${verdicts.length} requests, ${operations.size} operations, all as specified\n` +
        `${lines.toSorted().join('\n')}\n`,
    );
    expect(operations.size).toBeGreaterThanOrEqual(16);
  });

  it('would be detected if it were not', async () => {
    const sent = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    };
    const v2 = { ...sent, path: '/stores/abc/v2/products/7/images' };
    const readOnly = Buffer.from('{"image_file":"a.jpg","id":5}');
    expect((await judge({ ...v2, body: readOnly })).problems).not.toEqual([]);
    const query = { ...sent, method: 'GET', path: '/stores/abc/v3/catalog/products?limit=251' };
    expect((await judge({ ...query, body: Buffer.alloc(0) })).problems).not.toEqual([]);
  });
});
