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
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataFolder, type DataFolder } from '../../../electron/storage/data-folder.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

let path: string;
let file: string;
const open: DataFolder[] = [];
let time = 1_000;
let wake: () => void = () => {};
const now = (): number => time++;
const timer = (_ms: number, then: () => void): (() => void) => {
  wake = then;
  return () => (wake = () => {});
};

beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'packshot-folder-'));
  file = join(path, 'packshot.db');
});
afterEach(async () => {
  await closeAll();
  rmSync(path, { recursive: true, force: true });
});

function opened(): DataFolder {
  const folder = openDataFolder(path, now, timer);
  if (!folder.ok) throw new Error(sentenceOf(folder.reason));
  open.push(folder.value);
  return folder.value;
}

async function closeAll(): Promise<void> {
  for (const folder of open.splice(0)) await folder.close();
}

/** As if the process had been killed: no last backup is made. */
function crashAll(): void {
  for (const { database } of open.splice(0)) database.close();
}

const refusal = (): string | null => {
  const folder = openDataFolder(path, now, timer);
  if (!folder.ok) return folder.reason.code;
  open.push(folder.value);
  return null;
};

const writeNote = (folder: DataFolder, value: string): void => {
  folder.database.run(`INSERT OR REPLACE INTO settings (name, value) VALUES ('note', ?)`, value);
};
const noted = (folder: DataFolder): unknown =>
  folder.database.get(`SELECT value FROM settings WHERE name = 'note'`)?.['value'];

test('refuses a folder that another instance uses, until that one is closed', async () => {
  opened();
  expect(refusal()).toBe('data-folder-in-use');
  await closeAll();
  expect(refusal()).toBeNull();
});

test('refuses a newer version’s folder and leaves it unchanged', async () => {
  opened();
  await closeAll();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  expect(refusal()).toBe('data-folder-newer');
  expect(readdirSync(path).filter((name) => name.includes('unreadable'))).toEqual([]);
  const untouched = new DatabaseSync(file);
  expect(untouched.prepare('PRAGMA user_version').get()).toEqual({ user_version: 999 });
  untouched.close();
});

test('migrates an older schema', async () => {
  new DatabaseSync(file).close();
  writeNote(opened(), 'kept');
  expect(noted(open[0] as DataFolder)).toBe('kept');
});

test('replaces an unreadable database by the newest readable backup, and keeps it aside', async () => {
  writeNote(opened(), 'first');
  await closeAll();
  writeNote(opened(), 'second');
  await closeAll();
  writeFileSync(file, Buffer.alloc(8192, 'garbage'));
  const folder = opened();
  expect(folder.recovered?.code).toBe('database-recovered');
  expect(noted(folder)).toBe('second');
  const aside = readdirSync(path).find((name) => /unreadable-\d+$/.test(name)) ?? '';
  expect(readFileSync(join(path, aside)).includes('garbage')).toBe(true);
});

