import { text } from '../../shared/messages/text.ts';
import type { Entry, EntryState } from '../../shared/model.ts';
import { assertNever } from '../../shared/outcome.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { formatBytes, formatCountdown } from './format.ts';

type Intent = Entry['kind'];

const sendingWords = {
  upload: 'outbox.sending',
  import: 'outbox.fetching',
  'variant-image': 'outbox.sending',
  remove: 'outbox.removing',
  clear: 'outbox.removing',
  update: 'outbox.changing',
  arrange: 'outbox.arranging',
} as const satisfies Readonly<Record<Intent, string>>;
const doneWords = {
  upload: 'outbox.inTheStore',
  import: 'outbox.inTheStore',
  'variant-image': 'outbox.inTheStore',
  remove: 'outbox.removed',
  clear: 'outbox.removed',
  update: 'outbox.changed',
  arrange: 'outbox.arranged',
} as const satisfies Readonly<Record<Intent, string>>;
const failedWords = {
  upload: 'outbox.notSent',
  import: 'outbox.notAdded',
  'variant-image': 'outbox.notSent',
  remove: 'outbox.notRemoved',
  clear: 'outbox.notRemoved',
  update: 'outbox.notChanged',
  arrange: 'outbox.notArranged',
} as const satisfies Readonly<Record<Intent, string>>;

/** The state of an entry in a few words. With `now` (epoch milliseconds) a retry counts down. */
export function entryStateWords({ kind, state }: Pick<Entry, 'kind' | 'state'>, now?: number): string {
  switch (state.is) {
    case 'waiting':
      return text('outbox.waiting');
    case 'sending':
      return text(sendingWords[kind]);
    case 'verifying':
      return text('outbox.verifying');
    case 'retrying':
      return now === undefined
        ? text('outbox.willBeRetried')
        : text('outbox.retryingIn', { countdown: formatCountdown(state.at, now) });
    case 'done':
      return text(doneWords[kind]);
    case 'failed':
      return text(failedWords[kind]);
    case 'cancelled':
      return text('outbox.cancelled');
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
      return text('outbox.nameClear', { product: productName });
    case 'remove':
      return text('outbox.nameRemove', { product: productName });
    case 'arrange':
      return text('outbox.nameArrange', { product: productName });
    case 'update':
      return fileName
        ? text('outbox.nameUpdate', { file: fileName })
        : text('outbox.nameUpdateUnnamed', { product: productName });
    case 'upload':
    case 'import':
    case 'variant-image':
      return fileName;
    default:
      return assertNever(kind);
  }
}

/** The size of an entry's photo, or the host of an import; empty for an intent without a picture. */
export function entrySize({ kind, bytes, host }: Pick<Entry, 'kind' | 'bytes' | 'host'>): string {
  switch (kind) {
    case 'upload':
    case 'variant-image':
      return formatBytes(bytes);
    case 'import':
      return host === null ? text('outbox.fromTheWeb') : text('outbox.fromHost', { host });
    case 'remove':
    case 'clear':
    case 'update':
    case 'arrange':
      return '';
    default:
      return assertNever(kind);
  }
}

/** Share of an entry that is sent, 0 to 1; null where the store does the work. */
export function entryFraction({ kind, bytes }: Pick<Entry, 'kind' | 'bytes'>, sent: number): number | null {
  if (kind !== 'upload') return null;
  return bytes === 0 ? 0 : sent / bytes;
}

/** Neither done, failed nor cancelled. */
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
