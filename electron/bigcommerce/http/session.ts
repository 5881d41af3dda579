import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { noCap, type Bandwidth } from '../pacing/bandwidth.ts';
import { systemClock, type Clock } from '../../util/clock.ts';
import {
  failureOfAnswer,
  failureOfCancel,
  failureOfHost,
  failureOfLongAnswer,
  failureOfMissingToken,
  failureOfShape,
  type Headers,
  type Method,
} from '../errors.ts';
import type { Failure } from '../failure.ts';
import { HttpAttempt, maxAnswerBytes, maxPageBytes, type RawAnswer } from './http-attempt.ts';
import { parseJsonInSlices } from './parse-json.ts';
import type { Governor } from '../pacing/governor.ts';
import type { RequestNetwork } from '../../network/network.ts';
import { createHttpClient, timeLimits, type TimeLimits } from './http-client.ts';
import type { CallOptions } from '../image-api.ts';
import { isOfWholeHost } from './whole-host.ts';
import { observed, type UploadObserver } from '../pacing/parallelism.ts';
import type { Upload } from './picture-bytes.ts';

/**
 * One request below `stores/{hash}/`. Paths have no slash at either end: BigCommerce answers a trailing slash
 * with 403.
 */
export interface Call extends CallOptions {
  method: Method;
  path: string;
  query?: Readonly<Record<string, string>>;
  json?: unknown;
  /**
   * Opened before the request asks for its turn: while another program holds the file, other requests go on. Gets the
   * signal of the call.
   */
  upload?: (signal?: AbortSignal) => Promise<Outcome<Upload, Failure>>;
  onProgress?: ((sent: number) => void) | undefined;
}

export interface Reply {
  status: number;
  headers: Headers;
  /** Null for an empty body. */
  json: unknown;
}

/** A finished request for the log. It never contains the token, a body or query values. */
export interface Traffic {
  method: Method;
  path: string;
  status: number | null;
  ms: number;
  failure: Failure['type'] | null;
  detail: string | null;
}

/** Sends requests to one store with token, pacing and time limits. Every error is a Failure. */
export interface Session {
  request(call: Call): Promise<Outcome<Reply, Failure>>;
  /** Closes idle connections. */
  close(): void;
}

export interface SessionParts {
  apiOrigin: string;
  storeHash: string;
  accessToken: () => Promise<string | null>;
  governor: Governor;
  /** Without it, uploads are not limited. */
  bandwidth?: Bandwidth;
  uploads?: UploadObserver;
  onTraffic?: (traffic: Traffic) => void;
  limits?: Partial<TimeLimits>;
  clock?: Clock;
  /** Default: everything is reached directly. */
  network?: RequestNetwork;
}

export function createSession(parts: SessionParts): Session {
  const {
    apiOrigin,
    storeHash,
    governor,
    uploads,
    onTraffic,
    clock = systemClock,
    bandwidth = noCap,
  } = parts;
  const limits = { ...timeLimits, ...parts.limits };
  const http = createHttpClient(
    limits,
    { accept: 'application/json', 'user-agent': 'Packshot' },
    parts.network,
  );

  async function request(call: Call): Promise<Outcome<Reply, Failure>> {
    return call.upload === undefined ? exchange(call) : observed(uploads, () => exchange(call));
  }

  async function exchange(call: Call): Promise<Outcome<Reply, Failure>> {
    const token = await parts.accessToken();
    if (token === null || !isHeaderSafe(token)) return no(failureOfMissingToken());
    const upload = call.upload === undefined ? null : await call.upload(call.signal);
    if (upload?.ok === false) return upload;
    try {
      return await send(call, token, upload?.value ?? null);
    } finally {
      await upload?.value.close();
    }
  }

  async function send(call: Call, token: string, upload: Upload | null): Promise<Outcome<Reply, Failure>> {
    const release = await governor.acquire(call.priority, call.signal);
    if (release === null) return no(failureOfCancel(call.method, false));
    const startedAt = clock.now();
    const url = urlOf(call);
    const maxBytes = call.query?.['limit'] === undefined ? maxAnswerBytes : maxPageBytes;
    const attempt = new HttpAttempt({ ...call, maxAnswerBytes: maxBytes }, upload, {
      stallMs: limits.stall,
      clock,
      bandwidth,
      problemOf: (error) => http.problemOf(error, url, clock.now()),
    });
    try {
      const answer = await attempt.run((body) =>
        http.client.stream(url, {
          method: call.method,
          headers: { 'x-auth-token': token, ...body.headers },
          ...(body.content === null ? {} : { body: body.content }),
          signal: body.signal,
        }),
      );
      release(
        answer.ok
          ? { type: 'answered', status: answer.value.status, headers: answer.value.headers }
          : { type: attempt.left ? 'lost' : 'unsent' },
      );
      const result = answer.ok ? await judge(call, url, answer.value, token) : answer;
      onTraffic?.({
        method: call.method,
        path: call.path,
        status: answer.ok ? answer.value.status : null,
        ms: clock.now() - startedAt,
        failure: result.ok ? null : result.reason.type,
        detail: result.ok ? null : (result.reason.detail ?? result.reason.storeWords ?? null),
      });
      return result;
    } finally {
      release({ type: 'lost' });
    }
  }

  async function judge(
    { method, signal }: Call,
    url: URL,
    answer: RawAnswer,
    token: string,
  ): Promise<Outcome<Reply, Failure>> {
    if (await isOfWholeHost(http, url, answer, signal)) return no(failureOfHost(answer.status, url.host));
    return believe(method, answer, token);
  }

  function urlOf(call: Call): URL {
    const query = call.query === undefined ? '' : `?${new URLSearchParams(call.query)}`;
    return new URL(`${apiOrigin}/stores/${storeHash}/${call.path}${query}`);
  }

  return { request, close: http.close };
}

/**
 * A success counts only if it can be read: a network's sign-in page also answers 200. Too many values are too long an
 * answer, so that a list is asked for again in smaller pages.
 */
async function believe(method: Method, answer: RawAnswer, token: string): Promise<Outcome<Reply, Failure>> {
  const { status, headers, text, shape } = answer;
  const success = status >= 200 && status < 300;
  if (success && (answer.isTooLong || shape === 'too-many-values')) {
    return no(failureOfLongAnswer(method, status));
  }
  if (success && (status === 204 || (method === 'DELETE' && text.trim() === ''))) {
    return ok({ status, headers, json: null });
  }
  if (shape === 'too-deep') return no(failureOfShape(method, status, 'The answer is nested too deeply.'));
  const json = success ? await parseJsonInSlices(text) : undefined;
  if (typeof json === 'object' && json !== null) return ok({ status, headers, json });
  return no(failureOfAnswer({ method, status, headers, text: withoutToken(text, token) }));
}

/** What refuses a request may repeat its headers, as firewalls do. The store's words are shown and kept. */
export function withoutToken(text: string, token: string | null): string {
  return token === null ? text : text.replaceAll(token, '…');
}

/** A token with line ends or non-ASCII characters was pasted wrongly. */
function isHeaderSafe(token: string): boolean {
  return /^[\x21-\x7e]+$/.test(token);
}
