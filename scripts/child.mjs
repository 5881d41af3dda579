// @ts-check
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { projectEnv, root } from './paths.mjs';

/** @typedef {{ code: number | null, signal: import('node:child_process').ChildProcess['signalCode'] }} Ended */

/**
 * Runs a program on this terminal, in the checkout, with the project's tools first on PATH. Passes signals on
 * to the child and waits for it.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<Ended>}
 */
export function run(file, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, stdio: 'inherit', env: projectEnv(env) });
    const release = passSignalsTo(child);
    child.once('error', (error) => {
      release();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      release();
      resolve({ code, signal });
    });
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => Ended['signal']} stops passing signals on, and returns the last one
 */
function passSignalsTo(child) {
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  /** @type {Ended['signal']} */
  let last = null;
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    last = signal;
    // Ctrl+C in a terminal reaches the child by itself; a second signal would look like impatience.
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  const watch = watchNpm(() => child.kill('SIGTERM'));
  return () => {
    for (const signal of signals) process.off(signal, pass);
    clearInterval(watch);
    return last;
  };
}

/**
 * A killed npm notifies nobody; its command then gets another parent, or keeps only its shell.
 * @param {() => void} gone
 */
function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const before = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(watch);
    gone();
  }, 1000);
  watch.unref();
  return watch;
}

/** The parent process and, if known, its parent: the shell that npm started, and npm. */
function ancestors() {
  try {
    const [, fields = ''] = readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(/\) /);
    return `${process.ppid} ${fields.split(' ')[1]}`;
  } catch {
    return String(process.ppid);
  }
}

/**
 * Runs a program quietly. Rejects with its output if it fails or, with `stallMs`, if `grows` does not change
 * for that time.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, stallMs?: number, grows?: () => number }} [options]
 * @returns {Promise<string>} its standard output
 */
export function quietly(file, args, { env = {}, stallMs, grows } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: projectEnv(env) });
    const release = passSignalsTo(child);
    let out = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      out += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (all += text));
    const watch =
      stallMs === undefined ? undefined : killWhenStalled(child, stallMs, grows ?? (() => all.length));
    child.once('error', (error) => {
      clearInterval(watch);
      release();
      reject(error);
    });
    child.once('close', (code, signal) => {
      clearInterval(watch);
      const stopped = release();
      if (stopped !== null) return endLike({ code: null, signal: stopped });
      if (code === 0) return resolve(out);
      const end = code === null ? `was ended by ${signal}` : `ended with ${code}`;
      return reject(new Error(`${file} ${end}\n${shortened(all)}`));
    });
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} stallMs
 * @param {() => number} grows
 */
function killWhenStalled(child, stallMs, grows) {
  let size = grows();
  let since = Date.now();
  return setInterval(() => {
    const now = grows();
    if (now !== size) {
      size = now;
      since = Date.now();
    } else if (Date.now() - since >= stallMs) {
      child.kill('SIGKILL');
    }
  }, 500);
}

/**
 * Ends this process like the child: with its code, or by its signal.
 * @param {Ended} ended
 */
export function endLike({ code, signal }) {
  if (signal !== null) process.kill(process.pid, signal);
  process.exit(code ?? 1);
}

/**
 * The start and end of a long output: npm gives its reason first, compilers last.
 * @param {string} text
 */
function shortened(text) {
  const lines = text.trim().split('\n');
  return (lines.length <= 24 ? lines : [...lines.slice(0, 12), '...', ...lines.slice(-12)]).join('\n');
}
