import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkElectron } from '../../scripts/electron-check.mjs';
import { chooseWindow, openWindow, readWindowWish, windowInWords } from '../../scripts/window.mjs';

let folder: string;
let program: string;
let file: string;
/** Environment variable of the stand-in and of its child processes. */
let marker: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'packshot-electron-check-'));
  program = join(folder, 'electron');
  file = join(folder, 'cache', 'check.json');
  marker = `STAND_IN=${randomUUID()}`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A shell script instead of Electron's program. Each starts its own child process, as Electron does. */
function standIn(script: string): void {
  writeFileSync(program, `#!/bin/sh\nsleep 600 &\n${script}\n`);
  chmodSync(program, 0o755);
}

interface Choice {
  wish?: 'electron' | 'chromium' | null;
  version?: string;
  situation?: string;
  timeoutMs?: number;
}

/** The choice, with the number of program runs it needed. */
async function choose({
  wish = null,
  version = '45.0.0',
  situation = 'here',
  timeoutMs = 30_000,
}: Choice = {}) {
  let checks = 0;
  const check = () => {
    checks += 1;
    return checkElectron(program, ['.'], { env: { STAND_IN: marker.slice(9) }, timeoutMs });
  };
  const window = await chooseWindow({ program, version, wish, situation, check, file });
  return { window, checks };
}

/** Processes left by the stand-in, found by their environment. One that ended has none. */
function processesLeft(): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(marker);
    } catch {
      return false;
    }
  });
}

const sandboxMessage =
  'The SUID sandbox helper binary was found, but is not configured correctly. Rather than run without sandboxing ' +
  "I'm aborting now.";

describe.skipIf(process.platform !== 'linux')('an Electron that', () => {
  test.each([
    [
      'hangs',
      'echo "packshot self-check: jpeg picture"; wait',
      /^it did not end within 3\.0 s after the step "jpeg picture" began$/,
    ],
    ['hangs and ignores SIGTERM', 'trap "" TERM HUP; while :; do wait; done', /^it did not end within/],
    [
      'says that it passed and does not end',
      'echo "packshot self-check: passed"; wait',
      /^it did not end within/,
    ],
    [
      'crashes',
      'echo "packshot self-check: heic picture"; kill -SEGV $$',
      /^it crashed \(SIGSEGV\) after the step "heic picture" began$/,
    ],
    [
      'may not use its sandbox',
      `echo "${sandboxMessage}" >&2; kill -TRAP $$`,
      /^this system doesn't allow its sandbox$/,
    ],
    [
      'has no display',
      'echo "[1:1/1:ERROR:ozone] Missing X server or \\$DISPLAY" >&2; exit 1',
      /^it found no display$/,
    ],
    [
      'lacks a library',
      'echo "electron: error while loading shared libraries: libnss3.so: cannot open" >&2; exit 127',
      /^this system lacks the library libnss3\.so$/,
    ],
    [
      'fails its check',
      'echo "packshot self-check: page" ; echo "No page\nat all" >&2; exit 1',
      /^it ended with 1 after the step "page" began: at all$/,
    ],
    ['says nothing', 'exit 0', /^it ended without a result$/],
    ['says that it passed and fails', 'echo "packshot self-check: passed"; exit 3', /^it ended with 3/],
  ])(
    '%s leads to Chromium with one line, is remembered, and leaves no process',
    async (name, script, why) => {
      standIn(script);
      const timeoutMs = /hangs|does not end/.test(name) ? 3_000 : 30_000;
      const first = await choose({ timeoutMs });
      expect(first.window).toEqual({ type: 'chromium', why: expect.stringMatching(why) });
      expect(windowInWords(first.window, 'start').split('\n')).toHaveLength(1);
      await vi.waitUntil(() => processesLeft().length === 0, 10_000);

      const remembered = JSON.parse(readFileSync(file, 'utf8')) as unknown;
      expect(remembered).toMatchObject({
        version: '45.0.0',
        type: 'failed',
        why: expect.stringMatching(why),
      });
      expect(await choose()).toEqual({ window: first.window, checks: 0 });
    },
  );

  test.each([
    [
      'is a text file',
      () => writeFileSync(program, 'no program\n', { mode: 0o644 }),
      /could not be started \(EACCES\)/,
    ],
    [
      'is a text file that may be run',
      () => writeFileSync(program, 'no program\n', { mode: 0o755 }),
      /it ended with 127/,
    ],
    [
      'is made for another machine',
      () => writeFileSync(program, '\x7fELF\x02\x01\x01 and nothing more', { mode: 0o755 }),
      /^it (ended with|could not be started)/,
    ],
    ['is missing', () => {}, /could not be started \(ENOENT\)/],
  ])('%s leads to Chromium with one line', async (_name, make, why) => {
    make();
    expect((await choose()).window).toEqual({ type: 'chromium', why: expect.stringMatching(why) });
    expect(existsSync(file)).toBe(true);
  });
});

