import type {
  Activity,
  Entry,
  EntryFilter,
  EntryState,
  OutboxSummary,
  StoreState,
} from '../../shared/model.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { PlacedEntry } from '../catalog/overlay.ts';
import type { Database } from '../storage/database.ts';
import type { Clock } from '../bigcommerce/clock.ts';
import type { Effects } from './effects.ts';
import { Entries, type NewIntent } from './entries.ts';
import { creates, type EntryProgress, type OutboxEntry } from './entry.ts';
import { nameInUrl } from './find-arrived.ts';
import { Lane, type PhotoBytes, type StoreApi } from './lane.ts';
import { Settles } from './settles.ts';
import { Tally } from './tally.ts';

export interface OutboxPorts {
  db: Database;
  catalog: Catalog;
  bytes: PhotoBytes;
  clock: Clock;
  random: () => number;
  effects: Effects;
  parallel: () => number;
  log: (message: string, details?: Record<string, unknown>) => void;
  /** What changed, told after it is on disk. */
  changed: {
    batch: (batchId: number) => void;
    summary: (storeId: string) => void;
    activity: (storeId: string, productId: number) => void;
    gallery: (storeId: string, productId: number) => void;
    progress: (storeId: string, entryId: number, productId: number) => void;
    state: (storeId: string) => void;
  };
}

