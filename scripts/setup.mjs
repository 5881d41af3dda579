// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { quietly } from './child.mjs';
import { withVirtualDisplay } from './display.mjs';
import { electronBinary, electronVersion, fetchElectron } from './electron-binary.mjs';
import { checkElectron } from './electron-check.mjs';
import {
  howToGet,
  missingForBench,
  missingForChromium,
  missingForElectron,
  missingForKeychain,
  missingForPeers,
} from './needs.mjs';
import { hasDisplay, mayInstall, modules, pinnedNode, root } from './paths.mjs';
import { say, seconds, step } from './say.mjs';
import { chooseWindow, electronArgs } from './window.mjs';

/**
 * The result of an earlier set-up, stored in node_modules so that it is deleted with it.
 * @typedef {object} Stamp
 * @property {string} packages hash of package.json and package-lock.json
 * @property {string} machine native modules are for one platform
 * @property {boolean} [electronTried] Electron's program was requested, and not available
 */

const stampFile = join(modules, '.packshot', 'setup.json');
const machine = `${process.platform}-${process.arch}`;

/** The command can't run because something is missing; the message says what, and how to get it. */
export class SetupStopped extends Error {}

/**
 * Sets up everything a command needs. Prints what it does, and nothing if there is nothing to do.
 * @param {string} command
 */
export async function setUp(command) {
  const start = Date.now();
  let worked = await setUpPackages();
  if (command === 'test') worked = (await setUpOthers(missingForPeers(), 'for the tests')) || worked;
  if (command === 'bench') worked = (await setUpOthers(missingForBench(), 'to compare with')) || worked;
  if (worked) say(`Set up in ${seconds(Date.now() - start)}.\n`);
}

/** Installs npm's packages, then the keychain's library. Returns whether anything was done. */
async function setUpPackages() {
  const stamp = readStamp();
  const packages = packagesHash();
  const isSameMachine = stamp === null || stamp.machine === machine;
  if (stamp?.packages === packages && isSameMachine && existsSync(pinnedNode)) return false;
  if (isSameMachine && isInstalled()) {
    writeStamp({ ...stamp, packages, machine });
    return false;
  }
  say('Setting up Packshot.');
  await step("Installing npm's packages", installPackages);
  writeStamp({ packages, machine });
  await installSystemPackages(missingForKeychain(), 'for the system keychain');
  sayWhatKeychainNeeds(missingForKeychain());
  return true;
}

/**
 * Sets up the window of a command: Electron, fetched if missing and checked before use, or else Chromium.
 * Throws SetupStopped if there is none, or none of the requested kind.
 * @param {string} command
 * @param {import('./window.mjs').WindowWish} wish
 */
export async function setUpWindow(command, wish) {
  if (wish !== 'chromium') await tryToFetchElectron(wish === 'electron');
  const program = electronBinary();
  const version = electronVersion();
  const display = displayOf(command);
  const user = process.getuid?.() === 0 ? 'root' : 'user';
  const window = await chooseWindow({
    program,
    version,
    wish,
    situation: `${machine}, ${user}, display: ${display}`,
    async check() {
      await installSystemPackages(missingForElectron(display === 'virtual'), 'for Electron');
      await buildIfNeeded();
      return step(`Checking Electron ${version}`, () => checkOn(display, program ?? ''));
    },
  });
  if (window.type === 'electron') return window;
  if (wish === 'electron') throw new SetupStopped(`Electron ${version} can't be used here: ${window.why}.`);
  await installSystemPackages(missingForChromium(), 'for opening a window');
  const missing = missingForChromium();
  if (missing.length === 0) return window;
  const names = missing.map(({ name }) => name).join(', ');
  throw new SetupStopped(
    `Packshot can't open its window without this: ${names}.\n${indented(howToGet(missing))}`,
  );
}

/** @param {boolean} again also when it could not be had before */
async function tryToFetchElectron(again) {
  const stamp = readStamp();
  if (electronBinary() !== null || stamp === null || (stamp.electronTried && !again)) return;
  try {
    await step(`Fetching Electron ${electronVersion()}`, () => fetchElectron(20_000));
  } catch {
    say('    Electron could not be fetched from GitHub. To try again later: npx install-electron');
  }
  writeStamp({ ...stamp, electronTried: true });
}

/** @param {string} command @returns {'own' | 'virtual' | 'none'} */
function displayOf(command) {
  if (hasDisplay()) return 'own';
  return command === 'start' || command === 'dev' ? 'none' : 'virtual';
}

