// @ts-check
/** The commands of package.json. Plain JavaScript for any Node from 20 on: it sets up, then runs on the pinned Node. */
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { endLike, run } from './child.mjs';
import { electronBinary, electronVersion } from './electron-binary.mjs';
import { hasDisplay, pinnedNode, root } from './paths.mjs';
import { say } from './say.mjs';
import { SetupStopped, setUp } from './setup.mjs';

/** @type {Record<string, string>} */
const programs = {
  demo: 'scripts/demo.mjs',
  start: 'scripts/start.mjs',
  dev: 'scripts/dev.mjs',
  build: 'scripts/build-all.mjs',
  test: 'scripts/test.mjs',
  screenshots: 'scripts/screenshots.mjs',
  format: 'scripts/format.mjs',
  'practice-store': 'electron/practice/cli.ts',
  packshot: 'electron/cli.ts',
};
