import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Failure, FailureType } from './failure.ts';
import { readStoreWords, type StoreWords } from './store-words.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Headers as Node provides them, names in lower case. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A complete answer that is not the expected one. */
interface BadAnswer {
  method: Method;
  status: number;
  headers: Headers;
  text: string;
}

/** A request that ended without an answer. */
interface Break {
  method: Method;
  /** Whether the connection was open, so that bytes may have reached the store. */
  left: boolean;
  /** Node's or got's code, such as `ECONNRESET`; `ETIMEDOUT` for every time limit. */
  code: string;
  /** Why there was no connection, if known. */
  problem?: Reason;
}

/**
 * Classifies an answer that is an error or unreadable. Classes follow DESIGN.md's rule 6; statuses follow
 * BigCommerce's published tables, others HTTP's ranges.
 */
export function failureOfAnswer(answer: BadAnswer): Failure {
  const said = readStoreWords(answer.text);
  const made = (failureClass: FailureType, reason: Reason): Failure => ({
    type: failureClass,
    reason,
    status: answer.status,
    ...(said.words === null ? {} : { storeWords: said.words }),
  });
  const { status } = answer;

  if (status === 429) return { ...made('throttled', reasons.throttled), ...throttledBy(answer.headers) };
  if (status === 401) {
    // Something in between may have sent a page, and let the next request pass.
    return { ...made('sign-in', reasons.wrongToken), mayBeToken: said.kind === 'page' };
  }
  if (status === 507) return made('refused', withWords(reasons.planLimit, said));
  if (isOfTheNetwork(status)) return made('transient', reasons.networkSignIn);
  // Shops that are down for maintenance show a page.
  if (status === 503 && said.kind === 'page') return made(doubtful(answer.method), reasons.maintenance);
  if (status >= 500 && status !== 501 && status !== 505) {
    return made(serverErrorClass(answer.method, status, said), troubleReason(said));
  }
  // Another write to the product is running, or it is locked. Reported by API users, not documented.
  if (status === 409 || status === 423 || (status === 422 && asksToTryAgain(said))) {
    return { ...made('transient', withWords(reasons.storeBusy, said)), isConflict: true };
  }
  if (status < 400) return made(doubtful(answer.method), unusableReason(status, said));
  if (status === 403) {
    return namesScope(said)
      ? made('sign-in', reasons.missingScope)
      : { ...made('refused', withWords(reasons.forbidden, said)), mayBeToken: true };
  }
  if (said.kind === 'page') {
    // The API refuses in JSON or plain text, so a 4xx web page comes from something in between.
    return status === 413 ? made('refused', reasons.tooLarge) : made('transient', reasons.webPage);
  }
  if (status === 404) return made('not-found', reasons.notFound);
  if (status === 408 || status === 425) return made('transient', reasons.slowRequest);
  if (status === 413) return made('refused', reasons.tooLarge);
  return made('refused', refusal(said));
}

/** A refusal of every address of a host, by something in between that passed nothing on. */
export function failureOfHost(status: number, host: string): Failure {
  const reason = status === 401 ? reasons.networkSignIn : networkBlocks(host);
  return { type: 'transient', reason, status };
}

/** An answer body longer than the limit of its kind. Repeating the same read can't help. */
export function failureOfLongAnswer(method: Method, status: number): Failure {
  return { type: method === 'GET' ? 'refused' : doubtful(method), reason: reasons.tooLong, status };
}

/** Whether reading fewer rows may help. */
export function isTooLong({ reason }: Failure): boolean {
  return reason.code === reasons.tooLong.code;
}

/**
 * Classifies a request that broke. Without a connection nothing was sent: `offline`. With one, a POST may
 * have been carried out (DESIGN.md, rule 3); other methods can be repeated.
 */
export function failureOfBreak({ method, left, code, problem = reasons.unreachable }: Break): Failure {
  if (!left) return { type: 'offline', reason: problem, detail: code };
  return { type: doubtful(method), reason: breakReason(code), detail: code };
}

