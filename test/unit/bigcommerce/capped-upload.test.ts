import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBandwidth } from '../../../electron/bigcommerce/bandwidth.ts';
import { systemClock } from '../../../electron/bigcommerce/clock.ts';
import { createGovernor } from '../../../electron/bigcommerce/governor.ts';
import { openUpload } from '../../../electron/bigcommerce/multipart.ts';
import { createSession, type Session } from '../../../electron/bigcommerce/session.ts';

let folder: string;
let server: Server;
let received: Buffer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-capped-'));
  await writeFile(join(folder, 'photo.jpg'), Buffer.alloc(100_000, 'photo'));
  server = createServer((request, response) => {
    void buffer(request).then(
      (body) => {
        received.push(body);
        response.setHeader('content-type', 'application/json').end('{"data":{}}');
      },
      () => undefined,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

function sessionBelow(bytesPerSecond: number, stall: number): Session {
  return createSession({
    apiOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    storeHash: 'abc',
    accessToken: () => Promise.resolve('token'),
    governor: createGovernor({ clock: systemClock, random: () => 0.5 }),
    bandwidth: createBandwidth({
      clock: systemClock,
      timetable: () => ({ usual: bytesPerSecond, periods: [] }),
    }),
    limits: { stall },
  });
}

function upload(session: Session, signal?: AbortSignal): ReturnType<Session['request']> {
  return session.request({
    lane: 'batch',
    method: 'POST',
    path: 'v3/catalog/products/7/images',
    ...(signal ? { signal } : {}),
    upload: () =>
      openUpload({
        path: join(folder, 'photo.jpg'),
        bytes: 100_000,
        fileName: 'photo.jpg',
        mediaType: 'image/jpeg',
        sortOrder: null,
        isThumbnail: false,
        description: '',
      }),
  });
}

describe('an upload below a cap', () => {
  it('arrives whole and no sooner than the cap allows, and is not taken for one that stands still', async () => {
    received = [];
    const session = sessionBelow(400_000, 50);
    const startedAt = performance.now();
    expect(await upload(session)).toMatchObject({ ok: true });
    // Its first 64 KB are paid for before the rest may go.
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(150);
    expect(received[0]?.includes(Buffer.alloc(100_000, 'photo'))).toBe(true);
    session.close();
  });

  it('can be given up while it is held back', async () => {
    const session = sessionBelow(1_000, 60_000);
    const controller = new AbortController();
    const sending = upload(session, controller.signal);
    server.once('request', () => controller.abort());
    expect(await sending).toMatchObject({ ok: false });
    session.close();
  });
});
