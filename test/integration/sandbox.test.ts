import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkSandbox,
  missingSetting,
  sandboxReason,
  sandboxSettings,
} from '../../electron/doctor/sandbox.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';

const scripts = join(import.meta.dirname, '../../packaging/bin');
const isRoot = process.getuid?.() === 0;
/** The scripts ask nothing of root, so the tests run them as nobody. */
const nobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};

let top: string;
beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'packshot-sandbox-'));
  chmodSync(top, 0o755);
});
afterAll(() => rmSync(top, { recursive: true, force: true }));

interface System {
  apparmor: string | null;
  clone: string | null;
  namespaces: string | null;
  label: string | null;
}

function put(path: string, text: string | null): void {
  if (text === null) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${text}\n`);
}

/** A system's files, in a folder of their own. */
function systemOf(name: string, { apparmor, clone, namespaces, label }: System): string {
  const root = join(top, name);
  mkdirSync(root);
  put(join(root, 'proc/sys/kernel/apparmor_restrict_unprivileged_userns'), apparmor);
  put(join(root, 'proc/sys/kernel/unprivileged_userns_clone'), clone);
  put(join(root, 'proc/sys/user/max_user_namespaces'), namespaces);
  put(join(root, 'proc/self/attr/current'), label);
  return root;
}

/** `mode`: of `chrome-sandbox`; null for a folder without it. */
function programFolder(name: string, mode: number | null): string {
  const folder = join(top, name);
  mkdirSync(folder);
  if (mode !== null) {
    writeFileSync(join(folder, 'chrome-sandbox'), '');
    chmodSync(join(folder, 'chrome-sandbox'), mode);
  }
  return folder;
}

const open: System = { apparmor: null, clone: null, namespaces: '127000', label: null };
const ubuntu: System = { apparmor: '1', clone: '1', namespaces: '127000', label: 'unconfined' };

describe.skipIf(process.platform !== 'linux')('Chromium’s sandbox', () => {
  test('is judged the same before the start and by the doctor, on every system', async () => {
    const folders = [
      programFolder('without helper', null),
      programFolder('plain helper', 0o755),
      programFolder('setuid helper', 0o4755),
    ];
    const asked: [folder: string, root: string][] = [];
    for (const apparmor of [null, '0', '1'])
      for (const clone of [null, '0', '1'])
        for (const namespaces of ['0', '127000'])
          for (const label of ['unconfined', 'packshot-app (unconfined)']) {
            const root = systemOf(`system ${asked.length}`, { apparmor, clone, namespaces, label });
            for (const folder of folders) asked.push([folder, root]);
          }
    const script = `. "$1/sandbox"; shift; while [ $# -gt 0 ]; do echo "$(missing_setting "$1" "$2")"; shift 2; done`;
    const before = execFileSync('sh', ['-c', script, 'sh', scripts, ...asked.flat()], { encoding: 'utf8' });
    const found = await Promise.all(asked.map(([folder, root]) => checkSandbox(folder, root)));
    const settings = found.map(({ text }) => text.args?.['setting'] ?? '');
    expect(before.split('\n').slice(0, -1)).toEqual(settings);
    expect(new Set(settings)).toEqual(new Set(['', ...sandboxSettings]));
  });

  test('is refused on Ubuntu without a profile, and allowed with one or with a setuid helper', () => {
    const facts = {
      apparmorRestricts: '1',
      usernsClone: '1',
      maxNamespaces: '127000',
      hasProfile: false,
      hasSetuidHelper: false,
    };
    expect(missingSetting(facts)).toBe('kernel.apparmor_restrict_unprivileged_userns=0');
    expect(missingSetting({ ...facts, hasProfile: true })).toBeNull();
    expect(missingSetting({ ...facts, hasSetuidHelper: true })).toBeNull();
    expect(missingSetting({ ...facts, hasProfile: true, usernsClone: '0' })).toBe(
      'kernel.unprivileged_userns_clone=1',
    );
  });

  test('is told of by the doctor with what to do', async () => {
    const finding = await checkSandbox(programFolder('told', null), systemOf('ubuntu told', ubuntu));
    expect(finding).toMatchObject({ id: 'sandbox', verdict: 'problem' });
    expect(sentencesOf(finding.text)).toMatch(/deb package.*sudo sysctl -w kernel\.apparmor_restrict/s);
  });
});

