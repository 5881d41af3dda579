import { createHash } from 'node:crypto';

/**
 * HTTP Digest access authentication (RFC 7616), the client's side, as pure functions: what a server asks, and what to
 * answer. Of the protections offered only `auth` is spoken; `auth-int` would need the whole body hashed before it is
 * sent.
 */
export interface DigestChallenge {
  realm: string;
  nonce: string;
  opaque: string | null;
  algorithm: DigestAlgorithm;
  /** False: a server of before 1999 (RFC 2069), which counts no requests. */
  qopAuth: boolean;
  /** The nonce has run out, and user name and password were right. */
  stale: boolean;
}

type DigestAlgorithm = 'MD5' | 'MD5-sess' | 'SHA-256' | 'SHA-256-sess';

export interface DigestRequest {
  method: string;
  /** Path and query, exactly as sent. */
  uri: string;
  username: string;
  password: string;
  /** The client's own nonce. */
  cnonce: string;
  /** How often the server's nonce has been used, this time included. */
  count: number;
}

/** Characters of a challenge that are looked at: the patterns below may go over them once for each character. */
const maxHeaderLength = 4_096;

/** Strongest first: RFC 7616, 3.7, has a client take the first it knows of those offered. */
const algorithms: readonly DigestAlgorithm[] = ['SHA-256', 'SHA-256-sess', 'MD5', 'MD5-sess'];

/**
 * The strongest challenge in a `WWW-Authenticate` header that can be answered; null where there is none: another
 * scheme, an unknown algorithm, or `auth-int` alone. Several headers may be joined by commas.
 */
export function readChallenge(header: string): DigestChallenge | null {
  const known = splitChallenges(header.slice(0, maxHeaderLength))
    .map(toChallenge)
    .filter((challenge) => challenge !== null);
  const rank = (challenge: DigestChallenge): number => algorithms.indexOf(challenge.algorithm);
  return known.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

/** The `Authorization` header that answers a challenge. */
export function authorization(challenge: DigestChallenge, request: DigestRequest): string {
  const { realm, nonce, opaque, algorithm, qopAuth } = challenge;
  const count = request.count.toString(16).padStart(8, '0');
  const fields = [
    usernameField(request.username),
    `realm=${quoted(realm)}`,
    `nonce=${quoted(nonce)}`,
    `uri=${quoted(request.uri)}`,
    `algorithm=${algorithm}`,
    `response="${response(challenge, request, count)}"`,
    ...(qopAuth || algorithm.endsWith('-sess') ? [`cnonce=${quoted(request.cnonce)}`] : []),
    ...(qopAuth ? ['qop=auth', `nc=${count}`] : []),
    ...(opaque === null ? [] : [`opaque=${quoted(opaque)}`]),
  ];
  return `Digest ${fields.join(', ')}`;
}

/** RFC 7616, 3.4.1 to 3.4.3. */
function response(challenge: DigestChallenge, request: DigestRequest, count: string): string {
  const { realm, nonce, algorithm, qopAuth } = challenge;
  const { username, password, method, uri, cnonce } = request;
  const hash = hasher(algorithm);
  const account = hash(`${username}:${realm}:${password}`);
  const secret = algorithm.endsWith('-sess') ? hash(`${account}:${nonce}:${cnonce}`) : account;
  const asked = hash(`${method}:${uri}`);
  return hash(
    qopAuth ? `${secret}:${nonce}:${count}:${cnonce}:auth:${asked}` : `${secret}:${nonce}:${asked}`,
  );
}

function hasher(algorithm: DigestAlgorithm): (text: string) => string {
  const name = algorithm.startsWith('SHA-256') ? 'sha256' : 'md5';
  return (text) => createHash(name).update(text, 'utf8').digest('hex');
}

function toChallenge(text: string): DigestChallenge | null {
  const scheme = /^digest\s+/i.exec(text);
  if (scheme === null) return null;
  const values = parameters(text.slice(scheme[0].length));
  const nonce = values.get('nonce');
  const named = (values.get('algorithm') ?? 'MD5').toLowerCase();
  const algorithm = algorithms.find((known) => known.toLowerCase() === named);
  const qops = values
    .get('qop')
    ?.split(',')
    .map((qop) => qop.trim().toLowerCase());
  if (nonce === undefined || algorithm === undefined || qops?.includes('auth') === false) return null;
  return {
    realm: values.get('realm') ?? '',
    nonce,
    opaque: values.get('opaque') ?? null,
    algorithm,
    qopAuth: qops !== undefined,
    stale: values.get('stale')?.toLowerCase() === 'true',
  };
}

/** A comma ends a challenge only where a scheme's name follows it, and never inside quotes. */
function splitChallenges(header: string): string[] {
  const starts = [
    ...header.matchAll(/"(?:[^"\\]|\\.)*"|(?:^|,)\s*(?<scheme>[A-Za-z][\w-]*)(?=\s+[^\s=,]|\s*(?:,|$))/g),
  ]
    .filter((found) => found.groups?.['scheme'] !== undefined)
    .map((found) => found.index);
  return starts.map((start, index) =>
    header
      .slice(start, starts[index + 1])
      .replace(/^[,\s]+/, '')
      .trim(),
  );
}

function parameters(text: string): Map<string, string> {
  const found = text.matchAll(/([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g);
  return new Map(
    [...found].map(([, name = '', inQuotes, bare]) => [
      name.toLowerCase(),
      inQuotes === undefined ? (bare ?? '') : inQuotes.replaceAll(/\\(.)/g, '$1'),
    ]),
  );
}

/** RFC 7616, 3.4: a name that plain quotes can't carry goes by RFC 5987. */
function usernameField(username: string): string {
  if (/^[\x20-\x7e]*$/.test(username)) return `username=${quoted(username)}`;
  const encoded = encodeURIComponent(username).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `username*=UTF-8''${encoded}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
