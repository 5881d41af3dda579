// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { findBrowser } from './browser.mjs';
import { electronBinary } from './electron-binary.mjs';
import { onPath, pinnedNode, root } from './paths.mjs';

/**
 * Something of the system that a command needs.
 * @typedef {object} Need
 * @property {string} name in words
 * @property {() => boolean} isThere
 * @property {string[]} debian packages that bring it
 * @property {string[]} [fedora]
 * @property {string[]} [arch]
 * @property {string} [elsewhere] how to get it on macOS and Windows
 */

/**
 * keytar connects to the keychain. Its bundled binary links to libsecret on Linux.
 * @type {Need}
 */
const keychainLibrary = {
  name: 'libsecret',
  isThere: () =>
    spawnSync(pinnedNode, ['-e', "require('keytar')"], { cwd: root, stdio: 'ignore' }).status === 0,
  debian: ['libsecret-1-0'],
  fedora: ['libsecret'],
  arch: ['libsecret'],
};

/** @type {Need} */
const browser = {
  name: 'Chromium or Chrome',
  isThere: () => findBrowser() !== null,
  debian: ['chromium'],
  elsewhere:
    'install Google Chrome from https://www.google.com/chrome/, or name a Chromium in PACKSHOT_CHROMIUM',
};

/** @type {Need} */
const font = {
  name: 'a font',
  isThere: () => ['/usr/share/fonts', '/usr/local/share/fonts'].some(holdsFont),
  debian: ['fonts-liberation'],
  fedora: ['liberation-fonts'],
  arch: ['ttf-liberation'],
};

/** Debian's Chromium depends on every library that Electron links to. @type {Need} */
const electronLibraries = {
  name: 'the libraries Electron uses',
  isThere: () => {
    const program = electronBinary();
    if (program === null) return true;
    return !spawnSync('ldd', [program], { encoding: 'utf8' }).stdout?.includes('not found');
  },
  debian: ['chromium'],
  fedora: ['chromium'],
  arch: ['electron'],
};

/** @type {Need} */
const virtualDisplay = {
  name: 'a virtual display',
  isThere: () => has('Xvfb'),
  debian: ['xvfb'],
  fedora: ['xorg-x11-server-Xvfb'],
  arch: ['xorg-server-xvfb'],
};

/** Real peers for the tests, and other decoders for Packshot's results. @type {Need[]} */
const peers = [
  { name: 'GNOME Keyring', isThere: () => has('gnome-keyring-daemon'), debian: ['gnome-keyring'] },
  { name: 'D-Bus', isThere: () => has('dbus-daemon') && has('dbus-send'), debian: ['dbus'] },
  {
    name: 'Apache with WebDAV',
    isThere: () => existsSync('/usr/sbin/apache2'),
    // The program alone: the package `apache2` would start a service.
    debian: ['apache2-bin'],
    fedora: ['httpd'],
    arch: ['apache'],
  },
  {
    name: 'ImageMagick',
    isThere: () => has('magick') || (has('convert') && has('identify')),
    debian: ['imagemagick'],
    fedora: ['ImageMagick'],
    arch: ['imagemagick'],
  },
];

/** Programs that the bench compares with. @type {Need[]} */
const rivals = [
  { name: 'curl', isThere: () => has('curl'), debian: ['curl'] },
  {
    name: 'vips',
    isThere: () => has('vipsthumbnail'),
    debian: ['libvips-tools'],
    fedora: ['vips-tools'],
    arch: ['libvips'],
  },
];

const linux = process.platform === 'linux';

/** What the keychain connection lacks after npm's packages are installed. Optional. */
export function missingForKeychain() {
  return linux ? [keychainLibrary].filter(isMissing) : [];
}

/** What is missing for a Chromium window; required. */
export function missingForChromium() {
  return [browser, ...(linux ? [font] : [])].filter(isMissing);
}

/**
 * What is missing for trying Electron.
 * @param {boolean} virtual whether its display is virtual
 */
export function missingForElectron(virtual) {
  return linux ? [font, electronLibraries, ...(virtual ? [virtualDisplay] : [])].filter(isMissing) : [];
}

/** What is missing of a keyring, WebDAV server and picture reader. Tests without theirs are skipped. */
export function missingForPeers() {
  return linux ? peers.filter(isMissing) : [];
}

/** What is missing of the programs that the bench compares with. Cases without theirs are skipped. */
export function missingForBench() {
  return linux ? rivals.filter(isMissing) : [];
}

/**
 * How to install what is missing on common systems, one line each.
 * @param {readonly Need[]} needs
 */
export function howToGet(needs) {
  if (!linux) return needs.map(({ name, elsewhere }) => `${name}: ${elsewhere ?? 'see README.md'}.`);
  const commands = {
    'Debian, Ubuntu': `sudo apt-get install ${needs.flatMap((need) => need.debian).join(' ')}`,
    Fedora: `sudo dnf install ${needs.flatMap(({ fedora, debian }) => fedora ?? debian).join(' ')}`,
    Arch: `sudo pacman -S ${needs.flatMap(({ arch, debian }) => arch ?? debian).join(' ')}`,
  };
  return Object.entries(commands).map(([system, command]) => `${system}: ${command}`);
}

/** @param {Need} need */
function isMissing(need) {
  return !need.isThere();
}

/** @param {string[]} programs */
function has(...programs) {
  return programs.some((program) => onPath(program) !== null);
}

/** @param {string} folder */
function holdsFont(folder) {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc|pfb)$/.test(String(name)));
  } catch {
    return false;
  }
}
