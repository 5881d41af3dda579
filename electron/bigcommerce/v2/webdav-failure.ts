import type { Reason } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
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
  if (status < 400) return made('transient', reasons.networkSignIn);
  // Locked: another WebDAV program has the file open.
  if (status === 408 || status === 423 || status === 425) return made('transient', davReasons.busy);
  return made('refused', davReasons.refused);
}

export const davReasons = {
  noPassword: reason('no-webdav-password'),
  wrongPassword: reason('wrong-webdav-password'),
  notDigest: reason('webdav-not-digest'),
  notSecure: reason('webdav-not-secure'),
  full: reason('webdav-full'),
  busy: reason('webdav-busy'),
  refused: reason('webdav-refused'),
} as const satisfies Record<string, Reason>;
