import { nameOfUnknown } from '../../catalog/unknown-names.ts';
import { reasons } from '../../../shared/messages/en/reasons.ts';
import { text } from '../../../shared/messages/text.ts';
import type { Batch, EntryQuery, OutboxGroup } from '../../../shared/model.ts';
import type { Database } from '../../storage/database.ts';
import { statesOf } from '../records/entries.ts';
import { shownStateOf } from '../shown-state.ts';
import { pagePlan } from './page-plan.ts';

/** A row of the list: a heading, or an entry of the outbox or of history. */
type FoundRow =
  | { type: 'group'; group: OutboxGroup }
  | { type: 'entry'; id: number; source: 'entries' | 'history' };

type Value = string | number | null;

/** Failed and unfinished entries come first; those that wait in sending order, all that ended from the newest. */
const stateRank = `CASE state WHEN 'failed' THEN 0 WHEN 'sending' THEN 1 WHEN 'verifying' THEN 1
  WHEN 'retrying' THEN 2 WHEN 'waiting' THEN 2 WHEN 'done' THEN 3 ELSE 4 END`;

const hasEnded = `state IN ('failed', 'done', 'cancelled')`;

const orders = {
  state: `${stateRank}, CASE WHEN ${hasEnded} THEN -at ELSE -priority END, CASE WHEN ${hasEnded} THEN -id ELSE id END`,
  name: 'name COLLATE NOCASE, id',
  product: 'product, id',
  time: 'at, id',
} as const;

/** Finds, sorts and groups entries of a store's outbox and history in the database. */
export class EntrySearch {
  readonly #db: Database;
  #groups: { key: string; groups: OutboxGroup[] } | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  /** `version`: of the store's entries. Groups are counted again when it changes. */
  page(
    query: EntryQuery,
    offset: number,
    limit: number,
    version: number,
  ): { total: number; found: number; rows: FoundRow[] } {
    if (query.group === 'none') {
      const found = this.#count(query);
      return { total: found, found, rows: this.#entries(query, null, offset, limit) };
    }
    const groups = this.#grouped(query, version);
    const found = groups.reduce((sum, { count }) => sum + count, 0);
    const rows = pagePlan(groups, offset, limit).flatMap(({ group, heading, from, count }): FoundRow[] => [
      ...(heading ? [{ type: 'group', group } as const] : []),
      ...(count > 0 ? this.#entries(query, group, from, count) : []),
    ]);
    return { total: found + groups.length, found, rows };
  }

  /** When the state of entries last changed, epoch milliseconds. */
  times(ids: readonly number[]): Map<number, number> {
    const rows = ['entries', 'history'].flatMap((table) =>
      this.#db.all(
        `SELECT id, coalesce(finished_at, changed_at) AS at FROM ${table}
           WHERE id IN (SELECT value FROM json_each(?))`,
        JSON.stringify(ids),
      ),
    );
    return new Map(rows.map((row) => [Number(row['id']), Number(row['at'])]));
  }

  #grouped(query: EntryQuery, version: number): OutboxGroup[] {
    const { storeId, group } = query;
    const key = JSON.stringify([query, version]);
    if (this.#groups?.key === key) return this.#groups.groups;
    const { sql, values } = this.#selection(query);
    const column = group === 'product' ? 'product_id' : 'batch_id';
    const groups = this.#db
      .all(
        `SELECT ${column} AS id, count(*) AS n, count(*) FILTER (WHERE state = 'failed') AS failed,
           count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state = 'cancelled') AS cancelled
           FROM (${sql}) GROUP BY ${column}
           ORDER BY count(*) FILTER (WHERE state NOT IN ('done', 'cancelled')) > 0 DESC, max(id) DESC`,
        ...values,
      )
      .map((row): OutboxGroup => {
        const id = row['id'] === null ? null : Number(row['id']);
        const [count, failed, done, cancelled] = ['n', 'failed', 'done', 'cancelled'].map((name) =>
          Number(row[name]),
        ) as [number, number, number, number];
        return {
          key: `${group}-${id ?? 'none'}`,
          title: '',
          productId: group === 'product' ? id : null,
          batchId: group === 'batch' ? id : null,
          count,
          open: count - failed - done - cancelled,
          failed,
          done,
          cancelled,
        };
      });
    this.#addTitles(storeId, groups);
    this.#groups = { key, groups };
    return groups;
  }

  #addTitles(storeId: string, groups: OutboxGroup[]): void {
    const titles = this.#titles(storeId, groups);
    for (const group of groups) {
      const id = group.productId ?? group.batchId;
      const unknown = group.productId === null ? text('outbox.otherChanges') : nameOfUnknown(group.productId);
      group.title = (id === null ? undefined : titles.get(id)) ?? unknown;
    }
  }

