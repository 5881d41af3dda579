import { reason, type Reason } from '../../shared/messages/reason.ts';

/** A reason of any words, for tests to which its code doesn't matter. */
export function saying(sentence: string, next = ''): Reason {
  return reason('stored-sentence', { sentence, next });
}
