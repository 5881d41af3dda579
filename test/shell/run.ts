/**
 * Runs a main bundle made for Electron on Node and Chromium: `node test/shell/run.ts out/main/main.js [arguments]`.
 */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , main, ...args] = process.argv;
if (main === undefined) {
  process.stderr.write('Usage: node test/shell/run.ts MAIN [ARGUMENTS]\n');
  process.exit(2);
}

const stand = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: stand, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

// As the app finds them in Electron: the executable, what it runs, then its own arguments.
process.argv = [process.execPath, resolve(main), ...args];
await import(pathToFileURL(resolve(main)).href);
