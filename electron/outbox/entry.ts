import { assertNever, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import type { ArrangeEntry, RemoveEntry, UpdateEntry, VariantImageEntry } from './edit-entry.ts';

/** The bytes to be sent, as intake found them; they wait in staging under their fingerprint. */
export interface StagedPhoto {
  fileName: string;
  type: AcceptedType;
  bytes: number;
  /** SHA-256 of the original bytes, hex. */
  sha256: string;
  /** What finds this photo again among a store's images; see shared/mark.ts. */
  mark: string;
}

/** Times are epoch milliseconds. */
export type EntryProgress =
  | { is: 'waiting' }
  | { is: 'sending' }
  | ({ is: 'verifying' } & Verifying)
  | { is: 'retrying'; at: number; reason: Reason }
  /** `imageId`: null for an intent that makes no image. */
  | { is: 'done'; imageId: number | null }
  | { is: 'failed'; reason: Reason }
  | { is: 'cancelled' };

/** A request may have arrived, and the product's images are to be looked through for it. */
interface Verifying {
  /** When to look. */
  at: number;
  /** Looks that failed so far. */
  looks: number;
  /** The user wants it gone unless it has arrived already. */
  thenCancel: boolean;
  /** No answer came at all, so the store may still be at it; otherwise it said itself that it had not done it. */
  inDoubt: boolean;
  reason: Reason;
}

/** What every intent has, whatever it wants. */
export interface EntryBase {
  id: number;
  storeId: string;
  productId: number;
  /** Null for what no batch brought in. */
  batchId: number | null;
  /** Tries that count; being offline or throttled costs none. */
  attempts: number;
  /**
   * True once a request may have reached the store without an answer that can be believed: look before sending again. What is
   * cancelled or failed keeps it: its image may still appear.
   */
  mayHaveArrived: boolean;
  progress: EntryProgress;
}

/** Where a new image is meant to stand, and what is told of it. */
interface Placement {
  /** Place in the gallery; null until the product's images are known. */
  sortOrder: number | null;
  asThumbnail: boolean;
  alt: string;
}

/** The intent to have one photo in one product's gallery. */
export interface UploadEntry extends EntryBase, Placement {
  kind: 'upload';
  photo: StagedPhoto;
}

/** The intent to have the store fetch a picture from the web into a gallery. */
export interface ImportEntry extends EntryBase, Placement {
  kind: 'import';
  url: string;
  /** The product's image ids before the attempt: a picture from the web bears no mark, so a new id with its stem is ours. */
  knownIds: number[];
}

/** The intent to remove every image that a product has in the store. */
export interface ClearEntry extends EntryBase {
  kind: 'clear';
}

/** An entry that repeating does no harm to, and that makes no image in a gallery: one at a time of a product. */
export type EditEntry = VariantImageEntry | RemoveEntry | UpdateEntry | ArrangeEntry;
export type OutboxEntry = UploadEntry | ImportEntry | ClearEntry | EditEntry;
/** An entry that ends in a new image. */
export type CreatingEntry = UploadEntry | ImportEntry;

export function creates(entry: OutboxEntry): entry is CreatingEntry {
  return entry.kind === 'upload' || entry.kind === 'import';
}

/** The photo whose bytes an entry sends; null where it sends none. */
export function photoOf(entry: OutboxEntry): StagedPhoto | null {
  return entry.kind === 'upload' || entry.kind === 'variant-image' ? entry.photo : null;
}

export type EntryEvent =
  | { is: 'taken' }
  | { is: 'arrived'; imageId: number | null }
  | { is: 'send-failed'; failure: Failure; now: number; random: number }
  | { is: 'found'; imageId: number }
  | { is: 'missing' }
  | { is: 'look-failed'; failure: Failure; now: number; random: number }
  | { is: 'interrupted'; now: number; random: number }
  | { is: 'cancel'; now: number }
  | { is: 'retry'; now: number };

export const maxAttempts = 10;

/**
 * Exponential back-off with full jitter, as BigCommerce asks of clients that meet 5xx: between half and all of
 * 1 s, 2 s, 4 s ... up to 2 minutes.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(120_000, 1_000 * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}

/**
 * How long after its n-th lost answer a photo is looked for: 2 to 4 s, then twice as long each time. What had got through is there
 * by then, even where a store commits a moment late; and as the look comes right before the photo is sent again, this
 * is the back-off of sending too, with no gap between the two in which the first could appear unseen.
 */
export function lookAfterMs(lost: number, random: number): number {
  return backoffMs(lost + 2, random);
}

/** Whether a moment has come. One farther off than any wait is from before the clock was set back. */
export function isDue(at: number, now: number): boolean {
  return at <= now || at > now + longestWaitMs;
}

/** No wait is longer. */
export const longestWaitMs = 10 * 60_000;

/**
 * The outbox's state machine: what an entry becomes when something happens to it. Pure.
 * An event that has no meaning in the present state (an answer to a cancelled request, say) changes nothing.
 */
export function next<E extends OutboxEntry>(entry: E, event: EntryEvent): E {
  const { progress } = entry;
  switch (event.is) {
    case 'taken':
      if (progress.is !== 'waiting' && progress.is !== 'retrying') return entry;
      if (entry.mayHaveArrived) {
        // The wait is over already. `retrying`: the store said that it had not done it.
        const isRetrying = progress.is === 'retrying';
        const reason = isRetrying ? progress.reason : notKnown;
        return verifying(entry, { at: 0, inDoubt: !isRetrying, reason });
      }
      // The attempt is on record before anything leaves; `mayHaveArrived` is withdrawn only by proof. Clearing may be
      // repeated without harm, so there is nothing to look for.
      return {
        ...entry,
        attempts: entry.attempts + 1,
        mayHaveArrived: creates(entry),
        progress: { is: 'sending' },
      };

    case 'arrived':
      if (progress.is !== 'sending' && progress.is !== 'verifying') return entry;
      return { ...entry, mayHaveArrived: false, progress: { is: 'done', imageId: event.imageId } };

    case 'send-failed':
      return progress.is === 'sending' || isBeingCancelled(progress)
        ? afterSendFailed(entry, event.failure, event)
        : entry;

    case 'found': {
      // What was cancelled or given up, and came all the same, is told as it is.
      const isClosed = progress.is === 'cancelled' || progress.is === 'failed';
      if (progress.is !== 'verifying' && !isClosed) return entry;
      return { ...entry, mayHaveArrived: false, progress: { is: 'done', imageId: event.imageId } };
    }

    case 'missing':
      if (progress.is !== 'verifying') return entry;
      // What no answer came to may still appear after it was looked for in vain.
      if (progress.thenCancel) {
        return { ...entry, mayHaveArrived: progress.inDoubt, progress: { is: 'cancelled' } };
      }
      if (entry.attempts >= maxAttempts) {
        return { ...entry, mayHaveArrived: progress.inDoubt, progress: { is: 'failed', reason: gaveUp } };
      }
      return { ...entry, mayHaveArrived: false, progress: { is: 'waiting' } };

    case 'look-failed':
      if (progress.is !== 'verifying') return entry;
      return afterLookFailed(entry, progress, event.failure, event);

    case 'interrupted':
      // Found in `sending` on start: the process ended between the request and its answer.
      if (progress.is !== 'sending') return entry;
      return creates(entry)
        ? verifying(entry, {
            at: event.now + lookAfterMs(entry.attempts, event.random),
            inDoubt: true,
            reason: notKnown,
          })
        : { ...entry, progress: { is: 'waiting' } };

    case 'cancel':
      return afterCancel(entry, event.now);

    case 'retry':
      if (progress.is === 'retrying') return { ...entry, progress: { is: 'waiting' } };
      if (progress.is !== 'failed' && progress.is !== 'cancelled') return entry;
      // An import that was ever tried stays so: what is new since the first try may be what that one became.
      return {
        ...entry,
        attempts: entry.kind === 'import' ? Math.min(entry.attempts, 1) : 0,
        progress: { is: 'waiting' },
      };

    default:
      return assertNever(event);
  }
}

function verifying<E extends OutboxEntry>(
  entry: E,
  { thenCancel = false, ...more }: Pick<Verifying, 'at' | 'inDoubt' | 'reason'> & { thenCancel?: boolean },
): E {
  return { ...entry, progress: { is: 'verifying', looks: 0, thenCancel, ...more } };
}

function isBeingCancelled(progress: EntryProgress): boolean {
  return progress.is === 'verifying' && progress.thenCancel;
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
    progress: cancelling ? { is: 'cancelled' } : progress,
  });
  const noAttempt = Math.max(0, entry.attempts - 1);
  const kind = failure.class === 'unknown' && !creates(entry) ? 'transient' : failure.class;
  switch (kind) {
    case 'offline':
    case 'throttled':
    case 'sign-in':
      // The store, not the entry, has the problem: no attempt used.
      return { ...never({ is: 'waiting' }), attempts: noAttempt };
    case 'unknown':
      return verifying(entry, {
        // Nobody waits for what is cancelled: it is looked for at once, and again later.
        at: cancelling ? at.now : at.now + lookAfterMs(entry.attempts, at.random),
        thenCancel: cancelling,
        inDoubt: true,
        reason: failure.reason,
      });
    case 'transient':
      if (cancelling) {
        return verifying(entry, { at: at.now, thenCancel: true, inDoubt: false, reason: failure.reason });
      }
      if (entry.attempts >= maxAttempts) {
        return { ...entry, progress: { is: 'failed', reason: failure.reason } };
      }
      return {
        ...entry,
        progress: {
          is: 'retrying',
          at: at.now + backoffMs(entry.attempts, at.random),
          reason: failure.reason,
        },
      };
    case 'refused':
    case 'not-found':
    case 'local':
      return never({ is: 'failed', reason: failure.reason });
    default:
      return assertNever(kind);
  }
}

