import { assertNever } from '../../shared/outcome.ts';
import type { Database, Row } from '../storage/database.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { EntryFilter, EntryStateName } from '../../shared/model.ts';
import type { ClearEntry, EntryProgress, OutboxEntry, StagedPhoto } from './entry.ts';

interface NewPlacement {
  sortOrder: number | null;
  asThumbnail: boolean;
  alt: string;
}

/** An intent that is not on disk yet. */
export type NewIntent =
  | ({ kind: 'upload'; photo: StagedPhoto } & NewPlacement)
  | ({ kind: 'import'; url: string } & NewPlacement)
  | { kind: 'clear' };

/** Count and bytes of a product's entries in one state. */
export interface EntryCount {
  productId: number;
  state: EntryStateName;
  count: number;
  bytes: number;
}

const statesOf: Readonly<Record<EntryFilter, readonly EntryStateName[]>> = {
  open: ['sending', 'verifying', 'retrying', 'waiting', 'failed'],
  waiting: ['waiting', 'retrying'],
  sending: ['sending', 'verifying'],
  failed: ['failed'],
  done: ['done'],
  cancelled: ['cancelled'],
  all: ['waiting', 'sending', 'verifying', 'retrying', 'done', 'failed', 'cancelled'],
};

/** The durable list of intents: the only reader and writer of the `entries` table. */
export class Entries {
  readonly #db: Database;
  readonly #now: () => number;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  add(
    target: { storeId: string; productId: number; batchId: number | null },
    intents: NewIntent[],
  ): OutboxEntry[] {
    return this.#db.transaction(() =>
      intents.map((intent) => {
        const photo = intent.kind === 'upload' ? intent.photo : null;
        const placement = intent.kind === 'clear' ? null : intent;
        const row = this.#db.get(
          `INSERT INTO entries (store_id, product_id, batch_id, kind, file_name, type, bytes, sha256, mark, url,
             known_ids, sort_order, as_thumbnail, alt, state, changed_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?) RETURNING *`,
          target.storeId,
          target.productId,
          target.batchId,
          intent.kind,
          photo?.fileName ?? null,
          photo?.type ?? null,
          photo?.bytes ?? 0,
          photo?.sha256 ?? null,
          photo?.mark ?? null,
          intent.kind === 'import' ? intent.url : null,
          intent.kind === 'import' ? '[]' : null,
          placement?.sortOrder ?? null,
          placement?.asThumbnail ? 1 : 0,
          placement?.alt ?? '',
          this.#now(),
        );
        return toEntry(row ?? {});
      }),
    );
  }

  get(id: number): OutboxEntry | undefined {
    const row = this.#db.get('SELECT * FROM entries WHERE id = ?', id);
    return row && toEntry(row);
  }

  getAll(ids: readonly number[]): OutboxEntry[] {
    return this.#db
      .all(
        'SELECT * FROM entries WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
        JSON.stringify(ids),
      )
      .map(toEntry);
  }

  save(entry: OutboxEntry): void {
    const { is, ...detail } = entry.progress;
    const placement = entry.kind === 'clear' ? null : entry;
    this.#db.run(
      `UPDATE entries SET sort_order = ?, as_thumbnail = ?, known_ids = ?, attempts = ?, may_have_arrived = ?,
         state = ?, detail = ?, changed_at = ? WHERE id = ?`,
      placement?.sortOrder ?? null,
      placement?.asThumbnail ? 1 : 0,
      entry.kind === 'import' ? JSON.stringify(entry.knownIds) : null,
      entry.attempts,
      entry.mayHaveArrived ? 1 : 0,
      is,
      JSON.stringify(detail),
      this.#now(),
      entry.id,
    );
  }

  remove(ids: readonly number[]): void {
    this.#db.run('DELETE FROM entries WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  inState(storeId: string, state: EntryStateName): OutboxEntry[] {
    return this.#db
      .all('SELECT * FROM entries WHERE store_id = ? AND state = ? ORDER BY id', storeId, state)
      .map(toEntry);
  }

  /** The oldest waiting entry whose product is not among those to be left alone. */
  nextWaiting(storeId: string, leaveAlone: readonly number[]): OutboxEntry | undefined {
    const row = this.#db.get(
      `SELECT * FROM entries WHERE store_id = ? AND state = 'waiting'
         AND product_id NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1`,
      storeId,
      JSON.stringify(leaveAlone),
    );
    return row && toEntry(row);
  }

  /** Intents to empty a product that are not carried out: they go before all else that is to be sent for it. */
  openClears(storeId: string): ClearEntry[] {
    return this.#db
      .all(
        `SELECT * FROM entries WHERE store_id = ? AND kind = 'clear'
           AND state IN ('waiting', 'sending', 'retrying') ORDER BY id`,
        storeId,
      )
      .map(toEntry)
      .filter((entry) => entry.kind === 'clear');
  }

  /** Entries of a product still to come or still in question, in gallery order; done ones come with `withDone`. */
  ofProduct(storeId: string, productId: number, withDone = false): OutboxEntry[] {
    return this.#db
      .all(
        `SELECT * FROM entries WHERE store_id = ? AND product_id = ?
           AND (? OR state NOT IN ('done', 'cancelled')) ORDER BY sort_order, id`,
        storeId,
        productId,
        withDone ? 1 : 0,
      )
      .map(toEntry);
  }

  hasOpen(storeId: string, productId: number): boolean {
    return (
      this.#db.get(
        `SELECT 1 FROM entries WHERE store_id = ? AND product_id = ?
           AND state IN ('waiting', 'sending', 'verifying', 'retrying') LIMIT 1`,
        storeId,
        productId,
      ) !== undefined
    );
  }

  countOpen(storeId: string): number {
    const row = this.#db.get(
      `SELECT count(*) AS n FROM entries WHERE store_id = ? AND state IN ('waiting', 'sending', 'verifying', 'retrying')`,
      storeId,
    );
    return Number(row?.['n'] ?? 0);
  }

  page(
    storeId: string,
    filter: EntryFilter,
    offset: number,
    limit: number,
  ): { total: number; entries: OutboxEntry[] } {
    const states = JSON.stringify(statesOf[filter]);
    const total = this.#db.get(
      'SELECT count(*) AS n FROM entries WHERE store_id = ? AND state IN (SELECT value FROM json_each(?))',
      storeId,
      states,
    );
    const rows = this.#db.all(
      `SELECT * FROM entries WHERE store_id = ? AND state IN (SELECT value FROM json_each(?))
         ORDER BY id LIMIT ? OFFSET ?`,
      storeId,
      states,
      limit,
      offset,
    );
    return { total: Number(total?.['n'] ?? 0), entries: rows.map(toEntry) };
  }

  idsIn(storeId: string, states: readonly EntryStateName[]): number[] {
    return this.#db
      .all(
        'SELECT id FROM entries WHERE store_id = ? AND state IN (SELECT value FROM json_each(?)) ORDER BY id',
        storeId,
        JSON.stringify(states),
      )
      .map((row) => Number(row['id']));
  }

  /** Counts of all entries by product and state; done ones only from `runStart` on. */
  counts(storeId: string, runStart: number): EntryCount[] {
    return this.#db
      .all(
        `SELECT product_id, state, count(*) AS count, sum(bytes) AS bytes FROM entries
           WHERE store_id = ? AND (state <> 'done' OR id >= ?) GROUP BY product_id, state`,
        storeId,
        runStart,
      )
      .map((row) => ({
        productId: Number(row['product_id']),
        state: row['state'] as EntryStateName,
        count: Number(row['count']),
        bytes: Number(row['bytes']),
      }));
  }

  /** How many entries a batch brought in, and how many of them are neither done nor cancelled. */
  countOfBatch(batchId: number): { all: number; open: number } {
    const row = this.#db.get(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE state NOT IN ('done', 'cancelled')) AS open
         FROM entries WHERE batch_id = ?`,
      batchId,
    );
    return { all: Number(row?.['all'] ?? 0), open: Number(row?.['open'] ?? 0) };
  }

  /** Marks of a product's photos that wait, go, or have gone, so that a second drop of the same photo is recognised. */
  marksOf(storeId: string, productId: number): Set<string> {
    return new Set(
      this.#db
        .all(
          `SELECT DISTINCT mark FROM entries WHERE store_id = ? AND product_id = ?
             AND mark IS NOT NULL AND state IN ('waiting', 'sending', 'verifying', 'retrying')`,
          storeId,
          productId,
        )
        .map((row) => String(row['mark'])),
    );
  }

  /** Failed and cancelled entries of a product for photos that are now given again. */
  closedWithMarks(storeId: string, productId: number, marks: readonly string[]): OutboxEntry[] {
    return this.#db
      .all(
        `SELECT * FROM entries WHERE store_id = ? AND product_id = ? AND state IN ('failed', 'cancelled')
           AND mark IN (SELECT value FROM json_each(?))`,
        storeId,
        productId,
        JSON.stringify(marks),
      )
      .map(toEntry);
  }

  /** Whether any entry still needs the staged bytes with this fingerprint. */
  needsBytes(sha256: string): boolean {
    return (
      this.#db.get(`SELECT 1 FROM entries WHERE sha256 = ? AND state <> 'done' LIMIT 1`, sha256) !== undefined
    );
  }

  hasAny(sha256: string): boolean {
    return this.#db.get(`SELECT 1 FROM entries WHERE sha256 = ? LIMIT 1`, sha256) !== undefined;
  }
}

function toEntry(row: Row): OutboxEntry {
  const base = {
    id: Number(row['id']),
    storeId: String(row['store_id']),
    productId: Number(row['product_id']),
    batchId: row['batch_id'] === null ? null : Number(row['batch_id']),
    attempts: Number(row['attempts']),
    mayHaveArrived: row['may_have_arrived'] === 1,
    progress: { is: row['state'], ...JSON.parse(String(row['detail'])) } as EntryProgress,
  };
  const placement = {
    sortOrder: row['sort_order'] === null ? null : Number(row['sort_order']),
    asThumbnail: row['as_thumbnail'] === 1,
    alt: String(row['alt']),
  };
  const kind = row['kind'] as OutboxEntry['kind'];
  switch (kind) {
    case 'upload':
      return { kind, ...base, ...placement, photo: toPhoto(row) };
    case 'import':
      return {
        kind,
        ...base,
        ...placement,
        url: String(row['url']),
        knownIds: JSON.parse(String(row['known_ids'])) as number[],
      };
    case 'clear':
      return { kind, ...base };
    default:
      return assertNever(kind);
  }
}

function toPhoto(row: Row): StagedPhoto {
  return {
    fileName: String(row['file_name']),
    type: row['type'] as AcceptedType,
    bytes: Number(row['bytes']),
    sha256: String(row['sha256']),
    mark: String(row['mark']),
  };
}
