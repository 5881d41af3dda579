import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';

/** Calls `wake` once, `ms` from now, unless the answered function is called first. */
export type Timer = (ms: number, wake: () => void) => () => void;

/** One that keeps no process alive which is otherwise done, as after a start that failed. */
export const stableTimer: Timer = (ms, wake) => {
  const timer = setTimeout(wake, ms).unref();
  return () => clearTimeout(timer);
};

/** How much work a crash together with a damaged disk may cost: what was queued since the last copy. */
export const backupEveryMs = 2 * 60_000;
/** The first copy comes sooner: much of what a run does, it does at its beginning. */
const firstBackupMs = 20_000;
/** One made while running, one from the end of the last run, one more in case both are damaged. */
const backupsKept = 3;

/** Copies of the database: some while it is in use, when there were changes, and one at the end. */
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

  /** Makes the last copy; the database must still be open. */
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

  /** A copy gets its name once it is whole. A failure to make one, such as a full disk, stops nothing: older ones are there. */
  async #copy(write: (part: string) => Promise<void>): Promise<boolean> {
    const file = join(this.#folder, `packshot-${this.#now()}.db`);
    const part = `${file}${unfinished}`;
    try {
      await write(part);
      renameSync(part, file);
      for (const old of backupsIn(this.#folder).slice(backupsKept)) rmSync(old);
      return true;
    } catch {
      rmSync(part, { force: true });
      return false;
    }
  }
}

const unfinished = '.part';

/** The copies in a folder, newest first. */
export function backupsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^packshot-\d+\.db$/.test(name))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}