/** The durable list of intents and the lanes that drain it, one a store. */
export class Outbox {
  readonly entries: Entries;
  readonly settles: Settles;
  readonly #ports: OutboxPorts;
  readonly #lanes = new Map<string, Lane>();
  readonly #tallies = new Map<string, Tally>();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.entries = new Entries(ports.db, () => ports.clock.now());
    this.settles = new Settles(ports.db);
  }

  /** Begins to drain a store's entries, first of all those an earlier process left without an answer. */
  openStore(storeId: string, api: StoreApi, paused: boolean): void {
    this.closeStore(storeId);
    const { catalog, bytes, clock, random, effects, parallel, log, changed, db } = this.#ports;
    const tally = this.#tallyOf(storeId);
    const lane = new Lane(
      {
        storeId,
        api,
        entries: this.entries,
        settles: this.settles,
        catalog,
        bytes,
        transaction: (work) => db.transaction(work),
        clock,
        random,
        effects,
        parallel,
        log,
        onEntry: (before, after) => this.#moved(before, after),
        onGallery: (productId) => changed.gallery(storeId, productId),
        onProgress: (entryId, sent) => {
          const entry = this.#underway.get(entryId);
          if (!entry) return;
          tally.progress(entry, sent, clock.now());
          changed.progress(storeId, entryId, entry.productId);
        },
        onState: () => changed.state(storeId),
      },
      paused,
    );
    this.#lanes.set(storeId, lane);
    lane.start();
  }

  closeStore(storeId: string): void {
    this.#lanes.get(storeId)?.close();
    this.#lanes.delete(storeId);
  }

  forgetStore(storeId: string): void {
    this.closeStore(storeId);
    this.#tallies.delete(storeId);
  }

  lane(storeId: string): Lane | undefined {
    return this.#lanes.get(storeId);
  }

  /**
   * One transaction for all of them; nothing is sent before it is committed. `continuesRun`: they belong to what went before, even
   * if all of that has arrived by now.
   */
  add(
    target: { storeId: string; productId: number; batchId: number | null },
    intents: NewIntent[],
    { continuesRun = false }: { continuesRun?: boolean } = {},
  ): OutboxEntry[] {
    if (intents.length === 0) return [];
    const { db, effects } = this.#ports;
    const startsRun = !continuesRun && this.#tallyOf(target.storeId).openCount === 0;
    const marks = intents.flatMap((intent) => (intent.kind === 'upload' ? [intent.photo.mark] : []));
    const superseded: OutboxEntry[] = [];
    const added = effects.do('record-added', () =>
      db.transaction(() => {
        // The same photo given again takes the place of one that failed or was cancelled: two would send it twice.
        superseded.push(...this.entries.closedWithMarks(target.storeId, target.productId, marks));
        this.entries.remove(superseded.map((entry) => entry.id));
        const entries = this.entries.add(target, intents);
        const first = entries[0];
        if (first) {
          if (creates(first)) this.settles.want(target.storeId, target.productId, first.id);
          if (startsRun) db.run('UPDATE stores SET run_start = ? WHERE id = ?', first.id, target.storeId);
        }
        return entries;
      }),
    );
    if (startsRun) this.#tallyOf(target.storeId).startRun();
    for (const entry of superseded) this.#moved(entry, null);
    for (const entry of added) this.#moved(null, entry);
    this.#lanes.get(target.storeId)?.pump();
    return added;
  }

  cancel(ids: readonly number[]): void {
    this.#perStore(ids, (lane, own) => lane.cancel(own));
  }

  retry(ids: readonly number[]): void {
    this.#perStore(ids, (lane, own) => lane.retry(own));
  }

  cancelAll(storeId: string): void {
    this.#lanes
      .get(storeId)
      ?.cancel(this.entries.idsIn(storeId, ['waiting', 'sending', 'verifying', 'retrying']));
  }

  retryFailed(storeId: string): void {
    this.#lanes.get(storeId)?.retry(this.entries.idsIn(storeId, ['failed']));
  }

  /**
   * Takes finished entries off the list. What is still open stays, and so does what is done while its product is still
   * being settled, which needs to know it.
   */
  dismiss(ids: readonly number[]): void {
    const gone = this.entries.getAll(ids).filter(({ progress, storeId, productId }) => {
      if (progress.is === 'failed' || progress.is === 'cancelled') return true;
      return progress.is === 'done' && !this.settles.has(storeId, productId);
    });
    this.entries.remove(gone.map((entry) => entry.id));
    for (const entry of gone) this.#moved(entry, null);
    for (const entry of gone) {
      if (entry.kind !== 'upload') continue;
      const { sha256 } = entry.photo;
      if (!this.entries.hasAny(sha256)) this.#ports.bytes.forget(sha256);
      else if (!this.entries.needsBytes(sha256)) this.#ports.bytes.release(sha256);
    }
  }

  dismissAll(storeId: string): void {
    this.dismiss(this.entries.idsIn(storeId, ['done', 'failed', 'cancelled']));
  }

  state(storeId: string): StoreState {
    return this.#lanes.get(storeId)?.state ?? { is: 'paused' };
  }

  summary(storeId: string): OutboxSummary {
    return this.#tallyOf(storeId).summary(storeId, this.#ports.clock.now());
  }

  activity(storeId: string, productId: number): Activity {
    return this.#tallyOf(storeId).activity(productId);
  }

  activeProducts(storeId: string): number[] {
    return this.#tallyOf(storeId).activeProducts();
  }

  productsWith(storeId: string, kind: 'waiting' | 'failed'): number[] {
    return this.#tallyOf(storeId).productsWith(kind);
  }

  sentOf(storeId: string, entryId: number): number {
    return this.#tallyOf(storeId).sentOf(entryId);
  }

  page(
    storeId: string,
    filter: EntryFilter,
    offset: number,
    limit: number,
  ): { total: number; entries: Entry[] } {
    const { total, entries } = this.entries.page(storeId, filter, offset, limit);
    return { total, entries: this.#views(storeId, entries) };
  }

  view(storeId: string, entryId: number): Entry | undefined {
    const entry = this.entries.get(entryId);
    return entry && this.#views(storeId, [entry])[0];
  }

  /** A product's entries that its gallery shows: all but those that are done or cancelled. */
  placed(storeId: string, productId: number): PlacedEntry[] {
    const entries = this.entries.ofProduct(storeId, productId);
    const views = this.#views(storeId, entries);
    return entries.flatMap((entry, index) => {
      const view = views[index];
      if (!view || !creates(entry)) return [];
      return [{ entry: view, sortOrder: entry.sortOrder, willBeThumbnail: entry.asThumbnail }];
    });
  }

  /** The intent to empty a product, while it is not carried out. */
  clearing(storeId: string, productId: number): Entry | null {
    const entry = this.entries.ofProduct(storeId, productId).find((one) => one.kind === 'clear');
    return (entry && this.view(storeId, entry.id)) ?? null;
  }

  /** Resolves when no lane has anything left that it could do. */
  async drained(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.drained()));
  }

  close(): void {
    for (const lane of this.#lanes.values()) lane.close();
    this.#lanes.clear();
  }

  readonly #underway = new Map<number, OutboxEntry>();

  #moved(before: OutboxEntry | null, after: OutboxEntry | null): void {
    const entry = after ?? before;
    if (!entry) return;
    const { changed } = this.#ports;
    if (after?.progress.is === 'sending') this.#underway.set(entry.id, after);
    else this.#underway.delete(entry.id);
    this.#tallyOf(entry.storeId).move(before, after);
    if (entry.batchId !== null) changed.batch(entry.batchId);
    changed.summary(entry.storeId);
    changed.activity(entry.storeId, entry.productId);
    changed.gallery(entry.storeId, entry.productId);
  }

  #tallyOf(storeId: string): Tally {
    let tally = this.#tallies.get(storeId);
    if (!tally) {
      tally = new Tally();
      const row = this.#ports.db.get('SELECT run_start FROM stores WHERE id = ?', storeId);
      tally.load(
        this.entries.counts(storeId, Number(row?.['run_start'] ?? 0)),
        this.entries.idsIn(storeId, ['done']).length,
      );
      this.#tallies.set(storeId, tally);
    }
    return tally;
  }

  #perStore(ids: readonly number[], act: (lane: Lane, ids: number[]) => void): void {
    const byStore = Map.groupBy(this.entries.getAll(ids), (entry) => entry.storeId);
    for (const [storeId, entries] of byStore) {
      const lane = this.#lanes.get(storeId);
      if (lane) {
        act(
          lane,
          entries.map((entry) => entry.id),
        );
      }
    }
  }

  #views(storeId: string, entries: readonly OutboxEntry[]): Entry[] {
    const names = this.#ports.catalog.productNames(
      storeId,
      entries.map((entry) => entry.productId),
    );
    return entries.map((entry) => ({
      id: entry.id,
      storeId,
      productId: entry.productId,
      productName: names.get(entry.productId) ?? `Product ${entry.productId}`,
      batchId: entry.batchId,
      kind: entry.kind,
      fileName: nameOf(entry),
      host: entry.kind === 'import' ? new URL(entry.url).host : null,
      bytes: entry.kind === 'upload' ? entry.photo.bytes : 0,
      sent: this.sentOf(storeId, entry.id),
      attempts: entry.attempts,
      state: viewOf(entry.progress),
      preview: entry.kind === 'upload' ? `/preview/${entry.photo.sha256}` : null,
    }));
  }
}

function nameOf(entry: OutboxEntry): string {
  switch (entry.kind) {
    case 'upload':
      return entry.photo.fileName;
    case 'import':
      return nameInUrl(entry.url) || entry.url;
    case 'clear':
      return 'Remove all images';
  }
}

function viewOf(progress: EntryProgress): EntryState {
  return progress.is === 'verifying' ? { is: 'verifying' } : progress;
}