/**
 * @param {'own' | 'virtual' | 'none'} display
 * @param {string} program
 * @returns {Promise<import('./electron-check.mjs').CheckResult>}
 */
async function checkOn(display, program) {
  if (display === 'none') return { type: 'failed', why: 'there is no display' };
  if (display === 'own') return checkElectron(program, electronArgs());
  try {
    return await withVirtualDisplay((env) => checkElectron(program, electronArgs(), { env }));
  } catch (error) {
    return { type: 'failed', why: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Installs other programs that a command can do without. Returns whether anything was done.
 * @param {readonly import('./needs.mjs').Need[]} missing
 * @param {string} purpose
 */
async function setUpOthers(missing, purpose) {
  if (missing.length === 0 || !mayInstall()) return false;
  await installSystemPackages(missing, purpose);
  return true;
}

/**
 * @param {readonly import('./needs.mjs').Need[]} needs
 * @param {string} purpose
 */
async function installSystemPackages(needs, purpose) {
  if (needs.length === 0 || !mayInstall()) return;
  const names = [...new Set(needs.flatMap(({ debian }) => debian))];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const patient = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
  try {
    await step(`Installing ${names.join(', ')} ${purpose}`, async () => {
      await quietly('apt-get', ['update', '-qq', ...patient], { env });
      await quietly('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...patient, ...names], {
        env,
      });
    });
  } catch (error) {
    say(indented([error instanceof Error ? error.message : String(error)]));
  }
}

/** Quiet, and with development packages, whatever the machine's npm settings. */
const npmEnv = {
  npm_config_loglevel: 'error',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  NODE_ENV: '',
};

async function installPackages() {
  const locked = existsSync(join(root, 'package-lock.json'));
  const [file, ...args] = npmCommand();
  // Errors only: under an older Node, npm would warn about every package that wants the pinned one.
  const quietOptions = [
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--include=dev',
    '--include=optional',
  ];
  try {
    await quietly(file, [...args, locked ? 'ci' : 'install', ...quietOptions], { env: npmEnv });
  } catch (error) {
    throw new SetupStopped(
      `npm could not install the packages.\n${error instanceof Error ? error.message : ''}`,
    );
  }
  if (!existsSync(pinnedNode)) {
    throw new SetupStopped(
      "npm did not install the Node that Packshot runs on. Are install scripts switched off (npm's ignore-scripts)?",
    );
  }
}

/**
 * The npm that runs this, or else the one beside this Node; never through a shell.
 * @returns {[string, ...string[]]}
 */
export function npmCommand() {
  const running = process.env.npm_execpath;
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = running?.endsWith('.js') ? running : process.platform === 'win32' ? beside : undefined;
  return script === undefined ? ['npm'] : [process.execPath, script];
}

/** Whether node_modules matches the lock file, by npm's own record of the installation. */
function isInstalled() {
  try {
    /** @typedef {Record<string, { version?: string, optional?: boolean, link?: boolean }>} Packages */
    /** @type {{ packages: Packages }} */
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    /** @type {{ packages: Packages }} */
    const have = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
    return (
      existsSync(pinnedNode) &&
      Object.entries(wanted.packages).every(([path, { version, optional, link }]) => {
        if (path === '' || link) return true;
        const found = have.packages[path];
        return found === undefined ? optional === true : found.version === version;
      })
    );
  } catch {
    return false;
  }
}

/** @param {readonly import('./needs.mjs').Need[]} missing */
function sayWhatKeychainNeeds(missing) {
  if (missing.length === 0) return;
  say(
    '    The system keychain can not be reached without libsecret. Packshot works without it, but keeps access',
  );
  say(
    '    tokens encrypted in its own data, or only until it is closed. To use the keychain, install libsecret:',
  );
  say(indented(howToGet(missing)));
  say('    A keyring service has to run too, such as GNOME Keyring or KWallet. Most desktops start one.');
}

function packagesHash() {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) {
    const file = join(root, name);
    hash.update(existsSync(file) ? readFileSync(file) : '').update('\0');
  }
  return hash.digest('hex');
}

/** @returns {Stamp | null} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {Stamp} stamp */
function writeStamp(stamp) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, `${JSON.stringify(stamp, null, 2)}\n`);
}

/** @param {readonly string[]} lines */
function indented(lines) {
  return lines
    .flatMap((line) => line.split('\n'))
    .map((line) => `      ${line}`)
    .join('\n');
}
