import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder, type DataFolder } from '../../../electron/storage/data-folder.ts';

let path: string;
let file: string;
const open: DataFolder[] = [];
let time = 1_000;

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'packshot-folder-'));
  file = join(path, 'packshot.db');
});
afterEach(() => {
  for (const folder of open.splice(0)) folder.close();
  rmSync(path, { recursive: true, force: true });
});

function opened(): DataFolder {
  const folder = openDataFolder(path, () => time++);
  if (!folder.ok) throw new Error(folder.reason.sentence);
  open.push(folder.value);
  return folder.value;
}

function closeAll(): void {
  for (const folder of open.splice(0)) folder.close();
}

const refusal = (): string | null => {
  const folder = openDataFolder(path, () => time++);
  if (!folder.ok) return folder.reason.code;
  open.push(folder.value);
  return null;
};

const note = (folder: DataFolder, value: string): void => {
  folder.database.run(`INSERT OR REPLACE INTO settings (name, value) VALUES ('note', ?)`, value);
};
const noted = (folder: DataFolder): unknown =>
  folder.database.get(`SELECT value FROM settings WHERE name = 'note'`)?.['value'];

test('refuses a folder that another instance uses, until that one is closed', () => {
  opened();
  expect(refusal()).toBe('data-folder-in-use');
  closeAll();
  expect(refusal()).toBeNull();
});

test('refuses what a newer version wrote, and leaves it as it is', () => {
  opened();
  closeAll();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  expect(refusal()).toBe('data-folder-newer');
  expect(readdirSync(path).filter((name) => name.includes('unreadable'))).toEqual([]);
  const untouched = new DatabaseSync(file);
  expect(untouched.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 });
  untouched.close();
});

test('brings an older schema up to date', () => {
  new DatabaseSync(file).close();
  note(opened(), 'kept');
  expect(noted(open[0] as DataFolder)).toBe('kept');
});

test('opens the newest copy that can be read in place of a database full of garbage, and keeps the garbage', () => {
  note(opened(), 'first');
  closeAll();
  note(opened(), 'second');
  closeAll();
  writeFileSync(file, Buffer.alloc(8192, 'garbage'));
  const folder = opened();
  expect(folder.recovered?.code).toBe('database-recovered');
  expect(noted(folder)).toBe('second');
  const aside = readdirSync(path).find((name) => /unreadable-\d+$/.test(name)) ?? '';
  expect(readFileSync(join(path, aside)).includes('garbage')).toBe(true);
});

test('passes over a copy that is damaged too', () => {
  note(opened(), 'first');
  closeAll();
  note(opened(), 'second');
  closeAll();
  const copies = readdirSync(join(path, 'backups')).toSorted((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  writeFileSync(join(path, 'backups', copies.at(-1) ?? ''), 'garbage');
  writeFileSync(file, 'garbage');
  expect(noted(opened())).toBe('first');
});

test('starts empty, and says so, when there is nothing to go back to', () => {
  writeFileSync(file, Buffer.alloc(4096, 'garbage'));
  expect(opened().recovered?.code).toBe('database-started-afresh');
});

test('never moves a database aside that is only out of reach', () => {
  note(opened(), 'kept');
  closeAll();
  // What SQLite can't open is not damaged for that: here its log can't be made.
  rmSync(`${file}-wal`, { force: true });
  mkdirSync(`${file}-wal`);
  expect(refusal()).toBe('database-unopened');
  expect(existsSync(file)).toBe(true);
  rmSync(`${file}-wal`, { recursive: true });
  const folder = opened();
  expect(folder.recovered).toBeNull();
  expect(noted(folder)).toBe('kept');
});

test('refuses a place where it cannot write', () => {
  const place = join(path, 'a-file');
  writeFileSync(place, '');
  const folder = openDataFolder(join(place, 'data'), () => 1);
  expect(folder).toMatchObject({ ok: false, reason: { code: 'data-folder-unwritable' } });
});
