import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  maxRecentFolders,
  RecentFolders,
  shownFolders,
  withFolders,
} from '../../../electron/batches/recent-folders.ts';
import type { KnownFolder } from '../../../electron/storage/settings-table.ts';

describe('the list of recent folders', () => {
  test('has the newest first and keeps the id of a folder that is added again', () => {
    const first = withFolders([], ['/a']);
    const second = withFolders(first, ['/b']);
    expect(second).toEqual([
      { id: 2, path: '/b' },
      { id: 1, path: '/a' },
    ]);
    expect(withFolders(second, ['/a'])).toEqual([
      { id: 1, path: '/a' },
      { id: 2, path: '/b' },
    ]);
  });

  test('is bounded, and has each folder and each id once, whatever is added', () => {
    const paths = fc.array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz').map((name) => `/${name}`));
    fc.assert(
      fc.property(fc.array(paths), (all) => {
        const list = all.reduce<readonly KnownFolder[]>(withFolders, []);
        expect(list.length).toBeLessThanOrEqual(maxRecentFolders);
        expect(new Set(list.map(({ path }) => path)).size).toBe(list.length);
        expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
        const last = all.findLast((some) => some.length > 0);
        expect(list[0]?.path).toBe(last?.[0]);
      }),
    );
  });

  test('names the folder around it only where two have the same name', () => {
    const list = withFolders([], ['/shop/mugs/ready', '/shop/chairs/ready', '/shop/monday']);
    expect(shownFolders(list).map(({ name, isIn }) => [name, isIn])).toEqual([
      ['ready', 'mugs'],
      ['ready', 'chairs'],
      ['monday', null],
    ]);
  });
});

describe('recent folders', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'packshot-recent-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  test('remember folders and no files, and say when one is gone until it is back', async () => {
    const heard: string[] = [];
    const kept = { recentFolders: [] as readonly KnownFolder[] };
    const recent = new RecentFolders({ kept, emit: ({ type }) => heard.push(type) });
    const folder = join(root, 'shoot');
    mkdirSync(folder);
    writeFileSync(join(root, 'a.jpg'), '');
    await recent.remember([join(root, 'a.jpg'), folder, join(root, 'missing')]);
    expect(recent.list()).toEqual([{ id: 1, name: 'shoot', isIn: null }]);
    expect(heard).toEqual(['recent-folders-changed']);
    expect(await recent.find(1)).toEqual({ ok: true, value: folder });

    renameSync(folder, join(root, 'away'));
    expect(await recent.find(1)).toMatchObject({ ok: false, reason: { code: 'recent-folder-gone' } });
    renameSync(join(root, 'away'), folder);
    expect(await recent.find(1)).toMatchObject({ ok: true });

    recent.clear();
    expect(recent.list()).toEqual([]);
    expect(await recent.find(1)).toMatchObject({ ok: false, reason: { code: 'recent-folder-unknown' } });
  });
});
