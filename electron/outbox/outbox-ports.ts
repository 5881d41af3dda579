import type { Clock } from '../util/clock.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Database } from '../storage/database.ts';
import type { Effects } from './effects.ts';
import type { PhotoBytes } from './jobs/job-context.ts';

/** The outbox's dependencies and listeners. */
export interface OutboxPorts {
  /** False: entries can be viewed, but nothing is sent. */
  sends: boolean;
  db: Database;
  catalog: Catalog;
  bytes: PhotoBytes;
  clock: Clock;
  random: () => number;
  effects: Effects;
  /** Maximum number of concurrent uploads. */
  parallel: (storeId: string) => number;
  log: (message: string, details?: Record<string, unknown>) => void;
  /** Called after a change is saved. */
  changed: {
    batch: (batchId: number) => void;
    summary: (storeId: string) => void;
    activity: (storeId: string, productId: number) => void;
    gallery: (storeId: string, productId: number) => void;
    progress: (storeId: string, entryId: number, productId: number) => void;
    state: (storeId: string) => void;
    /** A sentence about other people's changes to a product's images. */
    notice: (storeId: string, productId: number, sentence: string) => void;
  };
}
