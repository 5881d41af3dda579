import type { Clock } from '../../util/clock.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import type { CatalogApi, VariantApi } from '../../bigcommerce/catalog-api.ts';
import type { ImageApi } from '../../bigcommerce/image-api.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import type { Effects } from '../effects.ts';
import type { Entries } from '../records/entries.ts';
import type { EntryEvent, OutboxEntry } from '../entry.ts';
import type { ReconcileJobs } from '../records/reconcile-jobs.ts';

export type StoreApi = ImageApi & Pick<CatalogApi, 'summary'> & Pick<VariantApi, 'setVariantImageFromFile'>;

/** Staged photos by fingerprint. */
export interface PhotoBytes {
  pathOf(sha256: string): string;
  /** Deletes the photo and its preview as far as nothing needs them. */
  deleteUnneeded(sha256: string): unknown;
}

/** What a lane works with: the tables, the store, and the world, each replaceable in a test. */
export interface QueueRunnerPorts {
  storeId: string;
  api: StoreApi;
  entries: Entries;
  reconcileJobs: ReconcileJobs;
  catalog: Catalog;
  bytes: PhotoBytes;
  transaction: <T>(work: () => T) => T;
  clock: Clock;
  random: () => number;
  effects: Effects;
  parallel: () => number;
  /** Called after the change is on disk, never before. */
  onEntry: (before: OutboxEntry | null, after: OutboxEntry) => void;
  onGallery: (productId: number) => void;
  /** Something that others did to a product's images, which the user should know of; a sentence. */
  onNotice: (productId: number, sentence: string) => void;
  onProgress: (entryId: number, sent: number) => void;
  onState: () => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** What a piece of the lane's work sees of the lane: where it puts down what happened, and what it has to heed. */
export interface JobContext {
  readonly ports: QueueRunnerPorts;
  /** Whether the store can be had, as far as answers tell. */
  readonly connectivity: {
    /** Record the answer to a change, or to a request that only reads, and answer what to act on. */
    recordChange<T>(
      answer: Outcome<T, Failure>,
      options?: { repeated?: boolean },
    ): Promise<Outcome<T, Failure>>;
    recordReading<T>(answer: Outcome<T, Failure>): Promise<Outcome<T, Failure>>;
    /** The store took some bytes of an upload. */
    bytesSent(): void;
  };
  /** Aborts when the lane is closed. */
  readonly signal: AbortSignal;
  readonly isClosed: boolean;
  /** Puts an entry through the state machine: read, decide, write, then tell; `alongside` writes what must be written with it. */
  apply(id: number, event: EntryEvent, alongside?: (after: OutboxEntry) => void): OutboxEntry | null;
  /** An attempt that failed: what becomes of the entry depends on the failure's class. */
  failSend(id: number, failure: Failure): void;
}
