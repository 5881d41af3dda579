import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../electron/app.ts';
import type { SecretStore } from '../../electron/credentials/secret-store.ts';
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import { startPracticeStore } from '../../electron/practice/server.ts';
import { lockName, openDataFolder } from '../../electron/storage/data-folder.ts';
import {
  findDataFolder,
  locationName,
  rememberLocation,
  writeLocation,
} from '../../electron/storage/data-location.ts';
import {
  finishMove,
  isOwnEntry,
  moveDataFolder,
  moveSteps,
} from '../../electron/storage/move-data-folder.ts';
import { judgeNewFolder, readFolderFacts } from '../../electron/storage/check-new-folder.ts';

const cli = fileURLToPath(new URL('../../electron/cli/cli.ts', import.meta.url));
const mover = fileURLToPath(new URL('support/move-process.ts', import.meta.url));

let root = '';
let home = '';
let drive = '';
const places = () => ({ folder: home, earlier: null });

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'packshot-move-'));
  home = join(root, 'home');
  drive = join(root, 'drive');
  mkdirSync(drive);
  const folder = open(home);
  folder.database.run("INSERT INTO settings (name, value) VALUES ('kept', '1')");
  writeFileSync(join(folder.staging, 'abc.jpg'), Buffer.alloc(300_000, 7));
  await folder.close();
  // What this computer keeps beside the data.
  mkdirSync(join(home, 'logs'));
  writeFileSync(join(home, 'window.json'), '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function open(path: string) {
  const opened = openDataFolder(path, () => 0);
  if (!opened.ok) throw new Error(opened.reason.code);
  return opened.value;
}

/** Opens the folder that a start finds, and checks that everything is in it. Returns its path. */
async function startAgain(): Promise<string> {
  const found = findDataFolder(places());
  expect(found.type).toBe('found');
  const folder = open(found.folder);
  expect(folder.database.get("SELECT value FROM settings WHERE name = 'kept'")).toEqual({ value: '1' });
  expect(readFileSync(join(folder.staging, 'abc.jpg')).equals(Buffer.alloc(300_000, 7))).toBe(true);
  rememberLocation(found);
  await finishMove(found.profile);
  await folder.close();
  return found.folder;
}

async function move(from: string, to: string): Promise<void> {
  const moved = await moveDataFolder({ from, to, profile: home });
  if (!moved.ok) throw new Error(JSON.stringify(moved.reason));
  moved.value.unlock();
}

test('the data is in the new folder alone after a move, and what belongs to the computer stays', async () => {
  await move(home, drive);
  expect(await startAgain()).toBe(drive);
  expect(readdirSync(home).toSorted()).toEqual([locationName, 'logs', 'window.json']);
  expect(await startAgain()).toBe(drive);
});

test('a folder that was moved goes on to another one, and back', async () => {
  await move(home, drive);
  await startAgain();
  const second = join(root, 'second');
  await move(drive, second);
  expect(await startAgain()).toBe(second);
  expect(existsSync(drive)).toBe(false);
  const facts = await readFolderFacts(second, home, home);
  expect(judgeNewFolder(facts)).toMatchObject({ ok: true });
  await move(second, home);
  expect(await startAgain()).toBe(home);
  expect(existsSync(join(home, locationName))).toBe(false);
  expect(existsSync(second)).toBe(false);
});