function afterLookFailed<E extends OutboxEntry>(
  entry: E,
  progress: Extract<EntryProgress, { is: 'verifying' }>,
  failure: Failure,
  at: { now: number; random: number },
): E {
  switch (failure.class) {
    case 'not-found':
    case 'refused':
      return {
        ...entry,
        // No product, no image: it cannot have arrived. A store that won't say has proved nothing, so a retry looks first.
        mayHaveArrived: failure.class === 'refused',
        progress: progress.thenCancel ? { is: 'cancelled' } : { is: 'failed', reason: failure.reason },
      };
    case 'offline':
    case 'throttled':
    case 'sign-in':
      return { ...entry, progress: { ...progress, at: at.now + lookAfterMs(1, at.random) } };
    case 'transient':
    case 'unknown':
    case 'local':
      // For as long as the store does not say no: giving up could double the photo.
      return {
        ...entry,
        progress: {
          ...progress,
          looks: progress.looks + 1,
          at: at.now + lookAfterMs(progress.looks + 1, at.random),
        },
      };
    default:
      return assertNever(failure.class);
  }
}

function afterCancel<E extends OutboxEntry>(entry: E, now: number): E {
  switch (entry.progress.is) {
    case 'waiting':
    case 'retrying':
      return entry.mayHaveArrived
        ? verifying(entry, { at: now, thenCancel: true, inDoubt: true, reason: notKnown })
        : { ...entry, progress: { is: 'cancelled' } };
    case 'sending':
      if (!creates(entry)) return { ...entry, progress: { is: 'cancelled' } };
      // The request is aborted; whether it arrived all the same is looked up.
      return verifying(entry, { at: now, thenCancel: true, inDoubt: true, reason: notKnown });
    case 'verifying':
      return {
        ...entry,
        progress: { ...entry.progress, at: Math.min(entry.progress.at, now), thenCancel: true },
      };
    case 'done':
    case 'failed':
    case 'cancelled':
      return entry;
    default:
      return assertNever(entry.progress);
  }
}

/** True while the outbox still has something to do for the entry. */
export function isOpen(progress: Pick<EntryProgress, 'is'>): boolean {
  return openStates.has(progress.is);
}

const openStates: ReadonlySet<EntryProgress['is']> = new Set(['waiting', 'sending', 'verifying', 'retrying']);

const notKnown: Reason = reason('not-known');

const gaveUp: Reason = reason('gave-up', { tries: maxAttempts });
