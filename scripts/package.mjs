// @ts-check
/**
 * `npm run package [-- --dir] [-- --stand-in]`: makes the packages of this system from the built bundles, in `dist/`,
 * and says what it can't make and why. Runs on the pinned Node.
 *
 * Without Electron's program, or with `--stand-in`, it lays out a Linux package with a stand-in in `out/stand-in/`,
 * which can't be installed but shows what a package would hold. `--dir` makes no installers.
 */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Arch, Platform, build } from 'electron-builder';
import config from '../electron-builder.config.mjs';
import { electronBinary, electronFolder, electronVersion, fetchElectron } from './electron-binary.mjs';
import { checkPackage, placesIn, standInDist } from './package/check-package.mjs';
import { makeIcons } from './package/icons.mjs';
import { joinPackages } from './package/join-packages.mjs';
import { signing } from './package/signing.mjs';
import { makeStandIn } from './package/stand-in.mjs';
import { pinnedNode, root } from './paths.mjs';
import { say, step } from './say.mjs';
import { payloadHolds } from './sizes.mjs';

const args = process.argv.slice(2);
const known = ['--dir', '--stand-in'];
const wrong = args.filter((argument) => !known.includes(argument));
if (wrong.length > 0) {
  say(`Unknown: ${wrong.join(', ')}. Options: ${known.join(', ')}.`);
  process.exit(2);
}

/** Returns whether all that could be made is as promised. */
async function makePackages() {
  const electron = args.includes('--stand-in') ? null : await findElectron();
  if (electron === null && process.platform !== 'linux') {
    say('Nothing was made: without Electron, only a package for Linux can be laid out, on Linux.');
    return false;
  }
  const dist = join(root, electron === null ? standInDist : 'dist');
  const scratch = mkdtempSync(join(tmpdir(), 'packshot-package-'));
  try {
    rmSync(dist, { recursive: true, force: true });
    await step('Drawing the icons', () => makeIcons(join(root, 'out/icons')));
    await step('Joining the files of packages', () => joinPackages(join(root, 'out/packages')));
    if (electron === null) {
      makeStandIn(scratch, electronVersion(), { node: pinnedNode, shell: join(root, 'test/shell/run.ts') });
    }
    const layOutOnly = electron === null || args.includes('--dir');
    await runBuilder({ electronDist: electron ?? scratch, output: dist, layOutOnly });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const places = placesIn(dist);
  const { checks, payload } = await checkPackage(places);
  const holds = checks.map(({ promise, wrong }) => {
    console.log(
      `${wrong.length === 0 ? 'ok    ' : 'FAILED'}  ${promise}${wrong.length === 0 ? '' : `: ${wrong.slice(0, 8).join(', ')}`}`,
    );
    return wrong.length === 0;
  });
  const isSmall = payloadHolds(payload);
  copySbom(places.resources, dist);
  for (const line of notMade(electron !== null)) console.log(line);
  return isSmall && holds.every(Boolean);
}

/** The folder of Electron's program; null if it can't be had. */
async function findElectron() {
  if (electronBinary() === null) {
    try {
      await step(`Fetching Electron ${electronVersion()}`, () => fetchElectron(20_000));
    } catch {
      say(
        '  Electron could not be fetched from GitHub. A stand-in takes its place, so the package can not be installed.',
      );
    }
  }
  return electronBinary() === null ? null : electronFolder();
}

/**
 * All targets in one run: what is made from a folder that is already packed has neither fuses nor a signature.
 * @param {{ electronDist: string, output: string, layOutOnly: boolean }} options
 */
async function runBuilder({ electronDist, output, layOutOnly }) {
  const { platform } = process;
  const system =
    platform === 'darwin' ? Platform.MAC : platform === 'win32' ? Platform.WINDOWS : Platform.LINUX;
  const arch = process.arch === 'arm64' ? Arch.arm64 : Arch.x64;
  // With an empty list electron-builder takes the targets of the configuration.
  const wanted = new Map([[system, new Map([[arch, layOutOnly ? ['dir'] : []]])]]);
  await build({
    projectDir: root,
    config: { ...config, electronDist, directories: { ...config.directories, output } },
    targets: wanted,
    publish: 'never',
  });
}

/**
 * @param {string} resources
 * @param {string} dist
 */
function copySbom(resources, dist) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const name = `packshot-${version}-${process.platform}-${process.arch}.cdx.json`;
  copyFileSync(join(resources, 'licences/sbom.cdx.json'), join(dist, name));
}

/** @type {Partial<Record<NodeJS.Platform, { own: string, others: string }>>} */
const targets = {
  linux: { own: 'AppImage, deb and rpm', others: 'Windows and macOS' },
  win32: { own: 'the installer', others: 'macOS and Linux' },
  darwin: { own: 'dmg and zip', others: 'Windows and Linux' },
};

/**
 * What a release has and this run could not make, and why.
 * @param {boolean} hasElectron
 */
function notMade(hasElectron) {
  const { own = 'packages', others = 'other systems' } = targets[process.platform] ?? {};
  const lines = signing(process.platform, process.env).lines;
  if (!hasElectron)
    lines.push(
      `NOT MADE: ${own}, because Electron is not on this machine; ${standInDist}/ holds a package with a stand-in.`,
    );
  else if (args.includes('--dir')) lines.push(`NOT MADE: ${own}, because of --dir.`);
  lines.push(
    `NOT MADE: packages for ${others} and for another processor. Native packages are installed for one system, so each is made on its own (.github/workflows/release.yml).`,
  );
  return lines;
}

process.exit((await makePackages()) ? 0 : 1);
