import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/** A store's API is at `${apiOrigin}/stores/${hash}/…`. */
export interface StoreAddress {
  hash: string;
  apiOrigin: string;
}

export const bigcommerceOrigin = 'https://api.bigcommerce.com';

const hashShape = /^[a-z0-9][a-z0-9-]{1,62}$/;
/** A store's own host; its other storefronts append a channel number (`store-abc123-2`). */
const storeHost = /^store-([a-z0-9]+)(?:-\d+)?\.mybigcommerce\.com$/;
const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * An origin that may receive an access token: https anywhere, http only on this computer. Returned without
 * path or trailing slash.
 */
export function parseApiOrigin(text: string): Outcome<string> {
  const url = parseUrl(text.trim());
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return no(reason('bad-origin', { address: shorten(text) }));
  }
  if (url.username !== '' || url.password !== '') {
    return no(reason('origin-with-password'));
  }
  if (url.protocol === 'http:' && !loopbackHosts.has(url.hostname)) {
    return no(reason('not-secure', { address: shorten(text) }));
  }
  return ok(url.origin);
}

/**
 * Reads a store address from a store hash, `stores/{hash}`, an API path with or without its label, a control
 * panel address, or a practice store on this computer. Tokens go only to BigCommerce and this computer, so
 * other hosts are refused.
 */
export function parseStoreAddress(text: string): Outcome<StoreAddress> {
  const given = text.trim();
  if (given === '') {
    return no(reason('no-address'));
  }
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(given)) return no(reason('address-is-email'));
  const word = given.split(/\s+/).find((part) => part.includes('/')) ?? given;
  if (/^[a-z]+:\/\//i.test(word)) return fromUrl(word);

  const path = /^\/?stores\/([^/?#]+)(?:[/?#].*)?$/i.exec(word);
  if (path?.[1] !== undefined) return fromHash(path[1], bigcommerceOrigin);
  if (word.includes('.') || word.includes('/') || word.includes(':')) {
    const loopback = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\//i.test(word);
    return fromUrl(`${loopback ? 'http' : 'https'}://${word}`);
  }
  return fromHash(word.toLowerCase().replace(/^store-/, ''), bigcommerceOrigin);
}

function fromUrl(text: string): Outcome<StoreAddress> {
  const origin = parseApiOrigin(text);
  const url = parseUrl(text);
  if (!origin.ok) return origin;
  if (url === null) return notAStore(text);

  const host = storeHost.exec(url.hostname);
  if (host?.[1] !== undefined) return fromHash(host[1], bigcommerceOrigin);
  if (url.origin !== bigcommerceOrigin && !loopbackHosts.has(url.hostname)) {
    const isApi = url.pathname.startsWith('/stores/');
    const host = shorten(url.hostname);
    return no(isApi ? reason('foreign-host', { host }) : reason('storefront-address', { host }));
  }
  const path = /^\/stores\/([^/]+)(?:\/|$)/i.exec(url.pathname);
  return path?.[1] === undefined ? notAStore(text) : fromHash(path[1], url.origin);
}

function fromHash(text: string, apiOrigin: string): Outcome<StoreAddress> {
  const hash = text.toLowerCase();
  return hashShape.test(hash) ? ok({ hash, apiOrigin }) : notAStore(text);
}

function notAStore(text: string): Outcome<StoreAddress> {
  return no(reason('bad-address', { address: shorten(text) }));
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
