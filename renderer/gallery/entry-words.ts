import type { EntryState } from '../../shared/model.ts';
import { formatCountdown } from '../ui/format.ts';

/** What an entry is doing, in a few words. With `now` (epoch milliseconds) a retry counts down. */
export function entryStateWords(state: EntryState, now?: number): string {
  switch (state.is) {
    case 'waiting':
      return 'Waiting';
    case 'sending':
      return 'Sending';
    case 'verifying':
      return 'Checking with the store…';
    case 'retrying':
      return now === undefined ? 'Will be tried again' : `Trying again in ${formatCountdown(state.at, now)}`;
    case 'done':
      return 'In the store';
    case 'failed':
      return 'Not sent';
    case 'cancelled':
      return 'Cancelled';
  }
}

/** Still to go, rather than arrived, failed or cancelled. */
export function isOpen({ is }: EntryState): boolean {
  return is === 'waiting' || is === 'sending' || is === 'verifying' || is === 'retrying';
}

/** What a person may do with an entry in this state. */
export function entryChoices({ is }: EntryState): { retry: boolean; cancel: boolean; dismiss: boolean } {
  return {
    retry: is === 'failed' || is === 'cancelled' || is === 'retrying',
    cancel: is === 'waiting' || is === 'sending' || is === 'retrying',
    dismiss: is === 'failed' || is === 'cancelled' || is === 'done',
  };
}
