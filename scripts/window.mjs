// @ts-check
import { join, dirname } from 'node:path';
import { findBrowser } from './browser.mjs';
import { electronVersion } from './electron-binary.mjs';
import { modules, pinnedNode, root } from './paths.mjs';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * What opens the window: Electron, or the shell of test/shell on Chromium and why not Electron (null: by
 * request).
 * @typedef {{ type: 'electron', program: string } | { type: 'chromium', why: string | null }} Window
 */
/** @typedef {'electron' | 'chromium' | null} WindowWish null: Electron where it passes its check */
/** @typedef {import('./electron-check.mjs').CheckResult} CheckResult */

/** Stores the last check of Electron; deleted with node_modules. */
const checkFile = join(modules, '.cache', 'packshot', 'electron-check.json');

/** Commands that use Electron only on request. */
const chromiumFirst = new Set(['test', 'bench']);

/**
 * The requested window: by `--electron`, by `PACKSHOT_WINDOW`, or by the command itself. Throws if the
 * request is invalid.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ wish: WindowWish, args: string[] }} the arguments without `--electron`
 */
export function readWindowWish(command, args, env) {
  const rest = args.filter((argument) => argument !== '--electron');
  if (rest.length < args.length) return { wish: 'electron', args: rest };
  const asked = env.PACKSHOT_WINDOW;
  if (asked === 'electron' || asked === 'chromium') return { wish: asked, args: rest };
  if (asked) throw new Error(`PACKSHOT_WINDOW must be electron or chromium, not "${asked}".`);
  return { wish: chromiumFirst.has(command) ? 'chromium' : null, args: rest };
}

/**
 * Chooses by the check of this Electron. The result is stored by program, check and situation; a stored
 * failure is checked again when Electron is requested.
 * @param {object} options
 * @param {string | null} options.program Electron's, if it is on this machine
 * @param {string} options.version of Electron
 * @param {WindowWish} options.wish
 * @param {string} options.situation what else the result depends on, such as whether there is a display
 * @param {() => Promise<CheckResult>} options.check
 * @param {string} [options.file] where the result is stored
 * @returns {Promise<Window>}
 */
export async function chooseWindow({ program, version, wish, situation, check, file = checkFile }) {
  if (wish === 'chromium') return { type: 'chromium', why: null };
  if (program === null) return { type: 'chromium', why: 'its program is not on this machine' };
  const key = JSON.stringify({ version, program, situation, check: hashOfCheck() });
  const remembered = recall(file, key);
  const isKept = remembered !== null && (remembered.type === 'passed' || wish === null);
  const result = isKept ? remembered : await check();
  if (!isKept) remember(file, { version, key, ...result });
  return result.type === 'passed' ? { type: 'electron', program } : { type: 'chromium', why: result.why };
}

/** Forgets the check, because Electron crashed after it passed. */
export function forgetCheck(file = checkFile) {
  rmSync(file, { force: true });
}

/**
 * Describes what opens the window, and why it is not Electron.
 * @param {Window} window
 * @param {string} command
 */
export function windowInWords(window, command) {
  if (window.type === 'electron') return `Packshot runs in Electron ${electronVersion()}.`;
  const chromium = `Packshot runs in ${findBrowser() ?? 'Chromium'}`;
  if (window.why === null) return `${chromium}.`;
  return `${chromium}. Electron ${electronVersion()} can't be used here: ${window.why}. To try it again: npm run ${command} -- --electron`;
}

/**
 * The program and arguments that open the built app.
 * @param {Window} window
 * @param {readonly string[]} args
 * @returns {[string, string[]]}
 */
export function openWindow(window, args) {
  if (window.type === 'chromium') return [pinnedNode, ['test/shell/run.ts', 'out/main/main.js', ...args]];
  return [window.program, [...electronArgs(), ...args]];
}

/** Electron's own arguments: Chromium refuses to run its sandbox as root. */
export function electronArgs() {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [...(isRoot ? ['--no-sandbox'] : []), '.'];
}

/** Inputs of the check: its sources, and the packages that it loads. */
function hashOfCheck() {
  const hash = createHash('sha256');
  for (const name of [
    'electron/desktop/self-check.ts',
    'electron/pictures/sample-pictures.ts',
    'scripts/electron-check.mjs',
    'package-lock.json',
  ]) {
    hash.update(readFileSync(join(root, name))).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} file
 * @param {string} key
 * @returns {CheckResult | null}
 */
function recall(file, key) {
  try {
    /** @type {CheckResult & { key: string }} */
    const found = JSON.parse(readFileSync(file, 'utf8'));
    return found.key === key ? found : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @param {CheckResult & { version: string, key: string }} result
 */
function remember(file, result) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
}

/**
 * What builds main and preload, serves the page with live reload, and opens the app.
 * @param {Window} window
 * @param {readonly string[]} args for the app
 * @returns {[string, string[], { env: NodeJS.ProcessEnv }]}
 */
export function openDevelopment(window, args) {
  const [program, [entry, ...rest]] = openWindow(window, args);
  const bundler = join(modules, 'electron-vite', 'bin', 'electron-vite.js');
  // electron-vite runs the first with the second: Electron with the app, or Node with the shell.
  const env = { ELECTRON_EXEC_PATH: program, ELECTRON_ENTRY: entry };
  return [pinnedNode, [bundler, 'dev', '--', ...rest], { env }];
}