describe.each(moveSteps)('killed before the step "%s"', (step) => {
  test('a move leaves one complete folder, which is found, and can be done again', async () => {
    const child = spawn(process.execPath, [mover, home, drive, home, step], { stdio: 'inherit' });
    const [, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    expect(signal).toBe('SIGKILL');
    const used = await startAgain();
    expect(used).toBe(step === 'complete' || step === 'note' ? drive : home);
    if (used === drive) return;
    expect(judgeNewFolder(await readFolderFacts(home, drive, home))).toMatchObject({ ok: true });
    await move(home, drive);
    expect(await startAgain()).toBe(drive);
  });
});

test.each(moveSteps.slice(0, moveSteps.indexOf('complete')))(
  'a move that fails in the step "%s" leaves the old folder in use and nothing in the new one',
  async (step) => {
    const moved = await moveDataFolder({
      from: home,
      to: drive,
      profile: home,
      onStep: (next) => {
        if (next === step) throw new Error('the drive was unplugged');
      },
    });
    expect(moved).toMatchObject({ ok: false, reason: { code: 'data-folder-not-moved' } });
    expect(await startAgain()).toBe(home);
    expect(readdirSync(drive)).toEqual([]);
  },
);

test('an error after the note was written deletes neither folder', async () => {
  const moved = await moveDataFolder({
    from: home,
    to: drive,
    profile: home,
    write: (folder, note) => {
      writeLocation(folder, note);
      throw new Error('the folder could not be synced');
    },
  });
  if (moved.ok) moved.value.unlock();
  expect(moved.ok).toBe(true);
  expect(await startAgain()).toBe(drive);
});

test('a folder that is away is never replaced by an empty one, and is found when it is back', async () => {
  await move(home, drive);
  await startAgain();
  const away = `${drive}-away`;
  renameSync(drive, away);
  expect(findDataFolder(places())).toEqual({ type: 'away', folder: drive, profile: home });
  // An empty mount point is not the folder either.
  mkdirSync(drive);
  expect(findDataFolder(places()).type).toBe('away');
  rmSync(drive, { recursive: true });
  renameSync(away, drive);
  expect(await startAgain()).toBe(drive);
});

test('a note that can’t be read is not taken for a first start', () => {
  writeFileSync(join(home, locationName), '{"folder":');
  expect(findDataFolder(places()).type).toBe('away');
});

test('the old folder is refused by name, and says where the data is', async () => {
  await move(home, drive);
  expect(openDataFolder(home, () => 0)).toMatchObject({
    ok: false,
    reason: { code: 'data-folder-moved', args: { path: home, folder: drive } },
  });
  expect(existsSync(join(home, 'packshot.db'))).toBe(true);
});

test('a move waits for nobody: a folder in use stays as it is', async () => {
  const folder = open(home);
  expect(await moveDataFolder({ from: home, to: drive, profile: home })).toMatchObject({ ok: false });
  await folder.close();
  expect(readdirSync(drive)).toEqual([]);
});

test('a folder with other data of Packshot is never written over', async () => {
  await open(drive).close();
  expect(await moveDataFolder({ from: home, to: drive, profile: home })).toMatchObject({ ok: false });
  expect(existsSync(join(drive, 'packshot.db'))).toBe(true);
});

test('a managed folder is used from the first start, and is away later if its drive is', async () => {
  const fresh = { folder: join(root, 'fresh'), earlier: null };
  const found = findDataFolder(fresh, drive);
  expect(found).toEqual({ type: 'found', folder: drive, profile: fresh.folder });
  await open(drive).close();
  rememberLocation(found);
  rmSync(drive, { recursive: true });
  expect(findDataFolder(fresh, drive).type).toBe('away');
  // Data that is elsewhere stays there until it is moved.
  expect(findDataFolder(places(), drive)).toMatchObject({ type: 'found', folder: home });
});

test('a note is replaced in one step', () => {
  writeLocation(home, { folder: drive });
  writeLocation(home, { folder: join(root, 'other') });
  expect(readdirSync(home).filter((name) => name.startsWith(locationName))).toEqual([locationName]);
});

test('a store stays connected after a move: its token is found in the keychain', async () => {
  const store = await startPracticeStore({ dataDir: join(root, 'practice') });
  const keychain: SecretStore = { ...createSessionStore(), backend: 'keychain' };
  const log = { info() {}, warn() {}, error() {} };
  const openApp = async (dataDir: string) => {
    const app = await createApp({ dataDir, version: 'test', log, cipher: null, keychain });
    if (!app.ok) throw new Error(app.reason.code);
    return app.value;
  };
  const before = await openApp(home);
  const connected = await before.handlers['stores.connect']({
    address: `${store.origin}/stores/${store.storeHash}`,
    accessToken: store.accessToken,
  });
  expect(connected).toMatchObject({ ok: true });
  await before.close();
  await move(home, drive);
  const after = await openApp(drive);
  expect(after.stores.list().map(({ hash, state }) => [hash, state.type])).toEqual([
    [store.storeHash, 'ready'],
  ]);
  // All that the app keeps there goes along in a move.
  expect(readdirSync(drive).filter((name) => !isOwnEntry(name) && !name.startsWith(lockName))).toEqual([]);
  await after.close();
  await store.close();
});

describe('the command line', () => {
  const run = async (command: string) => {
    const child = spawn(process.execPath, [cli, command, '--json'], {
      env: { ...process.env, XDG_CONFIG_HOME: join(root, 'config'), PACKSHOT_DATA: undefined },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  };

  test.skipIf(process.platform !== 'linux')(
    'follows the note, and says when the folder is away',
    async () => {
      const profile = join(root, 'config', 'Packshot');
      writeLocation(profile, { folder: drive });
      const away = await run('status');
      expect(away.code).toBe(2);
      expect(away.output).toContain('data-folder-away');
      const checked = await run('doctor');
      expect(checked.code).toBe(1);
      expect(checked.output).toContain('data-folder-away');
      expect(readdirSync(drive)).toEqual([]);
      await open(drive).close();
      expect((await run('status')).code).toBe(0);
      expect(readdirSync(profile)).toEqual([locationName]);
    },
  );
});
