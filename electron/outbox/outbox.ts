import type { Activity, EntryQuery, OutboxSummary, StoreState } from '../../shared/model.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';
import { addOne, type Addition } from './addition.ts';
import type { ShownEdit } from '../catalog/overlay-edits.ts';
import { shownEdits, type EntryPatch } from './views/shown-edits.ts';
import type { Entries } from './records/entries.ts';
import { EntryCounts } from './records/entry-counts.ts';
import type { EntryPart, NewIntent } from './intent.ts';
import { EntrySearch } from './views/entry-search.ts';
import { EntryViews } from './views/entry-views.ts';
import { creates, imageToRemove, isGivenUp, isOpen, openStates, photoOf, type OutboxEntry } from './entry.ts';
import { History } from './records/history.ts';
import { HistoryArchiver } from './records/history-archiver.ts';
import { QueueRunner } from './queue-runner.ts';
import type { StoreApi } from './jobs/job-context.ts';
import type { OutboxPorts } from './outbox-ports.ts';
import { reportRows, type ReportRow } from './views/report-rows.ts';
import { ReconcileJobs } from './records/reconcile-jobs.ts';
import { planTakeBack, type TakeBackPlan } from './take-back.ts';
import { StoreCounters } from './views/store-counters.ts';

/** A batch or one product of it, or single entries. */
export type TakenBack = { batchId: number; productId: number | null } | { entryIds: readonly number[] };

/** An entry before and after a change; null where it does not exist. */
interface EntryChange {
  before: OutboxEntry | null;
  after: OutboxEntry | null;
}

