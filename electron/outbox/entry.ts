import { assertNever, type Reason } from '../../shared/outcome.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { Failure } from '../bigcommerce/failure.ts';

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

/** Times are epoch milliseconds. `thenCancel`: the user wants it gone unless it has arrived already. */
export type EntryProgress =
  | { is: 'waiting' }
  | { is: 'sending' }
  | { is: 'verifying'; at: number; thenCancel: boolean }
  | { is: 'retrying'; at: number; reason: Reason }
  /** `imageId`: null for an intent that makes no image. */
  | { is: 'done'; imageId: number | null }
  | { is: 'failed'; reason: Reason }
  | { is: 'cancelled' };

/** What every intent has, whatever it wants. */
interface EntryBase {
  id: number;
  storeId: string;
  productId: number;
  /** Null for what no batch brought in. */
  batchId: number | null;
  /** Tries that count; being offline or throttled costs none. */
  attempts: number;
  /** True once a request may have reached the store without an answer that can be believed: look before sending again. */
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

export type OutboxEntry = UploadEntry | ImportEntry | ClearEntry;
/** An entry that ends in a new image. */
export type CreatingEntry = UploadEntry | ImportEntry;

export function creates(entry: OutboxEntry): entry is CreatingEntry {
  return entry.kind !== 'clear';
}

export type EntryEvent =
  | { is: 'taken' }
  | { is: 'arrived'; imageId: number | null }
  | { is: 'send-failed'; failure: Failure; now: number; random: number }
  | { is: 'found'; imageId: number }
  | { is: 'missing' }
  | { is: 'look-failed'; failure: Failure; now: number; random: number }
  | { is: 'interrupted'; now: number }
  | { is: 'cancel'; now: number }
  | { is: 'retry'; now: number };

export const mostAttempts = 10;

/** A look that failed is repeated for as long as the store does not say no: giving up could double the photo. */
const lookAgainAfterMs = 2_000;

/**
 * Exponential back-off with full jitter, as BigCommerce asks of clients that meet 5xx: between half and all of
 * 1 s, 2 s, 4 s ... up to 2 minutes.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(120_000, 1_000 * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (0.5 + random / 2));
}

/**
 * The outbox's state machine: what an entry becomes when something happens to it. Pure.
 * An event that has no meaning in the present state (an answer to a cancelled request, say) changes nothing.
 */
export function next<E extends OutboxEntry>(entry: E, event: EntryEvent): E {
  const { progress } = entry;
  switch (event.is) {
    case 'taken':
      if (progress.is !== 'waiting' && progress.is !== 'retrying') return entry;
      if (entry.mayHaveArrived) return { ...entry, progress: { is: 'verifying', at: 0, thenCancel: false } };
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

    case 'found':
      if (progress.is !== 'verifying') return entry;
      return { ...entry, mayHaveArrived: false, progress: { is: 'done', imageId: event.imageId } };

    case 'missing':
      if (progress.is !== 'verifying') return entry;
      if (progress.thenCancel) return { ...entry, mayHaveArrived: false, progress: { is: 'cancelled' } };
      if (entry.attempts >= mostAttempts) {
        return { ...entry, mayHaveArrived: false, progress: { is: 'failed', reason: gaveUp } };
      }
      return { ...entry, mayHaveArrived: false, progress: { is: 'waiting' } };

    case 'look-failed':
      if (progress.is !== 'verifying') return entry;
      return afterLookFailed(entry, progress, event.failure, event);

    case 'interrupted':
      // Found in `sending` on start: the process ended between the request and its answer.
      if (progress.is !== 'sending') return entry;
      return creates(entry)
        ? { ...entry, progress: { is: 'verifying', at: event.now, thenCancel: false } }
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
      return {
        ...entry,
        progress: { is: 'verifying', at: at.now, thenCancel: cancelling },
      };
    case 'transient':
      if (cancelling) return { ...entry, progress: { is: 'verifying', at: at.now, thenCancel: true } };
      if (entry.attempts >= mostAttempts) {
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
    case 'transient':
    case 'unknown':
    case 'local':
      return {
        ...entry,
        progress: { ...progress, at: at.now + Math.round(lookAgainAfterMs * (1 + at.random)) },
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
        ? { ...entry, progress: { is: 'verifying', at: now, thenCancel: true } }
        : { ...entry, progress: { is: 'cancelled' } };
    case 'sending':
      if (!creates(entry)) return { ...entry, progress: { is: 'cancelled' } };
      // The request is aborted; whether it arrived all the same is looked up.
      return { ...entry, progress: { is: 'verifying', at: now, thenCancel: true } };
    case 'verifying':
      return { ...entry, progress: { ...entry.progress, thenCancel: true } };
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

const gaveUp: Reason = {
  code: 'gave-up',
  sentence: `The store did not take this photo in ${mostAttempts} tries.`,
  next: 'Try again later; if it stays so, look at the store’s status page.',
};
