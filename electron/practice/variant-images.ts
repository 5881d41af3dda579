import { rmSync } from 'node:fs';
import { join } from 'node:path';
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
  readonly #originals: string;

  constructor(state: Pick<PracticeState, 'db' | 'originals'>) {
    this.#db = state.db;
    this.#originals = state.originals;
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

  /** Replaces an existing picture. */
  put(row: VariantImageRow): void {
    const before = this.get(row.variantId);
    this.#db
      .prepare(
        `INSERT INTO variant_images (variant_id, file, type, stamped_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (variant_id) DO UPDATE
           SET file = excluded.file, type = excluded.type, stamped_at = excluded.stamped_at`,
      )
      .run(row.variantId, row.file, row.type, row.stampedAt);
    if (before !== null) rmSync(join(this.#originals, before.file), { force: true });
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
