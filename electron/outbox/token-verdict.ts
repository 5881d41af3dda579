import type { Failure } from '../bigcommerce/failure.ts';
import { reasons } from '../bigcommerce/errors.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';

/** What a small request showed about the access token. */
export type TokenVerdict =
  | { type: 'good' }
  | { type: 'bad'; reason: Reason }
  /** The answer proves nothing about the token. */
  | { type: 'unclear'; isOffline: boolean };

/** The verdict from a request that every valid token may send. Pure. */
export function tokenVerdict(answer: Outcome<unknown, Failure>): TokenVerdict {
  if (answer.ok) return { type: 'good' };
  const { type: failureClass, mayBeToken, reason } = answer.reason;
  if (failureClass === 'sign-in') return { type: 'bad', reason };
  if (mayBeToken === true) return { type: 'bad', reason: reasons.allForbidden };
  return { type: 'unclear', isOffline: failureClass === 'offline' };
}

/** The verdict from a change of an image that doesn't exist: if the token may change, the answer is about it. Pure. */
export function changeVerdict(answer: Outcome<unknown, Failure>): TokenVerdict {
  const isAboutImage =
    !answer.ok &&
    (answer.reason.type === 'not-found' || (answer.reason.type === 'refused' && !answer.reason.mayBeToken));
  return isAboutImage ? { type: 'good' } : tokenVerdict(answer);
}

/** The failure to act on, for one that may be the token's. Pure. */
export function withVerdict(failure: Failure, verdict: TokenVerdict): Failure {
  if (verdict.type === 'bad') {
    return { ...failure, type: 'sign-in', mayBeToken: false, reason: verdict.reason };
  }
  // The page that came with a 401 was not the store's.
  const known: Failure =
    failure.type === 'sign-in' ? { ...failure, type: 'transient', reason: reasons.webPage } : failure;
  if (verdict.type === 'good') return { ...known, mayBeToken: false };
  return { ...known, type: verdict.isOffline ? 'offline' : 'transient', mayBeToken: false };
}
