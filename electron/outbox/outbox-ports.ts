import type { Clock } from '../util/clock.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Database } from '../storage/database.ts';
import type { Effects } from './effects.ts';
import type { PhotoBytes } from './jobs/job-context.ts';
import type { Entries } from './records/entries.ts';

/** The outbox's dependencies. */
export interface OutboxPorts {
  /** False: entries can be viewed, but nothing is sent. */
  sends: boolean;
  db: Database;
  entries: Entries;
  catalog: Catalog;
  bytes: PhotoBytes;
  /** How long replaced images stay after the new ones have arrived, so that it can be undone. */
  replacementHoldMs: number;
  clock: Clock;
  random: () => number;
  effects: Effects;
  /** Maximum number of concurrent uploads. */
  parallel: (storeId: string) => number;
  log: (message: string, details?: Record<string, unknown>) => void;
  emit: (event: OutboxEvent) => void;
}

/** What the outbox reports, after it is on disk. */
export type OutboxEvent =
  | { type: 'batch-changed'; batchId: number }
  /** Photos that did not arrive left the list. Within the transaction that removes them. */
  | { type: 'pictures-dismissed'; batchId: number; pictures: number; variantImages: number }
  | { type: 'outbox-changed'; storeId: string }
  | { type: 'activity-changed' | 'gallery-changed'; storeId: string; productId: number }
  | { type: 'upload-progressed'; storeId: string; entryId: number; productId: number }
  | { type: 'store-state-changed'; storeId: string }
  /** Others changed a product's images; the sentence says what. */
  | { type: 'changed-by-others'; storeId: string; productId: number; sentence: string };
