import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { systemClock } from '../util/clock.ts';
import { reasons } from './errors.ts';
import type { Failure } from './failure.ts';
import { createGovernor } from './pacing/governor.ts';
import { createSession } from './http/session.ts';
import { createV3 } from './v3/v3.ts';

export interface TokenToVerify {
  apiOrigin: string;
  hash: string;
  accessToken: string;
  userAgent?: string;
  signal?: AbortSignal;
}

/**
 * Asks the store for its products and its name, before anything is kept. Reading is all this proves: whether the token may also write
 * shows with the first upload, since the API can't be asked without writing. The name is null where the token may not read it.
 */
export async function verifyToken(
  given: TokenToVerify,
): Promise<Outcome<{ name: string | null; productCount: number }>> {
  const governor = createGovernor({ clock: systemClock, random: Math.random, reserve: () => 0 });
  const session = createSession({
    apiOrigin: given.apiOrigin,
    storeHash: given.hash,
    accessToken: () => Promise.resolve(given.accessToken.trim()),
    governor,
    limits: { response: 20_000, read: 20_000 },
    ...(given.userAgent === undefined ? {} : { userAgent: given.userAgent }),
  });
  const options = { priority: 'person', ...(given.signal ? { signal: given.signal } : {}) } as const;
  try {
    const v3 = createV3(session);
    const summary = await v3.summary(options);
    if (!summary.ok) return no(inWords(summary.reason, given.hash));
    const name = await v3.storeName(options);
    // The products answered, so the token is good; a name that can't be had now is no reason to refuse it.
    return ok({ name: name.ok ? name.value : null, productCount: summary.value.productCount });
  } finally {
    session.close();
  }
}

/** The same failures as of any request, in the words of somebody who is just connecting a store. */
function inWords(failure: Failure, hash: string): Reason {
  switch (failure.class) {
    case 'sign-in':
      return signInWords(failure, hash);
    case 'not-found':
      return {
        code: 'wrong-store',
        sentence: `BigCommerce knows no store with the hash “${hash}”.`,
        next: 'Compare it with the part after “stores/” in the API path that came with the token.',
      };
    case 'throttled':
      return {
        code: 'throttled',
        sentence: 'The store is being asked too much at the moment.',
        next: 'Try again in half a minute.',
      };
    case 'offline':
      return failure.reason.code === reasons.notPrivate.code
        ? failure.reason
        : { ...failure.reason, next: "Check this computer's internet connection, then try again." };
    case 'transient':
    case 'unknown':
      return failure.reason.code === reasons.webPage.code
        ? failure.reason
        : { ...failure.reason, next: 'Try again in a moment.' };
    case 'refused':
      return failure.mayBeToken === true ? reasons.allForbidden : failure.reason;
    case 'local':
      return failure.reason;
  }
}

function signInWords(failure: Failure, hash: string): Reason {
  switch (failure.reason.code) {
    case 'missing-scope':
      return {
        code: 'missing-scope',
        sentence: "The access token is valid, but doesn't allow working with products.",
        next: 'Create an API account with the scope “Products: modify” and use its token.',
      };
    case 'no-token':
      return {
        code: 'malformed-token',
        sentence: "This can't be an access token: it has characters that no token has.",
        next: 'Copy the token again, without anything around it.',
      };
    default:
      return {
        code: 'wrong-token',
        sentence: `The store “${hash}” does not accept this access token.`,
        next: 'Check that the token was copied whole, and that it was made in this store.',
      };
  }
}
