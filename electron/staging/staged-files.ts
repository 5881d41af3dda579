import type { Staging } from './staging.ts';
import type { Entries } from '../outbox/records/entries.ts';
import { stagedOf, type Item } from '../review/item.ts';
import type { ItemsTable } from '../review/items-table.ts';

/** Staged bytes, of which reviews and the outbox may both need the same: the only place that lets them go. */
export class ReviewBytes {
  readonly #staging: Staging;
  readonly #table: ItemsTable;
  readonly #entries: () => Entries;

  constructor(staging: Staging, table: ItemsTable, entries: () => Entries) {
    this.#staging = staging;
    this.#table = table;
    this.#entries = entries;
  }

  pathOf(sha256: string): string {
    return this.#staging.pathOf(sha256);
  }

  /** Ends one hold, once the photo is on record; see `Staging`. */
  letGo(sha256: string): void {
    this.#staging.letGo(sha256);
  }

  /** Ends one hold, and lets the photo go unless it is on record or held otherwise. */
  letGoAndFree(sha256: string): void {
    this.letGo(sha256);
    this.freeOne(sha256);
  }

  /** Deletes the photo, not its preview, unless a review needs it. */
  release(sha256: string): boolean {
    return !this.#table.needsBytes(sha256) && this.#staging.release(sha256);
  }

  /** Deletes the photo and its preview, unless a review needs it. */
  forget(sha256: string): boolean {
    return !this.#table.needsBytes(sha256) && this.#staging.forget(sha256);
  }

  /** Lets go what an item had staged and nothing needs any more. */
  free(item: Item): void {
    for (const one of stagedOf(item)) this.freeOne(one);
  }

  freeOne(sha256: string): void {
    if (!this.#entries().hasAny(sha256)) this.forget(sha256);
    else if (!this.#entries().needsBytes(sha256)) this.release(sha256);
  }
}
