#!/usr/bin/env node
/**
 * `node test/shell/specs/run.ts CHECKOUT [--only TEXT]`: runs Electron's own specs of contextBridge, ipc and protocol
 * on the shell, from a checkout of electron/electron that is brought along (or named in `ELECTRON_CHECKOUT`). Prints
 * how many passed, failed and do not apply, and ends with 1 if that differs from `expected.json`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformWithOxc } from 'vite';

/** How long a shell may be silent. A spec has ten seconds for each of its steps. */
const maxSilenceMs = 60_000;
/** The specs, by what their titles begin with in small letters. */
const specs: Readonly<Record<string, string>> = {
  'context-bridge': 'contextbridge',
  ipc: 'ipc module ',
  'ipc-main': 'ipc main module ',
  'ipc-renderer': 'ipcrenderer module ',
  protocol: 'protocol module ',
};
/** What a spec imports, and the file here that has it. */
const replaced: Readonly<Record<string, string>> = {
  'electron/main': './electron-for-specs.ts',
  'electron/renderer': './electron-for-specs.ts',
  electron: './electron-for-specs.ts',
  chai: './expect.ts',
  uuid: './helpers.ts',
  './lib/spec-helpers': './helpers.ts',
  './lib/window-helpers': './helpers.ts',
  './lib/net-helpers': './helpers.ts',
  './lib/video-helpers': './helpers.ts',
};

interface Expected {
  /** Beginnings of titles, with why these specs do not apply. */
  notApplicable: Record<string, string>;
  /** Titles, with how the shell differs. */
  failing: Record<string, string>;
}

const args = process.argv.slice(2);
const onlyAt = args.indexOf('--only');
const only = onlyAt === -1 ? '' : (args[onlyAt + 1] ?? '');
const given = (onlyAt === 0 ? undefined : args[0]) ?? process.env['ELECTRON_CHECKOUT'];
if (given === undefined) {
  process.stderr.write('Usage: node test/shell/specs/run.ts CHECKOUT_OF_ELECTRON [--only TEXT]\n');
  process.exit(2);
}
process.exitCode = await main(join(resolve(given), 'spec'));

async function main(folder: string): Promise<0 | 1> {
  const expected = JSON.parse(readFileSync(new URL('expected.json', import.meta.url), 'utf8')) as Expected;
  const scratch = mkdtempSync(join(tmpdir(), 'packshot-specs-'));
  try {
    const modules = await Promise.all(Object.keys(specs).map((name) => translate(folder, name, scratch)));
    const leftOut = Object.keys(expected.notApplicable);
    const results: SpecLine[] = [];
    // Each in a shell of its own: what one leaves behind is nobody else's.
    for (const module of modules) results.push(...(await runOnShell(module, scratch, leftOut)));
    return report(results, expected);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A spec as a module that runs here. */
async function translate(folder: string, name: string, scratch: string): Promise<string> {
  const path = join(folder, `api-${name}-spec.ts`);
  const { code } = await transformWithOxc(readFileSync(path, 'utf8'), path, { sourcemap: false });
  const linked = code
    .replace(/(from\s*)"([^"]+)"/g, (all, before: string, module: string) => {
      const own = replaced[module];
      return own === undefined ? all : `${before}"${new URL(own, import.meta.url).href}"`;
    })
    // Functions of the specs become text, in which the name of an import stays as it is.
    .replaceAll("const renderer_1 = require('electron');", '$& const { contextBridge } = renderer_1;');
  const file = join(scratch, `${name}.mjs`);
  writeFileSync(file, `const __dirname = ${JSON.stringify(folder)};\n${linked}`);
  return pathToFileURL(file).href;
}

interface SpecLine {
  title: string;
  why: string | null;
  leftOut?: boolean;
}

async function runOnShell(module: string, scratch: string, leftOut: string[]): Promise<SpecLine[]> {
  const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const child = spawn(process.execPath, [at('../run.ts'), at('main.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PACKSHOT_HEADLESS: '1',
      SPEC_DATA: join(scratch, 'data'),
      SPEC_MODULE: module,
      SPEC_LEFT_OUT: JSON.stringify(leftOut),
      SPEC_ONLY: only,
    },
  });
  const end = (): boolean => child.kill('SIGKILL');
  // Reports what has run so far.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  let silence = setTimeout(end, maxSilenceMs);
  const left: SpecLine[] = [];
  /** By title: first that it is to be run, then how it went. */
  const lines = new Map<string, SpecLine>();
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(silence);
    silence = setTimeout(end, maxSilenceMs);
    if (!line.startsWith('{"title"')) continue;
    const read = JSON.parse(line) as SpecLine;
    if (read.leftOut) left.push(read);
    else lines.set(read.title, read);
  }
  clearTimeout(silence);
  return [...left, ...lines.values()];
}

function report(lines: SpecLine[], { failing, notApplicable }: Expected): 0 | 1 {
  const ran = lines.filter((line) => !line.leftOut);
  const failed = ran.filter(({ why }) => why !== null);
  const surprises = [
    ...failed.filter(({ title }) => !(title in failing)).map(({ title, why }) => `FAILED  ${title}: ${why}`),
    ...ran
      .filter(({ title, why }) => why === null && title in failing)
      .map(({ title }) => `passed now  ${title}`),
  ];
  for (const [spec, start] of Object.entries(specs)) {
    const of = lines.filter(({ title }) => title.toLowerCase().startsWith(start));
    const ranOf = of.filter((line) => !line.leftOut);
    const passed = ranOf.filter(({ why }) => why === null).length;
    const rest = of.length - ranOf.length;
    console.log(
      `${spec}: ${passed} passed, ${ranOf.length - passed} failed, ${rest} not applicable, of ${of.length}`,
    );
  }
  for (const [title, why] of Object.entries(failing)) {
    if (failed.some((line) => line.title === title)) console.log(`differs  ${title}: ${why}`);
  }
  for (const [start, why] of Object.entries(notApplicable)) console.log(`left out  ${start}: ${why}`);
  for (const line of surprises) console.log(line);
  return surprises.length === 0 && ran.length > 0 ? 0 : 1;
}
