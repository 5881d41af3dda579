import { no, type Reason } from '../../shared/outcome.ts';
import type { StoreState } from '../../shared/model.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { clear } from './jobs/clear.ts';
import { edit, isEdit, canRun } from './jobs/edit.ts';
import {
  creates,
  isDue,
  longestWaitMs,
  next,
  type EntryEvent,
  type OutboxEntry,
  type UploadEntry,
} from './entry.ts';
import { importFromUrl } from './jobs/import.ts';
import { verify } from './jobs/verify.ts';
import { assignSortOrder } from './jobs/assign-sort-order.ts';
import { ConnectivityMonitor } from './connectivity.ts';
import { send } from './jobs/send.ts';
import { reconcile } from './jobs/reconcile.ts';
import type { QueueRunnerPorts, JobContext } from './jobs/job-context.ts';

/** How soon a list on disk that could not be read or written is tried again. */
const stuckRetryMs = 5_000;

/** Drains the outbox of one store: chooses what is next, runs it within the parallelism, holds while the store can't be had. */
export class QueueRunner implements JobContext {
  readonly ports: QueueRunnerPorts;
  /** Entries whose request is under way, with the means to abort it. */
  readonly #sending = new Map<number, { abort: AbortController; productId: number }>();
  /** Products of which something that must be alone is under way: a look, a placing, a settle. */
  readonly #locked = new Set<number>();
  readonly #closing = new AbortController();
  readonly connectivity: ConnectivityMonitor;
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

  /** Takes up what an earlier process left: requests without an answer are looked for first. */
  start(): void {
    const { clock, entries, random, storeId } = this.ports;
    try {
      for (const { id } of entries.inState(storeId, 'sending')) {
        this.apply(id, { is: 'interrupted', now: clock.now(), random: random() });
      }
    } catch (error) {
      // A list that can't be written yet: the pump says so, and tries until it can.
      this.ports.log('what was being sent could not be taken up', { error: String(error) });
    }
    // The first requests and their records take tens of milliseconds, in which nobody who has just started Packshot is answered.
    setImmediate(() => this.pump());
  }

  get state(): StoreState {
    const { pauseReason } = this.connectivity;
    if (pauseReason.is === 'sign-in') return { is: 'needs-sign-in', reason: pauseReason.reason };
    if (this.#paused) return { is: 'paused' };
    if (pauseReason.is === 'offline') {
      return {
        is: 'offline',
        since: pauseReason.since,
        nextProbeAt: pauseReason.nextProbeAt,
        reason: pauseReason.reason,
      };
    }
    return { is: 'ready' };
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

  /** A token was given, or the system says that the network is back: try at once. */
  retryNow(reason: 'signed-in' | 'online'): void {
    if (reason === 'signed-in') this.connectivity.signedIn();
    void this.connectivity.probe();
    this.pump();
  }

  /** The system says that the network is gone. */
  mayBeOffline(): void {
    this.connectivity.suspectOffline();
  }

  needSignIn(reason: Reason): void {
    this.connectivity.needSignIn(reason);
  }

  /** `record` is written in the same transaction. */
  cancel(ids: readonly number[], record: () => void = () => {}): void {
    this.#applyAll(ids, { is: 'cancel', now: this.ports.clock.now() }, { record });
    for (const id of ids) this.#sending.get(id)?.abort.abort();
    this.pump();
  }

  retry(ids: readonly number[]): void {
    this.#applyAll(
      ids,
      { is: 'retry', now: this.ports.clock.now() },
      {
        alongside: (after) => this.ports.reconcileJobs.request(this.ports.storeId, after.productId, after.id),
      },
    );
    this.pump();
  }

  /** Aborts what is under way; it stays on record as sent without an answer, and is looked for on the next start. */
  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#closing.abort();
    for (const { abort } of this.#sending.values()) abort.abort();
    this.#wakeWaiters();
  }

  /** Resolves when nothing is left to do but later looks, or nothing can be done before somebody acts. */
  async drained(): Promise<void> {
    const { storeId, entries, reconcileJobs } = this.ports;
    await this.#waitUntilIdle(
      () => entries.countOpen(storeId) === 0 && reconcileJobs.countPressing(storeId) === 0,
    );
  }

