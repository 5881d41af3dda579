import type { Reason } from '../../../shared/outcome.ts';
import { reasons, throttledBy, type Headers } from '../errors.ts';
import type { Failure, FailureClass } from '../failure.ts';

/**
 * The class and the reason of a WebDAV answer that is not a success. A file in the import folder is no image yet, and sending it
 * again puts it in its own place: nothing here is ever `unknown`. Words of the server are web pages, and not for people.
 */
export function failureOfDav(status: number, headers: Headers): Failure {
  const made = (failureClass: FailureClass, reason: Reason): Failure => ({
    class: failureClass,
    reason,
    status,
  });
  if (status === 429) return { ...made('throttled', reasons.throttled), ...throttledBy(headers) };
  if (status === 401) return made('sign-in', davReasons.wrongPassword);
  if (status === 507) return made('refused', davReasons.full);
  if (status === 413) return made('refused', reasons.tooLarge);
  if (status >= 500 && status !== 501 && status !== 505) return made('transient', reasons.storeTrouble);
  // Success has been taken out before; a redirect leads to a sign-in page of the network, or to another host.
  if (status < 400) return made('transient', reasons.webPage);
  // Locked: another WebDAV program has the file open.
  if (status === 408 || status === 423 || status === 425) return made('transient', davReasons.busy);
  return made('refused', davReasons.refused);
}

export const davReasons = {
  noPassword: {
    code: 'no-webdav-password',
    sentence: 'Packshot has no WebDAV user name and password for this store.',
    next: 'Enter them in the settings of the store; BigCommerce shows them under Settings, File access (WebDAV).',
  },
  wrongPassword: {
    code: 'wrong-webdav-password',
    sentence: "The store's WebDAV does not accept the user name and password.",
    next: 'Copy both again from BigCommerce: Settings, File access (WebDAV).',
  },
  notDigest: {
    code: 'webdav-not-digest',
    sentence: "The store's WebDAV asks for a kind of sign-in that Packshot doesn't use.",
    next: 'Check the WebDAV address.',
  },
  notSecure: {
    code: 'webdav-not-secure',
    sentence: 'The WebDAV address is not a secure one, so nothing is sent to it.',
    next: 'Use the address that starts with https.',
  },
  full: {
    code: 'webdav-full',
    sentence: "The store's file space is full.",
    next: 'Remove files from it by WebDAV, then try again.',
  },
  busy: {
    code: 'webdav-busy',
    sentence: "The store's file space is busy.",
    next: 'Packshot tries again by itself.',
  },
  refused: {
    code: 'webdav-refused',
    sentence: "The store's file space refused the picture.",
    next: 'Check the WebDAV address and that its user may write to the folder product_images/import.',
  },
} as const satisfies Record<string, Reason>;