describe.skipIf(process.platform !== 'linux')('the check', () => {
  const passes = 'echo "packshot self-check: page"; echo "packshot self-check: passed"';

  test('passes if the program says so and ends, and is remembered', async () => {
    standIn(passes);
    const first = await choose();
    expect(first).toEqual({ window: { type: 'electron', program }, checks: 1 });
    expect(await choose()).toEqual({ window: first.window, checks: 0 });
    expect(openWindow(first.window, ['--data=x'])).toEqual([
      program,
      expect.arrayContaining(['.', '--data=x']),
    ]);
    await vi.waitUntil(() => processesLeft().length === 0, 10_000);
  });

  test('is repeated for another version and another situation', async () => {
    standIn('exit 1');
    expect((await choose()).checks).toBe(1);
    expect((await choose({ version: '45.0.1' })).checks).toBe(1);
    expect((await choose({ version: '45.0.1', situation: 'there' })).checks).toBe(1);
    expect((await choose({ version: '45.0.1', situation: 'there' })).checks).toBe(0);
  });

  test('is repeated after a failure when Electron is requested', async () => {
    standIn('exit 1');
    await choose();
    expect(await choose({ wish: 'electron' })).toMatchObject({ window: { type: 'chromium' }, checks: 1 });
    standIn(passes);
    expect(await choose({ wish: 'electron' })).toMatchObject({ window: { type: 'electron' }, checks: 1 });
    expect(await choose()).toMatchObject({ window: { type: 'electron' }, checks: 0 });
  });

  test('is skipped when Chromium is requested', async () => {
    standIn(passes);
    expect(await choose({ wish: 'chromium' })).toEqual({
      window: { type: 'chromium', why: null },
      checks: 0,
    });
    expect(existsSync(file)).toBe(false);
  });

  test('survives an unreadable memory', async () => {
    standIn(passes);
    await choose();
    writeFileSync(file, '{');
    expect((await choose()).checks).toBe(1);
  });

  test('leaves no file', async () => {
    const temporary = join(folder, 'temporary');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    onTestFinished(() => void vi.unstubAllEnvs());
    standIn(`echo made > "\${3#--data=}"; ${passes}`);
    expect(await choose()).toMatchObject({ window: { type: 'electron' } });
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe('the requested window', () => {
  test.each([
    ['start', [], {}, null],
    ['demo', ['--headless'], {}, null],
    ['test', ['unit'], {}, 'chromium'],
    ['bench', [], {}, 'chromium'],
    ['test', ['--electron', 'unit'], {}, 'electron'],
    ['start', ['--electron'], { PACKSHOT_WINDOW: 'chromium' }, 'electron'],
    ['test', [], { PACKSHOT_WINDOW: 'electron' }, 'electron'],
    ['start', [], { PACKSHOT_WINDOW: 'chromium' }, 'chromium'],
  ] as const)('of %s %j with %j is %s', (command, args, env, wish) => {
    expect(readWindowWish(command, args, env)).toEqual({
      wish,
      args: args.filter((argument) => argument !== '--electron'),
    });
  });

  test('that is unknown is refused', () => {
    expect(() => readWindowWish('start', [], { PACKSHOT_WINDOW: 'firefox' })).toThrow(
      'PACKSHOT_WINDOW must be electron or chromium, not "firefox".',
    );
  });
});
