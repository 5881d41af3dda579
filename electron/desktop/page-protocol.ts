import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Protocol } from 'electron';
import type { AssetRequest } from '../api/page-pictures.ts';
import type { Log } from '../util/log.ts';
import { host, scheme } from './page-address.ts';
import { pageHeaders } from './page-headers.ts';

/** Serves `/picture/…`, `/preview/…`, `/photo/…` and `/pasted`; null if there is no such content. */
type AssetHandler = (request: AssetRequest) => Promise<Response | null>;

export interface PageSource {
  /** Folder of the built page. */
  folder: string;
  /** Origin of Vite's server in development: the page comes from there, under our address. */
  developmentServer: string | null;
  assets: AssetHandler;
  log: Log;
}

/** Must run before the app is ready. Gives our scheme an origin, a secure context, fetch and streams. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

export function servePage(protocol: Pick<Protocol, 'handle'>, source: PageSource): void {
  const answer = pageHandler(source);
  protocol.handle(scheme, answer);
}

const pictures = ['/picture/', '/preview/', '/photo/'];

/** Serves our whole origin. Never throws. */
export function pageHandler(source: PageSource): (request: Request) => Promise<Response> {
  const headers = pageHeaders(source.developmentServer !== null);
  return async (request) => {
    try {
      return withHeaders(await route(source, request), headers);
    } catch (error) {
      source.log.error(`Could not serve ${request.method} ${request.url}`, error);
      return plain(500, 'Something went wrong.', headers);
    }
  };
}

async function route(source: PageSource, request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== host) return plain(404, 'Not found.');
  const reading = request.method === 'GET' || request.method === 'HEAD';
  const path = url.pathname;
  const asset = reading ? pictures.some((folder) => path.startsWith(folder)) : path === '/pasted';
  if (asset && (reading || request.method === 'POST')) {
    const { method, body, headers } = request;
    const found = await source.assets({ method, path: path + url.search, body, headers });
    return found ?? plain(404, 'Not found.');
  }
  if (!reading) return plain(405, 'Not allowed.');
  if (source.developmentServer !== null) return fetch(new URL(path + url.search, source.developmentServer));
  return file(source.folder, path);
}

async function file(folder: string, path: string): Promise<Response> {
  const relative = safePath(path === '/' ? '/index.html' : path);
  const type = relative === null ? undefined : contentTypes[extname(relative).toLowerCase()];
  if (relative === null || type === undefined) return plain(404, 'Not found.');
  try {
    const bytes = await readFile(join(folder, relative));
    return new Response(bytes, { headers: { 'content-type': type } });
  } catch {
    return plain(404, 'Not found.');
  }
}

/** A path that stays below its folder, or null. The URL parser has already resolved plain `..`. */
function safePath(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  if (/[\\\0:]/.test(decoded)) return null;
  const parts = decoded.split('/').filter((part) => part !== '');
  if (parts.length === 0 || parts.some((part) => part.startsWith('.'))) return null;
  return parts.join(sep);
}

/** File types of a built page; no others are served. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

function plain(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' } });
}

function withHeaders(response: Response, extra: Record<string, string>): Response {
  const headers = new Headers(response.headers);
  // The body of a fetched answer is already decoded.
  headers.delete('content-encoding');
  headers.delete('transfer-encoding');
  for (const [name, value] of Object.entries(extra)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
