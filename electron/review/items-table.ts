import { reasonSchema } from '../../shared/ids.ts';
import type { Database, Row, TransactionOptions } from '../storage/database.ts';
import type { ItemMatch } from '../matching/match.ts';
import type { Item, ReviewOptions } from './item.ts';

type NewItem = Omit<Item, 'id'> & {
  /** Of an item that was removed and comes back. */
  id?: number;
};

/** The `item` column, as JSON. `match.is` is `type` in memory; the stored name stays, so that old rows are read. */
type StoredItem = Omit<Item, 'id' | 'batchId' | 'ordinal' | 'sha256' | 'accepted' | 'match'> & {
  match: Omit<ItemMatch, 'type'> & { is: ItemMatch['type'] };
  id?: undefined;
};

/** Batches of earlier versions lack these. */
type LaterField =
  | 'copyOf'
  | 'stars'
  | 'rejected'
  | 'replaces'
  | 'wantsCameraJpeg'
  | 'codes'
  | 'likeness'
  | 'set'
  | 'label'
  | 'recipe'
  | 'variantRecipe';

/** Photos under review: the only reader and writer of `items`. */
export class ItemsTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(items: readonly NewItem[], options?: TransactionOptions): Item[] {
    return this.#db.transaction(
      () =>
        items.map((item) => {
          const row = this.#db.get(
            `INSERT INTO items (id, batch_id, ordinal, sha256, prepared_sha256, variant_sha256, item)
             VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
            item.id ?? null,
            item.batchId,
            item.ordinal,
            item.sha256,
            item.prepared?.sha256 ?? null,
            item.variantCopy?.sha256 ?? null,
            detailOf(item),
          );
          const added = { ...item, id: Number(row?.['id']) };
          if (added.accepted) this.accept([added.id]);
          return added;
        }),
      options,
    );
  }

  save(items: readonly Item[], options?: TransactionOptions): void {
    this.#db.transaction(() => {
      for (const item of items) {
        this.#db.run(
          `UPDATE items SET sha256 = ?, prepared_sha256 = ?, variant_sha256 = ?, item = ?
             WHERE id = ?`,
          item.sha256,
          item.prepared?.sha256 ?? null,
          item.variantCopy?.sha256 ?? null,
          detailOf(item),
          item.id,
        );
        if (item.accepted) this.accept([item.id]);
        else this.#db.run('DELETE FROM accepted_items WHERE id = ?', item.id);
      }
    }, options);
  }

  /** One statement even for ten thousand photos. */
  accept(ids: readonly number[]): void {
    this.#db.run('INSERT OR IGNORE INTO accepted_items SELECT value FROM json_each(?)', JSON.stringify(ids));
  }

  remove(ids: readonly number[]): void {
    this.#db.run('DELETE FROM items WHERE id IN (SELECT value FROM json_each(?))', JSON.stringify(ids));
  }

  ofBatch(batchId: number): Item[] {
    return this.#db
      .all(
        `SELECT i.*, a.id IS NOT NULL AS accepted FROM items i LEFT JOIN accepted_items a ON a.id = i.id
           WHERE batch_id = ? ORDER BY ordinal, i.id`,
        batchId,
      )
      .map(toItem);
  }

  needsBytes(sha256: string): boolean {
    return (
      this.#db.get(
        'SELECT 1 FROM items WHERE sha256 = ?1 OR prepared_sha256 = ?1 OR variant_sha256 = ?1 LIMIT 1',
        sha256,
      ) !== undefined
    );
  }

  /** The preview is shown until the photo leaves the review. */
  needsPreview(sha256: string): boolean {
    return this.needsBytes(sha256);
  }

  options(batchId: number): ReviewOptions | null {
    const row = this.#db.get('SELECT review FROM batches WHERE id = ?', batchId);
    return row?.['review'] == null ? null : (JSON.parse(String(row['review'])) as ReviewOptions);
  }

  saveOptions(batchId: number, options: ReviewOptions): void {
    this.#db.run('UPDATE batches SET review = ? WHERE id = ?', JSON.stringify(options), batchId);
  }

  transaction<T>(work: () => T): T {
    return this.#db.transaction(work);
  }
}

function detailOf(item: NewItem): string {
  const { batchId: _batch, ordinal: _ordinal, sha256: _sha256, accepted: _accepted, match, ...detail } = item;
  const { type, ...matched } = match;
  return JSON.stringify({ ...detail, match: { ...matched, is: type }, id: undefined } satisfies StoredItem);
}

function toItem(row: Row): Item {
  const stored = JSON.parse(String(row['item'])) as Omit<StoredItem, LaterField> &
    Partial<Pick<StoredItem, LaterField>>;
  const { is, ...matched } = stored.match;
  return {
    ...stored,
    match: { ...matched, type: is },
    copyOf: stored.copyOf ?? null,
    stars: stored.stars ?? 0,
    rejected: stored.rejected ?? false,
    replaces: stored.replaces ?? false,
    wantsCameraJpeg: stored.wantsCameraJpeg ?? false,
    codes: stored.codes ?? null,
    likeness: stored.likeness ?? null,
    set: stored.set ?? null,
    label: stored.label ?? null,
    recipe: stored.recipe ?? null,
    variantRecipe: stored.variantRecipe ?? null,
    unusable: stored.unusable && reasonSchema.parse(stored.unusable),
    preparingFailed: stored.preparingFailed && reasonSchema.parse(stored.preparingFailed),
    id: Number(row['id']),
    batchId: Number(row['batch_id']),
    ordinal: Number(row['ordinal']),
    sha256: row['sha256'] === null ? null : String(row['sha256']),
    accepted: row['accepted'] === 1,
  };
}
