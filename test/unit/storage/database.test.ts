import { afterEach, beforeEach, expect, test } from 'vitest';
import { Database } from '../../../electron/storage/database.ts';

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
