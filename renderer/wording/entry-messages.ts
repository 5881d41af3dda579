import { outcomeText } from '../../shared/messages/outcome-words.ts';
import { text } from '../../shared/messages/text.ts';
import type { Entry, EntryState } from '../../shared/model.ts';
import { assertNever } from '../../shared/outcome.ts';
import { sentenceOf, sentencesOf } from '../../shared/messages/reason.ts';
import { formatBytes, formatCountdown } from './format.ts';

/** The state of an entry in a few words. With `now` (epoch milliseconds) a retry counts down. */
export function entryStateWords(
  { type, state, removedSince = false }: Pick<Entry, 'type' | 'state' | 'removedSince'>,
  now?: number,
): string {
  if (removedSince) return text('outbox.removedSince');
  return state.type === 'retrying' && now !== undefined
    ? text('outbox.retryingIn', { countdown: formatCountdown(state.at, now) })
    : outcomeText(type, state.type);
}

/** Why an entry failed or waits to be tried again; empty in every other state. */
export function entryWhy(state: EntryState): string {
  if (state.type === 'retrying') return sentenceOf(state.reason);
  return state.type === 'failed' ? sentencesOf(state.reason) : '';
}

/** What an entry is called in the name of a button, such as "Cancel mug.jpg". */
export function entryName({ type, fileName, productName }: Entry): string {
  switch (type) {
    case 'clear':
      return text('outbox.nameClear', { product: productName });
    case 'remove':
      return text('outbox.nameRemove', { product: productName });
    case 'arrange':
      return text('outbox.nameArrange', { product: productName });
    case 'update':
      return text('outbox.nameUpdate', { product: productName });
    case 'upload':
    case 'import':
    case 'variant-image':
      return fileName;
    default:
      return assertNever(type);
  }
}

/** The size of an entry's photo, or the host of an import; empty for an intent without a picture. */
export function entrySize({ type, bytes, host }: Pick<Entry, 'type' | 'bytes' | 'host'>): string {
  switch (type) {
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
      return assertNever(type);
  }
}

/** Share of an entry that is sent, 0 to 1; null where the store does the work. */
export function entryFraction({ type, bytes }: Pick<Entry, 'type' | 'bytes'>, sent: number): number | null {
  if (type !== 'upload') return null;
  return bytes === 0 ? 0 : sent / bytes;
}

/** Neither done, failed nor cancelled. */
export function isOpen({ type }: EntryState): boolean {
  return type === 'waiting' || type === 'sending' || type === 'verifying' || type === 'retrying';
}

export function entryChoices({ type: does, state: { type } }: Pick<Entry, 'type' | 'state'>): {
  retry: boolean;
  cancel: boolean;
  dismiss: boolean;
} {
  return {
    // The wait of a clear can't be shortened: its request may still be carried out.
    retry: type === 'failed' || type === 'cancelled' || (type === 'retrying' && does !== 'clear'),
    cancel: type === 'waiting' || type === 'sending' || type === 'retrying',
    dismiss: type === 'failed' || type === 'cancelled' || type === 'done',
  };
}
