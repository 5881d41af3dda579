// @ts-check
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { sandboxSettings } from '../../electron/doctor/sandbox.ts';
import { alteredFiles, nativeSystem, readArchive, trappedNativeFiles } from './archive.mjs';
import { readFuses, wrongFuses } from './fuses.mjs';
import { packagesAmong } from './notices.mjs';

/** @typedef {import('./archive.mjs').ArchivedFile} ArchivedFile */
/** @typedef {{ promise: string, wrong: readonly string[] }} Check what a package promises, and what breaks it */

/** Packages that may stand beside the bundles. Everything else is bundled. */
const wantedPackages = new Set([
  '@emnapi/runtime',
  '@github/keytar',
  '@img/colour',
  // exifreader loads it for XMP.
  '@xmldom/xmldom',
  'detect-libc',
  'exifreader',
  'heic-decode',
  'libheif-js',
  'semver',
  'sharp',
]);
/** Files for development only. */
const unwanted = /\.(?:map|[mc]?ts|h|hpp|cc|gyp|gypi)$|(?:^|\/)(?:tests?|__tests__|licences\.json)(?:$|\/)/;

/** Where a package with a stand-in for Electron is laid out, from the checkout's top. */
export const standInDist = 'out/stand-in';

/**
 * Where the parts of a package are that electron-builder laid out for this system.
 * @param {string} dist its output folder
 * @returns {{ program: string, resources: string }} `program`: on macOS the `.app`
 */
export function placesIn(dist) {
  const names = readdirSync(dist);
  const { platform, arch } = process;
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const folder = join(dist, `mac${suffix}`);
    return {
      program: join(folder, 'Packshot.app'),
      resources: join(folder, 'Packshot.app/Contents/Resources'),
    };
  }
  const name = `${platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`;
  if (!names.includes(name)) throw new Error(`There is no package in ${dist}. Run npm run package.`);
  const program = join(dist, name, platform === 'win32' ? 'Packshot.exe' : 'packshot-app.bin');
  return { program, resources: join(dist, name, 'resources') };
}

/**
 * Checks a package that was laid out for this system: fuses, content, hashes, notices.
 * @param {{ program: string, resources: string }} places
 * @returns {Promise<{ checks: Check[], payload: { bytes: number, files: number } }>}
 */
export async function checkPackage({ program, resources }) {
  const archive = join(resources, 'app.asar');
  const files = readArchive(archive);
  const paths = files.map(({ path }) => path);
  const checks = [
    { promise: 'all fuses are as wanted', wrong: wrongFuses(await readFuses(program)) },
    { promise: 'no native file is inside the archive', wrong: trappedNativeFiles(files) },
    { promise: 'every file has the hash it is listed with', wrong: alteredFiles(files) },
    { promise: `native files are for ${process.platform}`, wrong: foreignFiles(files, process.platform) },
    {
      promise: 'only packages that cannot be bundled stand beside the bundles',
      wrong: strangePackages(files),
    },
    { promise: 'files for development stay out', wrong: paths.filter((path) => unwanted.test(path)) },
    { promise: 'every package that the bundles import is there', wrong: missingImports(files) },
    { promise: 'the practice store is there', wrong: missingFrom(paths, ['out/main/practice-process.js']) },
    { promise: 'the command line is there', wrong: commandLineWrong(resources) },
    { promise: 'a start script says why the window can’t open', wrong: startScriptWrong(program, resources) },
    { promise: 'notices and the list of components are there', wrong: papersWrong(resources) },
  ];
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return { checks, payload: { bytes, files: files.length } };
}

/**
 * @param {readonly ArchivedFile[]} files
 * @param {NodeJS.Platform} platform
 */
function foreignFiles(files, platform) {
  return files.flatMap(({ path, read }) => {
    const system = nativeSystem(read());
    return system === null || system === platform ? [] : [`${path} (${system})`];
  });
}

/** @param {readonly ArchivedFile[]} files */
function strangePackages(files) {
  return packagesAmong(files)
    .map(({ about }) => about.name)
    .filter((name) => !wantedPackages.has(name) && !isSharpFor(name, process.platform));
}

/**
 * @param {string} name
 * @param {NodeJS.Platform} platform
 */
export function isSharpFor(name, platform) {
  if (platform === 'linux') return name === '@img/sharp-wasm32';
  return (
    name === `@img/sharp-${platform}-${process.arch}` ||
    name === `@img/sharp-libvips-${platform}-${process.arch}`
  );
}

/**
 * Packages that the main bundles name, by their syntax tree: comments of bundled packages have imports too.
 * @param {readonly ArchivedFile[]} files
 */
function missingImports(files) {
  const have = new Set(packagesAmong(files).map(({ folder }) => folder.replace('node_modules/', '')));
  const named = files
    .filter(({ path }) => /^out\/main\/[^/]+\.js$/.test(path))
    .flatMap(({ path, read }) => staticImports(path, read().toString('utf8')));
  return [...new Set(named)].filter((name) => !have.has(name));
}

/**
 * @param {string} path
 * @param {string} code
 */
function staticImports(path, code) {
  const { module } = parseSync(path, code);
  return module.staticImports
    .map(({ moduleRequest }) => moduleRequest.value)
    .filter((name) => !name.startsWith('.') && name !== 'electron' && !isBuiltin(name));
}

/**
 * @param {readonly string[]} paths
 * @param {readonly string[]} wanted
 */
function missingFrom(paths, wanted) {
  return wanted.filter((path) => !paths.includes(path));
}

/** @param {string} resources */
function commandLineWrong(resources) {
  const name = process.platform === 'win32' ? 'packshot.cmd' : 'packshot';
  return existsSync(join(resources, 'bin', name)) ? [] : [`bin/${name} is missing`];
}

/**
 * On Linux only.
 * @param {string} program
 * @param {string} resources
 */
function startScriptWrong(program, resources) {
  if (process.platform !== 'linux') return [];
  const wanted = [
    program.replace(/\.bin$/, ''),
    ...['sandbox', ...sandboxSettings.map((setting) => `${setting}.txt`)].map((name) =>
      join(resources, 'bin', name),
    ),
  ];
  return wanted.filter((path) => !existsSync(path)).map((path) => `${path} is missing`);
}

/** @param {string} resources */
function papersWrong(resources) {
  const names = ['LICENSE.txt', 'THIRD-PARTY-NOTICES.txt', 'sbom.cdx.json'];
  const missing = names.filter((name) => !existsSync(join(resources, 'licences', name)));
  if (missing.length > 0) return missing;
  const notices = readFileSync(join(resources, 'licences', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  return ['react', 'sharp', 'libheif-js', 'Inter', 'zxing-cpp', 'got', 'zod'].filter(
    (name) => !notices.includes(`\n${name} `),
  );
}
