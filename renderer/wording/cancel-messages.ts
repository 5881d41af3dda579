import { text } from '../../shared/messages/text.ts';
import { entryGroups, type GroupTotals } from '../../shared/model.ts';
import { formatAnd } from './format.ts';
import { countWords } from './outbox-sentence.ts';

export const nothingToCancel = text('outbox.nothingToCancel');

/** What would be cancelled: `212 photos and 3 changes`. */
export function cancelCounts(totals: GroupTotals): string {
  return formatAnd(entryGroups.map((group) => totals[group] > 0 && countWords(group, totals[group])));
}

/** Whether there is nothing to cancel. */
export function isNothing(totals: GroupTotals): boolean {
  return entryGroups.every((group) => totals[group] === 0);
}
