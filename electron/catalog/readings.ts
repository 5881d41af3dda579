import { z } from 'zod';
import type { Database } from '../storage/database.ts';

/** A reading of a store's catalogue that is under way, or was broken off. */
export interface UnfinishedReading {
  /** When it began, epoch milliseconds; also tells it from other readings. */
  run: number;
  /** Only products modified since are read, ISO 8601; null reads everything. */
  since: string | null;
  /** The newest modification in the store when it began, by the store's own clock. */
  newest: string | null;
  /** Everything up to this product id has been read. */
  after: number;
}

export interface ReadingsSoFar {
  /** When the last finished reading of everything began, epoch milliseconds. */
  wholeAt: number | null;
  /** The newest modification in the store when the last finished reading began. */
  newest: string | null;
  unfinished: UnfinishedReading | null;
}

const unfinishedSchema = z.object({
  run: z.number(),
  since: z.string().nullable(),
  newest: z.string().nullable(),
  after: z.number(),
});

/** How far the catalogue of each store has been read: the only reader and writer of its table. */
export class Readings {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  soFar(storeId: string): ReadingsSoFar {
    const row = this.#db.get(
      'SELECT whole_at, newest, unfinished FROM catalog_readings WHERE store_id = ?',
      storeId,
    );
    const unfinished = row?.['unfinished'];
    return {
      wholeAt: row?.['whole_at'] == null ? null : Number(row['whole_at']),
      newest: row?.['newest'] == null ? null : String(row['newest']),
      unfinished: unfinished == null ? null : unfinishedSchema.parse(JSON.parse(String(unfinished))),
    };
  }

  keep(storeId: string, reading: UnfinishedReading): void {
    this.#db.run(
      `INSERT INTO catalog_readings (store_id, unfinished) VALUES (?, ?)
         ON CONFLICT (store_id) DO UPDATE SET unfinished = excluded.unfinished`,
      storeId,
      JSON.stringify(reading),
    );
  }

  finish(storeId: string, reading: UnfinishedReading): void {
    this.#db.run(
      `INSERT INTO catalog_readings (store_id, whole_at, newest, unfinished) VALUES (?, ?, ?, NULL)
         ON CONFLICT (store_id) DO UPDATE SET whole_at = coalesce(excluded.whole_at, whole_at),
           newest = excluded.newest, unfinished = NULL`,
      storeId,
      reading.since === null ? reading.run : null,
      reading.newest,
    );
  }
}
