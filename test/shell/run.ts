#!/usr/bin/env node
/**
 * Runs an app made for Electron on Node and Chromium, with Electron's command line: `node test/shell/run.ts
 * MAIN [arguments]`, where MAIN is a module, or a folder whose package.json names it. It also works as
 * electron-vite's `ELECTRON_EXEC_PATH`.
 */
import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , given, ...args] = process.argv;
if (given === undefined) {
  process.stderr.write('Usage: node test/shell/run.ts MAIN [ARGUMENTS]\n');
  process.exit(2);
}

const standIn = new URL('./electron.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/main'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const main = mainOf(resolve(given));
process.env['PACKSHOT_SHELL_MAIN'] = main;
// As in Electron: the executable, then what it runs, except in a package, then the app's own arguments.
const isPackaged = process.env['PACKSHOT_SHELL_PACKAGED'] !== undefined;
process.argv = [process.execPath, ...(isPackaged ? [] : [main]), ...args];
await import(pathToFileURL(main).href);

function mainOf(path: string): string {
  if (!statSync(path).isDirectory()) return path;
  const about = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as { main: string };
  return join(path, about.main);
}
