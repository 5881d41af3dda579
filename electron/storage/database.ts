import { backup, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { migrations } from './migrations.ts';

export type Row = Record<string, SQLInputValue>;

/** Of 4 KB: a write that comes in between waits for about a millisecond. */
const pagesAtOnce = 32;

/** A database written by a newer Packshot: opening it could lose what the newer one knows. */
export class NewerSchemaError extends Error {}

/**
 * One SQLite file with prepared statements kept and transactions that nest by joining the outer one.
 * Everything is synchronous: a commit of this size takes a fraction of a millisecond, and synchronous code between
 * two awaits cannot be interleaved.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #depth = 0;

  /** Opens and migrates `file`. Throws when it cannot be read, or was written by a newer version. */
  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    try {
      // FULL: an outcome that was announced must survive a power cut (the outbox's first rule).
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

  /** The number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#depth++;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // A disk that is full may have made SQLite roll back by itself; a second time would hide the first error.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth--;
    }
  }

  /** A consistent copy of the whole database, taken bit by bit while it is in use, so that nobody waits for it. */
  async copyTo(file: string): Promise<void> {
    await backup(this.#db, file, { rate: pagesAtOnce });
  }

  /** The same at once, for when nothing else is going on. `file` must not exist. */
  copyNow(file: string): void {
    this.#statement('VACUUM INTO ?').run(file);
  }

  /** Rows changed since it was opened: equal means that nothing has been written in between. */
  get changes(): number {
    return Number(this.get('SELECT total_changes() AS n')?.['n'] ?? 0);
  }

  /**
   * True when every page can be read and holds what its table says; of history that is left out, which nothing depends on and which
   * is the largest.
   */
  isSound(): boolean {
    const tables = this.all(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'history'`,
    );
    return tables.every(({ name }) => {
      const rows = this.all(`PRAGMA quick_check("${String(name)}")`);
      return rows.length === 1 && rows[0]?.['quick_check'] === 'ok';
    });
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }
}
