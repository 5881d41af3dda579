// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { quietly, run } from './child.mjs';
import { modules, pinnedNode, root } from './paths.mjs';
import { step } from './say.mjs';

const bundler = join(modules, 'electron-vite', 'bin', 'electron-vite.js');
const stampFile = join(root, 'out', 'sources');

/** Builds main, preload and renderer into `out/`, with full output. */
export async function build() {
  const sources = hashOfSources();
  const ended = await run(pinnedNode, [bundler, 'build']);
  if (ended.code === 0) stamp(sources);
  return ended;
}

/** Builds if a source changed since the last build. Rejects with the bundler's output on failure. */
export async function buildIfNeeded() {
  const sources = hashOfSources();
  if (isBuilt(sources)) return;
  await step('Building Packshot', () => quietly(pinnedNode, [bundler, 'build']));
  stamp(sources);
}

/** Marks `out/` as no release build: the next command that needs one builds again. */
export function forgetBuild() {
  rmSync(stampFile, { force: true });
}

/** @param {string} sources */
function isBuilt(sources) {
  try {
    return readFileSync(stampFile, 'utf8') === sources;
  } catch {
    return false;
  }
}

/** @param {string} sources */
function stamp(sources) {
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stampFile, sources);
}

/** Inputs of the build: names and contents of sources, the configuration and its variables, versions of packages. */
function hashOfSources() {
  const hash = createHash('sha256');
  const files = [
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'electron.vite.config.ts',
    'scripts/package/update-feed.mjs',
  ].map((name) => join(root, name));
  for (const folder of ['electron', 'renderer', 'shared']) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = join(root, folder, name);
      if (statSync(path).isFile()) files.push(path);
    }
  }
  for (const file of files) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  for (const name of ['PACKSHOT_UPDATE_FEED', 'PACKSHOT_UPDATE_KEYS'])
    hash.update(process.env[name] ?? '').update('\0');
  return hash.digest('hex');
}
