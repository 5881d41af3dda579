import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { authorization, readChallenge } from '../../electron/bigcommerce/v2/digest.ts';
import { createWebdav, type DavTraffic, type WebdavParts } from '../../electron/bigcommerce/v2/webdav.ts';
import { bodyOf, looseStore, type LooseStore } from './bigcommerce-support.ts';

/** A minimal WebDAV server that a test can inspect and change. */
export interface LooseDav {
  store: LooseStore;
  url: string;
  files: Map<string, Buffer>;
  folders: Set<string>;
  /** Accepted requests, such as `PUT /dav/a.jpg`. */
  accepted: string[];
  /** The current challenge; another nonce makes the previous one stale. */
  nonce: string;
  challenge: () => string;
  /** Whether an expired nonce is reported as stale. */
  tellsStale: boolean;
  /** Answers an accepted request instead of the server if it returns true. */
  instead: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** Used counts of each nonce, to check that none is used twice. */
  counts: Map<string, number[]>;
}

export const username = 'merchant@example.org';
export const password = 'pass word';

function field(header: string, name: string): string {
  return new RegExp(`\\b${name}="?([^",]+)"?`).exec(header)?.[1] ?? '';
}

export async function looseDav(): Promise<LooseDav> {
  const store = await looseStore();
  const dav: LooseDav = {
    store,
    url: `${store.origin}/dav/`,
    files: new Map(),
    folders: new Set(['/dav']),
    accepted: [],
    nonce: 'nonce-1',
    challenge: () => `Digest realm="files", nonce="${dav.nonce}", qop="auth", algorithm=MD5`,
    tellsStale: true,
    instead: () => false,
    counts: new Map(),
  };

  function isSignedIn(request: IncomingMessage): boolean {
    const header = request.headers.authorization ?? '';
    const count = Number.parseInt(field(header, 'nc'), 16);
    const given = readChallenge(dav.challenge());
    if (given === null || field(header, 'nonce') !== dav.nonce) return false;
    dav.counts.set(dav.nonce, [...(dav.counts.get(dav.nonce) ?? []), count]);
    const expected = authorization(given, {
      method: request.method ?? '',
      uri: request.url ?? '',
      username,
      password,
      cnonce: field(header, 'cnonce'),
      count,
    });
    return field(expected, 'response') === field(header, 'response');
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(request.url ?? '').replace(/\/$/, '');
    const parent = path.slice(0, path.lastIndexOf('/'));
    const end = (status: number): void => void response.writeHead(status).end('<html>words</html>');
    if (!isSignedIn(request)) {
      const old = request.headers.authorization?.includes(dav.nonce) === false;
      const stale = old && dav.tellsStale ? ', stale=true' : '';
      request.resume();
      response.writeHead(401, { 'www-authenticate': dav.challenge() + stale }).end('<html></html>');
      return;
    }
    dav.accepted.push(`${request.method} ${path}`);
    if (dav.instead(request, response)) return;
    switch (request.method) {
      case 'MKCOL':
        if (dav.folders.has(path)) return end(405);
        if (!dav.folders.has(parent)) return end(409);
        dav.folders.add(path);
        return end(201);
      case 'PUT':
        if (!dav.folders.has(parent)) return end(409);
        dav.files.set(path, await bodyOf(request));
        return end(201);
      case 'DELETE': {
        if (!dav.folders.has(path) && !dav.files.has(path)) return end(404);
        for (const known of [...dav.folders, ...dav.files.keys()]) {
          if (known !== path && !known.startsWith(`${path}/`)) continue;
          dav.folders.delete(known);
          dav.files.delete(known);
        }
        response.writeHead(204).end();
        return;
      }
      default:
        end(405);
    }
  }

  store.answer((request, response) => void answer(request, response));
  return dav;
}

export function davClient(url: string, rest: Partial<WebdavParts> = {}) {
  const traffic: DavTraffic[] = [];
  const webdav = createWebdav({
    access: () => Promise.resolve({ url, username, password }),
    onTraffic: (entry) => traffic.push(entry),
    ...rest,
  });
  return { webdav, traffic };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
