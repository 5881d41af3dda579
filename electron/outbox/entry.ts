import { assertNever, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import { retriedBy } from '../bigcommerce/errors.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import type { ArrangeEntry, RemoveEntry, UpdateEntry, VariantImageEntry } from './edit-entry.ts';

/** A photo in staging, stored under its fingerprint. */
export interface StagedPhoto {
  fileName: string;
  type: AcceptedType;
  bytes: number;
  /** SHA-256 of the original bytes, hex. */
  sha256: string;
  /** Identifies this photo among a store's images; see shared/mark.ts. */
  mark: string;
  /** The name it is sent under, without mark and extension; left out: that of its file. */
  sentAs?: string;
}

/** Times are epoch milliseconds. */
export type EntryProgress =
  | { type: 'waiting' }
  | { type: 'sending' }
  | ({ type: 'verifying' } & Verifying)
  | { type: 'retrying'; at: number; reason: Reason }
  /**
   * `imageId`: null for an intent that creates no image. `isShared`: the image was not made by this entry, such
   * as another computer's from the same photo.
   */
  | { type: 'done'; imageId: number | null; isShared?: true }
  | { type: 'failed'; reason: Reason }
  | { type: 'cancelled' };

/** A request may have arrived, so the product's images must be checked for it. */
interface Verifying {
  /** When to check. */
  at: number;
  /** Checks that failed so far. */
  looks: number;
  /** The user cancelled: the entry ends unless it has arrived. */
  thenCancel: boolean;
  /**
   * True if no answer came, so the store may still be working on it; false if the store reported a failure.
   */
  inDoubt: boolean;
  reason: Reason;
}

/** The fields that every intent has. */
export interface EntryBase {
  id: number;
  storeId: string;
  productId: number;
  /** Null for an entry outside any batch. */
  batchId: number | null;
  /** Attempts that count; being offline or throttled costs none. */
  attempts: number;
  /**
   * A request may have reached the store without a reliable answer, so verify before sending again. Cancelled
   * and failed entries keep this, because their image may still appear.
   */
  mayHaveArrived: boolean;
  /** The user took it back: if its image arrives, or has arrived, it is removed. */
  withdrawn: boolean;
  progress: EntryProgress;
}

/** The position and description of a new image. */
interface Placement {
  /** Null until the product's images are known. A fraction orders photos that share a number in the store. */
  sortOrder: number | null;
  asThumbnail: boolean;
  alt: string;
}

/** Uploads one photo to a product's gallery. */
export interface UploadEntry extends EntryBase, Placement {
  type: 'upload';
  photo: StagedPhoto;
}

/** Has the store fetch a picture from the web into a gallery. */
export interface ImportEntry extends EntryBase, Placement {
  type: 'import';
  url: string;
  /**
   * The product's image ids before the first attempt. Web pictures carry no mark, so a new id with the same
   * file stem is ours.
   */
  knownIds: number[];
}

/** Removes all images of a product. */
export interface ClearEntry extends EntryBase {
  type: 'clear';
}

/** An idempotent entry that creates no gallery image; only one per product runs at a time. */
export type EditEntry = VariantImageEntry | RemoveEntry | UpdateEntry | ArrangeEntry;
export type OutboxEntry = UploadEntry | ImportEntry | ClearEntry | EditEntry;
/** An entry that creates a new image. */
export type CreatingEntry = UploadEntry | ImportEntry;

export function creates(entry: OutboxEntry): entry is CreatingEntry {
  return entry.type === 'upload' || entry.type === 'import';
}

/** The photo whose bytes an entry sends, or null. */
export function photoOf(entry: OutboxEntry): StagedPhoto | null {
  return entry.type === 'upload' || entry.type === 'variant-image' ? entry.photo : null;
}

export type EntryEvent =
  | { type: 'taken' }
  | { type: 'arrived'; imageId: number | null }
  | { type: 'send-failed'; failure: Failure; now: number; random: number }
  | { type: 'found'; imageId: number }
  | { type: 'missing' }
  | { type: 'verify-failed'; failure: Failure; now: number; random: number }
  | { type: 'interrupted'; now: number; random: number }
  | { type: 'cancel'; now: number }
  | { type: 'withdraw'; now: number }
  | { type: 'retry'; now: number };

export const maxAttempts = 10;

/**
 * Exponential back-off with jitter, as BigCommerce asks for 5xx: half to all of 1 s, 2 s, 4 s ... up to 2
 * minutes.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(120_000, 1_000 * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}

/**
 * Delay before verifying after the n-th lost answer: 2 to 4 s, doubling each time, so that a late commit is
 * visible by then. Verification runs right before sending again, so this is also the back-off for sending.
 */
function verifyDelayMs(lost: number, random: number): number {
  return backoffMs(lost + 2, random);
}

/**
 * How long a request with a lost answer may still be carried out. Gateways time out after 30 to 100 s
 * (Packshot's own limit, nginx's and Cloudflare's defaults) and finish within seconds. Most of that has
 * passed when the entry is verified; this is a further minute.
 */
export const doubtMs = 60_000;

/** Whether `at` has come. A time beyond the longest wait was set before the clock went back, and is due. */
export function isDue(at: number, now: number): boolean {
  return at <= now || at > now + longestWaitMs;
}

export const longestWaitMs = 10 * 60_000;

/**
 * The outbox's state machine: the entry after an event. Events that don't apply to the current state change
 * nothing. Pure.
 */
export function next<E extends OutboxEntry>(entry: E, event: EntryEvent): E {
  const { progress } = entry;
  switch (event.type) {
    case 'taken':
      if (progress.type !== 'waiting' && progress.type !== 'retrying') return entry;
      if (entry.mayHaveArrived) {
        // In `retrying` the wait is over, and the store reported that it did nothing.
        const isRetrying = progress.type === 'retrying';
        const reason = isRetrying ? progress.reason : notKnown;
        return verifying(entry, { at: 0, inDoubt: !isRetrying, reason });
      }
      // The attempt is saved before anything is sent, and only proof resets `mayHaveArrived`. A clear is
      // idempotent and needs no check.
      return {
        ...entry,
        attempts: entry.attempts + 1,
        mayHaveArrived: creates(entry),
        progress: { type: 'sending' },
      };

    case 'arrived':
      if (progress.type !== 'sending' && progress.type !== 'verifying') return entry;
      return { ...entry, mayHaveArrived: false, progress: { type: 'done', imageId: event.imageId } };

    case 'send-failed':
      return progress.type === 'sending' || isBeingCancelled(progress)
        ? afterSendFailed(entry, event.failure, event)
        : entry;

    case 'found': {
      // A cancelled or failed entry that arrived anyway becomes done.
      const isClosed = progress.type === 'cancelled' || progress.type === 'failed';
      if (progress.type !== 'verifying' && !isClosed) return entry;
      return { ...entry, mayHaveArrived: false, progress: { type: 'done', imageId: event.imageId } };
    }

    case 'missing':
      if (progress.type !== 'verifying') return entry;
      // A request without an answer may still appear after this check.
      if (progress.thenCancel) {
        return { ...entry, mayHaveArrived: progress.inDoubt, progress: { type: 'cancelled' } };
      }
      if (entry.attempts >= maxAttempts) {
        return { ...entry, mayHaveArrived: progress.inDoubt, progress: { type: 'failed', reason: gaveUp } };
      }
      return { ...entry, mayHaveArrived: false, progress: { type: 'waiting' } };

    case 'verify-failed':
      if (progress.type !== 'verifying') return entry;
      return afterVerifyFailed(entry, progress, event.failure, event);

    case 'interrupted':
      // The process ended between the request and its answer.
      if (progress.type !== 'sending') return entry;
      if (entry.type === 'clear') return clearInDoubt(entry, event.now, notKnown);
      return creates(entry)
        ? verifying(entry, {
            at: event.now + verifyDelayMs(entry.attempts, event.random),
            inDoubt: true,
            reason: notKnown,
          })
        : { ...entry, progress: { type: 'waiting' } };

    case 'cancel':
      return afterCancel(entry, event.now);

    case 'withdraw': {
      const after = afterCancel(entry, event.now);
      if (!creates(entry) && entry.type !== 'variant-image') return after;
      // A failed photo must not be offered for a retry.
      const isFailed = after.progress.type === 'failed';
      return { ...after, withdrawn: true, ...(isFailed && { progress: { type: 'cancelled' } }) };
    }

    case 'retry':
      if (progress.type === 'retrying') return { ...entry, progress: { type: 'waiting' } };
      if (progress.type !== 'failed' && progress.type !== 'cancelled') return entry;
      // A retried import keeps one attempt: a new image may come from the first try.
      return {
        ...entry,
        attempts: entry.type === 'import' ? Math.min(entry.attempts, 1) : 0,
        withdrawn: false,
        progress: { type: 'waiting' },
      };

    default:
      return assertNever(event);
  }
}

function verifying<E extends OutboxEntry>(
  entry: E,
  { thenCancel = false, ...more }: Pick<Verifying, 'at' | 'inDoubt' | 'reason'> & { thenCancel?: boolean },
): E {
  return { ...entry, progress: { type: 'verifying', looks: 0, thenCancel, ...more } };
}

/** A 4xx says that a request was not carried out. Anything else, or no answer, leaves it open. */
function mayComeLate({ status = 0 }: Failure): boolean {
  return status < 400 || status >= 500;
}

/**
 * A clear removes what it finds when it is carried out. New photos wait until one without an answer can't come any
 * more, because it would take them too. Neither a retry nor a cancel shortens that.
 */
function clearInDoubt<E extends OutboxEntry>(entry: E, now: number, reason: Reason, thenCancel = false): E {
  return verifying(entry, { at: now + doubtMs, thenCancel, inDoubt: true, reason });
}

function isBeingCancelled(progress: EntryProgress): boolean {
  return progress.type === 'verifying' && progress.thenCancel;
}

function afterSendFailed<E extends OutboxEntry>(
  entry: E,
  failure: Failure,
  at: { now: number; random: number },
): E {
  const cancelling = isBeingCancelled(entry.progress);
  const never = (progress: EntryProgress): E => ({
    ...entry,
    mayHaveArrived: false,
    progress: cancelling ? { type: 'cancelled' } : progress,
  });
  const noAttempt = Math.max(0, entry.attempts - 1);
  const kind = failure.type === 'unknown' && !creates(entry) ? 'transient' : failure.type;
  if (entry.type === 'clear' && (kind === 'transient' || kind === 'local') && mayComeLate(failure))
    return clearInDoubt(entry, at.now, failure.reason, cancelling);
  switch (kind) {
    case 'offline':
    case 'throttled':
    case 'sign-in':
      // The problem is the store's, so this costs no attempt.
      return { ...never({ type: 'waiting' }), attempts: noAttempt };
    case 'unknown':
      return verifying(entry, {
        // A cancelled entry is verified at once, and again later.
        at: cancelling ? at.now : at.now + verifyDelayMs(entry.attempts, at.random),
        thenCancel: cancelling,
        inDoubt: true,
        reason: failure.reason,
      });
    case 'transient':
      if (cancelling) {
        return verifying(entry, { at: at.now, thenCancel: true, inDoubt: false, reason: failure.reason });
      }
      if (entry.attempts >= maxAttempts) {
        return { ...entry, progress: { type: 'failed', reason: retriedBy(failure.reason, 'person') } };
      }
      return {
        ...entry,
        progress: {
          type: 'retrying',
          at: at.now + backoffMs(entry.attempts, at.random),
          reason: failure.reason,
        },
      };
    case 'refused':
    case 'not-found':
    case 'local':
      return never({ type: 'failed', reason: failure.reason });
    default:
      return assertNever(kind);
  }
}

function afterVerifyFailed<E extends OutboxEntry>(
  entry: E,
  progress: Extract<EntryProgress, { type: 'verifying' }>,
  failure: Failure,
  at: { now: number; random: number },
): E {
  switch (failure.type) {
    case 'not-found':
    case 'refused':
      return {
        ...entry,
        // Without the product, the image can't exist. A refusal proves nothing, so a retry verifies first.
        mayHaveArrived: failure.type === 'refused',
        progress: progress.thenCancel ? { type: 'cancelled' } : { type: 'failed', reason: failure.reason },
      };
    case 'offline':
    case 'throttled':
    case 'sign-in':
      return { ...entry, progress: { ...progress, at: at.now + verifyDelayMs(1, at.random) } };
    case 'transient':
    case 'unknown':
    case 'local':
      // Keeps trying until the store refuses: giving up could duplicate the photo.
      return {
        ...entry,
        progress: {
          ...progress,
          looks: progress.looks + 1,
          at: at.now + verifyDelayMs(progress.looks + 1, at.random),
        },
      };
    default:
      return assertNever(failure.type);
  }
}

function afterCancel<E extends OutboxEntry>(entry: E, now: number): E {
  switch (entry.progress.type) {
    case 'waiting':
    case 'retrying':
      return entry.mayHaveArrived
        ? verifying(entry, { at: now, thenCancel: true, inDoubt: true, reason: notKnown })
        : { ...entry, progress: { type: 'cancelled' } };
    case 'sending':
      if (entry.type === 'clear') return clearInDoubt(entry, now, notKnown, true);
      if (!creates(entry)) return { ...entry, progress: { type: 'cancelled' } };
      // The request is aborted, but may have arrived.
      return verifying(entry, { at: now, thenCancel: true, inDoubt: true, reason: notKnown });
    case 'verifying':
      return {
        ...entry,
        progress: {
          ...entry.progress,
          at: creates(entry) ? Math.min(entry.progress.at, now) : entry.progress.at,
          thenCancel: true,
        },
      };
    case 'done':
    case 'failed':
    case 'cancelled':
      return entry;
    default:
      return assertNever(entry.progress);
  }
}

/** The image that a withdrawn entry has in the store; null if there is none, or if it is not this entry's alone. */
export function imageToRemove({ progress, withdrawn }: OutboxEntry): number | null {
  return withdrawn ? ownImageOf({ progress }) : null;
}

export function ownImageOf({ progress }: Pick<OutboxEntry, 'progress'>): number | null {
  return progress.type === 'done' && progress.isShared !== true ? progress.imageId : null;
}

export const openStates = ['waiting', 'sending', 'verifying', 'retrying'] as const;

export function isOpen({ type }: Pick<EntryProgress, 'type'>): boolean {
  return (openStates as readonly string[]).includes(type);
}

/** Ended without reaching the store, and may be retried. */
export function isGivenUp(progress: Pick<EntryProgress, 'type'>): boolean {
  return progress.type === 'failed' || progress.type === 'cancelled';
}

const notKnown: Reason = reason('not-known');

const gaveUp: Reason = reason('gave-up', { tries: maxAttempts });
