/** The app that the shell runs for Electron's specs: reads their modules, runs them, prints a line of JSON for each. */
import { app } from 'electron';
import type { Browser } from '../browser.ts';
import { shellApp } from '../app.ts';
import * as runner from './runner.ts';

const { SPEC_DATA = '', SPEC_MODULES = '[]', SPEC_LEFT_OUT = '[]', SPEC_ONLY = '' } = process.env;
const leftOut = JSON.parse(SPEC_LEFT_OUT) as string[];
const wanted = (title: string): boolean =>
  title.includes(SPEC_ONLY) && !leftOut.some((start) => title.startsWith(start));

app.setPath('userData', SPEC_DATA);
app.on('window-all-closed', () => undefined);
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const { describe, it, before, after, beforeEach, afterEach } = runner;
Object.assign(globalThis, { describe, it, before, after, beforeEach, afterEach });
Object.assign(process, { _linkedBinding: () => ({}) });

for (const module of JSON.parse(SPEC_MODULES) as string[]) await import(module);
// Specs reject promises that nobody awaits.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
await app.whenReady();
// Chromium ends with its last tab, so one stays open.
const browser: Browser = await shellApp.browser();
await browser.openTab({ width: 800, height: 600 }, () => undefined);
for (const title of runner.specsOf()) if (!wanted(title)) say({ title, leftOut: true });
await runner.run(wanted, (result) => say(result));
app.exit(0);
