// @ts-check
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));
export const modules = join(root, 'node_modules');
/** For programs that run from source: without it, Node strips types and compiles anew at each start. */
export const compileCache = { NODE_COMPILE_CACHE: join(modules, '.cache/node') };
const windows = process.platform === 'win32';

/**
 * The Node pinned in package.json by the package `node`. Scripts, tests and the app without Electron use it.
 */
export const pinnedNode = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/**
 * An environment with the project's own tools and the pinned Node first on PATH. Terminals of some editors
 * set ELECTRON_RUN_AS_NODE, which would turn Electron into a plain Node.
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnv(more = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [join(modules, '.bin'), join(modules, 'node', 'bin'), process.env[key]]
    .filter(Boolean)
    .join(delimiter);
  return { ...process.env, ELECTRON_RUN_AS_NODE: undefined, ...more, [key]: path };
}

/**
 * The full path of a program on PATH, or null.
 * @param {string} name
 */
export function onPath(name) {
  const names = windows ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    for (const file of names) {
      const path = join(folder, file);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not in this folder.
      }
    }
  }
  return null;
}

/** Whether a window can be shown: always on macOS and Windows, on Linux with an X or Wayland display. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** Whether packages can be installed without asking: as root on Debian or a derivative. */
export function mayInstall() {
  return existsSync('/etc/debian_version') && process.getuid?.() === 0 && onPath('apt-get') !== null;
}
