import { text } from '../../shared/messages/text.ts';
import type { OutboxSummary, StoreState } from '../../shared/model.ts';
import { formatCountdown, formatRate, formatTimeLeft } from './format.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

export type OutboxStanding =
  | 'sign-in'
  | 'paused'
  | 'offline'
  | 'throttled'
  | 'working'
  | 'taking-in'
  | 'failed'
  | 'finished'
  | 'idle';

/** Entries that are not done, failed or cancelled. */
export function openCount(summary: OutboxSummary): number {
  return summary.waiting + summary.sending + summary.verifying + summary.retrying;
}

/** The state of an outbox. `takingIn`: photos are being scanned or staged, and are not counted yet. */
export function outboxStanding(state: StoreState, summary: OutboxSummary, takingIn: boolean): OutboxStanding {
  switch (state.type) {
    case 'needs-sign-in':
      return 'sign-in';
    case 'paused':
      return 'paused';
    case 'offline':
      return 'offline';
    case 'throttled':
      return openCount(summary) > 0 ? 'throttled' : reconciledPositions(summary, takingIn);
    case 'ready':
      return reconciledPositions(summary, takingIn);
  }
}

function reconciledPositions(summary: OutboxSummary, takingIn: boolean): OutboxStanding {
  if (openCount(summary) > 0) return 'working';
  if (takingIn) return 'taking-in';
  if (summary.failed > 0) return 'failed';
  return summary.done > 0 ? 'finished' : 'idle';
}

/** The sentence in the outbox bar. `now` in epoch milliseconds, for the countdown. */
export function outboxSentence(
  state: StoreState,
  summary: OutboxSummary,
  takingIn: boolean,
  now: number,
): string {
  const open = openCount(summary);
  switch (outboxStanding(state, summary, takingIn)) {
    case 'sign-in': {
      const reason = state.type === 'needs-sign-in' ? sentenceOf(state.reason) : text('outbox.signInAgain');
      return open > 0 ? text('outbox.reasonAndWaiting', { reason, open }) : reason;
    }
    case 'paused':
      if (open > 0) return text('outbox.pausedWaiting', { open });
      return text(takingIn ? 'outbox.pausedStaging' : 'outbox.pausedIdle');
    case 'offline':
      // A reason means that a server answers, so the computer is online.
      if (state.type === 'offline' && state.reason) {
        const reason = sentenceOf(state.reason);
        return open > 0 ? text('outbox.reasonAndWaiting', { reason, open }) : reason;
      }
      return open > 0 ? text('outbox.offlineWaiting', { open }) : text('outbox.offlineIdle');
    case 'throttled':
      return state.type === 'throttled'
        ? text('outbox.quotaContinuingIn', { countdown: formatCountdown(state.until, now) })
        : text('outbox.quotaReached');
    case 'working':
      return workingSentence(summary, open);
    case 'taking-in':
      return text('outbox.staging', { failed: summary.failed });
    case 'failed':
      return text('outbox.couldNotBeDone', { failed: summary.failed });
    case 'finished':
      return text('outbox.everythingInTheStore');
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

function workingSentence(summary: OutboxSummary, open: number): string {
  const { sending, waiting, verifying, retrying, done, failed, rate } = summary;
  if (sending + waiting === 0) {
    return verifying > 0
      ? text('outbox.verifyingPhotos', { count: verifying, failed })
      : text('outbox.retryingPhotos', { count: retrying, failed });
  }
  if (rate === 0) return text('outbox.progress', { done, total: done + open, failed });
  const left = formatTimeLeft(Math.max(0, summary.bytesTotal - summary.bytesSent) / rate);
  return text('outbox.progressAtRate', { done, total: done + open, left, rate: formatRate(rate), failed });
}
