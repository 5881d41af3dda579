import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

type Handler = (request: Request) => Response | Promise<Response>;

/**
 * Serves one custom scheme over loopback HTTP: `packshot://app/x` is `http://app.<random>.localhost:port/x`.
 * Chromium treats this host as a secure context and resolves it to this machine. The random name is checked
 * on every request, so no other page or program gets an answer.
 */
export class Pages {
  #scheme: string | null = null;
  #handler: Handler | null = null;
  #suffix = `${randomUUID()}.localhost`;
  #server: Server;
  #listening: Promise<number>;
  /** Why the app's handler gave no answer, by address: Chromium only sees that a connection ended. */
  #failures = new Map<string, string>();

  constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy());
    });
    this.#listening = new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as AddressInfo).port));
    });
    this.#server.unref();
  }

  handle(scheme: string, handler: Handler): void {
    if (this.#scheme !== null) throw new Error(`The shell carries one scheme, and has ${this.#scheme}`);
    this.#scheme = scheme;
    this.#handler = handler;
  }

  unhandle(scheme: string): void {
    if (this.#scheme !== scheme) throw new Error(`The shell doesn't handle ${scheme}`);
    this.#scheme = null;
    this.#handler = null;
  }

  /** Chromium's address for the app's `url`. Other schemes stay unchanged. */
  async toChromium(url: string): Promise<string> {
    const parsed = new URL(url);
    if (this.#scheme === null || parsed.protocol !== `${this.#scheme}:`) return url;
    const path = `${parsed.pathname || '/'}${parsed.search}${parsed.hash}`;
    return `http://${parsed.host}.${this.#suffix}:${await this.#listening}${path}`;
  }

  /** The reverse of `toChromium`. */
  toApp(url: string): string {
    const parsed = URL.parse(url);
    if (this.#scheme === null || !parsed?.hostname.endsWith(`.${this.#suffix}`)) return url;
    const host = parsed.hostname.slice(0, -this.#suffix.length - 1);
    return `${this.#scheme}://${host}${parsed.pathname}${parsed.search}${parsed.hash}`;
  }

  /** Pattern of the addresses of pictures, for the DevTools protocol. */
  get pattern(): string {
    return `http://*.${this.#suffix}:*`;
  }

  /** What the app answers to a GET of Chromium's address; null for an address that is not the app's. */
  async ask(address: string): Promise<Response | null> {
    const url = this.toApp(address);
    if (!this.#handler || url === address || new URL(url).pathname === '/favicon.ico') return null;
    return this.#handled(url, new Request(url));
  }

  /** Chromium's name for the latest failure of `url` in Electron; null if none since it was last asked for. */
  takeFailure(url: string): string | null {
    const failure = this.#failures.get(url) ?? null;
    this.#failures.delete(url);
    return failure;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const host = incoming.headers.host ?? '';
    const url = this.toApp(`http://${host}${incoming.url ?? '/'}`);
    if (!this.#handler || !host.endsWith(`:${await this.#listening}`) || url.startsWith('http:')) {
      outgoing.writeHead(403).end();
      return;
    }
    // Electron requests no icon.
    if (incoming.url === '/favicon.ico') {
      outgoing.writeHead(204).end();
      return;
    }
    const method = incoming.method ?? 'GET';
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const request = new Request(url, {
      method,
      headers: this.#headersOf(incoming),
      ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
    });
    const response = await this.#handled(url, request);
    const sent = new Headers(response.headers);
    // Chromium caches nothing of a scheme that Electron's app answers. Names of assets change with their content, and
    // Chromium keeps the compiled code of a script only if it may keep the script.
    const isAsset = new URL(url).pathname.startsWith('/assets/');
    sent.set('cache-control', isAsset ? 'max-age=3600, immutable' : 'no-store');
    outgoing.writeHead(response.status ?? 200, response.statusText, [...sent].flat());
    if (!response.body) {
      outgoing.end();
      return;
    }
    const body = Readable.fromWeb(response.body as NodeReadableStream);
    // Before the pipeline does, which would give another reason: who left has aborted, as in Electron.
    outgoing.once('close', () => body.destroy());
    await pipeline(body, outgoing);
  }

  /** What Chromium's network adds is not in a request for a custom scheme, and addresses are the app's. */
  #headersOf(incoming: IncomingMessage): [string, string][] {
    const own = new Set(['host', 'connection']);
    const addresses = new Set(['origin', 'referer']);
    return Object.entries(incoming.headersDistinct)
      .filter(([name]) => !own.has(name))
      .flatMap(([name, values]) =>
        (values ?? []).map((value): [string, string] => [
          name,
          addresses.has(name) ? this.toApp(value).replace(name === 'origin' ? /\/$/ : '', '') : value,
        ]),
      );
  }

  /** The handler's answer, as `lib/browser/api/protocol.ts` takes it. */
  async #handled(url: string, request: Request): Promise<Response> {
    try {
      const response = await this.#handler!(request);
      if (isResponse(response) && response.type !== 'error') return response;
      this.#failures.set(url, isResponse(response) ? 'net::ERR_FAILED' : 'net::ERR_UNEXPECTED');
    } catch (error) {
      console.error(error);
      this.#failures.set(url, 'net::ERR_UNEXPECTED');
    }
    throw new Error(`The app gave no answer for ${url}`);
  }
}

/** Electron's `validateResponse`, which takes objects that only look like a response. */
function isResponse(given: unknown): given is Response {
  if (typeof given !== 'object' || given === null) return false;
  // A real response has none of its own: its properties are its class's.
  const { status, statusText, headers, body }: Record<string, unknown> = { ...given };
  return (
    (status === undefined || typeof status === 'number') &&
    (statusText === undefined || typeof statusText === 'string') &&
    (headers === undefined || typeof headers === 'object') &&
    (body === undefined || body === null || body instanceof ReadableStream)
  );
}

export const pages = new Pages();
