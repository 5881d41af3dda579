import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { writeSamplePhotos } from '../../electron/practice/sample-photos.ts';
import { checkElectron } from '../../scripts/electron-check.mjs';
import { layOut } from '../../scripts/package/archive.mjs';
import { openAptRepository, type AptRepository } from './apt-repository.ts';
import { startProgram } from '../support/start-program.ts';

/**
 * The installers of Linux as their users meet them: installed by apt, used, updated from a signed repository, removed.
 * A stand-in takes the place of Electron, and runs the app from the installed archive. Needs Debian and root.
 */
const [older, newer] = ['0.1.0', '0.1.1'] as const;
const folder = mkdtempSync(join(tmpdir(), 'packshot-installers-test-'));
// Apt reads the repository's key as a user of its own.
chmodSync(folder, 0o755);
const installed = '/opt/Packshot';
const program = join(installed, 'packshot-app');
let store: PracticeStore;
let repository: AptRepository;
let env: Record<string, string>;

const run = (file: string, ...args: string[]): string =>
  execFileSync(file, args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 });
/** Not synchronous: it asks the repository of this process. */
const apt = (...args: string[]) =>
  promisify(execFile)('apt-get', ['-y', '--no-install-recommends', ...args], { encoding: 'utf8' });
/** With a database of its own: what the rpm wants, this system's dpkg knows. */
const rpm = (...args: string[]) =>
  run('rpm', '--dbpath', join(folder, 'rpm-database'), '--nodeps', '--force-debian', ...args);
const packshot = (...args: string[]) => startProgram('/usr/bin/packshot', args, env);
const made = (version: string, type: string): string => {
  const name = readdirSync(join(folder, version)).find((one) => one.endsWith(`.${type}`));
  if (name === undefined) throw new Error(`No ${type} of ${version} was made.`);
  return join(folder, version, name);
};

function build(version: string, ...targets: string[]): void {
  run(
    process.execPath,
    join(import.meta.dirname, 'build-installers.mjs'),
    join(folder, version),
    version,
    ...targets,
  );
}

/** What the stand-in runs: the installed archive, where nothing of the checkout can be loaded. */
function layOutInstalled(): void {
  const to = join(folder, 'laid-out');
  rmSync(to, { recursive: true, force: true });
  env = { ...env, PACKSHOT_STAND_IN_APP: layOut(join(installed, 'resources/app.asar'), to) };
}

beforeAll(async () => {
  build(older, 'AppImage', 'deb', 'rpm');
  build(newer, 'deb', 'rpm');
  store = await startPracticeStore({ dataDir: join(folder, 'practice'), quota: 10_000 });
  env = {
    PACKSHOT_SHELL_PACKAGED: join(installed, 'resources'),
    PACKSHOT_HEADLESS: '1',
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    PACKSHOT_STORE_HASH: store.storeHash,
    PACKSHOT_ACCESS_TOKEN: store.accessToken,
    PACKSHOT_API_ORIGIN: store.origin,
  };
  mkdirSync(join(folder, 'apt'));
  repository = await openAptRepository(join(folder, 'apt'));
  await repository.add(made(older, 'deb'));
}, 180_000);
afterAll(async () => {
  if (existsSync(installed)) await apt('purge', 'packshot');
  if (existsSync(program)) rpm('--erase', 'packshot');
  await repository.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the deb', () => {
  const data = join(folder, 'data');
  const photos = join(folder, 'photos');
  let files: string[];

  test('is installed by apt, and dpkg finds each file as it was packed', async () => {
    await apt('install', 'packshot');
    expect(run('dpkg', '--verify', 'packshot')).toBe('');
    expect(run('dpkg-query', '-W', '-f', '${Version}', 'packshot')).toBe(older);
    files = run('dpkg', '-L', 'packshot').trim().split('\n');
    expect(files).toEqual(expect.arrayContaining(['/usr/bin/packshot', program]));
    layOutInstalled();
  });

  test('belongs to root, and nobody else may change a file of it', () => {
    const changeable = run(
      'find',
      installed,
      '-not',
      '-type',
      'l',
      '(',
      '-perm',
      '/go+w',
      '-o',
      '-not',
      '-user',
      'root',
      ')',
    );
    expect(changeable).toBe('');
  });

  test('brings an entry for the menu, and a description for the software centre, that their judges accept', () => {
    const [entry = '', ...others] = files.filter((path) => path.endsWith('.desktop'));
    expect(others).toEqual([]);
    expect(entry).toBe('/usr/share/applications/com.packshot.Packshot.desktop');
    expect(run('desktop-file-validate', '--no-hints', entry)).toBe('');
    expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=\/opt\/Packshot\/packshot-app .*%[UuFf]$/m);
    run('appstreamcli', 'validate', '--no-net', '/usr/share/metainfo/com.packshot.Packshot.metainfo.xml');
    expect(files.filter((path) => path.startsWith('/usr/share/icons/hicolor/')).length).toBeGreaterThan(5);
  });

  test('brings the profile that lets Chromium use its sandbox on Ubuntu', () => {
    const profile = readFileSync(join(installed, 'resources/apparmor-profile'), 'utf8');
    expect(profile).toMatch(/\/opt\/Packshot\/packshot-app/);
    expect(profile).toMatch(/userns/);
  });

  test('starts its window from the installed files', async () => {
    expect(await checkElectron(program, [], { env, timeoutMs: 120_000 })).toEqual({ type: 'passed' });
  });

  test('uploads from the command line, and keeps what waits', async () => {
    const samples = (await writeSamplePhotos(photos)).filter(
      ({ expected, sku }) => expected === 'arrives' && sku,
    );
    const [first = '', second = ''] = samples.map(({ file }) => join(photos, file));
    const upload = (file: string, token: string) =>
      startProgram('/usr/bin/packshot', ['upload', file, '--match', '--data', data, '--json'], {
        ...env,
        PACKSHOT_ACCESS_TOKEN: token,
      });
    expect(await upload(first, store.accessToken)).toMatchObject({ code: 0, err: '' });
    expect(await upload(second, 'revoked')).toMatchObject({ code: 3 });
  });

  test('is updated by apt from a signed repository, and its data stay', async () => {
    await repository.add(made(newer, 'deb'));
    expect(run('apt-cache', 'policy', 'packshot')).toContain(`Candidate: ${newer}`);
    const before = await packshot('status', '--data', data, '--json');
    await apt('install', '--only-upgrade', 'packshot');
    layOutInstalled();
    expect(run('dpkg', '--verify', 'packshot')).toBe('');
    expect(await packshot('--version')).toMatchObject({ code: 0, out: `${newer}\n` });
    expect(existsSync('/usr/bin/packshot-app')).toBe(true);
    const after = await packshot('status', '--data', data, '--json');
    expect(after.out).toBe(before.out);
  });

  test('leaves nothing but the user’s data when it is removed', async () => {
    const own = files.filter((path) => lstatSync(path).isFile());
    expect(own.length).toBeGreaterThan(50);
    await apt('purge', 'packshot');
    expect(own.filter((path) => existsSync(path))).toEqual([]);
    for (const path of [
      installed,
      '/usr/bin/packshot',
      '/usr/bin/packshot-app',
      '/etc/apparmor.d/packshot-app',
    ]) {
      expect(existsSync(path), path).toBe(false);
    }
    expect(existsSync(data)).toBe(true);
  });
});

