import type { SentCounts } from './model.ts';

/** How many of a batch's pictures are in the store once none is open. Those cleared from the list count. Pure. */
export function inStoreAtEnd({ queued, failed, cancelled, takenBack, removed }: SentCounts): number {
  return queued - failed - cancelled - takenBack - removed;
}
