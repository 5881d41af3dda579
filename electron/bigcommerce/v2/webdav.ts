import { randomBytes } from 'node:crypto';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { parseApiOrigin } from '../address.ts';
import { noCap, type Bandwidth } from '../pacing/bandwidth.ts';
import { systemClock, type Clock } from '../../util/clock.ts';
import { authorization, readChallenge, type DigestChallenge } from './digest.ts';
import { failureOfHost } from '../errors.ts';
import type { Failure } from '../failure.ts';
import { HttpAttempt, type RawAnswer } from '../http/http-attempt.ts';
import type { Answer, PictureFile } from '../image-api.ts';
import { observed, type UploadObserver } from '../pacing/parallelism.ts';
import { isOfWholeHost } from '../http/whole-host.ts';
import { openPicture, type Upload } from '../http/picture-bytes.ts';
import { createHttpClient, timeLimits, type TimeLimits } from '../http/http-client.ts';
import type { RequestNetwork } from '../../network/network.ts';
import { davReasons, failureOfDav, isPageOfTheNetwork } from './webdav-failure.ts';

/** Where and as whom to reach a store's files: BigCommerce shows all three under "File access (WebDAV)". */
export interface WebdavAccess {
  /** Such as `https://store-abc123.mybigcommerce.com/dav/`. */
  url: string;
  username: string;
  password: string;
}

interface DavOptions {
  signal?: AbortSignal;
  /** Bytes of the picture the network has taken so far; starts anew when the picture has to be sent again. */
  onProgress?: (sent: number) => void;
}

/**
 * A store's files by WebDAV (RFC 4918). Paths are below the access's address, with `/` between the parts and none at
 * either end. The quota of the API doesn't count these requests.
 */
export interface Webdav {
  /** Makes a folder, and those above it where they are missing. One that is there already is success. */
  makeFolder(path: string, options?: DavOptions): Answer<null>;
  /**
   * Puts a picture at `path`, in place of what may be there. Where its folder is missing, it is made and the picture
   * sent again.
   */
  put(path: string, picture: PictureFile, options?: DavOptions): Answer<null>;
  /** Removes a file, or a folder and all in it. What is not there is success. */
  remove(path: string, options?: DavOptions): Answer<null>;
  /** Closes idle connections. */
  close(): void;
}

/** One finished request, for a log. Never holds a password or a body. */
export interface DavTraffic {
  method: DavMethod;
  path: string;
  status: number | null;
  ms: number;
}

export interface WebdavParts {
  /** Null where there is no password. Asked before every request, as the access token is. */
  access: () => Promise<WebdavAccess | null>;
  onTraffic?: (traffic: DavTraffic) => void;
  limits?: Partial<TimeLimits>;
  clock?: Clock;
  /** Left out: files go as fast as they can. */
  bandwidth?: Bandwidth;
  /** Called for every file that is put. */
  uploads?: UploadObserver;
  /** A nonce of the client's, as text without quotes. */
  cnonce?: () => string;
  /** Default: everything is reached directly. */
  network?: RequestNetwork;
}

type DavMethod = 'MKCOL' | 'PUT' | 'DELETE' | 'HEAD';

interface DavCall extends DavOptions {
  method: DavMethod;
  path: string;
  upload?: (signal?: AbortSignal) => Promise<Outcome<Upload, Failure>>;
}

/** A server's nonce in use, for one user at one address. */
interface Ticket {
  key: string;
  challenge: DigestChallenge;
  uses: number;
}

/** Without a nonce, with an expired one, with a fresh one. */
const maxTries = 3;

