import type { Clock } from '../../util/clock.ts';
import type { Effects } from '../effects.ts';
import type { OutboxEntry } from '../entry.ts';
import { historyKept, type History } from './history.ts';

/** Entries per transaction: a few milliseconds, so that nothing else waits. */
const stepSize = 200;
const firstStepMs = 250;
const nextStepMs = 50;

interface HistoryArchiverPorts {
  history: History;
  effects: Effects;
  clock: Clock;
  /** Called with entries that moved to history. */
  onMoved: (entries: readonly OutboxEntry[]) => void;
  onPruned: () => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Moves finished entries to history in small steps, and deletes what is too old to keep. */
export class HistoryArchiver {
  readonly #ports: HistoryArchiverPorts;
  /** By store: entries that ended before this time are to be moved. */
  readonly #wanted = new Map<string, number>();
  #stopTimer: (() => void) | null = null;
  #holds = 0;
  #closed = false;

  constructor(ports: HistoryArchiverPorts) {
    this.#ports = ports;
  }

  /** Starts archiving the entries a store has finished by now. */
  begin(storeId: string): void {
    this.#wanted.set(storeId, this.#ports.clock.now());
    this.#stepIn(firstStepMs);
  }

  forget(storeId: string): void {
    this.#wanted.delete(storeId);
  }

  /**
   * Stops archiving until the returned function is called, so that a reader of both lists sees each entry
   * once.
   */
  pause(): () => void {
    this.#holds++;
    return () => {
      this.#holds--;
    };
  }

  close(): void {
    this.#closed = true;
    this.#stopTimer?.();
  }

  #stepIn(ms: number): void {
    if (this.#closed || this.#stopTimer) return;
    this.#stopTimer = this.#ports.clock.timer(ms, () => {
      this.#stopTimer = null;
      this.#step();
    });
  }

  #step(): void {
    const { history, clock, effects, log, onMoved, onPruned } = this.#ports;
    if (this.#holds > 0) return this.#stepIn(firstStepMs);
    try {
      for (const [storeId, before] of this.#wanted) {
        const moved = effects.do('record-history', () =>
          history.archive(storeId, before, clock.now(), stepSize),
        );
        if (moved.length < stepSize) this.#wanted.delete(storeId);
        if (moved.length === 0) continue;
        onMoved(moved);
        return this.#stepIn(nextStepMs);
      }
      const pruned =
        history.prune(clock.now(), historyKept, stepSize) +
        history.pruneBatches(clock.now(), historyKept, stepSize);
      if (pruned === 0) return;
      onPruned();
      this.#stepIn(nextStepMs);
    } catch (error) {
      // Nothing moved; the next run tries again.
      log('finished entries could not be put away', { error: String(error) });
    }
  }
}
