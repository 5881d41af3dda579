import type { ConnectivityMonitor } from '../connectivity.ts';
import type { Clock } from '../../util/clock.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import type { CatalogApi, VariantApi } from '../../bigcommerce/catalog-api.ts';
import type { ImageApi } from '../../bigcommerce/image-api.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Effects } from '../effects.ts';
import type { Entries } from '../records/entries.ts';
import type { EntryEvent, OutboxEntry } from '../entry.ts';
import type { GroupedGalleries } from './grouped-galleries.ts';
import type { ReconcileJobs } from '../records/reconcile-jobs.ts';

export type StoreApi = ImageApi & Pick<CatalogApi, 'summary' | 'products'> & VariantApi;

/** Staged photos by SHA-256 fingerprint. */
export interface PhotoBytes {
  pathOf(sha256: string): string;
  /** Deletes the photo and its preview unless something needs them. */
  deleteUnneeded(sha256: string): unknown;
}

/** A runner's dependencies; a test can replace each. */
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
  /** Whether further photos for the store are being taken in or prepared. */
  isMoreComing: () => boolean;
  /** How long replaced images stay after the new ones have arrived. */
  replacementHoldMs: number;
  /** Called after the change is saved. */
  onEntry: (before: OutboxEntry | null, after: OutboxEntry) => void;
  onGallery: (productId: number) => void;
  /** A sentence about other people's changes to a product's images. */
  onNotice: (productId: number, sentence: string) => void;
  onProgress: (entryId: number, sent: number) => void;
  onState: () => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** What a job sees of its runner. */
export interface JobContext {
  readonly ports: QueueRunnerPorts;
  readonly connectivity: Pick<
    ConnectivityMonitor,
    'recordChange' | 'recordUpload' | 'recordReading' | 'bytesSent'
  >;
  readonly grouped: GroupedGalleries;
  /** Aborts when the runner closes. */
  readonly signal: AbortSignal;
  readonly isClosed: boolean;
  /** Applies an event to an entry: decide, save, then notify. `alongside` runs in the same transaction. */
  apply(id: number, event: EntryEvent, alongside?: (after: OutboxEntry) => void): OutboxEntry | null;
  /** Applies a failed attempt; the failure's class decides the entry's next state. */
  failSend(id: number, failure: Failure): void;
}

/** Fails an entry of which nothing was sent, so that an unknown failure is a transient one. */
export function failUnsent(job: JobContext, id: number, failure: Failure): void {
  job.apply(id, { type: 'taken' });
  job.failSend(id, failure.type === 'unknown' ? { ...failure, type: 'transient' } : failure);
}
