import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { digestResponse } from '../../electron/practice/digest-check.ts';
import type { DigestCredentials } from '../../electron/practice/digest-check.ts';
import { startPracticeStore } from '../../electron/practice/server.ts';
import type { PracticeStore, PracticeStoreOptions } from '../../electron/practice/server.ts';

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** Parsed if it is JSON. */
  body: { data?: unknown; meta?: unknown; [field: string]: unknown };
}

export interface PracticeImage {
  id: number;
  product_id: number;
  is_thumbnail: boolean;
  sort_order: number;
  description: string;
  image_file: string;
  url_zoom: string;
  url_standard: string;
  url_thumbnail: string;
  url_tiny: string;
  date_modified: string;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function openStore(options: Partial<PracticeStoreOptions> = {}): Promise<PracticeClient> {
  const store = await startPracticeStore({
    dataDir: options.dataDir ?? (await temporaryFolder()),
    quota: 100_000,
    ...options,
  });
  const client = new PracticeClient(store);
  onTestFinished(() => client.close());
  return client;
}

/** Requests a practice store over HTTP, as any app would. */
export class PracticeClient {
  readonly store: Omit<PracticeStore, 'close'>;
  #close: (() => Promise<void>) | null;
  #nonce = '';
  #nonceCount = 0;

  constructor(store: Omit<PracticeStore, 'close'> & Partial<Pick<PracticeStore, 'close'>>) {
    this.store = store;
    this.#close = store.close ?? null;
  }

  async close(): Promise<void> {
    await this.#close?.();
    this.#close = null;
  }

  /** `path` below the store's API, such as `/v3/catalog/summary`, or `/practice...` below the origin. */
  async ask(
    method: string,
    path: string,
    body?: FormData | object,
    headers: HeadersInit = {},
  ): Promise<Answer> {
    const { origin, storeHash, accessToken } = this.store;
    const isForm = body instanceof FormData;
    const response = await fetch(
      path.startsWith('/practice/') ? origin + path : `${origin}/stores/${storeHash}${path}`,
      {
        method,
        headers: {
          'X-Auth-Token': accessToken,
          ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      },
    );
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson ? (JSON.parse(text) as Answer['body']) : {},
    };
  }

  /** A WebDAV request; `path` is below its root. Signs in by digest, with one nonce for all requests. */
  async dav(
    method: string,
    path: string,
    body?: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const { url, username, password } = this.store.webdav;
    const address = url + path;
    if (this.#nonce === '') {
      const challenge = (await fetch(address, { method: 'OPTIONS' })).headers.get('www-authenticate') ?? '';
      this.#nonce = /nonce="([^"]+)"/.exec(challenge)?.[1] ?? '';
    }
    this.#nonceCount += 1;
    const credentials = {
      username,
      realm: 'BigCommerce WebDAV',
      nonce: this.#nonce,
      uri: new URL(address).pathname,
      algorithm: 'SHA-256',
      qop: 'auth',
      cnonce: 'c',
      nc: this.#nonceCount.toString(16).padStart(8, '0'),
    } as const;
    const authorization = digestHeader(credentials, method, password);
    const response = await fetch(address, {
      method,
      headers: { Authorization: authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text(), body: {} };
  }

  async upload(
    productId: number,
    file: Blob,
    fields: Record<string, string> = {},
    name = 'mug.png',
  ): Promise<Answer> {
    const form = new FormData();
    form.set('image_file', file, name);
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    return await this.ask('POST', imagesOf(productId), form);
  }

  async images(productId: number): Promise<PracticeImage[]> {
    return (await this.ask('GET', `${imagesOf(productId)}?limit=250`)).body.data as PracticeImage[];
  }

  async bareProduct(): Promise<number> {
    const answer = await this.ask('GET', '/v3/catalog/products?limit=250&include=images');
    const products = answer.body.data as { id: number; images: unknown[] }[];
    const bare = products.find(({ images }) => images.length === 0);
    if (bare === undefined) throw new Error('Every product has an image');
    return bare.id;
  }

  async fault(match: object, action: object): Promise<void> {
    const answer = await this.ask('POST', '/practice/faults', { match, do: action });
    if (answer.status !== 201) throw new Error(answer.text);
  }
}

export function digestHeader(
  credentials: Omit<DigestCredentials, 'response'>,
  method: string,
  password: string,
): string {
  const { username, realm, nonce, uri, algorithm, qop, cnonce, nc } = credentials;
  const response = digestResponse(credentials, method, password);
  return (
    `Digest username="${username}", realm="${realm}", nonce="${nonce}", uri="${uri}", algorithm=${algorithm}, ` +
    `qop=${qop}, cnonce="${cnonce}", nc=${nc}, response="${response}"`
  );
}

export function imagesOf(productId: number): string {
  return `/v3/catalog/products/${productId}/images`;
}

/** A small real picture; another `shade` gives other bytes. */
export async function picture(
  shade = 128,
  type: 'png' | 'jpeg' | 'webp' | 'gif' = 'png',
  width = 60,
  height = 80,
) {
  const bytes = await sharp({
    create: { width, height, channels: 3, background: { r: shade, g: 90, b: 60 } },
  })
    .toFormat(type)
    .toBuffer();
  return new Blob([new Uint8Array(bytes)], { type: `image/${type}` });
}
