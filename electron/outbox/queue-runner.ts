import { no, type Reason } from '../../shared/outcome.ts';
import type { StoreState } from '../../shared/model.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { clear } from './jobs/clear.ts';
import { edit, isEdit, canRun } from './jobs/edit.ts';
import {
  creates,
  imageToRemove,
  isDue,
  longestWaitMs,
  next,
  type EntryEvent,
  type OutboxEntry,
  type UploadEntry,
} from './entry.ts';
import { importFromUrl } from './jobs/import.ts';
import { verify } from './jobs/verify.ts';
import { assignSortOrder, assignSortOrders } from './jobs/assign-sort-order.ts';
import { GroupedGalleries, maxGrouped } from './jobs/grouped-galleries.ts';
import { ConnectivityMonitor, lasting } from './connectivity.ts';
import type { Entries } from './records/entries.ts';
import { send } from './jobs/send.ts';
import { needsImages, reconcile, reconcileGroup } from './jobs/reconcile.ts';
import { isGathering, type ReconcileJob } from './records/reconcile-jobs.ts';
import type { QueueRunnerPorts, JobContext } from './jobs/job-context.ts';

/** Delay before retrying a database that could not be read or written. */
const stuckRetryMs = 5_000;
/** How often an idle outbox looks whether more is still coming. */
const moreComingMs = 250;

/**
 * Drains one store's outbox: picks the next work, limits concurrency, and pauses while the store can't be
 * reached.
 */
export class QueueRunner implements JobContext {
  readonly ports: QueueRunnerPorts;
  /** Entries with a request in progress, and how to abort it. */
  readonly #sending = new Map<number, { abort: AbortController; productId: number }>();
  /** Products with exclusive work in progress: verify, assign sort order, reconcile, or an edit. */
  readonly #locked = new Set<number>();
  /** Running pieces of exclusive work; one of them may lock many products. */
  #exclusive = 0;
  /** Products on which the store met a conflict: their photos go one at a time. */
  readonly #oneAtATime = new Set<number>();
  readonly #closing = new AbortController();
  readonly connectivity: ConnectivityMonitor;
  readonly grouped = new GroupedGalleries();
  #paused: boolean;
  #closed = false;
  #stopTimer: () => void = () => {};
  #stuckSince: number | null = null;
  #idleWaiters: (() => void)[] = [];

