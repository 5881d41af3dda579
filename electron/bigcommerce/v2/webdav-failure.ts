import type { Reason } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { asksToTryAgain, isOfTheNetwork, reasons, throttledBy, withWords, type Headers } from '../errors.ts';
import type { Failure, FailureType } from '../failure.ts';
import { isPage, readStoreWords } from '../store-words.ts';

/**
 * Classifies a WebDAV answer that is not a success. A file in the import folder is no image yet, and sending it again
 * replaces it, so nothing is `unknown`. Only a short text is shown; most servers answer with web pages.
 */
export function failureOfDav(status: number, headers: Headers, text: string): Failure {
  const said = readStoreWords(text);
  const made = (failureClass: FailureType, reason: Reason): Failure => ({
    type: failureClass,
    reason,
    status,
    ...(said.words === null ? {} : { storeWords: said.words }),
  });
  if (status === 429) return { ...made('throttled', reasons.throttled), ...throttledBy(headers) };
  if (status === 401) return made('sign-in', davReasons.wrongPassword);
  if (status === 403) return { ...made('refused', withWords(davReasons.refused, said)), mayBeToken: true };
  if (status === 501 || status === 505) return made('refused', davReasons.notSupported);
  if (status === 507) return made('refused', davReasons.full);
  if (status === 413) return made('refused', reasons.tooLarge);
  if (isOfTheNetwork(status)) return made('transient', reasons.networkSignIn);
  if (status === 503 && said.kind === 'page') return made('transient', reasons.maintenance);
  if (status >= 500) return made('transient', reasons.storeTrouble);
  // A redirect leads to a sign-in page of the network, or to another host.
  if (status < 400) return made('transient', reasons.networkSignIn);
  // Locked: another WebDAV program has the file open.
  if (status === 408 || status === 423 || status === 425 || (status === 422 && asksToTryAgain(said)))
    return made('transient', davReasons.busy);
  return made('refused', withWords(davReasons.refused, said));
}

/** Something created is answered 201 (RFC 4918, 9.3 and 9.7), often with a page; a network's sign-in page is a 200. */
export function isPageOfTheNetwork(status: number, text: string): boolean {
  return status === 200 && isPage(text);
}

export const davReasons = {
  noPassword: reason('no-webdav-password'),
  wrongPassword: reason('wrong-webdav-password'),
  notDigest: reason('webdav-not-digest'),
  notSecure: reason('webdav-not-secure'),
  notSupported: reason('webdav-not-supported'),
  full: reason('webdav-full'),
  busy: reason('webdav-busy'),
  refused: reason('webdav-refused', { said: 'no', words: '' }),
} as const satisfies Record<string, Reason>;
