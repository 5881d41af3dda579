import type { OutboxSummary, StoreState } from '../../shared/model.ts';
import { formatCount, formatCountdown, formatNumber, formatRate, formatTimeLeft } from './format.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** How a store's outbox stands, in one word for icons and announcements. */
export type OutboxStanding =
  'sign-in' | 'paused' | 'offline' | 'throttled' | 'working' | 'taking-in' | 'failed' | 'finished' | 'idle';

/** Entries that still have to go. */
export function openCount(summary: OutboxSummary): number {
  return summary.waiting + summary.sending + summary.verifying + summary.retrying;
}

/** How the outbox stands. `takingIn`: photos are being looked at or copied for this store, and are not counted yet. */
export function outboxStanding(state: StoreState, summary: OutboxSummary, takingIn: boolean): OutboxStanding {
  switch (state.is) {
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

/** What the outbox bar says, in one sentence. `now` in epoch milliseconds, for the countdown. */
export function outboxSentence(
  state: StoreState,
  summary: OutboxSummary,
  takingIn: boolean,
  now: number,
): string {
  const open = openCount(summary);
  switch (outboxStanding(state, summary, takingIn)) {
    case 'sign-in': {
      const said =
        state.is === 'needs-sign-in' ? sentenceOf(state.reason) : 'The store asks you to sign in again.';
      return open > 0 ? `${said} ${waitSentence(open)}.` : said;
    }
    case 'paused':
      if (open > 0) return `Paused: ${waitSentence(open)}`;
      return takingIn ? 'Paused: getting photos ready…' : 'Paused: nothing waits';
    case 'offline':
      // Something answers, but nothing of use: that is no matter of being back.
      if (state.is === 'offline' && state.reason) {
        return open > 0 ? `${sentenceOf(state.reason)} ${waitSentence(open)}.` : sentenceOf(state.reason);
      }
      return open > 0
        ? `Offline: ${waitSentence(open)} and will go when you are back`
        : 'Offline: this is what was last seen';
    case 'throttled':
      return state.is === 'throttled'
        ? `Store quota reached, continuing in ${formatCountdown(state.until, now)}`
        : 'Store quota reached';
    case 'working':
      return withFailures(workingSentence(summary, open), summary);
    case 'taking-in':
      return summary.failed === 0 ? 'Getting photos ready…' : withFailures('Getting photos ready', summary);
    case 'failed':
      return `${formatNumber(summary.failed)} could not be done`;
    case 'finished':
      return 'Everything is in the store';
    case 'idle':
      return 'Nothing waits';
  }
}

/** Overall progress of the current run, 0 to 1; null when nothing is under way. */
export function outboxFraction(summary: OutboxSummary, takingIn: boolean): number | null {
  const open = openCount(summary);
  // A share of what is not known yet would jump back and forth.
  if (open === 0 || takingIn) return null;
  // Pictures that the store fetches itself have no bytes here.
  if (summary.bytesTotal === 0) return summary.done / (summary.done + open);
  return Math.min(1, summary.bytesSent / summary.bytesTotal);
}

function workingSentence(summary: OutboxSummary, open: number): string {
  if (summary.sending + summary.waiting === 0) {
    return summary.verifying > 0
      ? `Checking with the store whether ${summary.verifying === 1 ? '1 photo' : `${formatNumber(summary.verifying)} photos`} arrived`
      : `${formatCount(summary.retrying, 'photo')} will be tried again shortly`;
  }
  const parts = [`${formatNumber(summary.done)} of ${formatNumber(summary.done + open)}`];
  if (summary.rate > 0) {
    const left = Math.max(0, summary.bytesTotal - summary.bytesSent) / summary.rate;
    parts.push(`${formatTimeLeft(left)} left`, formatRate(summary.rate));
  }
  return parts.join(', ');
}

function withFailures(sentence: string, summary: OutboxSummary): string {
  return summary.failed === 0 ? sentence : `${sentence}, ${formatNumber(summary.failed)} failed`;
}

function waitSentence(open: number): string {
  return `${formatCount(open, 'photo')} ${open === 1 ? 'waits' : 'wait'}`;
}
