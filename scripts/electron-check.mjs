// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endLike } from './child.mjs';
import { projectEnv, root } from './paths.mjs';
import { seconds } from './say.mjs';

/** @typedef {{ type: 'passed' } | { type: 'failed', why: string }} CheckResult */
/**
 * @typedef {{ type: 'not-started', why: string }
 *   | { type: 'timed-out', ms: number }
 *   | { type: 'ended', code: number | null, signal: NodeJS.Signals | null }} End
 */

const windows = process.platform === 'win32';

/**
 * Whether a program can run Packshot: its self-check (electron/desktop/self-check.ts) must report success and
 * exit with 0 within the time limit. Never rejects, and leaves neither a process nor a file.
 *
 * Assumed, not tested on a real Electron: Chromium's own processes stay in the group of the program that
 * starts them.
 * @param {string} file
 * @param {readonly string[]} args before those of the check
 * @param {{ env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<CheckResult>}
 */
export async function checkElectron(file, args, { env = {}, timeoutMs = 30_000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'packshot-self-check-'));
  const paths = { out: join(folder, 'out'), err: join(folder, 'err') };
  const [out, err] = [openSync(paths.out, 'w'), openSync(paths.err, 'w')];
  try {
    const checkArgs = [...args, '--self-check', `--data=${join(folder, 'data')}`];
    const end = await runInGroup(file, checkArgs, { env, timeoutMs, out, err });
    return judge(end, readFileSync(paths.out, 'utf8'), readFileSync(paths.err, 'utf8'));
  } finally {
    closeSync(out);
    closeSync(err);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  }
}

/**
 * Runs a program in its own process group, and kills the whole group at its end. Its output goes to files, so
 * that no pipe stays open.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env: NodeJS.ProcessEnv, timeoutMs: number, out: number, err: number }} options
 * @returns {Promise<End>}
 */
function runInGroup(file, args, { env, timeoutMs, out, err }) {
  return new Promise((resolve) => {
    /** @type {import('node:child_process').ChildProcess} */
    let child;
    try {
      const stdio = /** @type {['ignore', number, number]} */ (['ignore', out, err]);
      child = spawn(file, args, { cwd: root, stdio, env: projectEnv(env), detached: !windows });
    } catch (error) {
      // Some system errors are thrown instead of emitted, such as an executable for another machine.
      return resolve({ type: 'not-started', why: codeOf(error) });
    }
    let isLate = false;
    /** @type {NodeJS.Signals | null} */
    let stopped = null;
    const killAll = () => killGroup(child.pid);
    const timer = setTimeout(() => {
      isLate = true;
      killAll();
    }, timeoutMs);
    /** @type {NodeJS.Signals[]} */
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    // Ctrl+C in a terminal does not reach another process group.
    /** @param {NodeJS.Signals} signal */
    const stop = (signal) => {
      stopped = signal;
      killAll();
    };
    for (const signal of signals) process.on(signal, stop);
    /** @param {End} end */
    const finish = (end) => {
      clearTimeout(timer);
      killAll();
      for (const signal of signals) process.off(signal, stop);
      if (stopped !== null) endLike({ code: null, signal: stopped });
      resolve(end);
    };
    child.once('error', (error) => finish({ type: 'not-started', why: codeOf(error) }));
    child.once('exit', (code, signal) =>
      finish(isLate ? { type: 'timed-out', ms: timeoutMs } : { type: 'ended', code, signal }),
    );
  });
}

/** @param {number | undefined} pid */
function killGroup(pid) {
  if (pid === undefined) return;
  if (windows) {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has no process left.
  }
}

/**
 * Known reasons why Electron does not start, by their output: from Chromium (setuid_sandbox_host.cc,
 * zygote_host_impl_linux.cc, ozone), Electron (electron_main_delegate.cc), the dynamic linker and libvips
 * (electron#46323).
 * @type {[RegExp, string][]}
 */
const knownReasons = [
  [
    /SUID sandbox helper binary|No usable sandbox|without --no-sandbox/,
    "this system doesn't allow its sandbox",
  ],
  [/Missing X server|cannot open display|platform failed to initialize/i, 'it found no display'],
  [/error while loading shared libraries: ([^:\s]+)/, 'this system lacks the library $1'],
  [/GLib-GObject:ERROR|VImage8\.h/, "the picture decoder libvips crashed beside this system's GLib"],
];

/**
 * @param {End} end
 * @param {string} out
 * @param {string} err
 * @returns {CheckResult}
 */
function judge(end, out, err) {
  const steps = [...out.matchAll(/^packshot self-check: (.+)$/gm)].map((match) => match[1] ?? '');
  const step = steps.at(-1);
  if (end.type === 'ended' && end.code === 0 && step === 'passed') return { type: 'passed' };
  for (const [pattern, words] of knownReasons) {
    const found = pattern.exec(err);
    if (found !== null) return { type: 'failed', why: words.replace('$1', found[1] ?? '') };
  }
  const during = step === undefined ? '' : ` after the step "${step}" began`;
  return { type: 'failed', why: `${inWords(end)}${during}${lastLine(err)}` };
}

/** @param {End} end */
function inWords(end) {
  switch (end.type) {
    case 'not-started':
      return `it could not be started (${end.why})`;
    case 'timed-out':
      return `it did not end within ${seconds(end.ms)}`;
    case 'ended':
      if (end.signal !== null) return `it crashed (${end.signal})`;
      return end.code === 0 ? 'it ended without a result' : `it ended with ${end.code}`;
  }
}

/** @param {string} text */
function lastLine(text) {
  const line = text.trim().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? '' : `: ${line.slice(0, 160)}`;
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
