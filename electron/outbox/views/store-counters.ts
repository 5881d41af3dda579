import type { Database } from '../../storage/database.ts';
import type { Entries } from '../records/entries.ts';
import type { History } from '../records/history.ts';
import { Tally } from './counters.ts';

interface TalliesPorts {
  db: Database;
  entries: Entries;
  history: History;
}

/** The running counts of every store, each read from disk once. */
export class Tallies {
  readonly #ports: TalliesPorts;
  readonly #tallies = new Map<string, Tally>();

  constructor(ports: TalliesPorts) {
    this.#ports = ports;
  }

  of(storeId: string): Tally {
    let tally = this.#tallies.get(storeId);
    if (!tally) {
      tally = new Tally();
      this.#count(storeId, tally);
      this.#tallies.set(storeId, tally);
    }
    return tally;
  }

  forget(storeId: string): void {
    this.#tallies.delete(storeId);
  }

  /** Counts once more what is on disk, after more than single entries changed. */
  recount(storeId: string): void {
    const tally = this.#tallies.get(storeId);
    if (tally) this.#count(storeId, tally);
  }

  /** The same for all; answers whose. */
  recountAll(): string[] {
    for (const storeId of this.#tallies.keys()) this.recount(storeId);
    return [...this.#tallies.keys()];
  }

  #count(storeId: string, tally: Tally): void {
    const { db, entries, history } = this.#ports;
    const row = db.get('SELECT run_start FROM stores WHERE id = ?', storeId);
    const runStart = Number(row?.['run_start'] ?? 0);
    tally.load(
      [...entries.counts(storeId, runStart), ...history.counts(storeId, runStart)],
      entries.countIn(storeId, ['done']) + history.count(storeId),
    );
  }
}
