import type { Batch } from '../../shared/model.ts';
import { isUnderReview, underWay } from '../wording/batch-messages.ts';

/** Groups of batches, in the order in which they are listed. */
export const batchGroups = ['to-review', 'taking-in', 'sending', 'done'] as const;
export type BatchGroup = (typeof batchGroups)[number];

export function groupOf(batch: Batch): BatchGroup {
  if (underWay(batch)) return 'taking-in';
  if (isUnderReview(batch)) return 'to-review';
  return batch.open > 0 ? 'sending' : 'done';
}

/** The groups that have batches, each newest first as given. */
export function grouped(batches: readonly Batch[]): { group: BatchGroup; batches: Batch[] }[] {
  return batchGroups
    .map((group) => ({ group, batches: batches.filter((batch) => groupOf(batch) === group) }))
    .filter((each) => each.batches.length > 0);
}

/** Batches that are not done. */
export function openBatches(batches: readonly Batch[]): number {
  return batches.filter((batch) => groupOf(batch) !== 'done').length;
}

/** Whether a batch has something that only a person can decide or change. Skipped files are only told. */
export function needsSomebody(batch: Batch): boolean {
  return groupOf(batch) === 'to-review' || batch.failed > 0 || batch.problem !== null;
}

/** A batch that can leave the list: nothing of it is open, and no failure is unanswered. */
export function canDismiss(batch: Batch): boolean {
  return groupOf(batch) === 'done' && batch.failed === 0;
}
