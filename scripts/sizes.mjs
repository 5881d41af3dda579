// @ts-check
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { modules, root } from './paths.mjs';

/** @typedef {{ bytes: number, files: number }} Size */
/** @typedef {Record<string, Size>} Sizes by what was measured */

/** The last limits, a little above what was measured. Raise one only for a reason, and say it in the commit. */
const limitsFile = join(root, 'scripts', 'size-limits.json');

/** Whether the packages that the app needs and the bundle keep to their limits; says so. */
export function sizesHold() {
  return compareAndPrint(measureSizes());
}

/**
 * Whether what a package holds beside Electron keeps to its limit; says so.
 * @param {Size} payload
 */
export function payloadHolds(payload) {
  return compareAndPrint({ payload });
}

/** @param {Sizes} sizes */
function compareAndPrint(sizes) {
  const limits = /** @type {Sizes} */ (JSON.parse(readFileSync(limitsFile, 'utf8')));
  const { lines, ok } = compareSizes(sizes, limits);
  console.log(lines.join('\n'));
  return ok;
}

/** @returns {Sizes} */
function measureSizes() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return {
    dependencies: sum(packagesOf(lock).map((folder) => sizeOf(join(root, folder)))),
    bundle: sum(['main', 'preload', 'renderer'].map((part) => sizeOf(join(root, 'out', part)))),
  };
}

/**
 * Folders of the packages that the app needs where it runs.
 * @param {{ packages: Record<string, { dev?: boolean, devOptional?: boolean }> }} lock as npm writes it, version 3
 */
export function packagesOf({ packages }) {
  return Object.entries(packages).flatMap(([folder, { dev, devOptional }]) =>
    folder === '' || dev || devOptional ? [] : [folder],
  );
}

/**
 * What to print, and whether nothing is over its limit.
 * @param {Sizes} sizes
 * @param {Sizes} limits
 */
export function compareSizes(sizes, limits) {
  let ok = true;
  const lines = Object.entries(sizes).map(([name, { bytes, files }]) => {
    const limit = limits[name];
    if (limit === undefined) throw new Error(`${name} has no limit in ${limitsFile}`);
    const isOver = bytes > limit.bytes || files > limit.files;
    if (isOver) ok = false;
    const atMost = `at most ${inMegabytes(limit.bytes)} MB in ${limit.files} files`;
    return `size of ${name}: ${inMegabytes(bytes)} MB in ${files} files (${atMost})${isOver ? ': OVER ITS LIMIT' : ''}`;
  });
  return { lines, ok };
}

/** @param {number} bytes */
function inMegabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}

/**
 * A folder with all below it, without packages inside packages: the lock file names each of those. A package for
 * another system is not there.
 * @param {string} folder
 * @returns {Size}
 */
function sizeOf(folder) {
  if (!existsSync(folder)) return { bytes: 0, files: 0 };
  const parts = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return { bytes: statSync(path).size, files: 1 };
    const isPackages = entry.name === 'node_modules' && folder.startsWith(modules);
    return entry.isDirectory() && !isPackages ? sizeOf(path) : { bytes: 0, files: 0 };
  });
  return sum(parts);
}

/** @param {readonly Size[]} sizes */
function sum(sizes) {
  return sizes.reduce((all, { bytes, files }) => ({ bytes: all.bytes + bytes, files: all.files + files }), {
    bytes: 0,
    files: 0,
  });
}
