import { text } from '../../shared/messages/text.ts';
import {
  entryGroups,
  type Activity,
  type EntryGroup,
  type OutboxSummary,
  type StateCounts,
  type StoreState,
} from '../../shared/model.ts';
import { formatCountdown, formatList, formatRate, formatTimeLeft } from './format.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { openCount } from '../../shared/open-count.ts';

export type OutboxStanding =
  | 'sign-in'
  | 'paused'
  | 'offline'
  | 'throttled'
  | 'working'
  | 'taking-in'
  | 'failed'
  | 'to-review'
  | 'stopped'
  | 'finished'
  | 'idle';

/** Photos that are not in the outbox yet. */
export interface Incoming {
  /** Photos are being scanned or staged, and are not counted yet. */
  takingIn: boolean;
  /** Photos of open reviews that are not skipped. */
  toReview: number;
}

/** The state of an outbox: the first that applies, in the order of `OutboxStanding`. */
export function outboxStanding(
  state: StoreState,
  summary: OutboxSummary,
  incoming: Incoming,
): OutboxStanding {
  switch (state.type) {
    case 'needs-sign-in':
      return 'sign-in';
    case 'paused':
      return 'paused';
    case 'offline':
      return 'offline';
    case 'throttled':
      return openCount(summary) > 0 ? 'throttled' : restingStanding(summary, incoming);
    case 'ready':
      return restingStanding(summary, incoming);
  }
}

function restingStanding(summary: OutboxSummary, { takingIn, toReview }: Incoming): OutboxStanding {
  if (openCount(summary) > 0) return 'working';
  if (takingIn) return 'taking-in';
  if (summary.failed > 0) return 'failed';
  if (toReview > 0) return 'to-review';
  if (summary.cancelled > 0) return 'stopped';
  return summary.done > 0 ? 'finished' : 'idle';
}

/** The sentence in the outbox bar. `now` in epoch milliseconds, for the countdown. */
export function outboxSentence(
  state: StoreState,
  summary: OutboxSummary,
  incoming: Incoming,
  now: number,
): string {
  const { takingIn, toReview } = incoming;
  const what = groupsWords(summary, 'open');
  switch (outboxStanding(state, summary, incoming)) {
    case 'sign-in': {
      const reason = state.type === 'needs-sign-in' ? sentenceOf(state.reason) : text('outbox.signInAgain');
      return what === '' ? reason : text('outbox.reasonAndWaiting', { reason, what });
    }
    case 'paused':
      if (what !== '') return text('outbox.pausedWaiting', { what });
      return text(takingIn ? 'outbox.pausedStaging' : 'outbox.pausedIdle');
    case 'offline':
      // A reason means that a server answers, so the computer is online.
      if (state.type === 'offline' && state.reason) {
        const reason = sentenceOf(state.reason);
        return what === '' ? reason : text('outbox.reasonAndWaiting', { reason, what });
      }
      return what === '' ? text('outbox.offlineIdle') : text('outbox.offlineWaiting', { what });
    case 'throttled':
      return state.type === 'throttled'
        ? text('outbox.quotaContinuingIn', { countdown: formatCountdown(state.until, now) })
        : text('outbox.quotaReached');
    case 'working':
      return workingSentence(summary);
    case 'taking-in':
      return text('outbox.staging', { failed: summary.failed });
    case 'failed':
    case 'stopped':
      return resultSentence(summary);
    case 'to-review':
      return text('outbox.toReview', { count: toReview });
    case 'finished':
      return finishedSentence(summary);
    case 'idle':
      return text('outbox.nothingWaits');
  }
}

/** Overall progress of the current run, 0 to 1; null when nothing is under way. */
export function outboxFraction(summary: OutboxSummary, takingIn: boolean): number | null {
  const open = openCount(summary);
  // The total still grows during intake: the bar would move backwards.
  if (open === 0 || takingIn) return null;
  // Imports have no bytes here: the store fetches them itself.
  if (summary.bytesTotal === 0) return summary.done / (summary.done + open);
  return Math.min(1, summary.bytesSent / summary.bytesTotal);
}

