import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { Database, NewerSchemaError } from './database.ts';

export interface DataFolder {
  path: string;
  database: Database;
  staging: string;
  previews: string;
  pictures: string;
  practice: string;
  /** What had to be put right on opening, for the user to know. */
  recovered: Reason | null;
  close(): void;
}

const backupsKept = 2;

/**
 * Opens the folder in which Packshot keeps everything, for this process alone.
 *
 * A database that cannot be read is moved aside and the last good backup opened in its place (the outbox's ninth
 * rule). Refused: a folder in use by another process, one that cannot be written, one of a newer version.
 */
export function openDataFolder(path: string, now: () => number): Outcome<DataFolder> {
  try {
    for (const folder of ['', 'staging', 'previews', 'pictures', 'practice', 'backups']) {
      mkdirSync(join(path, folder), { recursive: true, mode: 0o700 });
    }
  } catch {
    return no({
      code: 'data-folder-unwritable',
      sentence: `Packshot can't write to its data folder, ${path}.`,
      next: 'Check that the disk has room and that you may write there, or choose another folder.',
    });
  }
  const lock = takeLock(join(path, 'in-use.lock'));
  if (!lock) {
    return no({
      code: 'data-folder-in-use',
      sentence: `Packshot is already running with the data folder ${path}.`,
      next: 'Use the window that is open, or close it first.',
    });
  }
  const opened = openOrRecover(path, now);
  if (!opened.ok) {
    lock.close();
    return opened;
  }
  const { database, recovered } = opened.value;
  return ok({
    path,
    database,
    staging: join(path, 'staging'),
    previews: join(path, 'previews'),
    pictures: join(path, 'pictures'),
    practice: join(path, 'practice'),
    recovered,
    close() {
      keepBackup(path, database, now());
      database.close();
      lock.close();
    },
  });
}

/**
 * The lock is a write transaction that stays open: the operating system lets go of it when the process ends, however
 * it ends, so there is no stale lock to judge.
 */
function takeLock(file: string): { close(): void } | null {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;');
    return lock;
  } catch {
    lock.close();
    return null;
  }
}

function openOrRecover(
  path: string,
  now: () => number,
): Outcome<{ database: Database; recovered: Reason | null }> {
  const file = join(path, 'packshot.db');
  const first = openSound(file);
  if (first instanceof Database) return ok({ database: first, recovered: null });
  if (first instanceof NewerSchemaError) {
    return no({
      code: 'data-folder-newer',
      sentence: 'This data folder was written by a newer version of Packshot.',
      next: 'Install the newest Packshot; nothing in the folder was touched.',
    });
  }
  if (!isUnreadable(first)) {
    return no(
      isRoomLeft(path)
        ? unopened
        : {
            code: 'disk-full',
            sentence: 'The disk is full, so Packshot cannot open its queue.',
            next: 'Free some space and start Packshot again; nothing in the queue is lost.',
          },
    );
  }
  const aside = `${file}.unreadable-${now()}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  for (const backup of backupsOf(path)) {
    const restored = restore(backup, file);
    if (restored) {
      return ok({
        database: restored,
        recovered: {
          code: 'database-recovered',
          sentence: `Packshot's queue could not be read, so the copy of ${timeOf(backup)} was opened.`,
          next: 'Check what waits before you go on. Photos whose upload had begun are looked for in the store and not sent twice.',
        },
      });
    }
  }
  return ok({
    database: new Database(file),
    recovered: {
      code: 'database-started-afresh',
      sentence: "Packshot's queue could not be read and there was no copy, so it starts empty.",
      next: 'Connect your store again and drop the photos again: those already in a gallery are recognised and skipped.',
    },
  });
}

class DamagedError extends Error {}

const unopened: Reason = {
  code: 'database-unopened',
  sentence: "Packshot's queue could not be opened just now.",
  next: 'Restart the computer if it stays so. Nothing in the queue was touched.',
};

/**
 * Whether an error means that the file itself is damaged. A full disk, a missing right or a lock says nothing of the kind: a queue
 * moved aside for that would be lost for no reason. Codes: SQLite's "Result and Error Codes".
 */
function isUnreadable(error: Error): boolean {
  if (error instanceof DamagedError) return true;
  const code = 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return code === sqliteCorrupt || code === sqliteNotADatabase;
}

const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

function openSound(file: string): Database | Error {
  try {
    const database = new Database(file);
    if (database.isSound()) return database;
    database.close();
    return new DamagedError('integrity check failed');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function restore(backup: string, file: string): Database | null {
  const source = openSound(backup);
  if (!(source instanceof Database)) return null;
  source.backupTo(file);
  source.close();
  const copy = openSound(file);
  return copy instanceof Database ? copy : null;
}

function isRoomLeft(path: string): boolean {
  const probe = join(path, 'room.probe');
  try {
    writeFileSync(probe, Buffer.alloc(256 * 1024));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(probe, { force: true });
  }
}

function backupsOf(path: string): string[] {
  const folder = join(path, 'backups');
  return readdirSync(folder)
    .filter((name) => /^packshot-\d+\.db$/.test(name))
    .toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((name) => join(folder, name));
}

function timeOf(backup: string): string {
  const millis = Number(/packshot-(\d+)\.db$/.exec(backup)?.[1] ?? 0);
  return new Date(millis).toISOString().slice(0, 16).replace('T', ', ');
}

/** Keeps the newest copies of a sound database; a failure to do so never stops anything. */
export function keepBackup(path: string, database: Database, now: number): void {
  try {
    database.backupTo(join(path, 'backups', `packshot-${now}.db`));
    for (const old of backupsOf(path).slice(backupsKept)) rmSync(old);
  } catch {
    // A full disk: the older copies are still there.
  }
}
