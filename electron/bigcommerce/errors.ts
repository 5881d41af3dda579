import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Failure, FailureClass } from './failure.ts';
import { readStoreWords, type StoreWords } from './store-words.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Headers as Node gives them: names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** An answer that came whole, but is not the one asked for. */
export interface BadAnswer {
  method: Method;
  status: number;
  headers: Headers;
  text: string;
}

/** A request that ended without an answer. */
export interface Break {
  method: Method;
  /** Whether the connection stood, so that bytes of the request may have reached the store. */
  left: boolean;
  /** Node's or got's code, such as `ECONNRESET`; `ETIMEDOUT` for every time limit. */
  code: string;
}

/**
 * The class and the reason of an answer that is not a success, or of a success that can't be read.
 * Classes are DESIGN.md's rule 6; statuses are those of BigCommerce's published tables, the rest by HTTP's own ranges.
 */
export function failureOfAnswer(answer: BadAnswer): Failure {
  const said = readStoreWords(answer.text);
  const made = (failureClass: FailureClass, reason: Reason): Failure => ({
    class: failureClass,
    reason,
    status: answer.status,
    ...(said.words === null ? {} : { storeWords: said.words }),
  });
  const { status } = answer;

  if (status === 429) return { ...made('throttled', reasons.throttled), ...throttledBy(answer.headers) };
  if (status === 401) return made('sign-in', reasons.wrongToken);
  if (status === 507) return made('refused', withWords(reasons.planLimit, said));
  if (status >= 500 && status !== 501 && status !== 505) {
    return made(serverErrorClass(answer.method, status, said), troubleReason(said));
  }
  // A write to the same product is under way, or the product is locked; told by users of the API, not documented.
  if (status === 409 || status === 423) return made('transient', withWords(reasons.storeBusy, said));
  if (status < 400) {
    // A success that can't be read, or a redirect, which the API never sends: a sign-in page of the network, a proxy.
    return made(
      doubtful(answer.method),
      said.kind === 'page' || status >= 300 ? reasons.webPage : reasons.unreadable,
    );
  }
  if (status === 403) {
    return namesScope(said)
      ? made('sign-in', reasons.missingScope)
      : { ...made('refused', withWords(reasons.forbidden, said)), mayBeToken: true };
  }
  if (said.kind === 'page') {
    // The API refuses in JSON or plain text. A page with a 4xx is something in between that didn't let the request through.
    return status === 413 ? made('refused', reasons.tooLarge) : made('transient', reasons.webPage);
  }
  if (status === 404) return made('not-found', reasons.notFound);
  if (status === 408 || status === 425) return made('transient', reasons.slowRequest);
  if (status === 413) return made('refused', reasons.tooLarge);
  if (status === 422 && asksToTryAgain(said)) return made('transient', withWords(reasons.storeBusy, said));
  return made('refused', refusal(said));
}

/** An answer whose body was longer than `maxAnswerBytes`. The same read would be as long again. */
export function failureOfLongAnswer(method: Method, status: number): Failure {
  return { class: method === 'GET' ? 'refused' : doubtful(method), reason: reasons.tooLong, status };
}

/** Whether reading fewer rows at a time may help. */
export function isTooLong({ reason }: Failure): boolean {
  return reason.code === reasons.tooLong.code;
}

/**
 * The class and the reason of a request that broke. A connection that never stood carried nothing: `offline`. Once it
 * stood, a POST may have been acted on (DESIGN.md, rule 3); the other methods can simply be repeated.
 */
export function failureOfBreak({ method, left, code }: Break): Failure {
  if (!left) {
    const reason = isCertificateCode(code) ? reasons.notPrivate : reasons.unreachable;
    return { class: 'offline', reason, detail: code };
  }
  return { class: doubtful(method), reason: breakReason(code), detail: code };
}

function breakReason(code: string): Reason {
  if (code === stallCode) return reasons.stalled;
  return code === 'ETIMEDOUT' ? reasons.noAnswerInTime : reasons.connectionBroke;
}

/** An answer that is JSON, yet lacks what it must have; `problem` names it, such as `data.id is missing`. */
export function failureOfShape(method: Method, status: number, problem: string): Failure {
  return { class: doubtful(method), reason: reasons.unreadable, status, detail: problem };
}

/** No token to send: nothing left, and nothing will until the user signs in. */
export function failureOfMissingToken(): Failure {
  return { class: 'sign-in', reason: reasons.noToken };
}

/**
 * A request that was called off here. If the whole of a POST had been handed over already, it may have been acted on.
 */
export function failureOfCancel(method: Method, wholeRequestLeft: boolean): Failure {
  const failureClass = method === 'POST' && wholeRequestLeft ? 'unknown' : 'local';
  return { class: failureClass, reason: reasons.cancelled };
}

/** The file to send is not there, or not as it was. */
export function failureOfFile(code: 'file-gone' | 'file-changed'): Failure {
  return { class: 'local', reason: code === 'file-gone' ? reasons.fileGone : reasons.fileChanged };
}

/** Stands in for an error code when nothing was taken off us for too long. */
export const stallCode = 'PACKSHOT_STALLED';

