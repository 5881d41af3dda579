import { reason, type Reason } from '../../shared/messages/reason.ts';

/** A reason with any words, for tests where its code doesn't matter. */
export function saying(sentence: string, next = ''): Reason {
  return reason('stored-sentence', { sentence, next });
}
