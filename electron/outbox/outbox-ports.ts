import type { Clock } from '../util/clock.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Database } from '../storage/database.ts';
import type { Effects } from './effects.ts';
import type { PhotoBytes } from './jobs/job-context.ts';

/** What the outbox works with, and whom it tells. */
export interface OutboxPorts {
  /** False where nothing is to be sent, only looked at. */
  sends: boolean;
  db: Database;
  catalog: Catalog;
  bytes: PhotoBytes;
  clock: Clock;
  random: () => number;
  effects: Effects;
  /** Uploads at the same time. */
  parallel: (storeId: string) => number;
  log: (message: string, details?: Record<string, unknown>) => void;
  /** What changed, told after it is on disk. */
  changed: {
    batch: (batchId: number) => void;
    summary: (storeId: string) => void;
    activity: (storeId: string, productId: number) => void;
    gallery: (storeId: string, productId: number) => void;
    progress: (storeId: string, entryId: number, productId: number) => void;
    state: (storeId: string) => void;
    /** What others did to a product's images, as a sentence. */
    notice: (storeId: string, productId: number, sentence: string) => void;
  };
}