function breakReason(code: string): Reason {
  if (code === stallCode) return reasons.stalled;
  // Bytes that are no HTTP (llhttp's codes), or not compressed as their header says (got's code).
  if (code.startsWith('HPE_') || code === 'ERR_READING_RESPONSE_STREAM') return reasons.unreadable;
  return code === 'ETIMEDOUT' ? reasons.noAnswerInTime : reasons.connectionBroke;
}

/** A JSON answer without a required field; `problem` names it, such as `data.id is missing`. */
export function failureOfShape(method: Method, status: number, problem: string): Failure {
  return { type: doubtful(method), reason: reasons.unreadable, status, detail: problem };
}

/** No token: nothing is sent until the user signs in. */
export function failureOfMissingToken(): Failure {
  return { type: 'sign-in', reason: reasons.noToken };
}

/** A request cancelled here. If a whole POST was handed over, it may have been carried out. */
export function failureOfCancel(method: Method, wholeRequestLeft: boolean): Failure {
  const failureClass = method === 'POST' && wholeRequestLeft ? 'unknown' : 'local';
  return { type: failureClass, reason: reasons.cancelled };
}

/** The file to send is missing, could not be opened, or has changed. */
export function failureOfFile(code: 'file-gone' | 'file-unopened' | 'file-changed'): Failure {
  return { type: 'local', reason: reason(code) };
}

/** Replaces an error code when an upload made no progress for too long. */
export const stallCode = 'PACKSHOT_STALLED';

/** The fields of a 429's headers as a failure keeps them. */
export function throttledBy(headers: Headers): Pick<Failure, 'retryAfterMs' | 'quotaSpent'> {
  return { retryAfterMs: waitInHeaders(headers), quotaSpent: requestsLeft(headers) === 0 };
}

/**
 * Milliseconds to wait after a 429: until the reset, or `X-Retry-After` seconds if longer. Null if not given.
 * A 429 with requests left means too many at once, so the window's end does not matter.
 */
export function waitInHeaders(headers: Headers): number | null {
  const resetMs = headerNumber(headers, 'x-rate-limit-time-reset-ms');
  const seconds =
    headerNumber(headers, 'x-retry-after') ?? headerNumber(headers, 'retry-after') ?? secondsToDate(headers);
  if (resetMs === null && seconds === null) return null;
  const retryMs = (seconds ?? 0) * 1000;
  if ((requestsLeft(headers) ?? 0) === 0) return Math.min(Math.max(resetMs ?? 0, retryMs), maxHeaderWaitMs);
  // The seconds may only repeat the end of the window.
  const isWindowEnd = resetMs !== null && Math.abs(retryMs - resetMs) <= 1_000;
  return seconds === null || isWindowEnd ? null : Math.min(retryMs, maxHeaderWaitMs);
}

/** `Retry-After` as a date, counted from the answer's own, because this computer's clock may be wrong. */
function secondsToDate(headers: Headers): number | null {
  const [until, date] = ['retry-after', 'date'].map((name) => Date.parse(String(headers[name] ?? '')));
  const seconds = (Number(until) - Number(date)) / 1000;
  return Number.isNaN(seconds) ? null : Math.max(0, seconds);
}

/** Requests left in the window; null if the headers don't say. */
export function requestsLeft(headers: Headers): number | null {
  return (
    headerNumber(headers, 'x-rate-limit-requests-left') ?? headerNumber(headers, 'x-bc-apilimit-remaining')
  );
}

