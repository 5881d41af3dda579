import type { Entry, EntryState } from '../../shared/model.ts';
import { assertNever } from '../../shared/outcome.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { formatBytes, formatCountdown } from './format.ts';

type Intent = Entry['kind'];

const sendingWords: Readonly<Record<Intent, string>> = {
  upload: 'Sending',
  import: 'The store is fetching it…',
  'variant-image': 'Sending',
  remove: 'Removing…',
  clear: 'Removing…',
  update: 'Changing…',
  arrange: 'Arranging…',
};
const doneWords: Readonly<Record<Intent, string>> = {
  upload: 'In the store',
  import: 'In the store',
  'variant-image': 'In the store',
  remove: 'Removed',
  clear: 'Removed',
  update: 'Changed',
  arrange: 'Arranged',
};
const failedWords: Readonly<Record<Intent, string>> = {
  upload: 'Not sent',
  import: 'Not added',
  'variant-image': 'Not sent',
  remove: 'Not removed',
  clear: 'Not removed',
  update: 'Not changed',
  arrange: 'Not arranged',
};

/** What an entry is doing, in a few words. With `now` (epoch milliseconds) a retry counts down. */
export function entryStateWords({ kind, state }: Pick<Entry, 'kind' | 'state'>, now?: number): string {
  switch (state.is) {
    case 'waiting':
      return 'Waiting';
    case 'sending':
      return sendingWords[kind];
    case 'verifying':
      return 'Checking with the store…';
    case 'retrying':
      return now === undefined ? 'Will be tried again' : `Trying again in ${formatCountdown(state.at, now)}`;
    case 'done':
      return doneWords[kind];
    case 'failed':
      return failedWords[kind];
    case 'cancelled':
      return 'Cancelled';
    default:
      return assertNever(state);
  }
}

/** Why an entry failed or waits to be tried again; empty in every other state. */
export function entryWhy(state: EntryState): string {
  if (state.is === 'retrying') return sentenceOf(state.reason);
  return state.is === 'failed' ? [sentenceOf(state.reason), nextOf(state.reason)].join(' ').trim() : '';
}

/** What an entry is called in the name of a button, such as "Cancel mug.jpg". */
export function entryName({ kind, fileName, productName }: Entry): string {
  switch (kind) {
    case 'clear':
      return `removing all images of ${productName}`;
    case 'remove':
      return `removing images of ${productName}`;
    case 'arrange':
      return `arranging the images of ${productName}`;
    case 'update':
      return `changing ${fileName || `an image of ${productName}`}`;
    case 'upload':
    case 'import':
    case 'variant-image':
      return fileName;
    default:
      return assertNever(kind);
  }
}

/** How large an entry's photo is, or where it comes from instead; nothing for an intent without a picture. */
export function entrySize({ kind, bytes, host }: Pick<Entry, 'kind' | 'bytes' | 'host'>): string {
  switch (kind) {
    case 'upload':
    case 'variant-image':
      return formatBytes(bytes);
    case 'import':
      return host === null ? 'From the web' : `From ${host}`;
    case 'remove':
    case 'clear':
    case 'update':
    case 'arrange':
      return '';
    default:
      return assertNever(kind);
  }
}

/** How much of an entry is sent, 0 to 1; null where nobody knows, since the store does the work. */
export function entryFraction({ kind, bytes }: Pick<Entry, 'kind' | 'bytes'>, sent: number): number | null {
  if (kind !== 'upload') return null;
  return bytes === 0 ? 0 : sent / bytes;
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
