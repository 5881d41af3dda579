import type { DatabaseSync } from 'node:sqlite';
import { typeFacts } from '../../shared/limits.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { PracticeState } from './state.ts';

/** The picture of a variant, if any. Its file is among the originals. */
export interface VariantImageRow {
  variantId: number;
  /** Name in the folder of originals. */
  file: string;
  type: AcceptedType;
  /** Whole seconds since 1970; part of its URL. */
  stampedAt: number;
}

export class VariantImages {
  readonly #db: DatabaseSync;

  constructor(state: Pick<PracticeState, 'db'>) {
    this.#db = state.db;
  }

  get(variantId: number): VariantImageRow | null {
    return this.of([variantId]).get(variantId) ?? null;
  }

  of(variantIds: readonly number[]): Map<number, VariantImageRow> {
    const rows = this.#db
      .prepare('SELECT * FROM variant_images WHERE variant_id IN (SELECT value FROM json_each(?))')
      .all(JSON.stringify(variantIds));
    return new Map(rows.map(readRow).map((row) => [row.variantId, row]));
  }

  /** The present or an earlier picture with this stamp, as in its address. */
  at(variantId: number, stampedAt: number): VariantImageRow | null {
    const present = this.get(variantId);
    if (present?.stampedAt === stampedAt) return present;
    const past = this.#db
      .prepare('SELECT * FROM past_variant_images WHERE variant_id = ? AND stamped_at = ?')
      .get(variantId, stampedAt);
    return past === undefined ? null : readRow(past);
  }

  /**
   * Replaces an existing picture. The earlier one keeps its address, which has a time in it (inferred). Answers the row
   * as it is stored: two pictures never have one address.
   */
  put(given: VariantImageRow): VariantImageRow {
    const last = this.#db
      .prepare('SELECT max(stamped_at) AS at FROM past_variant_images WHERE variant_id = ?')
      .get(given.variantId);
    const latest = Math.max(this.get(given.variantId)?.stampedAt ?? 0, Number(last?.['at'] ?? 0));
    const row = { ...given, stampedAt: Math.max(given.stampedAt, latest + 1) };
    this.remove(row.variantId);
    this.#db
      .prepare('INSERT INTO variant_images (variant_id, file, type, stamped_at) VALUES (?, ?, ?, ?)')
      .run(row.variantId, row.file, row.type, row.stampedAt);
    return row;
  }

  remove(variantId: number): void {
    this.#db
      .prepare(
        `INSERT INTO past_variant_images (variant_id, file, type, stamped_at)
           SELECT variant_id, file, type, stamped_at FROM variant_images WHERE variant_id = ?`,
      )
      .run(variantId);
    this.#db.prepare('DELETE FROM variant_images WHERE variant_id = ?').run(variantId);
  }
}

/** Below the CDN's root, as in the reference's example. */
export function variantImagePath(storeHash: string, row: VariantImageRow): string {
  const extension = typeFacts[row.type].extension;
  return `/s-${storeHash}/product_images/attribute_rule_images/${row.variantId}_source_${row.stampedAt}.${extension}`;
}

function readRow(row: Record<string, unknown>): VariantImageRow {
  return {
    variantId: Number(row['variant_id']),
    file: String(row['file']),
    type: row['type'] as AcceptedType,
    stampedAt: Number(row['stamped_at']),
  };
}
