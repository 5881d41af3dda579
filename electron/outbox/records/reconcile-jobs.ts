import type { Database } from '../../storage/database.ts';
import { doubtMs, type OutboxEntry } from '../entry.ts';
import { openStateList } from './entries.ts';

/** A product whose order, thumbnail and duplicates are checked after its uploads. */
export interface ReconcileJob {
  storeId: string;
  productId: number;
  /** The first entry to reconcile. */
  fromEntry: number;
  dueAt: number;
  /** Until when an unanswered request may still appear, epoch milliseconds; 0 if there is none. */
  doubtUntil: number;
  attempts: number;
  /** Order and thumbnail were right once; from then on only duplicates are removed. */
  arranged: boolean;
  /** The answers to all uploads showed the sort order and thumbnail asked for, and nothing contradicts them. */
  confirmed: boolean;
  /** An order of the product waits until the job is done. */
  isAwaited: boolean;
}

/**
 * How long a product may wait to be read together with others: the Standard plan's quota lets about 250 photos go
 * meanwhile. Most wait less, because they are read when nothing is left to send.
 */
export const gatherMs = 60_000;

/** After this many attempts the job continues, but nothing waits for it. */
export const maxPressingTries = 8;

/** Whether the answers to its uploads left nothing in doubt, so that only duplicates are to be found. Pure. */
export function isGathering({ confirmed, arranged, attempts, doubtUntil }: ReconcileJob): boolean {
  return confirmed && !arranged && attempts === 0 && doubtUntil === 0;
}

/** Of a job `s`: no upload, import or clear of its product is open. */
const nothingToSend = `NOT EXISTS (
  SELECT 1 FROM entries e WHERE e.store_id = s.store_id AND e.product_id = s.product_id
    AND e.state IN ${openStateList} AND e.kind IN ('upload', 'import', 'clear'))`;

/** Products still to be reconciled. Saved with the uploads, so that a crash loses none. */
export class ReconcileJobs {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  request(storeId: string, productId: number, fromEntry: number): void {
    this.#db.run(
      `INSERT INTO settles (store_id, product_id, from_entry, due_at, confirmed) VALUES (?, ?, ?, 0, 1)
         ON CONFLICT (store_id, product_id) DO UPDATE SET due_at = 0, arranged = 0, attempts = 0, from_entry = min(from_entry, excluded.from_entry)`,
      storeId,
      productId,
      fromEntry,
    );
  }

  /**
   * Records that an unanswered request was not found: the store may still commit it, so the product is
   * checked again later.
   */
  recordDoubt({ storeId, productId, id }: OutboxEntry, now: number): void {
    this.#db.run(
      `INSERT INTO settles (store_id, product_id, from_entry, due_at, doubt_until) VALUES (?1, ?2, ?3, 0, ?4)
         ON CONFLICT (store_id, product_id) DO UPDATE SET doubt_until = max(doubt_until, ?4), from_entry = min(from_entry, ?3), confirmed = 0`,
      storeId,
      productId,
      id,
      now + doubtMs,
    );
  }

  isConfirmed(storeId: string, productId: number): boolean {
    return (
      this.#db.get(
        'SELECT 1 FROM settles WHERE store_id = ? AND product_id = ? AND confirmed = 1',
        storeId,
        productId,
      ) !== undefined
    );
  }

  /** An answer is missing or shows another sort order or thumbnail, or a list shows what no answer did. */
  recordUnconfirmed(storeId: string, productId: number): void {
    this.#db.run(
      `UPDATE settles SET confirmed = 0, due_at = CASE arranged WHEN 0 THEN 0 ELSE due_at END
         WHERE store_id = ? AND product_id = ? AND confirmed = 1`,
      storeId,
      productId,
    );
  }

  /** Lets a product wait until `dueAt`, epoch milliseconds, for others to be read with it; see `isGathering`. */
  gather(storeId: string, productId: number, dueAt: number): void {
    this.#db.run(
      `UPDATE settles SET due_at = ? WHERE store_id = ? AND product_id = ?
         AND confirmed = 1 AND arranged = 0 AND attempts = 0 AND doubt_until = 0`,
      dueAt,
      storeId,
      productId,
    );
  }

  /** Whether a product's order and thumbnail are not right yet. */
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

  /** Jobs of products with nothing left to send, earliest first. */
  ready(storeId: string): ReconcileJob[] {
    return this.#db
      .all(
        `SELECT *, EXISTS (
             SELECT 1 FROM entries e WHERE e.store_id = s.store_id AND e.product_id = s.product_id
               AND e.state = 'waiting' AND kind = 'arrange') AS is_awaited
           FROM settles s WHERE store_id = ? AND ${nothingToSend} ORDER BY due_at`,
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
        confirmed: row['confirmed'] === 1,
        isAwaited: row['is_awaited'] === 1,
      }));
  }

  /** Products never arranged yet; later checks don't count. */
  countPressing(storeId: string): number {
    const row = this.#db.get(
      'SELECT count(*) AS n FROM settles WHERE store_id = ? AND arranged = 0 AND attempts < ?',
      storeId,
      maxPressingTries,
    );
    return Number(row?.['n'] ?? 0);
  }

  /** Products with a job or a later check that something may wait for. */
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

  /**
   * Marks the product as arranged, and deletes the job or schedules a check. Does nothing if more was queued
   * meanwhile. A doubt recorded before the clock was set back ends soon after the check.
   */
  arranged({ storeId, productId }: ReconcileJob, recheckAt: number | null): void {
    const which = `store_id = ? AND product_id = ? AND ${nothingToSend}`;
    if (recheckAt === null) {
      this.#db.run(`DELETE FROM settles AS s WHERE ${which}`, storeId, productId);
      return;
    }
    this.#db.run(
      `UPDATE settles AS s SET due_at = ?, doubt_until = min(doubt_until, ?), attempts = 0, arranged = 1, confirmed = 1
         WHERE ${which}`,
      recheckAt,
      recheckAt + doubtMs,
      storeId,
      productId,
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