  /** The same, later looks too: from then on nothing that was sent can appear a second time. */
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
      (this.#paused || this.connectivity.pauseReason.is === 'sign-in' || isOver());
    while (!this.#closed && !isResting()) {
      await new Promise<void>((wake) => this.#idleWaiters.push(wake));
    }
  }

  #wakeWaiters(): void {
    for (const wake of this.#idleWaiters.splice(0)) wake();
  }

  /**
   * Starts whatever may start now, and sets the alarm for what may start later. Safe to call at any time: a disk that can't be
   * written is tried again after a while, and nothing is sent before it can.
   */
  pump(): void {
    if (this.#closed) return;
    // One moment for both: what falls due between two would be neither started nor waited for.
    const now = this.ports.clock.now();
    try {
      if (!this.#paused && this.connectivity.pauseReason.is === 'none') {
        while (this.#sending.size + this.#locked.size < this.ports.parallel() && this.#startOne(now)) {
          // Each turn starts one piece of work.
        }
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

  /** Since when the list on disk could not be read or written, epoch milliseconds; null while it can. */
  get stuckSince(): number | null {
    return this.#stuckSince;
  }

  /**
   * Looks first, then settles, then uploads: what is in doubt or nearly finished comes before what is new. Of a product that
   * is to be emptied nothing is sent until it is.
   */
  #startOne(now: number): boolean {
    const { storeId, entries, reconcileJobs } = this.ports;
    for (const entry of entries.inState(storeId, 'sending')) {
      if (this.#sending.has(entry.id) || this.#locked.has(entry.productId)) continue;
      // Nobody waits for its answer any more: an earlier process ended, or the outcome could not be written.
      this.apply(entry.id, { is: 'interrupted', now, random: this.ports.random() });
      return true;
    }
    for (const entry of this.#due('verifying', now)) {
      if (this.#sending.has(entry.id)) continue;
      return this.#runExclusive(entry.productId, () => verify(this, entry.productId));
    }
    for (const entry of this.#due('retrying', now)) {
      this.apply(entry.id, entry.mayHaveArrived ? { is: 'taken' } : { is: 'retry', now });
      return true;
    }
    for (const due of reconcileJobs.ready(storeId)) {
      if (!isDue(due.dueAt, now) || this.#locked.has(due.productId)) continue;
      return this.#runExclusive(due.productId, () => reconcile(this, due));
    }
    const excluded = new Set(this.#locked);
    for (const entry of entries.openClears(storeId)) {
      if (excluded.has(entry.productId)) continue;
      if (entry.progress.is === 'waiting' && !this.#isSendingFor(entry.productId)) {
        return this.#runExclusive(entry.productId, () => clear(this, entry));
      }
      excluded.add(entry.productId);
    }
    const deferred: number[] = [];
    for (;;) {
      const waiting = entries.nextWaiting(storeId, [...excluded], deferred);
      if (!waiting) return false;
      const { productId } = waiting;
      if (waiting.mayHaveArrived) {
        this.apply(waiting.id, { is: 'taken' });
        return true;
      }
      if (creates(waiting) && waiting.sortOrder === null) {
        return this.#runExclusive(productId, () => assignSortOrder(this, productId));
      }
      if (waiting.kind === 'upload') {
        const taken = this.ports.effects.do('record-attempt', () => this.apply(waiting.id, { is: 'taken' }));
        if (taken?.kind === 'upload' && taken.progress.is === 'sending') this.#send(taken);
        return true;
      }
      if (waiting.kind === 'import' && !this.#isSendingFor(productId)) {
        return this.#runExclusive(productId, () => importFromUrl(this, waiting));
      }
      if (isEdit(waiting)) {
        const turn = canRun(this, waiting, now);
        if (turn === 'not-yet') {
          deferred.push(waiting.id);
          continue;
        }
        if (turn === 'never') return true;
        if (!this.#isSendingFor(productId)) return this.#runExclusive(productId, () => edit(this, waiting));
      }
      // It must be alone, and is not: another product's turn.
      excluded.add(productId);
    }
  }

  #isSendingFor(productId: number): boolean {
    return [...this.#sending.values()].some((one) => one.productId === productId);
  }

  #send(entry: UploadEntry): void {
    const abort = new AbortController();
    this.#sending.set(entry.id, { abort, productId: entry.productId });
    void this.#guard(send(this, entry, abort.signal), () => this.#sending.delete(entry.id));
  }

  #runExclusive(productId: number, work: () => Promise<void>): true {
    this.#locked.add(productId);
    void this.#guard(work(), () => this.#locked.delete(productId));
    return true;
  }

  /** A defect in one piece of work is written down and never stops the lane. */
  async #guard(work: Promise<void>, release: () => void): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!this.#closed) this.ports.log('outbox work failed', { error: String(error) });
      // Without a pause, a defect that repeats would spin.
      await new Promise<void>((wake) => this.ports.clock.timer(1_000, wake));
    } finally {
      release();
      this.pump();
    }
  }

  /** Puts an entry through the state machine: read, decide, write, then tell. */
  apply(id: number, event: EntryEvent, alongside?: (after: OutboxEntry) => void): OutboxEntry | null {
    return this.#applyAll([id], event, { alongside })[0] ?? null;
  }

  /** The same for many, in one transaction. `alongside` writes what belongs to each entry, `record` what belongs to all. */
  #applyAll(
    ids: readonly number[],
    event: EntryEvent,
    { alongside, record }: { alongside?: ((after: OutboxEntry) => void) | undefined; record?: () => void },
  ): OutboxEntry[] {
    const { entries, transaction, onEntry } = this.ports;
    const steps = transaction(() => {
      record?.();
      return ids.flatMap((id) => {
        const before = entries.get(id);
        if (!before) return [];
        const after = next(before, event);
        if (after !== before) entries.save(after);
        alongside?.(after);
        return [{ before, after }];
      });
    });
    for (const { before, after } of steps) if (before !== after) onEntry(before, after);
    return steps.map(({ after }) => after);
  }

  /** A request of somebody else's failed: what that says about the store holds for the lane too. */
  reportFailure(failure: Failure): void {
    this.connectivity.recordResult(no(failure));
  }

  /** An attempt that failed: what becomes of the entry depends on the failure's class. */
  failSend(id: number, failure: Failure): void {
    const { clock, random } = this.ports;
    this.apply(id, { is: 'send-failed', failure, now: clock.now(), random: random() });
  }

  #setAlarm(now: number): void {
    this.#stopTimer();
    this.#stopTimer = () => {};
    if (this.#closed) return;
    const { pauseReason } = this.connectivity;
    if (pauseReason.is === 'offline') {
      const wait = Math.max(0, pauseReason.nextProbeAt - now);
      this.#stopTimer = this.ports.clock.timer(wait, () => void this.connectivity.probe());
      return;
    }
    if (this.#paused || pauseReason.is !== 'none') return;
    const dueAt = this.#nextDue(now);
    if (dueAt !== null) this.#stopTimer = this.ports.clock.timer(dueAt - now, () => this.pump());
  }

  /** What has come due, see `isDue`. */
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
      if (next?.progress.is === 'retrying' || next?.progress.is === 'verifying') times.push(next.progress.at);
    }
    for (const due of reconcileJobs.ready(storeId)) times.push(due.dueAt);
    times.push(entries.nextRemovalAt(storeId, now) ?? now);
    const later = times.filter((time) => time > now);
    return later.length > 0 ? Math.min(...later) : null;
  }
}
