import type { Database, Row } from '../../storage/database.ts';
import { openStates, type OutboxEntry } from '../entry.ts';
import { openStateList, thingsSum } from './entries.ts';
import { groupOf, perGroup } from '../entry-group.ts';
import type { EntryPart } from '../intent.ts';
import type {
  EntryGroup,
  EntryStateName,
  GroupTotals,
  SentCounts,
  StateCounts,
} from '../../../shared/model.ts';

/** Kinds of entries that send a picture; the others change a gallery. */
const uploadKinds = `('upload', 'import', 'variant-image')`;

type Ended = Omit<SentCounts, 'queued'>;
type BatchCounts = { open: number; variantImages: Ended } & Ended;

/** Counts of entries, read from the database on demand. */
export class EntryCounts {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** What is open of a store, or of a part of it. */
  open(storeId: string, part: EntryPart = {}): GroupTotals {
    const totals = perGroup(() => 0);
    const rows = this.#db.all(
      `SELECT kind, ${thingsSum} AS things FROM entries
         WHERE store_id = ?1 AND state IN (SELECT value FROM json_each(?2))
           AND (?3 IS NULL OR product_id = ?3) AND (?4 IS NULL OR batch_id = ?4) GROUP BY kind`,
      storeId,
      JSON.stringify(openStates),
      part.productId ?? null,
      part.batchId ?? null,
    );
    for (const row of rows) totals[groupOf[row['kind'] as OutboxEntry['type']]] += Number(row['things']);
    return totals;
  }

  /** All of a store by what it is to people, with the history. A photo that was taken back is not done. */
  ofStore(storeId: string): Record<EntryGroup, StateCounts> {
    const totals = perGroup((): StateCounts => ({ open: 0, done: 0, failed: 0, cancelled: 0 }));
    const rows = this.#db.all(
      `SELECT kind, state, ${thingsSum} AS things FROM (
           SELECT kind, state, withdrawn, intent FROM entries WHERE store_id = ?1
           UNION ALL SELECT kind, state, withdrawn, intent FROM history WHERE store_id = ?1)
         WHERE NOT (state = 'done' AND withdrawn = 1) GROUP BY kind, state`,
      storeId,
    );
    for (const row of rows) {
      const counts = totals[groupOf[row['kind'] as OutboxEntry['type']]];
      const state = row['state'] as EntryStateName;
      const isEnded = state === 'done' || state === 'failed' || state === 'cancelled';
      counts[isEnded ? state : 'open'] += Number(row['things']);
    }
    return totals;
  }

  /** Whether a batch has photos for a product that are on the way or, as last known, in the store. */
  hasAdded(batchId: number, productId: number): boolean {
    return ['entries', 'history'].some(
      (table) =>
        this.#db.get(
          `SELECT 1 FROM ${table} e WHERE batch_id = ? AND product_id = ? AND kind IN ${uploadKinds}
             AND withdrawn = 0 AND (state IN ${openStateList}
               OR state = 'done' AND kind = 'variant-image'
               OR state = 'done' AND EXISTS (SELECT 1 FROM images i WHERE i.store_id = e.store_id
                 AND i.product_id = e.product_id AND i.id = json_extract(e.detail, '$.imageId'))) LIMIT 1`,
          batchId,
          productId,
        ) !== undefined,
    );
  }

  /** How many photos a batch queued, by product, without those taken back. */
  addedBy(batchId: number): { productId: number; photos: number }[] {
    return this.#db
      .all(
        `SELECT product_id, count(DISTINCT coalesce(mark, id)) AS photos FROM (
           SELECT id, product_id, kind, state, withdrawn, mark FROM entries WHERE batch_id = ?1
           UNION ALL SELECT id, product_id, kind, state, withdrawn, mark FROM history WHERE batch_id = ?1)
         WHERE kind IN ${uploadKinds} AND withdrawn = 0 AND state <> 'cancelled' GROUP BY product_id`,
        batchId,
      )
      .map((row) => ({ productId: Number(row['product_id']), photos: Number(row['photos']) }));
  }

  /** Products that a batch has photos for, in the order of sending. */
  productsOf(batchId: number): number[] {
    return this.#db
      .all(
        `SELECT product_id FROM (
           SELECT id, product_id, kind FROM entries WHERE batch_id = ?1
           UNION ALL SELECT id, product_id, kind FROM history WHERE batch_id = ?1)
         WHERE kind IN ${uploadKinds} GROUP BY product_id ORDER BY min(id)`,
        batchId,
      )
      .map((row) => Number(row['product_id']));
  }

  /** Batches, not dismissed ones, that have queued photos for a product. */
  batchesWith(storeId: string, productId: number): number[] {
    return this.#db
      .all(
        `SELECT id FROM batches b WHERE store_id = ?1 AND dismissed = 0 AND (
           EXISTS (SELECT 1 FROM entries WHERE batch_id = b.id AND product_id = ?2 AND kind IN ${uploadKinds})
           OR EXISTS (SELECT 1 FROM history WHERE batch_id = b.id AND product_id = ?2 AND kind IN ${uploadKinds}))`,
        storeId,
        productId,
      )
      .map((row) => Number(row['id']));
  }

  /**
   * Counts of a batch's entries. `open`: neither done, failed nor cancelled. The others count photos and variant images
   * only, including history. `takenBack`: arrived, and removed or about to be. `removed`: arrived, and no longer in the
   * store as last known; 0 while some are open, since counting 10,000 takes four times as long with it, at every
   * progress.
   */
  ofBatch(batchId: number): BatchCounts {
    const rows = this.#db.all(
      `SELECT kind = 'variant-image' AS of_variant,
         count(*) FILTER (WHERE state NOT IN ('done', 'failed', 'cancelled')) AS open,
         count(*) FILTER (WHERE state = 'failed' AND kind IN ${uploadKinds}) AS failed,
         count(*) FILTER (WHERE state = 'cancelled' AND kind IN ${uploadKinds}) AS cancelled,
         count(*) FILTER (WHERE state = 'done' AND kind IN ${uploadKinds} AND withdrawn = 0) AS done,
         count(*) FILTER (WHERE state = 'done' AND kind IN ${uploadKinds} AND withdrawn = 1) AS taken_back
         FROM (SELECT kind, state, withdrawn FROM entries WHERE batch_id = ?1
           UNION ALL SELECT kind, state, withdrawn FROM history WHERE batch_id = ?1) GROUP BY of_variant`,
      batchId,
    );
    const [others, ofVariants] = [0, 1].map((of) => rows.find((row) => row['of_variant'] === of));
    const sum = (name: string): number => rows.reduce((all, row) => all + Number(row[name]), 0);
    const open = sum('open');
    const removed = open === 0 && sum('done') > 0 ? this.#removedFrom(batchId) : 0;
    const variantImages = endedIn(ofVariants, 0);
    const photos = endedIn(others, removed);
    return {
      open,
      arrived: photos.arrived + variantImages.arrived,
      failed: photos.failed + variantImages.failed,
      cancelled: photos.cancelled + variantImages.cancelled,
      takenBack: photos.takenBack + variantImages.takenBack,
      removed,
      variantImages,
    };
  }

  /** Images that a batch made and that are gone; without those of products whose images are not known. */
  #removedFrom(batchId: number): number {
    const made = `SELECT store_id, product_id, detail ->> '$.imageId' AS image_id FROM`;
    const which = `WHERE batch_id = ?1 AND state = 'done' AND withdrawn = 0 AND kind IN ${uploadKinds}`;
    const row = this.#db.get(
      `SELECT count(*) AS removed FROM (${made} entries ${which} UNION ALL ${made} history ${which}) e
         JOIN products p ON p.store_id = e.store_id AND p.id = e.product_id
         WHERE image_id IS NOT NULL AND p.images_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM images i
           WHERE i.store_id = e.store_id AND i.product_id = e.product_id AND i.id = image_id)`,
      batchId,
    );
    return Number(row?.['removed'] ?? 0);
  }
}

function endedIn(row: Row | undefined, removed: number): Ended {
  const count = (name: string): number => Number(row?.[name] ?? 0);
  return {
    arrived: count('done') - removed,
    failed: count('failed'),
    cancelled: count('cancelled'),
    takenBack: count('taken_back'),
    removed,
  };
}
