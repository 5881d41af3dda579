import type { TextKey } from './en/texts.ts';
import type { Entry } from '../model.ts';

type Words = Readonly<Record<Entry['type'], TextKey>>;

/** What the window and the report call an entry that is being sent, is done or failed. */
export const sendingWords = {
  upload: 'outbox.sending',
  import: 'outbox.fetching',
  'variant-image': 'outbox.sending',
  remove: 'outbox.removing',
  clear: 'outbox.removing',
  update: 'outbox.changing',
  arrange: 'outbox.arranging',
} as const satisfies Words;

export const doneWords = {
  upload: 'outbox.inTheStore',
  import: 'outbox.inTheStore',
  'variant-image': 'outbox.inTheStore',
  remove: 'outbox.removed',
  clear: 'outbox.removed',
  update: 'outbox.changed',
  arrange: 'outbox.arranged',
} as const satisfies Words;

export const failedWords = {
  upload: 'outbox.notSent',
  import: 'outbox.notAdded',
  'variant-image': 'outbox.notSent',
  remove: 'outbox.notRemoved',
  clear: 'outbox.notRemoved',
  update: 'outbox.notChanged',
  arrange: 'outbox.notArranged',
} as const satisfies Words;
