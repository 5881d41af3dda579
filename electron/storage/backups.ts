import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from './database.ts';

/** Calls `wake` once after `ms`, unless the returned function is called first. */
export type Timer = (ms: number, wake: () => void) => () => void;

/** Does not keep the process alive, for example after a failed start. */
export const stableTimer: Timer = (ms, wake) => {
  const timer = setTimeout(wake, ms).unref();
  return () => clearTimeout(timer);
};

/** Limits the loss when a crash and a damaged disk coincide: what was queued since the last backup. */
const backupEveryMs = 2 * 60_000;
/** The first backup comes sooner, because runs do much of their work at the start. */
const firstBackupMs = 20_000;
/** One of this run, one from the end of the last run, and a spare. */
const backupsKept = 3;

/** Backups of the database: at intervals if it has changed, and at the end. */
export class Backups {
  readonly #folder: string;
  readonly #database: Database;
  readonly #now: () => number;
  readonly #timer: Timer;
  #copiedAt: number | null = null;
  #stopTimer: () => void = () => {};
  #underway: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(folder: string, database: Database, now: () => number, timer: Timer) {
    this.#folder = folder;
    this.#database = database;
    this.#now = now;
    this.#timer = timer;
  }

  start(): void {
    for (const name of readdirSync(this.#folder)) {
      if (name.endsWith(unfinished)) rmSync(join(this.#folder, name), { force: true });
    }
    this.#copiedAt = this.#database.changes;
    this.#wakeIn(firstBackupMs);
  }

  /** Makes the last backup; the database must still be open. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#stopTimer();
    await this.#underway;
    if (this.#database.changes !== this.#copiedAt) {
      await this.#copy((part) => this.#database.copyTo(part));
    }
  }

  #wakeIn(ms: number): void {
    this.#stopTimer = this.#timer(ms, () => {
      this.#underway = this.#copyIfChanged();
    });
  }

  async #copyIfChanged(): Promise<void> {
    const { changes } = this.#database;
    if (changes !== this.#copiedAt && (await this.#copy((part) => this.#database.copyTo(part)))) {
      this.#copiedAt = changes;
    }
    if (!this.#closed) this.#wakeIn(backupEveryMs);
  }

  /**
   * A backup is renamed once it is complete. Failures, such as a full disk, are ignored: older backups exist.
   */
  async #copy(write: (part: string) => Promise<void>): Promise<boolean> {
    const part = join(this.#folder, `packshot-${this.#now()}.db${unfinished}`);
    try {
      await write(part);
      renameSync(part, join(this.#folder, `packshot-${this.#nextNumber()}.db`));
      for (const old of backupsIn(this.#folder).slice(backupsKept)) rmSync(old);
      return true;
    } catch {
      rmSync(part, { force: true });
      return false;
    }
  }

  /**
   * The time, but above that of all earlier backups. Otherwise the newest backup would be deleted as the oldest after
   * the clock was set back.
   */
  #nextNumber(): number {
    const [newest = ''] = backupsIn(this.#folder);
    return Math.max(this.#now(), madeAt(newest) + 1);
  }
}

const unfinished = '.part';
const backupName = /^packshot-(\d+)\.db$/;

/** The backups in a folder, newest first. */
export function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => backupName.test(name))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}

/** When a backup was made, epoch milliseconds, by its path. */
export function madeAt(backup: string): number {
  return Number(backupName.exec(basename(backup))?.[1] ?? 0);
}
