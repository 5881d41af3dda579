import type { DatabaseSync } from 'node:sqlite';
import { limits } from '../../shared/limits.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { DrawingRecipe } from './drawing.ts';
import type { PracticeRules } from './rules.ts';
import { inTransaction } from './state.ts';

/** An image of the practice store. Times are whole seconds since 1970. */
export interface ImageRow {
  id: number;
  productId: number;
  isThumbnail: boolean;
  sortOrder: number;
  description: string;
  imageFile: string;
  /** Time of its picture; part of the URLs of its renditions. */
  stampedAt: number;
  createdAt: number;
  modifiedAt: number;
  type: AcceptedType;
  /** Of the uploaded bytes; null for a drawn picture. */
  sha256: string | null;
  /** Name in the folder of originals; null for a drawn picture. */
  file: string | null;
  /** How to draw the picture; null for an uploaded one. */
  recipe: DrawingRecipe | null;
}

export interface NewImage {
  productId: number;
  isThumbnail: boolean;
  /** Null: behind the last. */
  sortOrder: number | null;
  description: string;
  imageFile: string;
  type: AcceptedType;
  sha256: string | null;
  file: string | null;
  recipe: DrawingRecipe | null;
}

export interface ImageEdit {
  isThumbnail?: boolean | undefined;
  sortOrder?: number | undefined;
  description?: string | undefined;
}

export type Replacement = Pick<NewImage, 'imageFile' | 'type' | 'sha256' | 'file'>;

export type ImageRules = Pick<
  PracticeRules,
  'renumbering' | 'defaultOrder' | 'firstThumbnail' | 'nextThumbnail'
>;

/**
 * Recorded lists are sorted neither by `sort_order` nor by id. This order is deterministic and neither: ids
 * are permuted by a multiplication modulo a prime.
 */
const listingOrder = '(id * 7919) % 1009, id';

/** Maximum of `sort_order`: an int32. */
const greatestOrder = 2_147_483_647;

export class ImageRows {
  readonly #db: DatabaseSync;
  readonly #rules: ImageRules;

  constructor(db: DatabaseSync, rules: ImageRules) {
    this.#db = db;
    this.#rules = rules;
  }

  /** A page of a product's images, in an arbitrary order. */
  list(productId: number, limit: number, offset: number): ImageRow[] {
    return this.#db
      .prepare(`SELECT * FROM images WHERE product_id = ? ORDER BY ${listingOrder} LIMIT ? OFFSET ?`)
      .all(productId, limit, offset)
      .map(readRow);
  }

  listById(productId: number, limit: number, offset: number): ImageRow[] {
    return this.#db
      .prepare('SELECT * FROM images WHERE product_id = ? ORDER BY id LIMIT ? OFFSET ?')
      .all(productId, limit, offset)
      .map(readRow);
  }

  ofProducts(productIds: readonly number[]): Map<number, ImageRow[]> {
    const rows = this.#db
      .prepare(
        `SELECT * FROM images WHERE product_id IN (SELECT value FROM json_each(?)) ORDER BY ${listingOrder}`,
      )
      .all(JSON.stringify(productIds))
      .map(readRow);
    return Map.groupBy(rows, (row) => row.productId);
  }

  count(productId: number): number {
    return Number(
      this.#db.prepare('SELECT count(*) AS count FROM images WHERE product_id = ?').get(productId)?.['count'],
    );
  }