export function createWebdav(parts: WebdavParts): Webdav {
  const {
    onTraffic,
    uploads,
    clock = systemClock,
    bandwidth = noCap,
    cnonce = () => randomBytes(12).toString('hex'),
  } = parts;
  const limits = { ...timeLimits, ...parts.limits };
  const http = createHttpClient(limits, { 'user-agent': 'Packshot' }, parts.network);
  let ticket: Ticket | null = null;

  async function exchange(call: DavCall): Answer<number> {
    const access = await parts.access();
    if (access === null) return no({ type: 'sign-in', reason: davReasons.noPassword });
    if (!parseApiOrigin(access.url).ok) return no({ type: 'refused', reason: davReasons.notSecure });
    const key = JSON.stringify(access);
    const isFile = call.upload !== undefined;
    // A nonce given during this call. Shared only once it has worked, since it may be good for one request.
    let fresh: Ticket | null = isFile && ticket?.key !== key ? await askNonce(call, access, key) : null;
    for (let tries = 0; tries < maxTries; tries += 1) {
      const used: Ticket | null = fresh ?? (ticket?.key === key ? ticket : null);
      const answer = await send(call, access, used);
      if (!answer.ok) {
        // A server that refuses a nonce early closes the connection, and its answer may be lost.
        const mayBeRefused = isFile && fresh === null && answer.reason.reason.code === 'connection-broke';
        fresh = mayBeRefused ? await askNonce(call, access, key) : null;
        if (fresh === null) return answer;
        continue;
      }
      const { status, headers, text } = answer.value;
      if (status !== 401 && used !== null) ticket = used;
      if (status >= 200 && status < 300 && !isPageOfTheNetwork(status, text)) return ok(status);
      if (status !== 401) return no(failureOfDav(status, headers, text));

      const challenge = readChallenge(headerText(headers['www-authenticate']));
      if (challenge === null) {
        const url = urlOf(access.url, call.path);
        return (await isOfWholeHost(http, url, answer.value, call.signal))
          ? no(failureOfHost(status, url.host))
          : no({ type: 'sign-in', reason: davReasons.notDigest, status });
      }
      // Not every server says `stale`, so only a nonce given during this call proves the password wrong.
      if (fresh !== null && !challenge.stale) break;
      const given = { key, challenge, uses: 0 };
      fresh = isFile ? ((await askNonce(call, access, key)) ?? given) : given;
    }
    return no(failureOfDav(401, {}, ''));
  }

  /** Gets a fresh nonce by a request without a body, so that no file is sent in vain. Null if none was given. */
  async function askNonce(
    { path, signal }: DavCall,
    access: WebdavAccess,
    key: string,
  ): Promise<Ticket | null> {
    const answer = await send({ method: 'HEAD', path, ...(signal ? { signal } : {}) }, access, null);
    if (!answer.ok || answer.value.status !== 401) return null;
    const challenge = readChallenge(headerText(answer.value.headers['www-authenticate']));
    return challenge === null ? null : { key, challenge, uses: 0 };
  }

  async function send(call: DavCall, access: WebdavAccess, used: Ticket | null): Answer<RawAnswer> {
    const upload = call.upload === undefined ? null : await call.upload(call.signal);
    if (upload?.ok === false) return upload;
    const startedAt = clock.now();
    const url = urlOf(access.url, call.path);
    // To a failure MKCOL is like PUT: it may be repeated.
    const method = call.method === 'DELETE' ? 'DELETE' : 'PUT';
    const attempt = new HttpAttempt({ ...call, method }, upload?.value ?? null, {
      stallMs: limits.stall,
      clock,
      bandwidth,
      problemOf: (error) => http.problemOf(error, url, clock.now()),
    });
    try {
      const answer = await attempt.run((body) =>
        http.client.stream(url, {
          method: call.method,
          headers: { ...proof(call.method, url, access, used), ...body.headers },
          ...(body.content === null ? {} : { body: body.content }),
          signal: body.signal,
        }),
      );
      onTraffic?.({
        method: call.method,
        path: call.path,
        status: answer.ok ? answer.value.status : null,
        ms: clock.now() - startedAt,
      });
      return answer;
    } finally {
      await upload?.value.close();
    }
  }

  function proof(
    method: DavMethod,
    url: URL,
    { username, password }: WebdavAccess,
    used: Ticket | null,
  ): Record<string, string> {
    if (used === null) return {};
    used.uses += 1;
    const request = { method, uri: url.pathname, username, password, cnonce: cnonce(), count: used.uses };
    return { authorization: authorization(used.challenge, request) };
  }

  /** Sends, and once more after making the folder above where that is missing: 409 (RFC 4918, 9.3.1 and 9.7.1). */
  async function inFolder(path: string, options: DavOptions, send: () => Answer<number>): Answer<number> {
    const sent = await send();
    const above = path.split('/').slice(0, -1).join('/');
    if (sent.ok || sent.reason.status !== 409 || above === '') return sent;
    const made = await makeFolder(above, options);
    return made.ok ? await send() : made;
  }

  async function makeFolder(path: string, options: DavOptions = {}): Answer<null> {
    const made = await inFolder(path, options, () =>
      exchange({ ...options, method: 'MKCOL', path: `${path}/` }),
    );
    // RFC 4918, 9.3.1: 405 where this one is there already.
    return made.ok || made.reason.status === 405 ? ok(null) : made;
  }

  return {
    makeFolder,

    async put(path, picture, options = {}) {
      const call: DavCall = {
        ...options,
        method: 'PUT',
        path,
        upload: (signal) => openPicture(picture, signal),
      };
      const sent = await inFolder(path, options, () => observed(uploads, () => exchange(call)));
      return sent.ok ? ok(null) : sent;
    },

    async remove(path, options = {}) {
      const removed = await exchange({ ...options, method: 'DELETE', path });
      return removed.ok || removed.reason.status === 404 ? ok(null) : removed;
    },

    close: http.close,
  };
}

function urlOf(base: string, path: string): URL {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return new URL(encoded, base.endsWith('/') ? base : `${base}/`);
}

function headerText(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' || value === undefined ? (value ?? '') : value.join(', ');
}
