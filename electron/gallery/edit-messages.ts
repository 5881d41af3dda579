import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

export const tileGone: Reason = reason('tile-gone');

export const goneAlready: Reason = reason('gone-already');

export const nothingToCopy: Reason = reason('nothing-to-copy');

export function changedSince(others: number): Reason {
  return reason('changed-since', { texts: others === 0 ? 'one' : 'several' });
}

export function removedMeanwhile(count: number): Reason {
  return reason('removed-meanwhile', { count });
}

export const chosenSince: Reason = reason('chosen-since');
