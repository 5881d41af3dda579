import type { Database } from '../../storage/database.ts';
import type { OutboxEntry } from '../entry.ts';

/** A product whose order, thumbnail and doubles are to be checked once its uploads are in. */
export interface ReconcileJob {
  storeId: string;
  productId: number;
  /** The first entry of the group that is being settled. */
  fromEntry: number;
  dueAt: number;
  /** Until when what was sent again or cancelled without an answer may still appear, epoch milliseconds; 0: nothing was. */
  doubtUntil: number;
  attempts: number;
  /** Order and thumbnail were right once; from then on only doubles are looked for. */
  arranged: boolean;
}

/**
 * How long a request whose answer was lost may still be carried out. Gateways and clients stop waiting after a minute at most (Packshot's
 * own limit, nginx's and Cloudflare's usual ones are 30 to 100 s), and what had arrived then is worked off within seconds: it
 * has had most of that minute by the time it is looked for, and gets another one.
 */
export const doubtMs = 60_000;

/** After so many tries a settle goes on, but nobody waits for it any more. */
export const maxPressingTries = 8;

/** Products still to be settled: written with the uploads themselves, so that no crash can forget one. */
export class ReconcileJobs {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  request(storeId: string, productId: number, fromEntry: number): void {
    this.#db.run(
      `INSERT INTO settles (store_id, product_id, from_entry, due_at) VALUES (?, ?, ?, 0)
         ON CONFLICT (store_id, product_id) DO UPDATE SET due_at = 0, arranged = 0, attempts = 0, from_entry = min(from_entry, excluded.from_entry)`,
      storeId,
      productId,
      fromEntry,
    );
  }

  /**
   * An entry whose answer was lost was looked for in vain, and is sent again, cancelled or given up: the store may still commit
   * what was not seen, so its product is looked at again until that is over.
   */
  recordDoubt({ storeId, productId, id }: OutboxEntry, now: number): void {
    this.#db.run(
      `INSERT INTO settles (store_id, product_id, from_entry, due_at, doubt_until) VALUES (?1, ?2, ?3, 0, ?4)
         ON CONFLICT (store_id, product_id) DO UPDATE SET doubt_until = max(doubt_until, ?4), from_entry = min(from_entry, ?3)`,
      storeId,
      productId,
      id,
      now + doubtMs,
    );
  }

  /** Whether a product's order and thumbnail are still to be put right. */
  isPressing(storeId: string, productId: number): boolean {
    return (
      this.#db.get(
        'SELECT 1 FROM settles WHERE store_id = ? AND product_id = ? AND arranged = 0 AND attempts < ?',
        storeId,
        productId,
        maxPressingTries,
      ) !== undefined
    );
  }

  has(storeId: string, productId: number): boolean {
    return (
      this.#db.get('SELECT 1 FROM settles WHERE store_id = ? AND product_id = ?', storeId, productId) !==
      undefined
    );
  }

  /** ReconcileJobs of products with nothing left to send, soonest first. */
  ready(storeId: string): ReconcileJob[] {
    return this.#db
      .all(
        `SELECT * FROM settles s WHERE store_id = ? AND NOT EXISTS (
           SELECT 1 FROM entries e WHERE e.store_id = s.store_id AND e.product_id = s.product_id
             AND e.state IN ('waiting', 'sending', 'verifying', 'retrying')
             AND kind IN ('upload', 'import', 'clear')) ORDER BY due_at`,
        storeId,
      )
      .map((row) => ({
        storeId: String(row['store_id']),
        productId: Number(row['product_id']),
        fromEntry: Number(row['from_entry']),
        dueAt: Number(row['due_at']),
        doubtUntil: Number(row['doubt_until']),
        attempts: Number(row['attempts']),
        arranged: row['arranged'] === 1,
      }));
  }

  /** Products not settled yet, but for later looks at what has been settled once. */
  countPressing(storeId: string): number {
    const row = this.#db.get(
      'SELECT count(*) AS n FROM settles WHERE store_id = ? AND arranged = 0 AND attempts < ?',
      storeId,
      maxPressingTries,
    );
    return Number(row?.['n'] ?? 0);
  }

  /** Products for which something is still to be done that somebody may wait for: settling, or a later look. */
  countUnderway(storeId: string): number {
    const row = this.#db.get(
      'SELECT count(*) AS n FROM settles WHERE store_id = ? AND attempts < ?',
      storeId,
      maxPressingTries,
    );
    return Number(row?.['n'] ?? 0);
  }

  count(storeId: string): number {
    return Number(this.#db.get('SELECT count(*) AS n FROM settles WHERE store_id = ?', storeId)?.['n'] ?? 0);
  }

  /** The product is as arranged. Forgotten, or kept for a later look; not when more was queued meanwhile. */
  arranged(job: ReconcileJob, recheckAt: number | null): void {
    if (recheckAt === null) {
      this.#db.run(
        `DELETE FROM settles WHERE store_id = ?1 AND product_id = ?2 AND NOT EXISTS (
           SELECT 1 FROM entries WHERE store_id = ?1 AND product_id = ?2
             AND state IN ('waiting', 'sending', 'verifying', 'retrying')
             AND kind IN ('upload', 'import', 'clear'))`,
        job.storeId,
        job.productId,
      );
      return;
    }
    this.#db.run(
      `UPDATE settles SET due_at = ?3, attempts = 0, arranged = 1
         WHERE store_id = ?1 AND product_id = ?2 AND NOT EXISTS (
           SELECT 1 FROM entries WHERE store_id = ?1 AND product_id = ?2
             AND state IN ('waiting', 'sending', 'verifying', 'retrying')
             AND kind IN ('upload', 'import', 'clear'))`,
      job.storeId,
      job.productId,
      recheckAt,
    );
  }

  retryAt(job: ReconcileJob, dueAt: number): void {
    this.#db.run(
      'UPDATE settles SET due_at = ?, attempts = attempts + 1 WHERE store_id = ? AND product_id = ?',
      dueAt,
      job.storeId,
      job.productId,
    );
  }
}