/** What the headers of a 429 tell of it, as a failure has it. */
export function throttledBy(headers: Headers): Pick<Failure, 'retryAfterMs' | 'quotaSpent'> {
  return { retryAfterMs: toldWait(headers), quotaSpent: requestsLeft(headers) === 0 };
}

/**
 * Milliseconds to wait after a 429: until the reset, or `X-Retry-After` seconds if that is longer. Null: not told. A 429 with
 * requests left means too many at once, so the end of the window is no reason to wait.
 */
export function toldWait(headers: Headers): number | null {
  const resetMs = headerNumber(headers, 'x-rate-limit-time-reset-ms');
  const seconds = headerNumber(headers, 'x-retry-after') ?? headerNumber(headers, 'retry-after');
  if (resetMs === null && seconds === null) return null;
  const retryMs = (seconds ?? 0) * 1000;
  if ((requestsLeft(headers) ?? 0) === 0) return Math.min(Math.max(resetMs ?? 0, retryMs), longestToldWaitMs);
  // Whole seconds may only repeat when the window ends.
  const isWindowEnd = resetMs !== null && Math.abs(retryMs - resetMs) <= 1_000;
  return seconds === null || isWindowEnd ? null : Math.min(retryMs, longestToldWaitMs);
}

/** Requests that the headers say are left in the window; null where they don't say. */
export function requestsLeft(headers: Headers): number | null {
  return (
    headerNumber(headers, 'x-rate-limit-requests-left') ?? headerNumber(headers, 'x-bc-apilimit-remaining')
  );
}

/** A number of zero or more out of a header, or null. */
export function headerNumber(headers: Headers, name: string): number | null {
  const raw = headers[name];
  const text = typeof raw === 'string' ? raw : raw?.[0];
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** A broken clock in between must not park a store for days. */
export const longestToldWaitMs = 60 * 60 * 1000;

function doubtful(method: Method): FailureClass {
  return method === 'POST' ? 'unknown' : 'transient';
}

/**
 * 500 and 503 with a JSON body come from the API itself, which says that it did not do it. A 502 or 504 comes from the gateway
 * before it, and so does any 5xx that isn't JSON: it only tells that the origin's answer was lost, so the origin may have
 * kept the image. A POST must then be looked for before it is sent again.
 */
function serverErrorClass(method: Method, status: number, said: StoreWords): FailureClass {
  const byTheApi = said.kind === 'json' && (status === 500 || status === 503);
  return byTheApi ? 'transient' : doubtful(method);
}

/** BigCommerce's own 403 names the scope that the token lacks (recorded answers of V3 and V2); firewalls have other words. */
function namesScope({ words }: StoreWords): boolean {
  return words !== null && /\bscopes?\b/i.test(words);
}

/** Told by users of the API: a write that met another one is also answered 422, with words such as these. */
function asksToTryAgain({ words }: StoreWords): boolean {
  return words !== null && /please try again|try again (?:later|in )/i.test(words);
}

function refusal(said: StoreWords): Reason {
  return withWords(reasons.refused, said);
}

function troubleReason(said: StoreWords): Reason {
  return said.kind === 'json' ? withWords(reasons.storeTrouble, said) : reasons.storeTrouble;
}

function withWords(reason: Reason, said: StoreWords): Reason {
  if (said.words === null) return reason;
  return { ...reason, args: { ...reason.args, said: 'yes', words: said.words } };
}

/** OpenSSL's verification codes as Node passes them on; see "X509 certificate error codes" in Node's documentation of tls. */
function isCertificateCode(code: string): boolean {
  return /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|INVALID_CA|PATH_LENGTH|HOSTNAME_MISMATCH|^ERR_SSL_|^ERR_TLS_/.test(
    code,
  );
}

/** The same reason for somebody else to try again: the outbox itself, the user, a later command, or nobody. */
export function retriedBy(reason: Reason, again: 'itself' | 'person' | 'later' | 'nobody'): Reason {
  return { ...reason, args: { ...reason.args, again } };
}

const byItself = { again: 'itself' };
const withoutWords = { said: 'no', words: '' };

export const reasons = {
  unreachable: reason('unreachable', byItself),
  notPrivate: reason('not-private'),
  throttled: reason('throttled', byItself),
  storeTrouble: reason('store-trouble', { ...byItself, ...withoutWords }),
  connectionBroke: reason('connection-broke', byItself),
  noAnswerInTime: reason('no-answer', byItself),
  slowRequest: reason('slow-request', byItself),
  stalled: reason('stalled', byItself),
  webPage: reason('web-page', byItself),
  storeBusy: reason('store-busy', { ...byItself, ...withoutWords }),
  tooLong: reason('answer-too-long'),
  unreadable: reason('answer-unreadable', byItself),
  noToken: reason('no-token'),
  wrongToken: reason('wrong-token'),
  missingScope: reason('missing-scope'),
  forbidden: reason('forbidden', withoutWords),
  allForbidden: reason('all-forbidden'),
  notFound: reason('not-found'),
  tooLarge: reason('too-large-for-store'),
  planLimit: reason('plan-limit', withoutWords),
  refused: reason('refused', withoutWords),
  movingGallery: reason('moving-gallery', byItself),
  cancelled: reason('cancelled'),
  fileGone: reason('file-gone'),
  fileChanged: reason('file-changed'),
} as const satisfies Record<string, Reason>;
