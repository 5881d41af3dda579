import type { Database } from '../../storage/database.ts';
import type { Entries } from '../records/entries.ts';
import type { History } from '../records/history.ts';
import { Counters } from './counters.ts';

interface StoreCountersPorts {
  db: Database;
  entries: Entries;
  history: History;
}

/** The counters of each store, loaded once. */
export class StoreCounters {
  readonly #ports: StoreCountersPorts;
  readonly #storeCounters = new Map<string, Counters>();

  constructor(ports: StoreCountersPorts) {
    this.#ports = ports;
  }

  of(storeId: string): Counters {
    let counters = this.#storeCounters.get(storeId);
    if (!counters) {
      counters = new Counters();
      this.#count(storeId, counters);
      this.#storeCounters.set(storeId, counters);
    }
    return counters;
  }

  forget(storeId: string): void {
    this.#storeCounters.delete(storeId);
  }

  /** Reloads the counts after a bulk change. */
  recount(storeId: string): void {
    const counters = this.#storeCounters.get(storeId);
    if (counters) this.#count(storeId, counters);
  }

  /** Reloads all counters; returns the store ids. */
  recountAll(): string[] {
    for (const storeId of this.#storeCounters.keys()) this.recount(storeId);
    return [...this.#storeCounters.keys()];
  }

  #count(storeId: string, counters: Counters): void {
    const { db, entries, history } = this.#ports;
    const row = db.get('SELECT run_start FROM stores WHERE id = ?', storeId);
    const runStart = Number(row?.['run_start'] ?? 0);
    counters.load(
      [...entries.counts(storeId, runStart), ...history.counts(storeId, runStart)],
      entries.countIn(storeId, ['done']) + history.count(storeId),
    );
  }
}
