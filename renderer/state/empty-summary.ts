import type { OutboxSummary } from '../../shared/model.ts';

const noCounts = { open: 0, done: 0, failed: 0, cancelled: 0 };

/** The outbox of a store before its first summary arrives. */
export function emptySummary(storeId: string): OutboxSummary {
  return {
    storeId,
    waiting: 0,
    sending: 0,
    verifying: 0,
    retrying: 0,
    failed: 0,
    cancelled: 0,
    done: 0,
    groups: {
      photos: noCounts,
      variantImages: noCounts,
      changes: noCounts,
      removals: noCounts,
      clears: noCounts,
    },
    doneListed: 0,
    bytesTotal: 0,
    bytesSent: 0,
    rate: 0,
    version: 0,
  };
}
