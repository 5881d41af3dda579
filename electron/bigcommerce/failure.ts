import type { Reason } from '../../shared/outcome.ts';

/**
 * Why a request did not succeed. The class decides what the outbox does (see electron/outbox/), the reason is what a
 * person reads.
 *
 * - `offline`: the request never left: name not resolved, connection refused or not made. Nothing can have happened.
 * - `throttled`: 429. `retryAfterMs` as the store said, or null. Unless `quotaSpent`, too many requests came at once.
 * - `transient`: the store answered that it could not now (409, 423, 500, 502, 503, 504), or answered rubbish to a
 *   read.
 * - `unknown`: the request left, and no answer that can be believed came back. It may have happened.
 * - `sign-in`: 401, or a 403 that names a scope: no request will succeed until the user acts.
 * - `not-found`: 404 for the product or the image itself.
 * - `refused`: any other 4xx, 507, and an answer to a read that is too long: the same request will never succeed.
 * - `local`: this machine's fault: the file to send is gone, or a request was cancelled here.
 */
export type FailureType =
  | 'offline'
  | 'throttled'
  | 'transient'
  | 'unknown'
  | 'sign-in'
  | 'not-found'
  | 'refused'
  | 'local';

export interface Failure {
  type: FailureType;
  reason: Reason;
  /** HTTP status, when there was an answer. For logs and tests; never shown alone. */
  status?: number | undefined;
  /** The store's own words, when it had any. */
  storeWords?: string | undefined;
  retryAfterMs?: number | null | undefined;
  /**
   * A 403 that names no scope, or a 401 with a web page: it may concern one thing only, or the token. Asking for
   * something small tells.
   */
  mayBeToken?: boolean | undefined;
  /** The store was busy with another change of the same product. */
  isConflict?: boolean | undefined;
  /** Of a 429: whether its headers say that no request is left in the window. */
  quotaSpent?: boolean | undefined;
  /** For logs: the network's error code, or what was wrong with the answer's shape. Never shown. */
  detail?: string | undefined;
}
