import type { Batch } from '../../shared/model.ts';
import { formatCount, formatNumber } from '../ui/format.ts';

/** What a batch's panel says first. The product's name is to follow it. */
export function batchSentence(batch: Batch): string {
  switch (batch.phase) {
    case 'scanning':
      return batch.found === 0
        ? 'Looking for photos for'
        : `Looked at ${formatNumber(batch.inspected)} of ${formatCount(batch.found, 'file')} for`;
    case 'staging':
      return `Getting ${formatCount(batch.found - batch.refused.length, 'photo')} ready for`;
    case 'cancelled':
      return batch.queued > 0 ? `Cancelled after ${formatCount(batch.queued, 'photo')} for` : 'Cancelled for';
    case 'queued':
      return queuedSentence(batch);
  }
}

function queuedSentence({ queued, refused, source }: Batch): string {
  if (source === 'url') {
    return `${formatCount(queued, 'picture')} from the web queued for`;
  }
  if (queued === 0 && refused.length === 0) return 'No photos were found for';
  if (queued === 0) {
    return refused.length === 1 ? "This file can't be used for" : 'None of these files can be used for';
  }
  const said = `${formatCount(queued, 'photo')} queued`;
  return refused.length === 0 ? `${said} for` : `${said}, ${formatNumber(refused.length)} can't be used for`;
}

/** How far the looking has come, 0 to 1; null while nobody knows, and once it is over. */
export function batchFraction(batch: Batch): number | null {
  if (batch.found === 0) return null;
  return Math.min(1, batch.inspected / batch.found);
}

export function underWay(batch: Batch): boolean {
  return batch.phase === 'scanning' || batch.phase === 'staging';
}

/** Whether there is nothing more to say of a batch: every file of it could be used, and none is left to send. */
export function hasArrived(batch: Batch): boolean {
  const clean = batch.phase === 'queued' && batch.refused.length === 0 && batch.problem === null;
  return clean && batch.queued > 0 && batch.open === 0;
}

/** What a batch's sign is to say: `warn` when something of it needs a look. */
export function batchTone(batch: Batch): 'working' | 'warn' | 'cancelled' | 'good' {
  if (underWay(batch)) return 'working';
  if (batch.problem !== null || batch.refused.length > 0) return 'warn';
  return batch.phase === 'cancelled' ? 'cancelled' : 'good';
}

/** What is read out when the panel of a batch leaves: some of its photos may have been cancelled. */
export function arrivedSentence({ queued, productName }: Batch): string {
  return `${formatCount(queued, 'photo')} for ${productName}: nothing is left to do`;
}
