/** The app that the shell runs for one file of Electron's specs: prints a line of JSON for each spec. */
import { app } from 'electron';
import type { Browser } from '../browser.ts';
import { shellApp } from '../app.ts';
import * as runner from './runner.ts';

const { SPEC_DATA = '', SPEC_MODULE = '', SPEC_LEFT_OUT = '[]', SPEC_ONLY = '' } = process.env;
const leftOut = JSON.parse(SPEC_LEFT_OUT) as string[];
const wanted = (title: string): boolean =>
  title.includes(SPEC_ONLY) && !leftOut.some((start) => title.startsWith(start));

app.setPath('userData', SPEC_DATA);
app.on('window-all-closed', () => undefined);
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const { describe, it, before, after, beforeEach, afterEach } = runner;
Object.assign(globalThis, { describe, it, before, after, beforeEach, afterEach });
Object.assign(process, { _linkedBinding: () => ({}) });

await import(SPEC_MODULE);
// Specs reject promises that nobody awaits.
process.on('unhandledRejection', () => undefined);
process.on('uncaughtException', () => undefined);
await app.whenReady();
// Chromium ends with its last tab, so one stays open.
const browser: Browser = await shellApp.browser();
await browser.openTab({ width: 800, height: 600 }, () => undefined);
for (const title of runner.specsOf())
  say({ title, why: 'was not reached', ...(!wanted(title) && { leftOut: true }) });
await runner.run(wanted, (result) => say(result));
app.exit(0);
