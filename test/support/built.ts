import { join } from 'node:path';
import { buildIfNeeded } from '../../scripts/build.mjs';

/** The command line as `npm run packshot` runs it. */
export const commandLine = join(import.meta.dirname, '../../out/main/cli.js');

/** Run by vitest before the first file of a project that starts built programs. */
export const setup = buildIfNeeded;