test('skips a backup that is damaged too', async () => {
  writeNote(opened(), 'first');
  await closeAll();
  writeNote(opened(), 'second');
  await closeAll();
  const copies = readdirSync(join(path, 'backups')).toSorted((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  writeFileSync(join(path, 'backups', copies.at(-1) ?? ''), 'garbage');
  writeFileSync(file, 'garbage');
  expect(noted(opened())).toBe('first');
});

test('the newest backup counts, and stays, also after the clock was set back', async () => {
  for (const value of ['first', 'second', 'third']) {
    writeNote(opened(), value);
    await closeAll();
  }
  time -= 900;
  writeNote(opened(), 'fourth');
  await closeAll();
  writeFileSync(file, 'garbage');
  expect(noted(opened())).toBe('fourth');
});

test('starts empty, and says so, without any backup', async () => {
  writeFileSync(file, Buffer.alloc(4096, 'garbage'));
  expect(opened().recovered?.code).toBe('database-started-afresh');
});

test('never moves a database aside that only can’t be opened', async () => {
  writeNote(opened(), 'kept');
  await closeAll();
  // SQLite can't create its log here, but the database is not damaged.
  rmSync(`${file}-wal`, { force: true });
  mkdirSync(`${file}-wal`);
  expect(refusal()).toBe('database-unopened');
  expect(existsSync(file)).toBe(true);
  rmSync(`${file}-wal`, { recursive: true });
  const folder = opened();
  expect(folder.recovered).toBeNull();
  expect(noted(folder)).toBe('kept');
});

test('refuses a place where it can’t write', async () => {
  const place = join(path, 'a-file');
  writeFileSync(place, '');
  const folder = openDataFolder(join(place, 'data'), now, timer);
  expect(folder).toMatchObject({ ok: false, reason: { code: 'data-folder-unwritable' } });
});

test('refuses a place where no folder can be made, instead of trying forever', () => {
  const folder = openDataFolder('/proc/packshot', now, timer);
  expect(folder).toMatchObject({ ok: false, reason: { code: 'data-folder-unwritable' } });
});

test('tells a lock without permission from one that another instance holds', () => {
  mkdirSync(join(path, 'in-use.lock'));
  expect(refusal()).toBe('data-folder-unwritable');
});

describe('copies while it is in use', () => {
  const copies = (): string[] => readdirSync(join(path, 'backups'));
  const untilCopied = async (count: number): Promise<void> => {
    wake();
    while (copies().filter((name) => name.endsWith('.db')).length < count) await new Promise(setImmediate);
  };

  test('are made only after changes', async () => {
    const folder = opened();
    wake();
    await new Promise(setImmediate);
    expect(copies()).toEqual([]);
    writeNote(folder, 'first');
    await untilCopied(1);
    wake();
    await new Promise(setImmediate);
    expect(copies()).toHaveLength(1);
  });

  test('limit a crash with a damaged disk to what came after the last one', async () => {
    const folder = opened();
    writeNote(folder, 'before');
    await untilCopied(1);
    writeNote(folder, 'after');
    crashAll();
    writeFileSync(file, Buffer.alloc(8192, 'garbage'));
    rmSync(join(path, 'in-use.lock'), { force: true });
    const next = opened();
    expect(next.recovered?.code).toBe('database-recovered');
    expect(noted(next)).toBe('before');
  });

  test('left unfinished by a crash are deleted', async () => {
    opened();
    await closeAll();
    writeFileSync(join(path, 'backups', 'packshot-5.db.part'), 'half');
    opened();
    expect(copies()).not.toContain('packshot-5.db.part');
  });
});

test('a recovery is reported again on the next start, until it is complete', async () => {
  writeNote(opened(), 'kept');
  await closeAll();
  writeFileSync(file, 'garbage');
  expect(opened().recovered?.code).toBe('database-recovered');
  await closeAll();
  const again = opened();
  expect(again.recovered?.code).toBe('database-recovered');
  again.recoveryReported();
  await closeAll();
  expect(opened().recovered).toBeNull();
});

test('a restored queue is not trusted: waiting photos are verified, and clearing a product is not repeated', async () => {
  const { database } = opened();
  database.run(
    `INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
       VALUES ('s', 's', 's', 'practice', '', 'session', 1)`,
  );
  for (const kind of ['upload', 'clear']) {
    database.run(
      `INSERT INTO entries (store_id, product_id, kind, state, changed_at, queued_at) VALUES ('s', 1, ?, 'waiting', 1, 1)`,
      kind,
    );
  }
  await closeAll();
  writeFileSync(file, 'garbage');
  const rows = opened().database.all('SELECT kind, state, may_have_arrived FROM entries ORDER BY id');
  expect(rows).toEqual([
    { kind: 'upload', state: 'waiting', may_have_arrived: 1 },
    { kind: 'clear', state: 'failed', may_have_arrived: 0 },
  ]);
});
