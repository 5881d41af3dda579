import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebdav, type DavTraffic, type Webdav } from '../../electron/bigcommerce/v2/webdav.ts';
import { reasonOf } from '../unit/bigcommerce/outcomes.ts';
import { pictures, type Pictures } from './bigcommerce-support.ts';
import { startApache, whyNoApache, type Apache } from './support/apache.ts';

const missing = whyNoApache();
if (missing !== null) process.stdout.write(`WebDAV with Apache: skipped. ${missing}\n`);

const done = { ok: true, value: null };

describe.skipIf(missing !== null)('with Apache, the WebDAV client', () => {
  let apache: Apache;
  let hasty: Apache;
  let photos: Pictures;
  let client: { webdav: Webdav; traffic: DavTraffic[] };

  function connect(server: Apache, password = server.password): typeof client {
    const traffic: DavTraffic[] = [];
    const { url, username } = server;
    const webdav = createWebdav({
      access: () => Promise.resolve({ url, username, password }),
      onTraffic: (entry) => traffic.push(entry),
    });
    return { webdav, traffic };
  }

  beforeAll(async () => {
    apache = await startApache();
    hasty = await startApache({ nonceSeconds: 1 });
    photos = await pictures();
    client = connect(apache);
  });
  afterAll(async () => {
    client.webdav.close();
    await apache.close();
    await hasty.close();
    await photos.close();
  });

  it('creates folders, also several at once, and again', async () => {
    expect(await client.webdav.makeFolder('product_images/import/packshot-1')).toEqual(done);
    expect(existsSync(join(apache.root, 'product_images/import/packshot-1'))).toBe(true);
    expect(await client.webdav.makeFolder('product_images/import/packshot-1')).toEqual(done);
  });

  it('puts a picture byte for byte, whatever its name, and replaces it', async () => {
    const path = 'product_images/import/Tässe 50% & #1 (blau)-abcdefgh.jpg';
    for (const size of [3 * 1024 * 1024 + 17, 40]) {
      const photo = await photos.make(size);
      expect(await client.webdav.put(path, photo)).toEqual(done);
      const kept = await readFile(join(apache.root, path));
      expect(kept.equals(photo.content)).toBe(true);
    }
  });

  it('signs in once for everything', () => {
    expect(client.traffic.filter((entry) => entry.status === 401)).toHaveLength(1);
  });

  it('sends many requests at once under one nonce', async () => {
    const photo = await photos.make(50_000);
    const names = Array.from({ length: 12 }, (_, n) => `many-${n}.jpg`);
    const before = client.traffic.length;
    const sent = await Promise.all(names.map((name) => client.webdav.put(name, photo)));
    expect(sent.every((outcome) => outcome.ok)).toBe(true);
    expect(client.traffic.slice(before).every((entry) => entry.status === 201)).toBe(true);
  });

  it('removes a file, a folder with its content, and what is missing', async () => {
    await client.webdav.makeFolder('leave');
    await client.webdav.put('leave/a.jpg', await photos.make(10));
    await client.webdav.put('b.jpg', await photos.make(10));
    for (const path of ['b.jpg', 'leave', 'leave', 'never/there.jpg']) {
      expect(await client.webdav.remove(path)).toEqual(done);
    }
    expect(existsSync(join(apache.root, 'leave'))).toBe(false);
    expect(existsSync(join(apache.root, 'b.jpg'))).toBe(false);
  });

  it('makes a missing folder when a file is put into it', async () => {
    expect(await client.webdav.put('nowhere/a.jpg', await photos.make(10))).toEqual(done);
    expect(existsSync(join(apache.root, 'nowhere/a.jpg'))).toBe(true);
  });

  it('reports a wrong password after two requests', async () => {
    const { webdav, traffic } = connect(apache, 'wrong');
    const failure = reasonOf(await webdav.put('a.jpg', await photos.make(10)));
    expect(failure).toMatchObject({ type: 'sign-in', reason: { code: 'wrong-webdav-password' } });
    expect(traffic).toHaveLength(2);
    webdav.close();
  });

  it('continues, with the whole picture, after its nonce has expired', async () => {
    const { webdav, traffic } = connect(hasty);
    const photo = await photos.make(2 * 1024 * 1024);
    const refusals = (): number => traffic.filter((entry) => entry.status === 401).length;
    // The first is for signing in. A second can only come from an expired nonce.
    while (refusals() < 2) expect(await webdav.put('a.jpg', photo)).toEqual(done);
    const kept = await readFile(join(hasty.root, 'a.jpg'));
    expect(kept.equals(photo.content)).toBe(true);
    webdav.close();
  });
});
