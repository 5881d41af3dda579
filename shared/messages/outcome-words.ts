import type { TextKey } from './en/texts.ts';
import { text } from './text.ts';
import type { Entry, EntryState } from '../model.ts';
import { assertNever } from '../outcome.ts';

type Words = Readonly<Record<Entry['type'], TextKey>>;

const sendingWords = {
  upload: 'outbox.sending',
  import: 'outbox.fetching',
  'variant-image': 'outbox.sending',
  remove: 'outbox.removing',
  clear: 'outbox.removing',
  update: 'outbox.changing',
  arrange: 'outbox.arranging',
} as const satisfies Words;

const doneWords = {
  upload: 'outbox.inTheStore',
  import: 'outbox.inTheStore',
  'variant-image': 'outbox.inTheStore',
  remove: 'outbox.removed',
  clear: 'outbox.removed',
  update: 'outbox.changed',
  arrange: 'outbox.arranged',
} as const satisfies Words;

const failedWords = {
  upload: 'outbox.notSent',
  import: 'outbox.notAdded',
  'variant-image': 'outbox.notSent',
  remove: 'outbox.notRemoved',
  clear: 'outbox.notRemoved',
  update: 'outbox.notChanged',
  arrange: 'outbox.notArranged',
} as const satisfies Words;

/** The state of an entry in a few words, in the window and in the report. */
export function outcomeText(type: Entry['type'], state: EntryState['type']): string {
  switch (state) {
    case 'waiting':
      return text('outbox.waiting');
    case 'sending':
      return text(sendingWords[type]);
    case 'verifying':
      return text('outbox.verifying');
    case 'retrying':
      return text('outbox.willBeRetried');
    case 'done':
      return text(doneWords[type]);
    case 'failed':
      return text(failedWords[type]);
    case 'cancelled':
      return text('outbox.cancelled');
    default:
      return assertNever(state);
  }
}
