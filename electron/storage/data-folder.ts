import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { markAllForVerification } from './after-restore.ts';
import { Backups, backupsIn, madeAt, stableTimer, type Timer } from './backups.ts';
import { movedFrom } from './data-location.ts';
import { Database, NewerSchemaError } from './database.ts';
import { repairPermissions } from './repair-permissions.ts';

export interface DataFolder {
  path: string;
  database: Database;
  staging: string;
  previews: string;
  pictures: string;
  practice: string;
  /** What was repaired on opening, for the user. Kept across starts until `recoveryReported`. */
  recovered: Reason | null;
  /** Call when the recovery is complete: staging was compared with the restored queue. */
  recoveryReported(): void;
  close(): Promise<void>;
}

/**
 * Opens Packshot's data folder for this process alone.
 *
 * A database that can't be read is moved aside and the last good backup is opened (the outbox's ninth rule).
 * Refuses a folder that is in use by another process, can't be written, or belongs to a newer version.
 */
export function openDataFolder(
  path: string,
  now: () => number,
  timer: Timer = stableTimer,
): Outcome<DataFolder> {
  const unwritable = no(reason('data-folder-unwritable', { path }));
  const folder = movedFrom(path);
  if (folder !== null) return no(reason('data-folder-moved', { path, folder }));
  if (existsSync(join(path, 'packshot.db'))) repairPermissions(path);
  try {
    for (const folder of ['', 'staging', 'previews', 'pictures', 'practice', 'backups']) {
      makeFolder(join(path, folder));
    }
  } catch {
    return unwritable;
  }
  const lock = lockDataFolder(path);
  if (lock === 'unwritable') return unwritable;
  if (lock === 'in-use') {
    return no(reason('data-folder-in-use', { path }));
  }
  const opened = openOrRecover(path, now);
  if (!opened.ok) {
    lock.close();
    return opened;
  }
  const { database, recovered } = opened.value;
  const backups = new Backups(join(path, 'backups'), database, now, timer);
  backups.start();
  return ok({
    path,
    database,
    staging: join(path, 'staging'),
    previews: join(path, 'previews'),
    pictures: join(path, 'pictures'),
    practice: join(path, 'practice'),
    recovered,
    recoveryReported: () => rmSync(join(path, recoveringName), { force: true }),
    async close() {
      await backups.close();
      database.close();
      lock.close();
    },
  });
}

/** This file exists from a recovery until `recoveryReported`, so that a crash in between forgets nothing. */
const recoveringName = 'recovering';

/** One level at a time: a recursive `mkdir` never returns where a file system refuses it, such as /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path, { mode: 0o700 });
}

export const lockName = 'in-use.lock';

/**
 * The lock is an open write transaction. The system releases it when the process ends, so it can't be stale.
 */
export function lockDataFolder(path: string): { close(): void } | 'in-use' | 'unwritable' {
  const file = join(path, lockName);
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(file);
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE;');
    return lock;
  } catch (error) {
    lock?.close();
    return codeOf(error) === sqliteBusy ? 'in-use' : 'unwritable';
  }
}

function openOrRecover(
  path: string,
  now: () => number,
): Outcome<{ database: Database; recovered: Reason | null }> {
  const file = join(path, 'packshot.db');
  const first = openSound(file);
  const recovering = join(path, recoveringName);
  if (first instanceof Database) {
    return ok({ database: first, recovered: existsSync(recovering) ? recoveredFrom(null) : null });
  }
  if (first instanceof NewerSchemaError) {
    return no(reason('data-folder-newer'));
  }
  if (!isUnreadable(first)) {
    return no(isRoomLeft(path) ? unopened : reason('queue-disk-full'));
  }
  try {
    writeFileSync(recovering, '');
  } catch {
    return no(unopened);
  }
  const aside = `${file}.unreadable-${now()}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
  for (const backup of backupsIn(join(path, 'backups'))) {
    const restored = restore(backup, file);
    if (restored) return ok({ database: restored, recovered: recoveredFrom(backup) });
  }
  return ok({
    database: new Database(file),
    recovered: reason('database-started-afresh'),
  });
}

function recoveredFrom(backup: string | null): Reason {
  return backup === null
    ? reason('database-recovered', { known: 'no', time: '' })
    : reason('database-recovered', { known: 'yes', time: timeOf(backup) });
}

class DamagedError extends Error {}

const unopened: Reason = reason('database-unopened');

/**
 * Whether an error means that the file itself is damaged. A full disk, a missing permission or a lock does
 * not: moving the queue aside would lose it for no reason. Codes: SQLite's "Result and Error Codes".
 */
function isUnreadable(error: Error): boolean {
  if (error instanceof DamagedError) return true;
  const code = codeOf(error);
  return code === sqliteCorrupt || code === sqliteNotADatabase;
}

/** SQLite's primary code without extended bits; 0 for other errors. */
function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
}

const sqliteBusy = 5;
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;

/** Whether a database can be opened and is whole. */
export function isSoundDatabase(file: string): boolean {
  const opened = existsSync(file) ? openSound(file) : null;
  if (!(opened instanceof Database)) return false;
  opened.close();
  return true;
}

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
  const part = `${file}.part`;
  rmSync(part, { force: true });
  source.copyNow(part);
  source.close();
  const copy = openSound(part);
  if (!(copy instanceof Database)) return null;
  markAllForVerification(copy);
  copy.close();
  renameSync(part, file);
  const restored = openSound(file);
  return restored instanceof Database ? restored : null;
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

function timeOf(backup: string): string {
  return new Date(madeAt(backup)).toISOString().slice(0, 16).replace('T', ', ');
}