  #titles(storeId: string, groups: readonly OutboxGroup[]): Map<number, string> {
    const products = JSON.stringify(groups.flatMap(({ productId }) => productId ?? []));
    const batches = JSON.stringify(groups.flatMap(({ batchId }) => batchId ?? []));
    const rows = [
      ...this.#db.all(
        'SELECT id, name, NULL AS source FROM products WHERE store_id = ? AND id IN (SELECT value FROM json_each(?))',
        storeId,
        products,
      ),
      ...this.#db.all(
        `SELECT b.id, coalesce(p.name, b.name) AS name, b.source FROM batches b
           LEFT JOIN products p ON p.store_id = b.store_id AND p.id = b.product_id
           WHERE b.id IN (SELECT value FROM json_each(?))`,
        batches,
      ),
    ];
    return new Map(
      rows.map((row) => {
        const source = row['source'] as Batch['source'] | null;
        const unnamed = source === null ? '' : text(`batches.from.${source}`);
        return [Number(row['id']), String(row['name']) || unnamed];
      }),
    );
  }

  #count(query: EntryQuery): number {
    const { sql, values } = this.#selection(query);
    return Number(this.#db.get(`SELECT count(*) AS n FROM (${sql})`, ...values)?.['n'] ?? 0);
  }

  #entries(query: EntryQuery, group: OutboxGroup | null, offset: number, limit: number): FoundRow[] {
    const { sql, values } = this.#selection(query, group);
    const order = orders[group === null ? query.sort : 'state'];
    const wanted = query.descending && group === null ? reversed(order) : order;
    return this.#db
      .all(`SELECT id, source FROM (${sql}) ORDER BY ${wanted} LIMIT ? OFFSET ?`, ...values, limit, offset)
      .map((row) => ({
        type: 'entry',
        id: Number(row['id']),
        source: row['source'] as 'entries' | 'history',
      }));
  }

  /** The entries that a query is about, as a SELECT. History holds only what is done. */
  #selection(query: EntryQuery, group: OutboxGroup | null = null): { sql: string; values: Value[] } {
    const { storeId, filter, batchId, search, sort } = query;
    const words = search.trim().split(/\s+/).filter(Boolean).slice(0, 8);
    const states = statesOf[filter];
    const values: Value[] = [];
    const conditions = ['e.store_id = ?'];
    const own: Value[] = [storeId];
    if (states.length < 7) {
      // The first by the index; what is shown as another state is among these.
      conditions.push('e.state IN (SELECT value FROM json_each(?))');
      own.push(JSON.stringify(states.includes('retrying') ? [...states, 'verifying'] : states));
      conditions.push(`${shownStateOf('e')} IN (SELECT value FROM json_each(?))`);
      own.push(JSON.stringify(states));
    }
    if (batchId !== undefined) {
      conditions.push('e.batch_id = ?');
      own.push(batchId);
    }
    if (group !== null) {
      conditions.push(`e.${query.group}_id IS ?`);
      own.push(group.productId ?? group.batchId);
    }
    for (const word of words) {
      const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      conditions.push(
        `(e.file_name LIKE ? ESCAPE '\\' OR e.url LIKE ? ESCAPE '\\' OR p.folded LIKE ? ESCAPE '\\'
          OR b.name LIKE ? ESCAPE '\\' OR json_extract(e.detail, '$.reason.code') IN (SELECT value FROM json_each(?)))`,
      );
      own.push(like, like, like.toLowerCase(), like, JSON.stringify(codesWith(word)));
    }
    const joins = [
      words.length > 0 || sort === 'product'
        ? 'LEFT JOIN products p ON p.store_id = e.store_id AND p.id = e.product_id'
        : '',
      words.length > 0 ? 'LEFT JOIN batches b ON b.id = e.batch_id' : '',
    ].join(' ');
    const product = sort === 'product' ? 'p.folded_name' : 'NULL';
    const tables = states.includes('done') ? ['entries', 'history'] : ['entries'];
    const sql = tables.map((table) => {
      values.push(...own);
      return `SELECT e.id, '${table}' AS source, e.batch_id, e.product_id, ${shownStateOf('e')} AS state, e.priority,
        coalesce(e.finished_at, e.changed_at) AS at, coalesce(e.file_name, e.url, e.kind) AS name,
        ${product} AS product FROM ${table} e ${joins} WHERE ${conditions.join(' AND ')}`;
    });
    return { sql: sql.join(' UNION ALL '), values };
  }
}

/** Codes of reasons whose sentence has a word. */
function codesWith(word: string): string[] {
  const wanted = word.toLowerCase();
  return Object.entries(reasons)
    .filter(([, { sentence }]) => sentence.toLowerCase().includes(wanted))
    .map(([code]) => code);
}

/** The opposite of an order whose columns all ascend. */
function reversed(order: string): string {
  return order
    .split(/, (?![^(]*\))/)
    .map((part) => `${part} DESC`)
    .join(', ');
}