test('the rpm has the same files as the deb', () => {
  const filesIn = (lines: string) =>
    lines
      .trim()
      .split('\n')
      .filter((path) => !path.endsWith('/'))
      .toSorted();
  const inRpm = run(
    'rpm',
    '-qp',
    '--qf',
    '[%{FILENAMES}%{FILEFLAGS:fflags}%{FILEMODES:perms}\n]',
    made(older, 'rpm'),
  )
    .replace(/d[-r][-w].{7}$/gm, '/')
    .replace(/[-l][-r][-w].{7}$/gm, '');
  const inDeb = run('sh', '-c', `dpkg-deb --fsys-tarfile '${made(older, 'deb')}' | tar -t | sed 's/^[.]//'`);
  expect(filesIn(inRpm)).toEqual(filesIn(inDeb));
  expect(run('rpm', '-qip', made(older, 'rpm'))).toMatch(/^Version\s*: 0\.1\.0$/m);
  expect(run('rpm', '-qp', '--requires', made(older, 'rpm'))).toContain('gtk3');
});

test('the rpm keeps all its commands when it is updated, and leaves nothing when it is removed', () => {
  const places = ['/usr/bin/packshot', '/usr/bin/packshot-app', installed, program];
  const there = () => places.filter((path) => existsSync(path));
  rpm('--install', made(older, 'rpm'));
  expect(there()).toEqual(places);
  rpm('--upgrade', made(newer, 'rpm'));
  expect(there()).toEqual(places);
  rpm('--erase', 'packshot');
  expect(there()).toEqual([]);
});

/** Of Debian's nsis, which lacks the plugins that the rest of electron-builder's script needs. */
const makensis = '/usr/bin/makensis';
test.skipIf(!existsSync(makensis))('our part of the installer for Windows compiles', () => {
  const script = [
    'Name Packshot',
    'OutFile packshot-setup.exe',
    '!include LogicLib.nsh',
    '!include WinMessages.nsh',
    '!define APP_ID com.packshot.Packshot',
    '!define APP_EXECUTABLE_FILENAME Packshot.exe',
    '!define PRODUCT_NAME Packshot',
    // In place of electron-builder's, which needs a plugin.
    '!macro _isUpdated _a _b _t _f\nStrCmp $installMode update `${_t}` `${_f}`\n!macroend',
    '!define isUpdated `"" isUpdated ""`',
    'Var installMode',
    `!include "${join(import.meta.dirname, '../../packaging/installer.nsh')}"`,
    'Section\nStrCpy $installMode CurrentUser\n!insertmacro customInstall\nWriteUninstaller uninstall.exe\nSectionEnd',
    'Section Uninstall\n!insertmacro customUnInstall\nSectionEnd',
  ].join('\n');
  writeFileSync(join(folder, 'setup.nsi'), script);
  run(makensis, '-WX', '-V2', join(folder, 'setup.nsi'));
  expect(existsSync(join(folder, 'packshot-setup.exe'))).toBe(true);
});

test('the AppImage holds the app and its entry for the menu', () => {
  const image = made(older, 'AppImage');
  // In place of the runtime: see build-installers.mjs.
  const listed = run('unsquashfs', '-l', '-o', String(statSync('/bin/true').size), image);
  for (const path of ['AppRun', 'com.packshot.Packshot.desktop', 'packshot-app', 'resources/app.asar']) {
    expect(listed).toContain(`squashfs-root/${path}\n`);
  }
});
