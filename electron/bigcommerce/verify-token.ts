import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { systemClock } from '../util/clock.ts';
import { reasons, retriedBy } from './errors.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { Failure } from './failure.ts';
import { createGovernor } from './pacing/governor.ts';
import { createSession } from './http/session.ts';
import { createV3 } from './v3/v3.ts';

interface TokenToVerify {
  apiOrigin: string;
  hash: string;
  accessToken: string;
  network?: RequestNetwork;
}

/**
 * Asks the store for its products and its name, before anything is kept. Reading is all this proves: sign-in changes
 * nothing in the store, and whether the token may change anything shows with the first upload. The name is null where
 * the token may not read it.
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
    ...(given.network === undefined ? {} : { network: given.network }),
  });
  const options = { priority: 'person' } as const;
  try {
    const v3 = createV3(session);
    const summary = await v3.summary(options);
    if (!summary.ok) return no(wordsToConnect(summary.reason, given.hash));
    const name = await v3.storeName(options);
    // The products answered, so the token is good; a name that can't be had now is no reason to refuse it.
    return ok({ name: name.ok ? name.value : null, productCount: summary.value.productCount });
  } finally {
    session.close();
  }
}

/** The same failures as of any request, in the words of somebody who is just connecting a store. */
export function wordsToConnect(failure: Failure, hash: string): Reason {
  switch (failure.type) {
    case 'sign-in':
      return signInWords(failure, hash);
    case 'not-found':
      return reason('wrong-store', { hash });
    case 'throttled':
      return reason('asked-too-much');
    case 'offline':
    case 'transient':
    case 'unknown':
      return retriedBy(failure.reason, 'person');
    case 'refused':
      return failure.mayBeToken === true ? reasons.allForbidden : failure.reason;
    case 'local':
      return failure.reason;
  }
}

function signInWords(failure: Failure, hash: string): Reason {
  switch (failure.reason.code) {
    case 'missing-scope':
      return reason('token-without-products');
    case 'no-token':
      return reason('malformed-token');
    default:
      return reason('token-not-accepted', { hash });
  }
}