/** The durable list of intents, and one runner per store that drains it. */
export class Outbox {
  readonly entries: Entries;
  readonly counts: EntryCounts;
  readonly reconcileJobs: ReconcileJobs;
  readonly history: History;
  readonly #archiver: HistoryArchiver;
  readonly views: EntryViews;
  readonly #ports: OutboxPorts;
  #isMoreComing: (storeId: string) => boolean = () => false;
  readonly #runners = new Map<string, QueueRunner>();
  readonly #storeCounters: StoreCounters;
  readonly #underway = new Map<number, OutboxEntry>();
  readonly #listeners = new Set<(entry: OutboxEntry) => void>();

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
    this.entries = ports.entries;
    this.counts = new EntryCounts(ports.db);
    this.reconcileJobs = new ReconcileJobs(ports.db);
    this.history = new History(ports.db);
    this.#storeCounters = new StoreCounters({ db: ports.db, entries: this.entries, history: this.history });
    this.views = new EntryViews({
      entries: this.entries,
      history: this.history,
      catalog: ports.catalog,
      search: new EntrySearch(ports.db),
      sentOf: (storeId, entryId) => this.sentOf(storeId, entryId),
    });
    this.#archiver = new HistoryArchiver({
      history: this.history,
      effects: ports.effects,
      clock: ports.clock,
      onMoved: (entries) => this.#onArchived(entries),
      onPruned: () => {
        for (const storeId of this.#storeCounters.recountAll())
          ports.emit({ type: 'outbox-changed', storeId });
      },
      log: ports.log,
    });
  }

  /** While more photos are coming for a store, galleries wait to be read together, at most `gatherMs`. */
  gatherWhile(isMoreComing: (storeId: string) => boolean): void {
    this.#isMoreComing = isMoreComing;
  }

  /** Starts to drain a store's entries, first those that an earlier process left without an answer. */
  openStore(storeId: string, api: StoreApi, paused: boolean): void {
    this.closeStore(storeId);
    const { catalog, bytes, clock, random, effects, parallel, log, emit, db, sends, replacementHoldMs } =
      this.#ports;
    const counters = this.#storeCounters.of(storeId);
    const runner = new QueueRunner(
      {
        storeId,
        api,
        entries: this.entries,
        reconcileJobs: this.reconcileJobs,
        catalog,
        bytes,
        transaction: (work) => db.transaction(work),
        clock,
        random,
        effects,
        parallel: () => parallel(storeId),
        isMoreComing: () => this.#isMoreComing(storeId),
        replacementHoldMs,
        log,
        onEntry: (before, after) => this.#onEntryChanged(before, after),
        onGallery: (productId) => emit({ type: 'gallery-changed', storeId, productId }),
        onProgress: (entryId, sent) => {
          const entry = this.#underway.get(entryId);
          if (!entry) return;
          counters.progress(entry, sent, clock.now());
          emit({ type: 'upload-progressed', storeId, entryId, productId: entry.productId });
        },
        onState: () => emit({ type: 'store-state-changed', storeId }),
        onNotice: (productId, sentence) => emit({ type: 'changed-by-others', storeId, productId, sentence }),
      },
      paused || !sends,
    );
    this.#runners.set(storeId, runner);
    this.#archiver.begin(storeId);
    runner.start();
  }

  closeStore(storeId: string): void {
    this.#runners.get(storeId)?.close();
    this.#runners.delete(storeId);
  }

  forgetStore(storeId: string): void {
    this.closeStore(storeId);
    this.#archiver.forget(storeId);
    this.#storeCounters.forget(storeId);
  }

  runner(storeId: string): QueueRunner | undefined {
    return this.#runners.get(storeId);
  }

  /**
   * Adds entries in one transaction; nothing is sent before it commits. `continuesRun`: they belong to the
   * previous run, even if it is finished. `patch`: changes pending gallery edits in the same transaction.
   */
  add(
    { storeId, productId, batchId }: { storeId: string; productId: number; batchId: number | null },
    intents: NewIntent[],
    { continuesRun = false, patch }: { continuesRun?: boolean; patch?: Addition['patch'] } = {},
  ): OutboxEntry[] {
    return this.addAll(storeId, [{ productId, batchId, intents, ...(patch && { patch }) }], continuesRun);
  }

  /** Like `add`, for many products. A thousand intents take tens of milliseconds. */
  addAll(storeId: string, additions: readonly Addition[], continuesRun = false): OutboxEntry[] {
    const wanted = additions.filter(({ intents }) => intents.length > 0);
    if (wanted.length === 0) return [];
    const { catalog, db, effects } = this.#ports;
    const startsRun = !continuesRun && this.#storeCounters.of(storeId).openCount === 0;
    const changes = effects.do('record-added', () =>
      db.transaction(() => {
        const { entries, reconcileJobs } = this;
        const all = wanted.map((addition) => {
          const done = addOne({ entries, reconcileJobs, catalog }, storeId, addition);
          const { productId, patch } = addition;
          return { ...done, amended: patch ? this.#write({ storeId, productId }, patch(done.added)) : [] };
        });
        const first = all[0]?.added[0];
        if (startsRun && first) db.run('UPDATE stores SET run_start = ? WHERE id = ?', first.id, storeId);
        return all;
      }),
    );
    if (startsRun) {
      this.#storeCounters.of(storeId).startRun();
      this.#archiver.begin(storeId);
    }
    for (const { superseded, added, amended } of changes) {
      for (const entry of superseded) this.#onEntryChanged(entry, null);
      for (const entry of added) this.#onEntryChanged(null, entry);
      for (const { before, after } of amended) this.#onEntryChanged(before, after);
    }
    this.#runners.get(storeId)?.pump();
    return changes.flatMap(({ added }) => added);
  }

  cancel(ids: readonly number[]): void {
    this.#perStore(ids, (runner, own) => runner.cancel(own));
  }

  retry(ids: readonly number[]): void {
    this.#perStore(ids, (runner, own) => runner.retry(own));
  }

  /** Cancels the open entries of a store, or of one product or batch. */
  cancelAll(storeId: string, part: EntryPart = {}): void {
    this.#runners.get(storeId)?.cancel(this.entries.idsIn(storeId, openStates, part));
  }

  /** Cancels a batch's open entries. `record` runs in the same transaction. */
  cancelBatch(storeId: string, batchId: number, record: () => void): void {
    const runner = this.#runners.get(storeId);
    if (runner) runner.cancel(this.entries.idsIn(storeId, openStates, { batchId }), record);
    else record();
  }

  /**
   * Takes entries back: cancels what is open and removes the images that arrived, after `holdMs`. What arrives
   * later is removed, too. `record` runs in the same transaction. Returns the removals.
   */
  takeBack(
    storeId: string,
    which: TakenBack,
    { holdMs, record = () => {} }: { holdMs: number; record?: () => void },
  ): OutboxEntry[] {
    const { clock, effects } = this.#ports;
    const runner = this.#runners.get(storeId);
    if (!runner) return [];
    const { entryIds, archivedIds, removals, restores } = this.#planTakeBack(which);
    const batchId = 'batchId' in which ? which.batchId : null;
    const notBefore = clock.now() + holdMs;
    let added: OutboxEntry[] = [];
    effects.do('record-withdrawn', () =>
      runner.withdraw(entryIds, () => {
        record();
        this.history.setWithdrawn(archivedIds, true);
        added = removals.flatMap(({ productId: of, imageIds }) =>
          this.entries.add({ storeId, productId: of, batchId }, [
            { type: 'remove', imageIds, replacing: false, notBefore },
          ]),
        );
        // In no batch, because a removal is no photo of it.
        added.push(
          ...restores.flatMap(({ productId: of, variantId, url }) =>
            this.entries.add({ storeId, productId: of, batchId: null }, [
              { type: 'variant-image', variantId, restores: { url, notBefore } },
            ]),
          ),
        );
        return added;
      }),
    );
    return added;
  }

  /** What `takeBack` would do. */
  countTakeBack(which: TakenBack): TakeBackCounts {
    return this.#planTakeBack(which).counts;
  }

  #planTakeBack(which: TakenBack): TakeBackPlan {
    const { entries, archived } = this.#takenBack(which);
    const { catalog } = this.#ports;
    return planTakeBack(
      entries,
      archived,
      ({ storeId, productId }, imageId) => catalog.image(storeId, productId, imageId) !== undefined,
      ({ storeId, productId, variantId }) => catalog.variantImage(storeId, productId, variantId),
    );
  }

  #takenBack(which: TakenBack): { entries: OutboxEntry[]; archived: OutboxEntry[] } {
    const { entries, history } = this;
    return 'entryIds' in which
      ? { entries: entries.getAll(which.entryIds), archived: history.getAll(which.entryIds) }
      : {
          entries: entries.ofBatch(which.batchId, which.productId),
          archived: history.ofBatch(which.batchId, which.productId),
        };
  }

  /**
   * Queues again what was taken back. `removals`: from `takeBack`; images whose removal has begun stay removed, and
   * earlier images of variants that are being put back stay. Returns how many do.
   */
  reinstate(which: TakenBack, removals: readonly OutboxEntry[]): number {
    const { entries, archived } = this.#takenBack(which);
    const waiting = this.entries
      .getAll(removals.map(({ id }) => id))
      .filter(({ progress, attempts }) => progress.type === 'waiting' && attempts === 0);
    const kept = new Set(waiting.flatMap((entry) => (entry.type === 'remove' ? entry.imageIds : [])));
    const keptVariants = new Set(
      waiting.flatMap((entry) => (entry.type === 'variant-image' ? [entry.variantId] : [])),
    );
    const isKept = (entry: OutboxEntry): boolean =>
      entry.type === 'variant-image'
        ? entry.progress.type === 'done' && keptVariants.has(entry.variantId)
        : kept.has(imageToRemove(entry) ?? 0);
    const save = entries.filter(isKept).map((entry) => ({ ...entry, withdrawn: false }));
    const [first] = [...waiting, ...save];
    if (first) this.patch(first, { drop: waiting, save });
    this.history.setWithdrawn(
      archived.filter(isKept).map(({ id }) => id),
      false,
    );
    this.retry(entries.filter(({ progress }) => progress.type === 'cancelled').map(({ id }) => id));
    const all = removals.flatMap((entry) => (entry.type === 'remove' ? entry.imageIds : [entry.id]));
    return all.length - kept.size - keptVariants.size;
  }

  retryFailed(storeId: string, part: EntryPart = {}): void {
    this.#runners.get(storeId)?.retry(this.entries.idsIn(storeId, ['failed'], part));
  }

  /** Sends these entries before all others, in their order. Entries waiting for a retry are retried now. */
  sendFirst(ids: readonly number[]): void {
    const byStore = Map.groupBy(this.entries.getAll(ids), (entry) => entry.storeId);
    for (const [storeId, entries] of byStore) {
      this.entries.putFirst(
        storeId,
        entries.map((entry) => entry.id),
      );
      this.#storeCounters.of(storeId).touch();
      this.#ports.emit({ type: 'outbox-changed', storeId });
      const retrying = entries.filter((entry) => entry.progress.type === 'retrying').map((entry) => entry.id);
      this.#runners.get(storeId)?.retry(retrying);
    }
  }

  sendAllFirst(storeId: string, part: EntryPart): void {
    this.sendFirst(this.entries.idsIn(storeId, ['waiting', 'verifying', 'retrying'], part));
  }

  /**
   * Removes finished entries from the list and from history. Open entries stay, and so do done entries of a
   * product that is still being reconciled. Returns how many of the latter.
   */
  dismiss(ids: readonly number[]): number {
    const finished = this.entries.getAll(ids).filter(({ progress }) => !isOpen(progress));
    const gone = finished.filter(
      ({ progress, storeId, productId }) =>
        isGivenUp(progress) || !this.reconcileJobs.has(storeId, productId),
    );
    const past = this.history.getAll(ids);
    this.#ports.db.transaction(() => {
      this.entries.remove(gone.map((entry) => entry.id));
      this.history.remove(ids);
      const isVariantImage = ({ type }: OutboxEntry): boolean => type === 'variant-image';
      const pictures = gone.filter((one) => (creates(one) || isVariantImage(one)) && isGivenUp(one.progress));
      for (const [batchId, own] of Map.groupBy(pictures, (entry) => entry.batchId)) {
        if (batchId === null) continue;
        const variantImages = own.filter(isVariantImage).length;
        this.#ports.emit({ type: 'pictures-dismissed', batchId, pictures: own.length, variantImages });
      }
    });
    for (const storeId of new Set([...gone, ...past].map((entry) => entry.storeId))) this.#recount(storeId);
    for (const entry of gone) this.#notify(entry);
    for (const entry of gone) {
      const photo = photoOf(entry);
      if (photo === null) continue;
      this.#ports.bytes.deleteUnneeded(photo.sha256);
    }
    return finished.length - gone.length;
  }

  /**
   * Removes arrived entries from the list. Failed and cancelled ones stay until the user retries or dismisses
   * them. Returns how many stay as `dismiss` does.
   */
  clearFinished(storeId: string): number {
    if (this.history.clear(storeId) > 0) this.#recount(storeId);
    return this.dismiss(this.entries.idsIn(storeId, ['done']));
  }

  state(storeId: string): StoreState {
    return this.#runners.get(storeId)?.state ?? { type: 'paused' };
  }

  summary(storeId: string): OutboxSummary {
    return this.#storeCounters.of(storeId).summary(storeId, this.#ports.clock.now());
  }

  activity(storeId: string, productId: number): Activity {
    return this.#storeCounters.of(storeId).activity(productId);
  }

  activeProducts(storeId: string): number[] {
    return this.#storeCounters.of(storeId).activeProducts();
  }

  productsWith(storeId: string, kind: 'waiting' | 'failed'): number[] {
    return this.#storeCounters.of(storeId).productsWith(kind);
  }

  sentOf(storeId: string, entryId: number): number {
    return this.#storeCounters.of(storeId).sentOf(entryId);
  }

  /** What a query finds in outbox and history, with headings. */
  list(query: EntryQuery, offset: number, limit: number): ReturnType<EntryViews['list']> {
    return this.views.list(query, offset, limit, this.summary(query.storeId).version);
  }

  /**
   * Report rows of a store or one batch, read page by page. Archiving pauses meanwhile, so each entry appears
   * once.
   */
  *report(storeId: string, batchId: number | 'latest' | null): Generator<ReportRow[]> {
    const resume = this.#archiver.pause();
    try {
      yield* reportRows(this.#ports.db, storeId, batchId);
    } finally {
      resume();
    }
  }

  /** Pending edits of a product's images, oldest first. */
  edits(storeId: string, productId: number): ShownEdit[] {
    return shownEdits(this.entries.ofProduct(storeId, productId, true));
  }

  /** Drops, changes and adds pending edits in one transaction. Returns the added entries. */
  patch(target: { storeId: string; productId: number }, patch: EntryPatch): OutboxEntry[] {
    return this.patchAll(target.storeId, [{ productId: target.productId, patch }]);
  }

  /** Like `patch`, for many products. */
  patchAll(storeId: string, patches: readonly { productId: number; patch: EntryPatch }[]): OutboxEntry[] {
    const { db, effects } = this.#ports;
    const changes = effects.do('record-added', () =>
      db.transaction(() =>
        patches.flatMap(({ productId, patch }) => this.#write({ storeId, productId }, patch)),
      ),
    );
    for (const { before, after } of changes) this.#onEntryChanged(before, after);
    this.#runners.get(storeId)?.pump();
    return changes.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  }

  #write(
    target: { storeId: string; productId: number },
    { drop = [], save = [], add = [] }: EntryPatch,
  ): EntryChange[] {
    const before = new Map(this.entries.getAll(save.map(({ id }) => id)).map((entry) => [entry.id, entry]));
    this.entries.remove(drop.map(({ id }) => id));
    for (const entry of save) this.entries.save(entry);
    const added = this.entries.add({ ...target, batchId: null }, add);
    return [
      ...drop.map((entry) => ({ before: entry, after: null })),
      ...save.map((entry) => ({ before: before.get(entry.id) ?? null, after: entry })),
      ...added.map((entry) => ({ before: null, after: entry })),
    ];
  }

  /** Resolves when no runner has work it can do. */
  async drained(): Promise<void> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.drained()));
  }

  /** Like `drained`, but also waits for late checks: afterwards, nothing sent can appear twice. */
  async certain(): Promise<void> {
    await Promise.all([...this.#runners.values()].map((runner) => runner.certain()));
  }

  /** Calls `listener` with every saved entry change. Returns how to stop. */
  follow(listener: (entry: OutboxEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#archiver.close();
    for (const runner of this.#runners.values()) runner.close();
    this.#runners.clear();
  }

  #onEntryChanged(before: OutboxEntry | null, after: OutboxEntry | null): void {
    const entry = after ?? before;
    if (!entry) return;
    if (after?.progress.type === 'sending') this.#underway.set(entry.id, after);
    else this.#underway.delete(entry.id);
    this.#storeCounters.of(entry.storeId).move(before, after);
    if (after) for (const listener of this.#listeners) listener(after);
    this.#notify(entry);
    if (after?.progress.type === 'done' && (after.type === 'remove' || after.type === 'clear'))
      this.#galleryShrank(after);
  }

  /** Batches count which of their photos are in the store. */
  #galleryShrank({ storeId, productId }: OutboxEntry): void {
    for (const batchId of this.counts.batchesWith(storeId, productId))
      this.#ports.emit({ type: 'batch-changed', batchId });
  }

  #notify(entry: OutboxEntry): void {
    const { emit } = this.#ports;
    const { batchId, storeId, productId } = entry;
    if (batchId !== null) emit({ type: 'batch-changed', batchId });
    emit({ type: 'outbox-changed', storeId });
    emit({ type: 'activity-changed', storeId, productId });
    emit({ type: 'gallery-changed', storeId, productId });
  }

  #recount(storeId: string): void {
    this.#storeCounters.recount(storeId);
    this.#ports.emit({ type: 'outbox-changed', storeId });
  }

  /** Archived entries need no local preview: the store has the picture. */
  #onArchived(moved: readonly OutboxEntry[]): void {
    const { bytes, emit } = this.#ports;
    for (const entry of moved) {
      const photo = photoOf(entry);
      if (photo) bytes.deleteUnneeded(photo.sha256);
    }
    for (const storeId of new Set(moved.map((entry) => entry.storeId))) {
      this.#storeCounters.of(storeId).touch();
      emit({ type: 'outbox-changed', storeId });
    }
  }

  #perStore(ids: readonly number[], act: (runner: QueueRunner, ids: number[]) => void): void {
    const byStore = Map.groupBy(this.entries.getAll(ids), (entry) => entry.storeId);
    for (const [storeId, entries] of byStore) {
      const runner = this.#runners.get(storeId);
      const own = entries.map((entry) => entry.id);
      if (runner) act(runner, own);
    }
  }
}
