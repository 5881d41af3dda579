import type { Database } from '../../storage/database.ts';
import { shownStateOf } from '../shown-state.ts';
import type { EntryFilter, EntryStateName } from '../../../shared/model.ts';
import { editOf, toEntry } from './entry-record.ts';
import type { ArrangeEntry, RemoveEntry, UpdateEntry } from '../edit-entry.ts';
import { creates, openStates, type ClearEntry, type OutboxEntry } from '../entry.ts';
import type { EntryPart, NewIntent } from '../intent.ts';

export interface EntryCount {
  productId: number;
  type: OutboxEntry['type'];
  state: EntryStateName;
  count: number;
  /** How many it is to people: a removal can be of several images. */
  things: number;
  bytes: number;
}

/** For `state IN`, in SQL. */
export const openStateList = `(${openStates.map((state) => `'${state}'`).join(', ')})`;

/** Of `EntryCount`, in SQL. */
export const thingsSum = `sum(CASE kind WHEN 'remove' THEN json_array_length(intent, '$.imageIds') ELSE 1 END)`;

export const statesOf: Readonly<Record<EntryFilter, readonly EntryStateName[]>> = {
  open: ['sending', 'verifying', 'retrying', 'waiting', 'failed'],
  waiting: ['waiting', 'retrying'],
  sending: ['sending', 'verifying'],
  failed: ['failed'],
  done: ['done'],
  cancelled: ['cancelled'],
  all: ['waiting', 'sending', 'verifying', 'retrying', 'done', 'failed', 'cancelled'],
};

