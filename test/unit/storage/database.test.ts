import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { Catalog } from '../../../electron/catalog/catalog.ts';
import { Database } from '../../../electron/storage/database.ts';
import { migrations } from '../../../electron/storage/migrations.ts';

let db: Database;
beforeEach(() => {
  db = new Database(':memory:');
});
afterEach(() => db.close());

const put = (name: string): number => db.run(`INSERT INTO settings (name, value) VALUES (?, '')`, name);
const names = (): unknown[] => db.all('SELECT name FROM settings ORDER BY name').map((row) => row['name']);

test('keeps all of a transaction or nothing', () => {
  expect(() =>
    db.transaction(() => {
      put('one');
      put('one');
    }),
  ).toThrow('UNIQUE');
  expect(names()).toEqual([]);
});

test('joins an inner transaction to the outer one', () => {
  expect(() =>
    db.transaction(() => {
      db.transaction(() => put('inner'));
      throw new Error('the outer one fails');
    }),
  ).toThrow('the outer one fails');
  expect(names()).toEqual([]);
});

test('reports the first error, also when SQLite has rolled back by itself', () => {
  expect(() =>
    db.transaction(() => {
      put('lost');
      db.run('ROLLBACK');
      throw new Error('database or disk is full');
    }),
  ).toThrow('database or disk is full');
  db.transaction(() => put('next'));
  expect(names()).toEqual(['next']);
});

const waitsForDisk = (): boolean => db.get('PRAGMA synchronous')?.['synchronous'] === 2;

test('waits for the disk unless a transaction asks not to', () => {
  const later = db.transaction(() => waitsForDisk(), { isDurable: false });
  expect([later, waitsForDisk(), db.transaction(waitsForDisk)]).toEqual([false, true, true]);
  const fails = (): void => {
    throw new Error('it fails');
  };
  expect(() => db.transaction(fails, { isDurable: false })).toThrow('it fails');
  expect(waitsForDisk()).toBe(true);
});

test('refuses a durable transaction inside one that is not', () => {
  const within = (): number => db.transaction(() => db.transaction(() => put('inner')), { isDurable: false });
  expect(within).toThrow('durable');
  expect(names()).toEqual([]);
});

/** A database that an earlier version left with one store, Alder, and these rows. */
function databaseOf(version: number, rows: string): Database {
  const folder = mkdtempSync(join(tmpdir(), 'packshot-database-'));
  const file = join(folder, 'packshot.db');
  const old = new DatabaseSync(file);
  for (const step of migrations.slice(0, version)) old.exec(step);
  old.exec(`PRAGMA user_version = ${version};
    INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
      VALUES ('alder', 'alder', 'Alder', 'bigcommerce', '', 'memory', 1);
    ${rows}`);
  old.close();
  const migrated = new Database(file);
  onTestFinished(() => {
    migrated.close();
    rmSync(folder, { recursive: true });
  });
  return migrated;
}

test('keeps the sort order of photos queued by an earlier version', () => {
  const migrated = databaseOf(
    4,
    `INSERT INTO entries (store_id, product_id, kind, sort_order, state, changed_at, queued_at)
      VALUES ('alder', 7, 'upload', 12, 'waiting', 1, 1), ('alder', 7, 'upload', NULL, 'waiting', 1, 1);
    INSERT INTO history SELECT * FROM entries`,
  );
  for (const table of ['entries', 'history']) {
    const rows = migrated.all(`SELECT sort_order FROM ${table} ORDER BY id`);
    expect(rows.map((row) => row['sort_order'])).toEqual([12, null]);
  }
  migrated.run('UPDATE entries SET sort_order = 12.5');
  expect(migrated.all('SELECT sort_order FROM entries')).toContainEqual({ sort_order: 12.5 });
});

test('keeps what products were found by and their categories in an earlier version', () => {
  const migrated = databaseOf(
    10,
    `INSERT INTO products (store_id, id, name, sku, date_modified, image_count, folded, folded_name, seen, categories)
      VALUES ('alder', 7, 'Mug', 'MUG-01', '', 0, 'mug' || char(10) || 'mug-01', 'mug', 1, '[5,6,5]');
    INSERT INTO catalog_readings (store_id, whole_at) VALUES ('alder', 1)`,
  );
  const catalog = new Catalog(migrated, Date.now);
  const query = { query: 'mug01', filter: 'all', categoryId: 6, among: null, offset: 0, limit: 5 } as const;
  expect(catalog.search('alder', query).products).toMatchObject([{ id: 7 }]);
  // The next refresh reads all products again.
  expect(migrated.get('SELECT whole_at FROM catalog_readings')).toEqual({ whole_at: null });
});

test('counts what a batch of an earlier version queued as photos and as variant images', () => {
  // Of batch 2, arrived photos were cleared from the list.
  const migrated = databaseOf(
    14,
    `INSERT INTO batches (id, store_id, source, at, phase, queued)
      VALUES (1, 'alder', 'drop', 1, 'queued', 1), (2, 'alder', 'drop', 1, 'queued', 9);
    INSERT INTO entries (store_id, product_id, batch_id, kind, state, changed_at, queued_at)
      VALUES ('alder', 7, 1, 'variant-image', 'waiting', 1, 1), ('alder', 7, 1, 'arrange', 'waiting', 1, 1),
        ('alder', 7, 2, 'upload', 'failed', 1, 1);
    INSERT INTO history SELECT * FROM entries WHERE kind = 'variant-image';
    UPDATE history SET kind = 'upload', state = 'done', id = 90;
    INSERT INTO hot_folders (store_id, path) VALUES ('alder', '/shoot')`,
  );
  expect(migrated.all('SELECT queued, variant_images FROM batches ORDER BY id')).toEqual([
    { queued: 2, variant_images: 1 },
    { queued: 9, variant_images: 0 },
  ]);
  expect(migrated.all('SELECT batch_id FROM hot_folders')).toEqual([{ batch_id: null }]);
});
