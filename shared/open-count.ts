import type { OutboxSummary } from './model.ts';

/** Entries that are not done, failed or cancelled. */
export function openCount({
  waiting,
  sending,
  verifying,
  retrying,
}: Pick<OutboxSummary, 'waiting' | 'sending' | 'verifying' | 'retrying'>): number {
  return waiting + sending + verifying + retrying;
}