/** A header's number, zero or more; null otherwise. */
export function headerNumber(headers: Headers, name: string): number | null {
  const raw = headers[name];
  const text = typeof raw === 'string' ? raw : raw?.[0];
  if (text === undefined || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** Limits a wrong header, so that it can't stop a store for days. */
export const maxHeaderWaitMs = 60 * 60 * 1000;

/**
 * Statuses that only something in between uses, which passed nothing on: a sign-in page (511, RFC 6585) and a proxy
 * that nobody has set up (407).
 */
export function isOfTheNetwork(status: number): boolean {
  return status === 407 || status === 511;
}

function doubtful(method: Method): FailureType {
  return method === 'POST' ? 'unknown' : 'transient';
}

/**
 * A 500 or 503 in JSON comes from the API, which did nothing. A 502, a 504 or any other 5xx comes from the
 * gateway, so the origin may have carried it out: a POST must be verified before it is sent again.
 */
function serverErrorClass(method: Method, status: number, said: StoreWords): FailureType {
  const byTheApi = said.kind === 'json' && (status === 500 || status === 503);
  return byTheApi ? 'transient' : doubtful(method);
}

/** BigCommerce's 403 names the missing scope (recorded answers of V3 and V2); firewalls use other words. */
function namesScope({ words }: StoreWords): boolean {
  return words !== null && /\bscopes?\b/i.test(words);
}

/** API users report that a write that conflicts with another is also answered 422, with such words. */
export function asksToTryAgain({ words }: StoreWords): boolean {
  return words !== null && /please try again|try again (?:later|in )/i.test(words);
}

/** Of a success that can't be used, or a redirect: the API never redirects, so that is a sign-in page or a proxy. */
function unusableReason(status: number, said: StoreWords): Reason {
  // 304 has no body and is no redirect (RFC 9110, 15.4.5). No request asks for it: a cache in between is wrong.
  if (said.kind === 'page' || (status >= 300 && status !== 304)) return reasons.networkSignIn;
  return said.kind === 'empty' ? reasons.empty : reasons.unreadable;
}

function refusal(said: StoreWords): Reason {
  return withWords(reasons.refused, said);
}

function troubleReason(said: StoreWords): Reason {
  return said.kind === 'json' ? withWords(reasons.storeTrouble, said) : reasons.storeTrouble;
}

/** Adds the store's own words to a reason that has room for them. */
export function withWords(reason: Reason, said: StoreWords): Reason {
  if (said.words === null) return reason;
  return { ...reason, args: { ...reason.args, said: 'yes', words: said.words } };
}

/** The same reason for somebody else to try again: the outbox itself, the user, a later command, or nobody. */
export function retriedBy(reason: Reason, again: 'itself' | 'person' | 'later' | 'nobody'): Reason {
  return { ...reason, args: { ...reason.args, again } };
}

function networkBlocks(host: string): Reason {
  return reason('network-blocks', { host, ...byItself });
}

const byItself = { again: 'itself' };
const withoutWords = { said: 'no', words: '' };

export const reasons = {
  unreachable: reason('unreachable', byItself),
  throttled: reason('throttled', byItself),
  storeTrouble: reason('store-trouble', { ...byItself, ...withoutWords }),
  maintenance: reason('store-maintenance', byItself),
  connectionBroke: reason('connection-broke', byItself),
  noAnswerInTime: reason('no-answer', byItself),
  slowRequest: reason('slow-request', byItself),
  stalled: reason('stalled', byItself),
  networkSignIn: reason('network-sign-in', byItself),
  webPage: reason('web-page', byItself),
  storeBusy: reason('store-busy', { ...byItself, ...withoutWords }),
  tooLong: reason('answer-too-long'),
  empty: reason('answer-empty', byItself),
  unreadable: reason('answer-unreadable', byItself),
  noToken: reason('no-token'),
  wrongToken: reason('wrong-token'),
  missingScope: reason('missing-scope'),
  forbidden: reason('forbidden', withoutWords),
  allForbidden: reason('all-forbidden'),
  uploadsForbidden: reason('uploads-forbidden', byItself),
  notFound: reason('not-found'),
  tooLarge: reason('too-large-for-store'),
  planLimit: reason('plan-limit', withoutWords),
  refused: reason('refused', withoutWords),
  movingGallery: reason('moving-gallery', byItself),
  cancelled: reason('cancelled'),
} as const satisfies Record<string, Reason>;