/** The durable list of intents, including those done in the current run. Older ones are in history. */
export class Entries {
  readonly #db: Database;
  readonly #now: () => number;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * `replaced`: removed entries. A new entry of the same photo keeps their id, position and `mayHaveArrived`.
   */
  add(
    target: { storeId: string; productId: number; batchId: number | null },
    intents: readonly NewIntent[],
    replaced: readonly OutboxEntry[] = [],
  ): OutboxEntry[] {
    const byMark = new Map(
      replaced.flatMap((entry) => (entry.type === 'upload' ? [[entry.photo.mark, entry]] : [])),
    );
    return this.#db.transaction(() =>
      intents.map((intent) => {
        const photo = 'photo' in intent ? intent.photo : null;
        const old = intent.type === 'upload' ? byMark.get(intent.photo.mark) : undefined;
        const placement = 'sortOrder' in intent ? (old ?? intent) : null;
        const row = this.#db.get(
          `INSERT INTO entries (store_id, product_id, batch_id, kind, file_name, type, bytes, sha256, mark, url,
             known_ids, sort_order, as_thumbnail, alt, state, changed_at, queued_at,
             id, may_have_arrived, intent)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?15, ?15, ?16, ?17, ?18) RETURNING *`,
          target.storeId,
          target.productId,
          target.batchId,
          intent.type,
          photo?.fileName ?? null,
          photo?.type ?? null,
          photo?.bytes ?? 0,
          photo?.sha256 ?? null,
          photo?.mark ?? null,
          intent.type === 'import' ? intent.url : null,
          intent.type === 'import' ? '[]' : null,
          placement?.sortOrder ?? null,
          placement?.asThumbnail ? 1 : 0,
          'sortOrder' in intent ? intent.alt : '',
          this.#now(),
          old?.id ?? null,
          old?.mayHaveArrived ? 1 : 0,
          editOf(intent),
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
    const { type, ...detail } = entry.progress;
    const placement = creates(entry) ? entry : null;
    this.#db.run(
      `UPDATE entries SET sort_order = ?, as_thumbnail = ?, known_ids = ?, attempts = ?, may_have_arrived = ?,
         state = ?6, detail = ?7, changed_at = ?8,
         sent_at = CASE ?6 WHEN 'sending' THEN coalesce(sent_at, ?8) ELSE sent_at END,
         finished_at = CASE WHEN ?6 NOT IN ('done', 'failed', 'cancelled') THEN NULL
           WHEN ?6 = state THEN finished_at ELSE ?8 END,
         alt = ?10, intent = ?11, withdrawn = ?12
         WHERE id = ?9`,
      placement?.sortOrder ?? null,
      placement?.asThumbnail ? 1 : 0,
      entry.type === 'import' ? JSON.stringify(entry.knownIds) : null,
      entry.attempts,
      entry.mayHaveArrived ? 1 : 0,
      type,
      JSON.stringify(detail),
      this.#now(),
      entry.id,
      placement?.alt ?? '',
      editOf(entry),
      entry.withdrawn ? 1 : 0,
    );
  }

  remove(ids: readonly number[]): void {
    this.#db.run('DELETE FROM entries WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  /**
   * Up to 20 entries in a state whose `at` is within a range, inclusive, earliest first. Epoch milliseconds.
   */
  timedBetween(
    storeId: string,
    state: 'verifying' | 'retrying',
    from: number,
    to: number,
    excludedProducts: readonly number[],
  ): OutboxEntry[] {
    return this.#db
      .all(
        `SELECT * FROM entries WHERE store_id = ?1 AND state = ?2 AND json_extract(detail, '$.at') BETWEEN ?3 AND ?4
           AND product_id NOT IN (SELECT value FROM json_each(?5)) ORDER BY json_extract(detail, '$.at') LIMIT 20`,
        storeId,
        state,
        from,
        to,
        JSON.stringify(excludedProducts),
      )
      .map(toEntry);
  }

  inState(storeId: string, state: EntryStateName): OutboxEntry[] {
    return this.#db
      .all('SELECT * FROM entries WHERE store_id = ? AND state = ? ORDER BY id', storeId, state)
      .map(toEntry);
  }

  /** Pending gallery edits by the user in all stores, without removals that make room for photos. */
  waitingEdits(): (RemoveEntry | UpdateEntry | ArrangeEntry)[] {
    return this.#db
      .all(
        `SELECT * FROM entries WHERE kind IN ('remove', 'update', 'arrange')
           AND (state = 'waiting' OR state IN ('retrying', 'sending') AND kind <> 'remove') ORDER BY id`,
      )
      .map(toEntry)
      .filter((entry) => entry.type === 'remove' || entry.type === 'update' || entry.type === 'arrange')
      .filter((entry) => entry.type !== 'remove' || !entry.replacing);
  }

  /** When the next delayed removal, or image to put back, is due, epoch milliseconds; null if none. */
  nextRemovalAt(storeId: string, now: number): number | null {
    const row = this.#db.get(
      `SELECT min(coalesce(json_extract(intent, '$.notBefore'), json_extract(intent, '$.restores.notBefore'))) AS at
         FROM entries WHERE store_id = ?1 AND state = 'waiting' AND kind IN ('remove', 'variant-image')
           AND coalesce(json_extract(intent, '$.notBefore'), json_extract(intent, '$.restores.notBefore')) > ?2`,
      storeId,
      now,
    );
    return row?.['at'] == null ? null : Number(row['at']);
  }

  /** The next entry to send: prioritised first, then oldest, without the excluded products and entries. */
  nextWaiting(
    storeId: string,
    excludedProducts: readonly number[],
    excludedIds: readonly number[] = [],
  ): OutboxEntry | undefined {
    const row = this.#db.get(
      `SELECT * FROM entries WHERE store_id = ? AND state = 'waiting'
         AND product_id NOT IN (SELECT value FROM json_each(?)) AND id NOT IN (SELECT value FROM json_each(?))
         ORDER BY priority DESC, id LIMIT 1`,
      storeId,
      JSON.stringify(excludedProducts),
      JSON.stringify(excludedIds),
    );
    return row && toEntry(row);
  }

  /** Products with waiting new images that have no sort order yet, in sending order. */
  unplacedProducts(storeId: string, excludedProducts: readonly number[], limit: number): number[] {
    return this.#db
      .all(
        `SELECT product_id FROM entries WHERE store_id = ? AND state = 'waiting' AND sort_order IS NULL
           AND kind IN ('upload', 'import') AND may_have_arrived = 0
           AND product_id NOT IN (SELECT value FROM json_each(?))
           GROUP BY product_id ORDER BY max(priority) DESC, min(id) LIMIT ?`,
        storeId,
        JSON.stringify(excludedProducts),
        limit,
      )
      .map((row) => Number(row['product_id']));
  }

  /** Unfinished clears; they run before anything else of their product. */
  openClears(storeId: string): ClearEntry[] {
    return this.#db
      .all(
        `SELECT * FROM entries WHERE store_id = ? AND kind = 'clear'
           AND state IN ('waiting', 'sending', 'verifying', 'retrying') ORDER BY id`,
        storeId,
      )
      .map(toEntry)
      .filter((entry) => entry.type === 'clear');
  }

  /** A product's open and failed entries in gallery order; with `withDone`, all entries. */
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

