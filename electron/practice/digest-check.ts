import { createHash, timingSafeEqual } from 'node:crypto';

/** Digest authentication by RFC 7616 with `qop=auth`; the pure parts, without clock or state. */
export type DigestAlgorithm = 'MD5' | 'SHA-256';

export interface DigestCredentials {
  username: string;
  realm: string;
  nonce: string;
  uri: string;
  response: string;
  algorithm: DigestAlgorithm;
  qop: 'auth';
  cnonce: string;
  /** As sent, eight hexadecimal digits, because it is hashed. */
  nc: string;
}

/** The `response` that proves the password. Source: RFC 7616, 3.4.1 to 3.4.3. */
export function digestResponse(
  credentials: Omit<DigestCredentials, 'response'>,
  method: string,
  password: string,
): string {
  const { username, realm, nonce, uri, algorithm, qop, cnonce, nc } = credentials;
  const hash = (text: string) =>
    createHash(algorithm.replace('-', '').toLowerCase()).update(text).digest('hex');
  const user = hash(`${username}:${realm}:${password}`);
  return hash(`${user}:${nonce}:${nc}:${cnonce}:${qop}:${hash(`${method}:${uri}`)}`);
}

export function isDigestRight(credentials: DigestCredentials, method: string, password: string): boolean {
  const given = Buffer.from(credentials.response.toLowerCase());
  const wanted = Buffer.from(digestResponse(credentials, method, password));
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** Null for anything but a complete digest with `qop=auth`, for example Basic. */
export function parseDigest(header: string): DigestCredentials | null {
  const scheme = /^\s*digest\s+/i.exec(header);
  const fields = scheme === null ? null : readParameters(header.slice(scheme[0].length));
  if (fields === null) return null;
  const algorithm = (fields['algorithm'] ?? 'MD5').toUpperCase();
  if (algorithm !== 'MD5' && algorithm !== 'SHA-256') return null;
  const { username, realm, nonce, uri, response, qop, cnonce, nc } = fields;
  if (username === undefined || realm === undefined || nonce === undefined || uri === undefined) return null;
  if (response === undefined || cnonce === undefined || qop?.toLowerCase() !== 'auth') return null;
  if (nc === undefined || !/^[0-9a-f]{8}$/i.test(nc)) return null;
  return { username, realm, nonce, uri, response, algorithm, qop: 'auth', cnonce, nc };
}

export function challenge(
  realm: string,
  nonce: string,
  algorithm: DigestAlgorithm,
  isStale: boolean,
): string {
  return (
    `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${nonce}"` +
    (isStale ? ', stale=true' : '')
  );
}

/** Reads `name=token` and `name="quoted \"text\""`, separated by commas; null for other or repeated names. */
function readParameters(text: string): Record<string, string | undefined> | null {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  const one = /\s*([A-Za-z][A-Za-z0-9*_-]*)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;
  while (one.lastIndex < text.length) {
    const match = one.exec(text);
    if (match === null) return null;
    const name = (match[1] ?? '').toLowerCase();
    if (name in fields) return null;
    fields[name] = match[3] ?? (match[2] ?? '').replaceAll(/\\(.)/g, '$1');
  }
  return fields;
}
