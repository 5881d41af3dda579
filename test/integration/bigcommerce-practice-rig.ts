import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import type { CatalogApi, VariantApi } from '../../electron/bigcommerce/catalog-api.ts';
import type { ImageApi, NewImageFile, StoreImageCount } from '../../electron/bigcommerce/image-api.ts';
import type { SessionParts, Traffic } from '../../electron/bigcommerce/http/session.ts';
import { createV2 } from '../../electron/bigcommerce/v2/v2.ts';
import { createWebdav, type Webdav } from '../../electron/bigcommerce/v2/webdav.ts';
import { startPracticeStore, type PracticeStoreOptions } from '../../electron/practice/server.ts';
import { clientOf, pictures } from './bigcommerce-support.ts';

export interface PracticeClient {
  v3: ImageApi & CatalogApi & VariantApi;
  v2: ImageApi & StoreImageCount;
  webdav: Webdav;
  traffic: Traffic[];
  close(): void;
}

/** A practice store in a temporary folder, clients for it, and pictures to send. */
export async function practiceRig(options: Omit<PracticeStoreOptions, 'dataDir'> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-rig-'));
  const practice = await startPracticeStore({ dataDir: folder, quota: 100_000, ...options });
  const photos = await pictures();
  const content = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#886644' } })
    .jpeg()
    .toBuffer();
  const web = createServer((request, response) => {
    const isPicture = request.url?.endsWith('.jpg') === true;
    response.writeHead(isPicture ? 200 : 404, { 'content-type': isPicture ? 'image/jpeg' : 'text/plain' });
    response.end(isPicture ? content : 'Not here');
  });
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));

  async function control(method: string, path: string, body?: unknown): Promise<void> {
    const response = await fetch(`${practice.origin}/practice/${path}`, {
      method,
      headers: { 'x-auth-token': practice.accessToken, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
  }

  return {
    folder,
    practice,
    /** Serves a JPEG at every path that ends with `.jpg`, 404 at the others. */
    webOrigin: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    connect(rest: Partial<SessionParts> = {}): PracticeClient {
      const { session, v3, traffic } = clientOf(practice.origin, {
        storeHash: practice.storeHash,
        accessToken: () => Promise.resolve(practice.accessToken),
        ...rest,
      });
      const webdav = createWebdav({ access: () => Promise.resolve(practice.webdav) });
      const v2 = createV2({ session, webdav });
      return {
        v3,
        v2,
        webdav,
        traffic,
        close() {
          session.close();
          webdav.close();
        },
      };
    },
    async photo(fileName: string, rest: Partial<NewImageFile> = {}): Promise<NewImageFile> {
      const made = await photos.make(content.length, { fileName, sortOrder: null, ...rest });
      await writeFile(made.path, content);
      return { ...made, bytes: content.length };
    },
    fault: (match: { method: string; path: string }, action: Record<string, unknown>) =>
      control('POST', 'faults', { match, do: action }),
    clearFaults: () => control('DELETE', 'faults'),
    async close() {
      await practice.close();
      await photos.close();
      await new Promise((resolve) => web.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type PracticeRig = Awaited<ReturnType<typeof practiceRig>>;
