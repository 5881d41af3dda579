import type { Replaced } from '../gallery/replaced.ts';
import type { Database } from '../storage/database.ts';
import type { Batch, Refusal } from '../../shared/model.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import { reasonSchema } from '../../shared/ids.ts';

export type BatchFacts = Omit<
  Batch,
  | 'productName'
  | 'products'
  | 'productCount'
  | 'refused'
  | 'open'
  | 'arrived'
  | 'failed'
  | 'cancelled'
  | 'takenBack'
  | 'removed'
  | 'review'
  | 'variantImages'
> & {
  queuedVariantImages: number;
};

/** Where photos of one product go (default: the end of its gallery), and what is taken from raw photographs. */
export interface DirectPlace {
  /** The tiles they go before: before the first that is left. */
  before?: readonly string[] | undefined;
  /** The image the photo replaces. */
  replaces?: Replaced;
  /** The camera's own JPEG in a raw photograph is taken in. Default: the file is refused. */
  usesCameraJpeg?: boolean;
  /** The recipe that photos are prepared by; left out for none. The batch keeps the one it began with. */
  recipe?: PhotoRecipe;
  /** What the batch had read before more files were given. Counts that an older version named otherwise are missing. */
  readBefore?: Partial<Pick<Batch, 'found' | 'inspected' | 'ignored'>>;
}

/** The only reader and writer of batches and their refusals. */
export class BatchesTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** `paths` and `place` are kept so that reading can be resumed. */
  create(batch: Omit<BatchFacts, 'id'>, paths: readonly string[], place: DirectPlace): number {
    const row = this.#db.get(
      `INSERT INTO batches (store_id, product_id, name, source, at, phase, paths, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         RETURNING id`,
      batch.storeId,
      batch.productId,
      batch.name,
      batch.source,
      batch.at,
      batch.phase,
      JSON.stringify(paths),
      JSON.stringify(place),
    );
    return Number(row?.['id']);
  }

  save(batch: BatchFacts): void {
    this.#db.run(
      `UPDATE batches SET phase = ?, found = ?, inspected = ?, queued = ?, variant_images = ?, junk = ?,
         problem = ? WHERE id = ?`,
      batch.phase,
      batch.found,
      batch.inspected,
      batch.queued,
      batch.queuedVariantImages,
      batch.ignored,
      batch.problem && JSON.stringify(batch.problem),
      batch.id,
    );
  }

  refuse(batchId: number, refused: readonly Omit<Refusal, 'id'>[]): void {
    this.#db.transaction(() => {
      for (const { fileName, folder, reason } of refused) {
        this.#db.run(
          'INSERT INTO refusals (batch_id, file_name, folder, reason) VALUES (?, ?, ?, ?)',
          batchId,
          fileName,
          folder,
          JSON.stringify(reason),
        );
      }
    });
  }

  /** Batches the user has not dismissed, oldest first. */
  shown(): BatchFacts[] {
    return this.#db.all('SELECT * FROM batches WHERE dismissed = 0 ORDER BY id').map(toBatch);
  }

  /** Whether a batch was ever made; old ones are deleted, but their ids are not used again. */
  hasEverBeen(): boolean {
    return this.#db.get(`SELECT 1 FROM sqlite_sequence WHERE name = 'batches' AND seq > 0`) !== undefined;
  }

  get(id: number): BatchFacts | undefined {
    const row = this.#db.get('SELECT * FROM batches WHERE id = ? AND dismissed = 0', id);
    return row && toBatch(row);
  }

  /** A batch, dismissed or not. */
  known(id: number): BatchFacts | undefined {
    const row = this.#db.get('SELECT * FROM batches WHERE id = ?', id);
    return row && toBatch(row);
  }

  refusals(batchId: number): Refusal[] {
    return this.#db
      .all('SELECT * FROM refusals WHERE batch_id = ? ORDER BY folder, file_name, id', batchId)
      .map((row) => ({
        id: Number(row['id']),
        fileName: String(row['file_name']),
        folder: String(row['folder']),
        reason: reasonSchema.parse(JSON.parse(String(row['reason']))),
      }));
  }

  given(id: number): { paths: string[]; place: DirectPlace } {
    const row = this.#db.get('SELECT paths, place FROM batches WHERE id = ?', id);
    return {
      paths: JSON.parse(String(row?.['paths'] ?? '[]')) as string[],
      place: JSON.parse(String(row?.['place'] ?? '{}')) as DirectPlace,
    };
  }

  /** Replaces what was given, which has been read already. */
  giveMore(id: number, paths: readonly string[], place: DirectPlace): void {
    const [given, where] = [JSON.stringify(paths), JSON.stringify(place)];
    this.#db.run('UPDATE batches SET paths = ?, place = ? WHERE id = ?', given, where, id);
  }

  /** Turns a batch for one product into one that is reviewed. */
  putUnderReview(id: number): void {
    this.#db.run(`UPDATE batches SET product_id = NULL, place = '{}' WHERE id = ?`, id);
  }

  forgetRefusals(batchId: number): void {
    this.#db.run('DELETE FROM refusals WHERE batch_id = ?', batchId);
  }

  /** Dismisses a store's oldest batches that ended well, beyond a number of them. Returns their ids. */
  dismissOld(storeId: string, kept: number): number[] {
    return this.#db
      .all(
        `UPDATE batches SET dismissed = 1 WHERE id IN (
           SELECT id FROM batches b WHERE store_id = ? AND dismissed = 0 AND phase IN ('queued', 'cancelled')
             AND NOT EXISTS (SELECT 1 FROM entries WHERE batch_id = b.id AND state NOT IN ('done', 'cancelled'))
             ORDER BY id DESC LIMIT -1 OFFSET ?) RETURNING id`,
        storeId,
        kept,
      )
      .map((row) => Number(row['id']));
  }

  dismiss(id: number): void {
    this.#db.run('UPDATE batches SET dismissed = 1 WHERE id = ?', id);
  }
}

function toBatch(row: Record<string, unknown>): BatchFacts {
  return {
    id: Number(row['id']),
    storeId: String(row['store_id']),
    productId: row['product_id'] === null ? null : Number(row['product_id']),
    name: String(row['name']),
    source: row['source'] as Batch['source'],
    at: Number(row['at']),
    // Earlier versions asked a question, before which nothing was read.
    phase: row['phase'] === 'asking' ? 'scanning' : (row['phase'] as Batch['phase']),
    found: Number(row['found']),
    inspected: Number(row['inspected']),
    queued: Number(row['queued']),
    queuedVariantImages: Number(row['variant_images']),
    ignored: Number(row['junk']),
    problem: row['problem'] === null ? null : reasonSchema.parse(JSON.parse(String(row['problem']))),
  };
}
