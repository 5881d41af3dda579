import { createHash } from 'node:crypto';
import type { HttpClient } from '../bigcommerce/http/http-client.ts';
import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { PictureSize } from './picture-paths.ts';
import { NewestFirst } from '../util/newest-first.ts';
import { PictureCache } from './picture-cache.ts';

const largestPicture = 20 * 1024 * 1024;
const atOnce = 6;
/** More than any screen shows. The page asks again for a picture that is still visible. */
const maxWaiting = 400;
const timeLimits = { connect: 10_000, response: 20_000, read: 20_000 };

/** Allows only the hosts of BigCommerce's pictures, and a local practice store's own. */
function mayFetch(url: URL, apiOrigin: string): boolean {
  if (url.origin === apiOrigin) return true;
  return url.protocol === 'https:' && /(^|\.)(bigcommerce|mybigcommerce)\.com$/.test(url.hostname);
}

/**
 * Remote pictures for the window, fetched once and cached on disk by the digest of their address. The window
 * never gets the address and never uses the network.
 */
export class Pictures {
  readonly #cache: PictureCache;
  readonly #network: RequestNetwork;
  #http: Promise<HttpClient> | null = null;
  readonly #underway = new Map<string, Promise<Uint8Array | null>>();
  /** What is asked for last is on the screen now. */
  readonly #turns = new NewestFirst(atOnce, maxWaiting);
  readonly #closed = new AbortController();

  constructor(folder: string, network: RequestNetwork) {
    this.#cache = new PictureCache(folder);
    this.#network = network;
    void this.#cache.load().catch(() => undefined);
  }

  /** The bytes of an image in a size; null if unavailable. */
  async get(
    image: StoreImage,
    size: PictureSize,
    apiOrigin: string,
  ): Promise<{ bytes: Uint8Array; mediaType: string } | null> {
    const address = addressOf(image, size);
    if (!address || !URL.canParse(address)) return null;
    const url = new URL(address);
    if (!mayFetch(url, apiOrigin)) return null;
    const name = digestOf(address);
    const bytes = (await this.#cache.get(name)) ?? (await this.#fetchOnce(url, name));
    return bytes && { bytes, mediaType: mediaTypeOf(bytes) };
  }

  /** Where an image is on this computer, small but not tiny; null if it was not shown yet. Fetches nothing. */
  pathInCache(image: StoreImage): string | null {
    const addresses = (['thumbnail', 'standard'] as const).map((size) => addressOf(image, size));
    for (const address of addresses) {
      const path = address ? this.#cache.pathTo(digestOf(address)) : null;
      if (path !== null) return path;
    }
    return null;
  }

  close(): void {
    this.#closed.abort();
    void this.#http?.then((http) => http.close());
    this.#turns.clear();
  }

  #fetchOnce(url: URL, name: string): Promise<Uint8Array | null> {
    const running = this.#underway.get(name);
    if (running) return running;
    const fetching = this.#fetch(url, name).finally(() => this.#underway.delete(name));
    this.#underway.set(name, fetching);
    return fetching;
  }

  async #fetch(url: URL, name: string): Promise<Uint8Array | null> {
    if (!(await this.#turns.turn())) return null;
    try {
      const bytes = await this.#download(url);
      if (bytes === null) return null;
      // A full disk is no reason not to show it.
      await this.#cache.put(name, bytes).catch(() => undefined);
      return bytes;
    } finally {
      this.#turns.done();
    }
  }

  /** Loaded with the first picture: Node's HTTP and what uses it take longer to load than the rest of the app. */
  #client(): Promise<HttpClient> {
    this.#http ??= import('../bigcommerce/http/http-client.ts').then(({ createHttpClient }) =>
      createHttpClient(timeLimits, { 'user-agent': 'Packshot' }, this.#network),
    );
    return this.#http;
  }

  /** Null for an answer that is no picture, such as the sign-in page of a network. */
  async #download(url: URL): Promise<Uint8Array | null> {
    const tooLarge = new AbortController();
    try {
      const { client } = await this.#client();
      const { statusCode, body } = await client(url, {
        responseType: 'buffer',
        retry: { limit: 1 },
        signal: AbortSignal.any([this.#closed.signal, tooLarge.signal]),
      }).on('downloadProgress', ({ transferred }) => {
        if (transferred > largestPicture) tooLarge.abort();
      });
      return statusCode === 200 && mediaTypeOf(body) !== unknownType ? body : null;
    } catch {
      return null;
    }
  }
}

const unknownType = 'application/octet-stream';

function digestOf(address: string): string {
  return createHash('sha256').update(address).digest('hex');
}

function addressOf(image: StoreImage, size: PictureSize): string {
  switch (size) {
    case 'tiny':
      return image.urlTiny || image.urlThumbnail;
    case 'thumbnail':
      return isAsUsual(image.urlThumbnail) ? image.urlThumbnail : image.urlStandard || image.urlThumbnail;
    case 'standard':
      return image.urlStandard || image.urlThumbnail;
    case 'zoom':
      return isSmaller(image.urlZoom, image.urlStandard) ? image.urlStandard : image.urlZoom;
  }
}

/** Stores were seen to give the tiny rendition as the zoom picture, told by its address. */
function isSmaller(urlZoom: string, urlStandard: string): boolean {
  if (urlZoom === '') return true;
  const [zoom, standard] = [sizeInAddress(urlZoom), sizeInAddress(urlStandard)];
  return zoom !== null && standard !== null && zoom < standard;
}

/** The longer side in pixels by an address such as `...{width}.{height}.{ext}`; null if it doesn't say. */
function sizeInAddress(url: string): number | null {
  const size = /\.(\d+)\.(\d+)\.[a-z]+(?:\?|$)/i.exec(url);
  return size === null ? null : Math.max(Number(size[1]), Number(size[2]));
}

/** Themes may have their thumbnails smaller than 220 x 290. */
function isAsUsual(urlThumbnail: string): boolean {
  return urlThumbnail !== '' && (sizeInAddress(urlThumbnail) ?? 220) >= 220;
}

/** Detects the few types that browsers show; others are sent as plain bytes. */
function mediaTypeOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(16, bytes.byteLength)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG')) return 'image/png';
  if (head.startsWith('GIF8')) return 'image/gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (head.startsWith('BM')) return 'image/bmp';
  return unknownType;
}
