import type { Database } from '../../storage/database.ts';
import { thingsSum, type EntryCount } from './entries.ts';
import { toEntry } from './entry-record.ts';
import type { OutboxEntry } from '../entry.ts';

/** How much history is kept over all stores. */
interface HistoryKept {
  ms: number;
  entries: number;
}

export const historyKept: HistoryKept = { ms: 90 * 24 * 60 * 60 * 1_000, entries: 100_000 };

/**
 * Entries of earlier runs, kept apart so that start-up and queue reads stay fast. The only writer of the
 * `history` table.
 */
export class History {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Archives up to `limit` entries that ended before `before`, or after `now` if the clock was set back.
   * Epoch milliseconds. Skips products with open work, which is compared with done entries. Returns what
   * moved.
   */
  archive(storeId: string, before: number, now: number, limit: number): OutboxEntry[] {
    return this.#db.transaction(() => {
      const moving = this.#db.all(
        `SELECT * FROM entries e WHERE store_id = ?1 AND state = 'done' AND (finished_at < ?2 OR finished_at > ?3)
           AND NOT EXISTS (SELECT 1 FROM settles s WHERE s.store_id = ?1 AND s.product_id = e.product_id)
           AND NOT EXISTS (SELECT 1 FROM entries o WHERE o.store_id = ?1 AND o.product_id = e.product_id
             AND o.state IN ('waiting', 'sending', 'verifying', 'retrying', 'failed', 'cancelled'))
           LIMIT ?4`,
        storeId,
        before,
        now,
        limit,
      );
      const ids = JSON.stringify(moving.map((row) => Number(row['id'])));
      this.#db.run(
        'INSERT INTO history SELECT * FROM entries WHERE id IN (SELECT value FROM json_each(?))',
        ids,
      );
      this.#db.run('DELETE FROM entries WHERE id IN (SELECT value FROM json_each(?))', ids);
      return moving.map(toEntry);
    });
  }

  /** Deletes up to `limit` entries beyond what is kept. Returns how many. */
  prune(now: number, kept: HistoryKept, limit: number): number {
    const tooMany = Math.max(0, this.#countAll() - kept.entries);
    return this.#db.run(
      `DELETE FROM history WHERE id IN (
         SELECT id FROM (SELECT id FROM history ORDER BY finished_at, id LIMIT ?1)
         UNION SELECT id FROM (SELECT id FROM history WHERE finished_at < ?2 ORDER BY finished_at LIMIT ?3))`,
      Math.min(tooMany, limit),
      now - kept.ms,
      limit,
    );
  }

  /** Deletes up to `limit` old batches that no list needs, with their refusals. Returns how many. */
  pruneBatches(now: number, kept: HistoryKept, limit: number): number {
    return this.#db.run(
      `DELETE FROM batches WHERE id IN (
         SELECT id FROM batches b WHERE dismissed = 1 AND at < ?
           AND NOT EXISTS (SELECT 1 FROM entries WHERE batch_id = b.id)
           AND NOT EXISTS (SELECT 1 FROM history WHERE batch_id = b.id) LIMIT ?)`,
      now - kept.ms,
      limit,
    );
  }

  /** The image id of a photo; null if it is not in history. */
  imageOf(id: number): number | null {
    const progress = this.getAll([id])[0]?.progress;
    return progress?.type === 'done' ? progress.imageId : null;
  }

  getAll(ids: readonly number[]): OutboxEntry[] {
    return this.#db
      .all(
        'SELECT * FROM history WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
        JSON.stringify(ids),
      )
      .map(toEntry);
  }

  ofBatch(batchId: number, productId: number | null = null): OutboxEntry[] {
    return this.#db
      .all(
        'SELECT * FROM history WHERE batch_id = ?1 AND (?2 IS NULL OR product_id = ?2) ORDER BY id',
        batchId,
        productId,
      )
      .map(toEntry);
  }

  /** Marks entries as taken back by the user, or as kept again. */
  setWithdrawn(ids: readonly number[], withdrawn: boolean): void {
    this.#db.run(
      'UPDATE history SET withdrawn = ? WHERE id IN (SELECT value FROM json_each(?))',
      withdrawn ? 1 : 0,
      JSON.stringify(ids),
    );
  }

  /** Done imports of a product. */
  imports(storeId: string, productId: number): OutboxEntry[] {
    return this.#db
      .all(
        `SELECT * FROM history WHERE store_id = ? AND product_id = ? AND kind = 'import'`,
        storeId,
        productId,
      )
      .map(toEntry);
  }

  count(storeId: string): number {
    const row = this.#db.get('SELECT count(*) AS n FROM history WHERE store_id = ?', storeId);
    return Number(row?.['n'] ?? 0);
  }

  /** Counts by product, from an entry id on. */
  counts(storeId: string, fromEntry: number): EntryCount[] {
    return this.#db
      .all(
        `SELECT product_id, kind, count(*) AS count, ${thingsSum} AS things, sum(bytes) AS bytes FROM history
           WHERE store_id = ? AND id >= ? GROUP BY product_id, kind`,
        storeId,
        fromEntry,
      )
      .map((row) => ({
        productId: Number(row['product_id']),
        type: row['kind'] as EntryCount['type'],
        state: 'done',
        count: Number(row['count']),
        things: Number(row['things']),
        bytes: Number(row['bytes']),
      }));
  }

  /** Deletes entries; returns how many existed. */
  remove(ids: readonly number[]): number {
    return this.#db.run(
      'DELETE FROM history WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify(ids),
    );
  }

  /** Deletes a store's history; returns how many entries it had. */
  clear(storeId: string): number {
    return this.#db.run('DELETE FROM history WHERE store_id = ?', storeId);
  }

  #countAll(): number {
    return Number(this.#db.get('SELECT count(*) AS n FROM history')?.['n'] ?? 0);
  }
}
