import type { OutboxSummary } from '../../shared/model.ts';

/** A store for which main has said nothing yet has nothing in its outbox. */
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
    doneListed: 0,
    bytesTotal: 0,
    bytesSent: 0,
    rate: 0,
    version: 0,
  };
}
