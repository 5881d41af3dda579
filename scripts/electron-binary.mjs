// @ts-check
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quietly } from './child.mjs';
import { modules, pinnedNode } from './paths.mjs';

const folder = join(modules, 'electron');

/** The folder of Electron's program and what it needs. */
export function electronFolder() {
  return process.env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist');
}

/**
 * Electron's program; null if it is missing. The npm package has only declarations and a downloader. The
 * program is there once `path.txt` and the file it names exist (as in electron/index.js).
 */
export function electronBinary() {
  const name = nameOfProgram() ?? (process.env.ELECTRON_OVERRIDE_DIST_PATH ? 'electron' : null);
  if (name === null) return null;
  const path = join(electronFolder(), name);
  return existsSync(path) ? path : null;
}

function nameOfProgram() {
  try {
    return readFileSync(join(folder, 'path.txt'), 'utf8').trim();
  } catch {
    return null;
  }
}

/** The version of Electron in package-lock.json. */
export function electronVersion() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return version;
}

/**
 * Runs Electron's own downloader for as long as bytes arrive. Rejects if it fails.
 * @param {number} stallMs maximum time without a byte
 */
export async function fetchElectron(stallMs) {
  const temporary = mkdtempSync(join(tmpdir(), 'packshot-electron-'));
  try {
    await quietly(pinnedNode, [join(folder, 'install.js')], {
      env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1' },
      stallMs,
      grows: () => sizeOf(temporary) + sizeOf(join(folder, 'dist')),
    });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** @param {string} folderPath */
function sizeOf(folderPath) {
  let total = 0;
  try {
    for (const name of readdirSync(folderPath, { recursive: true, encoding: 'utf8' })) {
      total += statSync(join(folderPath, name)).size;
    }
  } catch {
    // It does not exist yet, or was moved between the two calls.
  }
  return total;
}