  countOpen(storeId: string): number {
    return this.countIn(storeId, openStates);
  }

  countIn(storeId: string, states: readonly EntryStateName[]): number {
    const row = this.#db.get(
      'SELECT count(*) AS n FROM entries WHERE store_id = ? AND state IN (SELECT value FROM json_each(?))',
      storeId,
      JSON.stringify(states),
    );
    return Number(row?.['n'] ?? 0);
  }

  /** Ids in queue order, of the store or a part of it. */
  idsIn(storeId: string, states: readonly EntryStateName[], part: EntryPart = {}): number[] {
    return this.#db
      .all(
        `SELECT id FROM entries WHERE store_id = ?1 AND state IN (SELECT value FROM json_each(?2))
           AND (?3 IS NULL OR product_id = ?3) AND (?4 IS NULL OR batch_id = ?4) ORDER BY id`,
        storeId,
        JSON.stringify(states),
        part.productId ?? null,
        part.batchId ?? null,
      )
      .map((row) => Number(row['id']));
  }

  /** Moves waiting entries before all others, keeping their order. */
  putFirst(storeId: string, ids: readonly number[]): void {
    this.#db.run(
      `UPDATE entries SET priority = 1 + (
           SELECT coalesce(max(priority), 0) FROM entries WHERE store_id = ?1
             AND state IN ${openStateList})
         WHERE store_id = ?1 AND id IN (SELECT value FROM json_each(?2))
           AND state IN ('waiting', 'verifying', 'retrying')`,
      storeId,
      JSON.stringify(ids),
    );
  }

  /** Those of the entries that are prioritised. */
  goingFirst(ids: readonly number[]): Set<number> {
    return new Set(
      this.#db
        .all(
          `SELECT id FROM entries WHERE priority > 0 AND id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(ids),
        )
        .map((row) => Number(row['id'])),
    );
  }

  /** Counts by product and state as shown; done entries only from `runStart` on. */
  counts(storeId: string, runStart: number): EntryCount[] {
    return this.#db
      .all(
        `SELECT product_id, kind, ${shownStateOf('e')} AS shown, count(*) AS count, ${thingsSum} AS things,
           sum(bytes) AS bytes FROM entries e
           WHERE store_id = ? AND (state <> 'done' OR id >= ?) GROUP BY product_id, kind, shown`,
        storeId,
        runStart,
      )
      .map((row) => ({
        productId: Number(row['product_id']),
        type: row['kind'] as OutboxEntry['type'],
        state: row['shown'] as EntryStateName,
        count: Number(row['count']),
        things: Number(row['things']),
        bytes: Number(row['bytes']),
      }));
  }

  /** `{product}/{fingerprint}` of every photo of a batch. */
  photosOfBatch(batchId: number): string[] {
    return this.#db
      .all(
        `SELECT product_id, sha256 FROM entries WHERE batch_id = ?1 AND sha256 IS NOT NULL
         UNION ALL SELECT product_id, sha256 FROM history WHERE batch_id = ?1 AND sha256 IS NOT NULL`,
        batchId,
      )
      .map((row) => `${Number(row['product_id'])}/${String(row['sha256'])}`);
  }

  /** Marks of a product's open photos, to recognise a photo dropped twice. */
  marksOf(storeId: string, productId: number): Set<string> {
    return new Set(
      this.#db
        .all(
          `SELECT DISTINCT mark FROM entries WHERE store_id = ? AND product_id = ?
             AND mark IS NOT NULL AND state IN ${openStateList}`,
          storeId,
          productId,
        )
        .map((row) => String(row['mark'])),
    );
  }

  /** Failed and cancelled entries of a product with these marks. */
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

  ofBatch(batchId: number, productId: number | null = null): OutboxEntry[] {
    return this.#db
      .all(
        'SELECT * FROM entries WHERE batch_id = ?1 AND (?2 IS NULL OR product_id = ?2) ORDER BY id',
        batchId,
        productId,
      )
      .map(toEntry);
  }

  /** Whether any entry needs the staged bytes. */
  needsBytes(sha256: string): boolean {
    return (
      this.#db.get(`SELECT 1 FROM entries WHERE sha256 = ? AND state <> 'done' LIMIT 1`, sha256) !== undefined
    );
  }

  needsPreview(sha256: string): boolean {
    return this.#db.get(`SELECT 1 FROM entries WHERE sha256 = ? LIMIT 1`, sha256) !== undefined;
  }
}
