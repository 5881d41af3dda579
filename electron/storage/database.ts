import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { damagedTables } from './damaged-tables.ts';
import { migrations } from './migrations.ts';

export type Row = Record<string, SQLInputValue>;

/** Pages of 4 KB: a concurrent write waits for about a millisecond. */
const pagesAtOnce = 32;

/** A database of a newer Packshot: opening it could lose data that only the newer version knows. */
export class NewerSchemaError extends Error {}

export interface TransactionOptions {
  /**
   * False leaves the change to the next durable commit. A power cut may take it back, as a whole; the end of
   * the process can't. Only for what is found again: a durable commit waits for the disk, often 5 ms.
   */
  isDurable?: boolean;
}

/**
 * One SQLite file with cached prepared statements; nested transactions join the outer one. Synchronous: the
 * statements of a commit take a fraction of a millisecond, and synchronous code can't be interleaved.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;
  #isDurable = true;

  /** Opens and migrates `file`. Throws if it can't be read or belongs to a newer version. */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    try {
      // FULL: an announced outcome must survive a power cut (the outbox's first rule).
      this.#db.exec(
        'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;',
      );
      this.#migrate();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  #migrate(): void {
    const version = Number(this.get('PRAGMA user_version')?.['user_version'] ?? 0);
    if (version > migrations.length) throw new NewerSchemaError(`schema ${version}`);
    for (let next = version; next < migrations.length; next++) {
      this.transaction(() => {
        this.#db.exec(migrations[next] ?? '');
        this.#db.exec(`PRAGMA user_version = ${next + 1}`);
      });
    }
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  all(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  /** Returns the number of changed rows. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  transaction<T>(work: () => T, { isDurable = true }: TransactionOptions = {}): T {
    if (this.#depth > 0) {
      if (isDurable && !this.#isDurable) throw new Error('A durable change inside one that is not');
      return work();
    }
    this.#setDurable(isDurable);
    this.#db.exec('BEGIN IMMEDIATE');
    this.#depth++;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite rolls back by itself on a full disk; a second rollback would hide the first error.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth--;
      this.#setDurable(true);
    }
  }

  /** SQLite changes this only between transactions. */
  #setDurable(isDurable: boolean): void {
    if (isDurable === this.#isDurable) return;
    this.#db.exec(`PRAGMA synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`);
    this.#isDurable = isDurable;
  }

  /** A consistent copy of the whole database, made in small steps so that nobody waits. */
  async copyTo(file: string): Promise<void> {
    await backup(this.#db, file, { rate: pagesAtOnce });
  }

  /** A copy made in one step, for when nothing else is running. `file` must not exist. */
  copyNow(file: string): void {
    this.#statement('VACUUM INTO ?').run(file);
  }

  /** Rows changed since opening: equal values mean that nothing was written in between. */
  get changes(): number {
    return Number(this.get('SELECT total_changes() AS n')?.['n'] ?? 0);
  }

  /**
   * Whether every page can be read and matches its table. Skips the history, which is the largest table and
   * which nothing depends on.
   */
  isSound(): boolean {
    return this.all(damagedTables, 'history').length === 0;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}
