import type { Clock } from '../../util/clock.ts';
import type { Effects } from '../effects.ts';
import type { OutboxEntry } from '../entry.ts';
import { historyKept, type History } from './history.ts';

/** Entries moved or forgotten in one transaction: a few milliseconds' work, so that nobody waits for it. */
const stepSize = 200;
const firstStepMs = 250;
const nextStepMs = 50;

interface HistoryArchiverPorts {
  history: History;
  effects: Effects;
  clock: Clock;
  /** These are history now, no longer entries of the outbox. */
  onMoved: (entries: readonly OutboxEntry[]) => void;
  onPruned: () => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Moves what is finished out of the outbox into its history, a little at a time, and forgets what is too old to keep. */
export class HistoryArchiver {
  readonly #ports: HistoryArchiverPorts;
  /** By store: what ended before this moment is to move. */
  readonly #wanted = new Map<string, number>();
  #stopTimer: (() => void) | null = null;
  #holds = 0;
  #closed = false;

  constructor(ports: HistoryArchiverPorts) {
    this.#ports = ports;
  }

  /** What a store's outbox has finished by now is no longer of the current run: it may move, soon. */
  begin(storeId: string): void {
    this.#wanted.set(storeId, this.#ports.clock.now());
    this.#stepIn(firstStepMs);
  }

  forget(storeId: string): void {
    this.#wanted.delete(storeId);
  }

  /** Nothing moves until the answered function is called: whoever reads both lists in turn sees each entry once. */
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
          history.takeOver(storeId, before, clock.now(), stepSize),
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
      // Everything is still where it was; the next run tries again.
      log('finished entries could not be put away', { error: String(error) });
    }
  }
}