/** A package's folder as finishPackage lays it out, with a program that says what it was started with. */
function layOut(name: string): string {
  const folder = join(top, name);
  mkdirSync(join(folder, 'resources/bin'), { recursive: true });
  copyFileSync(join(scripts, 'packshot-app'), join(folder, 'packshot-app'));
  for (const file of ['packshot', 'sandbox'])
    copyFileSync(join(scripts, file), join(folder, 'resources/bin', file));
  for (const setting of sandboxSettings) {
    writeFileSync(join(folder, 'resources/bin', `${setting}.txt`), sentencesOf(sandboxReason(setting)));
  }
  const program = '#!/bin/sh\necho started\nfor one in "$@"; do echo "$one"; done\n';
  writeFileSync(join(folder, 'packshot-app.bin'), program, { mode: 0o755 });
  for (const file of ['packshot-app', 'resources/bin/packshot']) chmodSync(join(folder, file), 0o755);
  return folder;
}

function run(program: string, args: string[], env: Record<string, string>) {
  return new Promise<{ code: number; out: string[]; err: string }>((resolve) => {
    const path = process.env['PATH'] ?? '';
    execFile(program, args, { env: { PATH: path, ...env }, ...nobody }, (error, out, err) =>
      resolve({ code: Number(error?.code ?? 0), out: out.split('\n').slice(0, -1), err }),
    );
  });
}

describe.skipIf(process.platform !== 'linux')('the start script of a package', () => {
  test('starts the program with what it was given, where the sandbox works', async () => {
    const folder = layOut('works');
    const env = { PACKSHOT_SYSTEM_ROOT: systemOf('open', open) };
    expect(await run(join(folder, 'packshot-app'), ['--hidden', 'a b.jpg'], env)).toEqual({
      code: 0,
      out: ['started', '--hidden', 'a b.jpg'],
      err: '',
    });
  });

  test('says what to do and starts nothing, where it doesn’t', async () => {
    const folder = layOut('refused');
    const env = { PACKSHOT_SYSTEM_ROOT: systemOf('ubuntu', ubuntu) };
    const { code, out, err } = await run(join(folder, 'packshot-app'), [], env);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(err.trim()).toBe(sentencesOf(sandboxReason('kernel.apparmor_restrict_unprivileged_userns=0')));
  });

  test('does not let an AppImage’s runner switch the sandbox off, but lets a user', async () => {
    const folder = layOut('appimage');
    const program = join(folder, 'packshot-app');
    const env = { PACKSHOT_SYSTEM_ROOT: systemOf('ubuntu appimage', ubuntu), APPDIR: folder };
    expect(await run(program, ['--no-sandbox', 'a.jpg'], env)).toMatchObject({ code: 1, out: [] });
    expect(await run(program, ['--hidden', '--no-sandbox'], env)).toMatchObject({
      code: 0,
      out: ['started', '--hidden', '--no-sandbox'],
    });
    const elsewhere = { ...env, PACKSHOT_SYSTEM_ROOT: systemOf('open appimage', open) };
    expect(await run(program, ['--no-sandbox', 'a.jpg'], elsewhere)).toMatchObject({
      out: ['started', 'a.jpg'],
    });
  });

  test('a command, which shows no page, runs all the same and says so', async () => {
    const folder = layOut('command');
    const env = { PACKSHOT_SYSTEM_ROOT: systemOf('ubuntu command', ubuntu) };
    const { code, out, err } = await run(join(folder, 'resources/bin/packshot'), ['doctor'], env);
    expect(code).toBe(0);
    expect(out.slice(-4)).toEqual(['--no-sandbox', '--command-line', '--', 'doctor']);
    expect(err).toMatch(/can't use its sandbox here.*packshot doctor/);
    const image = ['--no-sandbox', '--command-line', '--', 'doctor'];
    const byImage = await run(join(folder, 'packshot-app'), image, { ...env, APPDIR: folder });
    expect(byImage).toEqual({ code: 0, out, err });
  });
});
