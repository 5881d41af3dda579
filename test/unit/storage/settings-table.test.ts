import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettingsTable } from '../../../electron/storage/settings-table.ts';
import { Database } from '../../../electron/storage/database.ts';
import { defaultSettings } from '../../../shared/model.ts';

let folder: string;
let db: Database;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-settings-'));
  db = new Database(join(folder, 'packshot.db'));
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

test('have defaults, and survive a restart', () => {
  expect(new SettingsTable(db).current).toEqual(defaultSettings);
  new SettingsTable(db).change({ parallel: 8, reserve: 0 });
  expect(new SettingsTable(db).current).toEqual({ ...defaultSettings, parallel: 8, reserve: 0 });
});

test('one that can’t be read has its default, and leaves the others alone', () => {
  const table = new SettingsTable(db);
  table.change({ reserve: 9 });
  const kept = JSON.stringify({ reserve: 9, parallel: 900, bandwidth: 'fast', gone: 1 });
  db.run("UPDATE settings SET value = ? WHERE name = 'settings'", kept);
  expect(new SettingsTable(db).current).toEqual({ ...defaultSettings, reserve: 9 });
});

test('report each change once it is saved', () => {
  const table = new SettingsTable(db);
  const heard: number[] = [];
  table.onChange(() => heard.push(table.current.reserve, new SettingsTable(db).current.reserve));
  table.change({ reserve: 12 });
  expect(heard).toEqual([12, 12]);
});

test('that are managed can’t be changed, and the user’s own are back when they no longer are', () => {
  new SettingsTable(db).change({ parallel: 8 });
  const table = new SettingsTable(db, { parallel: 2, updates: { enabled: false } });
  expect(table.managed).toEqual(['parallel', 'updates.enabled']);
  const { updates } = table.change({
    parallel: 16,
    reserve: 5,
    updates: { enabled: true, channel: 'beta', skippedVersion: '1.1.0' },
  });
  expect(table.current).toMatchObject({ parallel: 2, reserve: 5 });
  expect(updates).toEqual({ enabled: false, channel: 'beta', skippedVersion: '1.1.0' });
  expect(new SettingsTable(db).current).toMatchObject({
    parallel: 8,
    reserve: 5,
    updates: { enabled: true, channel: 'beta' },
  });
});
