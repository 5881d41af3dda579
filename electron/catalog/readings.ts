import { z } from 'zod';
import type { Database } from '../storage/database.ts';
import type { IdSpan } from './id-spans.ts';

/** A synchronisation of a store's catalogue that is running or was interrupted. */
export interface UnfinishedReading {
  /** Its start in epoch milliseconds, which also identifies it. */
  run: number;
  /** Only products modified since are fetched, ISO 8601; null fetches all. */
  since: string | null;
  /** The newest modification in the store at the start, by the store's clock. */
  newest: string | null;
  /** All products up to this id have been fetched, in the part that is read one page after the other. */
  after: number;
  /** The highest id at the start: products up to it are read several pages at once. 0: none are. */
  upTo: number;
  /** Products of the store at the start; 0 if unknown. */
  total: number;
  /** Ids up to `upTo` of which all products have been fetched. */
  read: readonly IdSpan[];
}

export interface ReadingsSoFar {
  /** Start of the last full synchronisation, epoch milliseconds. */
  wholeAt: number | null;
  /** The newest modification in the store when the last synchronisation began. */
  newest: string | null;
  unfinished: UnfinishedReading | null;
}

const unfinishedSchema = z.object({
  run: z.number(),
  since: z.string().nullable(),
  newest: z.string().nullable(),
  after: z.number(),
  // Versions before read all pages one after the other.
  upTo: z.number().default(0),
  total: z.number().default(0),
  read: z.array(z.object({ from: z.number(), to: z.number() })).default([]),
});

/** Progress of each store's synchronisation: the only reader and writer of this table. */
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