  countAll(): number {
    return Number(this.#db.prepare('SELECT count(*) AS count FROM images').get()?.['count']);
  }

  get(productId: number, imageId: number): ImageRow | null {
    const row = this.find(imageId);
    return row?.productId === productId ? row : null;
  }

  find(imageId: number): ImageRow | null {
    const row = this.#db.prepare('SELECT * FROM images WHERE id = ?').get(imageId);
    return row === undefined ? null : readRow(row);
  }

  /**
   * The first image of a product becomes its thumbnail, and so does one that asks for it, instead of the old
   * one. Null if the product is full.
   */
  create(image: NewImage, now: number): ImageRow | null {
    return inTransaction(this.#db, () =>
      this.count(image.productId) < limits.imagesPerProduct ? this.insert(image, now) : null,
    );
  }

  /** As `create`, for a caller with its own transaction and limit check. */
  insert(image: NewImage, now: number): ImageRow {
    const last = this.#db
      .prepare('SELECT max(sort_order) AS last FROM images WHERE product_id = ?')
      .get(image.productId)?.['last'];
    const isFirst = last === null;
    const isThumbnail = image.isThumbnail || (isFirst && this.#rules.firstThumbnail === 'first-image');
    if (isThumbnail && !isFirst) this.#unsetThumbnail(image.productId);
    const next = isFirst || this.#rules.defaultOrder === 'zero' ? 0 : Number(last) + 1;
    const sortOrder = image.sortOrder ?? Math.min(next, greatestOrder);
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT INTO images (product_id, is_thumbnail, sort_order, description, image_file, stamped_at, modified_at,
           type, sha256, file, recipe) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        image.productId,
        Number(isThumbnail),
        sortOrder,
        image.description,
        image.imageFile,
        now,
        now,
        image.type,
        image.sha256,
        image.file,
        image.recipe === null ? null : JSON.stringify(image.recipe),
      );
    this.#touch(image.productId, now);
    const times = { stampedAt: now, createdAt: now, modifiedAt: now };
    return { ...image, ...times, id: Number(lastInsertRowid), isThumbnail, sortOrder };
  }

  /** Null if there is no such image. Unsetting the thumbnail without setting another is ignored. */
  update(productId: number, imageId: number, edit: ImageEdit, now: number): ImageRow | null {
    return inTransaction(this.#db, () => {
      const row = this.get(productId, imageId);
      if (row === null) return null;
      if (edit.isThumbnail === true) {
        this.#unsetThumbnail(productId);
        this.#db.prepare('UPDATE images SET is_thumbnail = 1 WHERE id = ?').run(imageId);
      }
      if (edit.sortOrder !== undefined && edit.sortOrder !== row.sortOrder) {
        const movesOthers =
          this.#rules.renumbering === 'always' ||
          this.#rules.renumbering === (edit.sortOrder > row.sortOrder ? 'when-raised' : 'when-lowered');
        if (movesOthers) {
          this.#db
            .prepare(
              `UPDATE images SET sort_order = min(sort_order + 1, ${greatestOrder})
                 WHERE product_id = ? AND sort_order >= ? AND id <> ?`,
            )
            .run(productId, edit.sortOrder, imageId);
        }
      }
      this.#db
        .prepare('UPDATE images SET sort_order = ?, description = ?, modified_at = ? WHERE id = ?')
        .run(edit.sortOrder ?? row.sortOrder, edit.description ?? row.description, now, imageId);
      this.#touch(productId, now);
      return this.get(productId, imageId);
    });
  }

  /** Replaces an image's picture; id, position and description stay. Null if there is no such image. */
  replace(productId: number, imageId: number, picture: Replacement, now: number): ImageRow | null {
    if (this.get(productId, imageId) === null) return null;
    this.#db
      .prepare(
        `UPDATE images SET image_file = ?, type = ?, sha256 = ?, file = ?, recipe = NULL,
           created_at = coalesce(created_at, stamped_at), stamped_at = ?, modified_at = ? WHERE id = ?`,
      )
      .run(picture.imageFile, picture.type, picture.sha256, picture.file, now, now, imageId);
    this.#touch(productId, now);
    return this.get(productId, imageId);
  }

  /** Returns the deleted row, or null. */
  remove(productId: number, imageId: number, now: number): ImageRow | null {
    return inTransaction(this.#db, () => {
      const row = this.get(productId, imageId);
      if (row === null) return null;
      this.#db.prepare('DELETE FROM images WHERE id = ?').run(imageId);
      if (row.isThumbnail && this.#rules.nextThumbnail === 'first-image') {
        this.#db
          .prepare(
            `UPDATE images SET is_thumbnail = 1 WHERE id =
               (SELECT id FROM images WHERE product_id = ? ORDER BY sort_order, id LIMIT 1)`,
          )
          .run(productId);
      }
      this.#touch(productId, now);
      return row;
    });
  }

  #unsetThumbnail(productId: number): void {
    this.#db
      .prepare('UPDATE images SET is_thumbnail = 0 WHERE product_id = ? AND is_thumbnail = 1')
      .run(productId);
  }

  #touch(productId: number, now: number): void {
    this.#db
      .prepare('UPDATE products SET modified_at = max(modified_at, ?) WHERE id = ?')
      .run(now, productId);
  }
}

function readRow(row: Record<string, unknown>): ImageRow {
  return {
    id: Number(row['id']),
    productId: Number(row['product_id']),
    isThumbnail: row['is_thumbnail'] === 1,
    sortOrder: Number(row['sort_order']),
    description: String(row['description']),
    imageFile: String(row['image_file']),
    stampedAt: Number(row['stamped_at']),
    createdAt: Number(row['created_at'] ?? row['stamped_at']),
    modifiedAt: Number(row['modified_at']),
    type: row['type'] as AcceptedType,
    sha256: row['sha256'] as string | null,
    file: row['file'] as string | null,
    recipe: row['recipe'] === null ? null : (JSON.parse(String(row['recipe'])) as DrawingRecipe),
  };
}
