// @ts-check
/**
 * `node scripts/package/run-self-check.mjs DIST [SWITCHES]`: whether the package that was laid out in DIST runs on its
 * own Electron, with these switches of Chromium.
 */
import { join, resolve } from 'node:path';
import { checkElectron } from '../electron-check.mjs';
import { placesIn } from './check-package.mjs';

const [dist = 'dist', ...switches] = process.argv.slice(2);
const { program } = placesIn(resolve(dist));
const file = process.platform === 'darwin' ? join(program, 'Contents/MacOS/Packshot') : program;
const result = await checkElectron(file, switches, { timeoutMs: 120_000 });
console.log(result.type === 'passed' ? 'The packaged app passed its check.' : `FAILED: ${result.why}.`);
process.exit(result.type === 'passed' ? 0 : 1);