  constructor(ports: QueueRunnerPorts, paused: boolean) {
    this.ports = ports;
    this.#paused = paused;
    this.connectivity = new ConnectivityMonitor(ports, this.#closing.signal, () => {
      ports.onState();
      this.pump();
      this.#wakeWaiters();
    });
  }

  /** Resumes after an earlier process: requests without an answer are verified first. */
  start(): void {
    const { clock, entries, random, storeId } = this.ports;
    try {
      for (const { id } of entries.inState(storeId, 'sending')) {
        this.apply(id, { type: 'interrupted', now: clock.now(), random: random() });
      }
    } catch (error) {
      // `pump` retries until the database can be written.
      this.ports.log('what was being sent could not be taken up', { error: String(error) });
    }
    // The first requests and their writes take tens of milliseconds, so start-up handlers go first.
    setImmediate(() => this.pump());
  }

  get state(): StoreState {
    const { pauseReason } = this.connectivity;
    if (pauseReason.type === 'sign-in') return { type: 'needs-sign-in', reason: pauseReason.reason };
    if (this.#paused) return { type: 'paused' };
    if (pauseReason.type === 'offline') {
      return {
        type: 'offline',
        since: pauseReason.since,
        nextProbeAt: pauseReason.nextProbeAt,
        reason: pauseReason.reason ?? lasting(pauseReason.cause),
      };
    }
    return { type: 'ready' };
  }

  get signal(): AbortSignal {
    return this.#closing.signal;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.ports.onState();
    this.pump();
  }

  /** Tries at once after a new token or a restored network, or because somebody asked for it. */
  retryNow(reason: 'signed-in' | 'online' | 'asked'): void {
    if (reason === 'signed-in') this.connectivity.signedIn();
    void this.connectivity.probe();
    this.pump();
  }

  mayBeOffline(): void {
    this.connectivity.suspectOffline();
  }

  needSignIn(reason: Reason): void {
    this.connectivity.needSignIn(reason);
  }

  /** `record` runs in the same transaction. */
  cancel(ids: readonly number[], record: () => void = () => {}): void {
    this.#applyAll(ids, { type: 'cancel', now: this.ports.clock.now() }, { record });
    for (const id of ids) this.#sending.get(id)?.abort.abort();
    this.pump();
  }

  /**
   * Takes entries back: like `cancel`, and what arrives nevertheless is removed. `addRemovals` runs in the same
   * transaction.
   */
  withdraw(ids: readonly number[], addRemovals: () => readonly OutboxEntry[]): void {
    let added: readonly OutboxEntry[] = [];
    const record = (): void => {
      added = addRemovals();
    };
    this.#applyAll(ids, { type: 'withdraw', now: this.ports.clock.now() }, { record });
    for (const entry of added) this.ports.onEntry(null, entry);
    for (const id of ids) this.#sending.get(id)?.abort.abort();
    this.pump();
  }

  retry(ids: readonly number[]): void {
    this.#applyAll(
      ids,
      { type: 'retry', now: this.ports.clock.now() },
      {
        alongside: (after) => this.ports.reconcileJobs.request(this.ports.storeId, after.productId, after.id),
      },
    );
    // A user who retries has often fixed what the store is paused for.
    this.retryNow('asked');
  }

  /** Aborts requests in progress. They stay on record as unanswered and are verified at the next start. */
  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#closing.abort();
    for (const { abort } of this.#sending.values()) abort.abort();
    this.#wakeWaiters();
  }

  /** Resolves when only late checks are left, or when nothing can proceed without the user. */
  async drained(): Promise<void> {
    const { storeId, entries, reconcileJobs } = this.ports;
    await this.#waitUntilIdle(
      () => entries.countOpen(storeId) === 0 && reconcileJobs.countPressing(storeId) === 0,
    );
  }

  /** Like `drained`, but also waits for late checks: afterwards, nothing sent can appear twice. */
  async certain(): Promise<void> {
    const { storeId, entries, reconcileJobs } = this.ports;
    await this.#waitUntilIdle(
      () => entries.countOpen(storeId) === 0 && reconcileJobs.countUnderway(storeId) === 0,
    );
  }

  async #waitUntilIdle(isOver: () => boolean): Promise<void> {
    const isResting = (): boolean =>
      this.#sending.size === 0 &&
      this.#locked.size === 0 &&
      (this.#paused || this.connectivity.pauseReason.type === 'sign-in' || isOver());
    while (!this.#closed && !isResting()) {
      await new Promise<void>((wake) => this.#idleWaiters.push(wake));
    }
  }

  #wakeWaiters(): void {
    for (const wake of this.#idleWaiters.splice(0)) wake();
  }

  /**
   * Starts all work that is due and sets a timer for the next. Safe to call at any time. If the database
   * can't be written, it retries later and sends nothing until then.
   */
  pump(): void {
    if (this.#closed) return;
    // Work that comes due between two clock readings would be neither started nor scheduled.
    const now = this.ports.clock.now();
    try {
      if (!this.#paused && this.connectivity.pauseReason.type === 'none') {
        while (this.#sending.size + this.#exclusive < this.ports.parallel() && this.#startOne(now)) {}
      }
      this.#setAlarm(now);
      this.#stuckSince = null;
    } catch (error) {
      this.#stuckSince ??= now;
      this.ports.log('the outbox is stuck', { error: String(error) });
      this.#stopTimer();
      this.#stopTimer = this.ports.clock.timer(stuckRetryMs, () => this.pump());
      return;
    }
    if (this.#sending.size === 0 && this.#locked.size === 0) this.#wakeWaiters();
  }

  /** Since when the database can't be read or written, epoch milliseconds; null while it can. */
  get stuckSince(): number | null {
    return this.#stuckSince;
  }

  /**
   * Order: verify, retry, reconcile, send. Uncertain work comes before new work. A product with a pending
   * clear sends nothing until it is cleared.
   */
  #startOne(now: number): boolean {
    const { storeId, entries, reconcileJobs } = this.ports;
    for (const entry of entries.inState(storeId, 'sending')) {
      if (this.#sending.has(entry.id) || this.#locked.has(entry.productId)) continue;
      // No request is running: an earlier process ended, or the outcome could not be saved.
      this.apply(entry.id, { type: 'interrupted', now, random: this.ports.random() });
      return true;
    }
    for (const entry of this.#due('verifying', now)) {
      if (this.#sending.has(entry.id)) continue;
      return this.#runExclusive([entry.productId], () => verify(this, entry.productId));
    }
    for (const entry of this.#due('retrying', now)) {
      this.apply(entry.id, entry.mayHaveArrived ? { type: 'taken' } : { type: 'retry', now });
      return true;
    }
    const ready = reconcileJobs.ready(storeId).filter(({ productId }) => !this.#locked.has(productId));
    const gathered = ready.filter(isGathering).filter((one) => this.grouped.isGrouped(one.productId));
    // Products that can't be read together with others don't wait for them.
    const due = ready.find((one) => !gathered.includes(one) && (isGathering(one) || isDue(one.dueAt, now)));
    if (due) return this.#runExclusive([due.productId], () => reconcile(this, due));
    if (gathered.length >= maxGrouped || gathered.some((one) => one.isAwaited || isDue(one.dueAt, now))) {
      if (this.#reconcileTogether(gathered, now)) return true;
    }
    const excluded = new Set(this.#locked);
    if (this.#startClear(excluded) || this.#startWaiting(excluded, now)) return true;
    const isIdle = this.#sending.size === 0 && this.#exclusive === 0;
    if (!isIdle || gathered.length === 0) return false;
    // Photos that come slower than they are sent would be read one by one.
    return !this.ports.isMoreComing() && this.#reconcileTogether(gathered, now);
  }

  /** Products with a clear that can't start yet are added to `excluded`. */
  #startClear(excluded: Set<number>): boolean {
    for (const entry of this.ports.entries.openClears(this.ports.storeId)) {
      if (excluded.has(entry.productId)) continue;
      if (entry.progress.type === 'waiting' && !this.#isSendingFor(entry.productId)) {
        return this.#runExclusive([entry.productId], () => clear(this, entry));
      }
      excluded.add(entry.productId);
    }
    return false;
  }

  /** Starts the first waiting entry that can start, without the products that are excluded. */
  #startWaiting(excluded: Set<number>, now: number): boolean {
    const { effects, entries, storeId } = this.ports;
    const deferred: number[] = [];
    for (;;) {
      const waiting = entries.nextWaiting(storeId, [...excluded], deferred);
      if (!waiting) return false;
      const { productId } = waiting;
      if (waiting.mayHaveArrived) {
        this.apply(waiting.id, { type: 'taken' });
        return true;
      }
      if (creates(waiting) && waiting.sortOrder === null) {
        if (this.#assignSortOrder(productId, excluded, now)) return true;
      } else if (waiting.type === 'upload') {
        if (!this.#mustWaitForAnother(productId)) {
          const taken = effects.do('record-attempt', () => this.apply(waiting.id, { type: 'taken' }));
          if (taken?.type === 'upload' && taken.progress.type === 'sending') this.#send(taken);
          return true;
        }
      } else if (waiting.type === 'import') {
        if (!this.#isSendingFor(productId))
          return this.#runExclusive([productId], () => importFromUrl(this, waiting));
      } else if (isEdit(waiting)) {
        const turn = canRun(this, waiting, now);
        if (turn === 'never') return true;
        if (turn === 'not-yet') {
          deferred.push(waiting.id);
          continue;
        }
        if (!this.#isSendingFor(productId)) return this.#runExclusive([productId], () => edit(this, waiting));
      }
      // It can't start yet, so try another product.
      excluded.add(productId);
    }
  }

  /** Products that nothing is in doubt of share one request. False: nothing to do, or not yet after a failure. */
  #reconcileTogether(gathered: readonly ReconcileJob[], now: number): boolean {
    if (gathered.length === 0 || (gathered.length > 1 && !this.grouped.isReady(now))) return false;
    const done = gathered.find((one) => !needsImages(this, one));
    const single = done ?? (gathered.length === 1 ? gathered[0] : undefined);
    if (single) return this.#runExclusive([single.productId], () => reconcile(this, single));
    const dues = gathered.slice(0, maxGrouped);
    return this.#runExclusive(
      dues.map((one) => one.productId),
      () => reconcileGroup(this, dues),
    );
  }

  /** Products that have no sort orders yet share one request. False: not yet, after a failure. */
  #assignSortOrder(productId: number, excluded: ReadonlySet<number>, now: number): boolean {
    const productIds = this.ports.entries
      .unplacedProducts(this.ports.storeId, [...excluded], maxGrouped)
      .filter((id) => this.grouped.isGrouped(id));
    if (productIds.length <= 1 || !productIds.includes(productId))
      return this.#runExclusive([productId], () => assignSortOrder(this, productId));
    if (!this.grouped.isReady(now)) return false;
    return this.#runExclusive(productIds, () => assignSortOrders(this, productIds));
  }

  #mustWaitForAnother(productId: number): boolean {
    return this.#oneAtATime.has(productId) && this.#isSendingFor(productId);
  }

  #isSendingFor(productId: number): boolean {
    return [...this.#sending.values()].some((one) => one.productId === productId);
  }

  #send(entry: UploadEntry): void {
    const abort = new AbortController();
    this.#sending.set(entry.id, { abort, productId: entry.productId });
    void this.#guard(send(this, entry, abort.signal), () => this.#sending.delete(entry.id));
  }

  #runExclusive(productIds: readonly number[], work: () => Promise<void>): true {
    for (const id of productIds) this.#locked.add(id);
    this.#exclusive += 1;
    void this.#guard(work(), () => {
      for (const id of productIds) this.#locked.delete(id);
      this.#exclusive -= 1;
    });
    return true;
  }

  /** Logs unexpected errors, so that one defect never stops the runner. */
  async #guard(work: Promise<void>, release: () => void): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!this.#closed) this.ports.log('outbox work failed', { error: String(error) });
      // Without a delay, a repeating defect would spin.
      await new Promise<void>((wake) => this.ports.clock.timer(1_000, wake));
    } finally {
      release();
      this.pump();
    }
  }

  /** Applies an event to an entry: decide, save, then notify. */
  apply(id: number, event: EntryEvent, alongside?: (after: OutboxEntry) => void): OutboxEntry | null {
    return this.#applyAll([id], event, { alongside })[0] ?? null;
  }

  /** Applies an event to many entries in one transaction. `alongside` runs for each entry, `record` once. */
  #applyAll(
    ids: readonly number[],
    event: EntryEvent,
    { alongside, record }: { alongside?: ((after: OutboxEntry) => void) | undefined; record?: () => void },
  ): OutboxEntry[] {
    const { entries, reconcileJobs, transaction, onEntry } = this.ports;
    const steps = transaction(() => {
      record?.();
      return ids.flatMap((id) => {
        const before = entries.get(id);
        if (!before) return [];
        const after = next(before, event);
        if (isConflict(event)) this.#oneAtATime.add(before.productId);
        if (after !== before) entries.save(after);
        alongside?.(after);
        // A gallery from which photos are taken back is not as their answers showed it.
        if (isInDoubt(after) || after.withdrawn)
          reconcileJobs.recordUnconfirmed(after.storeId, after.productId);
        return [{ before, after, removal: removalOfLate(entries, before, after) }];
      });
    });
    for (const { before, after, removal } of steps) {
      if (before !== after) onEntry(before, after);
      for (const entry of removal) onEntry(null, entry);
    }
    return steps.map(({ after }) => after);
  }

  /** Reports a failed request made elsewhere, since it may affect this store's connection. */
  reportFailure(failure: Failure): void {
    this.connectivity.recordResult(no(failure));
  }

  /** Applies a failed attempt; the failure's class decides the entry's next state. */
  failSend(id: number, failure: Failure): void {
    const { clock, random } = this.ports;
    this.apply(id, { type: 'send-failed', failure, now: clock.now(), random: random() });
  }

  #setAlarm(now: number): void {
    this.#stopTimer();
    this.#stopTimer = () => {};
    if (this.#closed) return;
    const { pauseReason } = this.connectivity;
    if (pauseReason.type === 'offline') {
      const wait = Math.max(0, pauseReason.nextProbeAt - now);
      this.#stopTimer = this.ports.clock.timer(wait, () => void this.connectivity.probe());
      return;
    }
    if (this.#paused || pauseReason.type !== 'none') return;
    const dueAt = this.#nextDue(now);
    if (dueAt !== null) this.#stopTimer = this.ports.clock.timer(dueAt - now, () => this.pump());
  }

  #due(state: 'verifying' | 'retrying', now: number): OutboxEntry[] {
    const { storeId, entries } = this.ports;
    const excluded = state === 'verifying' ? [...this.#locked] : [];
    const due = entries.timedBetween(storeId, state, 0, now, excluded);
    if (due.length > 0) return due;
    return entries.timedBetween(storeId, state, now + longestWaitMs + 1, Number.MAX_SAFE_INTEGER, excluded);
  }

  #nextDue(now: number): number | null {
    const { storeId, entries, reconcileJobs } = this.ports;
    const times: number[] = [];
    for (const state of ['retrying', 'verifying'] as const) {
      const [next] = entries.timedBetween(storeId, state, now + 1, now + longestWaitMs, []);
      if (next?.progress.type === 'retrying' || next?.progress.type === 'verifying')
        times.push(next.progress.at);
    }
    const ready = reconcileJobs.ready(storeId);
    for (const due of ready) times.push(due.dueAt);
    if (ready.some(isGathering) && this.ports.isMoreComing()) times.push(now + moreComingMs);
    if (!this.grouped.isReady(now)) times.push(this.grouped.retryAt);
    times.push(entries.nextRemovalAt(storeId, now) ?? now);
    const later = times.filter((time) => time > now);
    return later.length > 0 ? Math.min(...later) : null;
  }
}

/** A withdrawn entry that arrived: its image is removed. The caller holds the transaction. */
function removalOfLate(entries: Entries, before: OutboxEntry, after: OutboxEntry): OutboxEntry[] {
  const imageId = imageToRemove(after);
  if (imageId === null || before.progress.type === 'done') return [];
  return entries.add(after, [{ type: 'remove', imageIds: [imageId], replacing: false, notBefore: 0 }]);
}

function isConflict(event: EntryEvent): boolean {
  return event.type === 'send-failed' && event.failure.isConflict === true;
}

/** What an attempt did is not known, so no answer shows the image's place. */
function isInDoubt(entry: OutboxEntry): boolean {
  return creates(entry) && entry.mayHaveArrived && entry.progress.type !== 'sending';
}
