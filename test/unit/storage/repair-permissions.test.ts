import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDataFolder } from '../../../electron/storage/data-folder.ts';
import { repairPermissions } from '../../../electron/storage/repair-permissions.ts';

let top: string;
let data: string;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'packshot-rights-'));
  data = join(top, 'data');
  openFolder('data');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

/** As made by a version that left everything open to other users. */
function openFolder(name: string): void {
  mkdirSync(join(top, name), { recursive: true });
  chmodSync(join(top, name), 0o755);
}

function openFile(name: string): void {
  const path = join(top, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'x');
  chmodSync(path, 0o644);
}

const modeOf = (name: string): string => (statSync(join(top, name)).mode & 0o7777).toString(8);

describe.skipIf(process.platform === 'win32')('an open data folder', () => {
  test('is closed to other users when opened, with all of Packshot’s files', async () => {
    const opened = openDataFolder(data, Date.now);
    if (opened.ok) await opened.value.close();
    openFolder('data');
    openFolder('data/staging');
    const ours = ['packshot.db', 'window.json', 'staging/ab', 'practice/pictures/1.jpg', 'logs/main.log'];
    ours.map((name) => `data/${name}`).forEach((name) => chmodOrMake(name));

    const again = openDataFolder(data, Date.now);
    expect(again.ok).toBe(true);
    expect(ours.map((name) => modeOf(`data/${name}`))).toEqual(ours.map(() => '600'));
    expect(['data', 'data/staging', 'data/practice/pictures', 'data/logs'].map(modeOf)).toEqual(
      Array.from({ length: 4 }, () => '700'),
    );
    if (again.ok) await again.value.close();
  });

  test('keeps the permissions of foreign files', () => {
    openFile('data/packshot.db');
    openFile('data/letter.txt');
    openFile('data/Cache/1');
    repairPermissions(data);
    expect(['data/letter.txt', 'data/Cache', 'data/Cache/1'].map(modeOf)).toEqual(['644', '755', '644']);
  });

  test('is not left through a link', () => {
    openFile('elsewhere/photo.jpg');
    openFile('elsewhere.db');
    symlinkSync(join(top, 'elsewhere'), join(data, 'staging'));
    symlinkSync(join(top, 'elsewhere.db'), join(data, 'packshot.db'));
    repairPermissions(data);
    expect(['elsewhere', 'elsewhere/photo.jpg', 'elsewhere.db'].map(modeOf)).toEqual(['755', '644', '644']);
    expect(lstatSync(join(data, 'staging')).isSymbolicLink()).toBe(true);
  });

  test('is visited only up to a limit, folders before their content', () => {
    openFile('data/packshot.db');
    for (let n = 0; n < 20; n += 1) openFile(`data/staging/${n}`);
    repairPermissions(data, 5);
    expect(['data', 'data/staging', 'data/packshot.db'].map(modeOf)).toEqual(['700', '700', '600']);
    const mended = Array.from({ length: 20 }, (_, n) => modeOf(`data/staging/${n}`)).filter(
      (mode) => mode === '600',
    );
    expect(mended).toHaveLength(3);
  });

  test('shared by many users, like /tmp, keeps its permissions', () => {
    openFile('data/packshot.db');
    chmodSync(data, 0o1777);
    repairPermissions(data);
    expect(modeOf('data')).toBe('1777');
    expect(modeOf('data/packshot.db')).toBe('600');
  });

  test('of another user is opened unchanged', async () => {
    openFile('data/letter.txt');
    const opened = openDataFolder(data, Date.now);
    expect(modeOf('data')).toBe('755');
    if (opened.ok) await opened.value.close();
  });
});

function chmodOrMake(name: string): void {
  if (!statSync(join(top, name), { throwIfNoEntry: false })) return openFile(name);
  chmodSync(join(top, name), 0o644);
}
