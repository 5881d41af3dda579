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
    return this.#handler(new Request(url));
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
    const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    );
    const request = new Request(url, {
      method,
      headers,
      ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
    });
    const response = await this.#handler(request);
    const sent = new Headers(response.headers);
    // Chromium caches nothing of a scheme that Electron's app answers. Names of assets change with their content, and
    // Chromium keeps the compiled code of a script only if it may keep the script.
    const isAsset = new URL(url).pathname.startsWith('/assets/');
    sent.set('cache-control', isAsset ? 'max-age=3600, immutable' : 'no-store');
    outgoing.writeHead(response.status, [...sent].flat());
    if (!response.body) {
      outgoing.end();
      return;
    }
    await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
  }
}

export const pages = new Pages();
