// @ts-check
/** `node scripts/package/run-self-check.mjs DIST`: whether the package that was laid out in DIST runs on its own Electron. */
import { join, resolve } from 'node:path';
import { checkElectron } from '../electron-check.mjs';
import { placesIn } from './check-package.mjs';

const { program } = placesIn(resolve(process.argv[2] ?? 'dist'));
const file = process.platform === 'darwin' ? join(program, 'Contents/MacOS/Packshot') : program;
const result = await checkElectron(file, [], { timeoutMs: 120_000 });
console.log(result.type === 'passed' ? 'The packaged app passed its check.' : `FAILED: ${result.why}.`);
process.exit(result.type === 'passed' ? 0 : 1);