function workingSentence(summary: OutboxSummary): string {
  const { sending, waiting, verifying, groups, bytesTotal, bytesSent, rate } = summary;
  const { photos } = groups;
  const what = groupsWords(summary, 'open');
  const failed = failedWords(summary);
  if (sending + waiting === 0) {
    const others = photos.open === 0 || what !== countWords('photos', photos.open);
    const sentence = others
      ? text(verifying > 0 ? 'outbox.verifyingOthers' : 'outbox.retryingOthers', { what })
      : text(verifying > 0 ? 'outbox.verifyingPhotos' : 'outbox.retryingPhotos', { count: photos.open });
    return formatList([sentence, failed]);
  }
  // A removal waits some seconds, so that it can be stopped.
  if (photos.open === 0)
    return formatList([text(sending === 0 ? 'outbox.alsoQueued' : 'outbox.making', { what }), failed]);
  const others = groupsWords(summary, 'open', ['variantImages', 'changes', 'removals', 'clears']);
  const left = formatTimeLeft(Math.max(0, bytesTotal - bytesSent) / rate);
  return formatList([
    photosWords(photos),
    failed,
    others !== '' && text('outbox.alsoQueued', { what: others }),
    // A narrow bar cuts off the end.
    rate > 0 && text('outbox.timeLeft', { left }),
    rate > 0 && formatRate(rate),
  ]);
}

/** What was removed may be what was added: a batch that was undone. */
function finishedSentence({ groups: { photos, variantImages, removals, clears } }: OutboxSummary): string {
  const isInStore = photos.done + variantImages.done > 0 && removals.done + clears.done === 0;
  return text(isInStore ? 'outbox.everythingInTheStore' : 'outbox.everythingDone');
}

/** How a run ended in which not everything arrived: `42 of 45 photos in the store, 3 failed`. */
function resultSentence(summary: OutboxSummary): string {
  const { photos, variantImages } = summary.groups;
  const { cancelled } = summary;
  return formatList([
    photos.done > 0 && photosWords(photos),
    variantImages.done > 0 && variantImagesWords(variantImages),
    failedWords(summary),
    cancelled > 0 && text('outbox.cancelledCount', { cancelled }),
  ]);
}

/** Of all photos of the run; cancelled ones too, since they are not in the store. */
function photosWords(photos: StateCounts): string {
  return text('outbox.progress', { done: photos.done, total: totalOf(photos) });
}

function variantImagesWords(variantImages: StateCounts): string {
  return text('outbox.variantImagesProgress', { done: variantImages.done, total: totalOf(variantImages) });
}

function totalOf({ open, done, failed, cancelled }: StateCounts): number {
  return done + open + failed + cancelled;
}

/** What failed; photos need no name, since the sentence is about them. */
function failedWords(summary: OutboxSummary): string {
  const { failed, groups } = summary;
  if (failed === 0) return '';
  return groups.photos.failed === failed
    ? text('outbox.couldNotBeDone', { failed })
    : text('outbox.groupsFailed', { what: groupsWords(summary, 'failed') });
}

/** What the outbox still has to do for a product: `2 photos queued, 1 removal failed`; empty for nothing. */
export function activityWords(activity: Activity): string {
  const open = groupsWords(activity, 'open');
  const failed = groupsWords(activity, 'failed');
  return formatList([
    open !== '' && text('outbox.alsoQueued', { what: open }),
    failed !== '' && text('outbox.groupsFailed', { what: failed }),
  ]);
}

/** `2 photos, 3 changes`; empty for none. */
function groupsWords(
  { groups }: Pick<OutboxSummary, 'groups'>,
  state: keyof StateCounts,
  which: readonly EntryGroup[] = entryGroups,
): string {
  return formatList(
    which.map((group) => groups[group][state] > 0 && countWords(group, groups[group][state])),
  );
}

export function countWords(group: EntryGroup, count: number): string {
  return text(`outbox.${group}Count`, { count });
}
