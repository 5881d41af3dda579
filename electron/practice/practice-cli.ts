import './private-files.ts';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readOptions, wholeNumber } from '../../shared/command-line.ts';
import { readCatalogueFile, type CatalogueFile } from '../../shared/catalogue-file.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { terminalText } from '../util/terminal-text.ts';
import { readRules, ruleValues, usualRules } from './rules.ts';
import type { PracticeRules } from './rules.ts';
import { startPracticeStore } from './server.ts';
import type { PracticeStoreOptions } from './server.ts';

const usage = [
  'Usage: practice-store [--port N] [--data DIR] [--quota N] [--window-ms N] [--products N] [--catalogue FILE]',
  '                      [--faults] [--fetch-anywhere] [--rule NAME=VALUE]...',
  'Rules, where BigCommerce is not known for sure:',
  ...Object.entries(ruleValues).map(([name, values]) => {
    const usual = String(usualRules[name as keyof PracticeRules]);
    return `  ${name}=${values.join('|')} (usually ${usual})`;
  }),
  '  firewall=PART_OF_A_FILE_NAME (usually none)',
  '  firewallText=TEXT_IN_A_BODY (usually none)',
].join('\n');

type Arguments = Omit<PracticeStoreOptions, 'dataDir'> & { dataDir: string | null };

/** Reads the command line; a mistake is returned as a sentence. */
function readArguments(argv: readonly string[]): Outcome<Arguments, string> {
  const text = { type: 'string' } as const;
  const given = readOptions(() =>
    parseArgs({
      args: [...argv],
      options: {
        port: text,
        data: text,
        quota: text,
        'window-ms': text,
        products: text,
        catalogue: { type: 'string' },
        faults: { type: 'boolean', default: false },
        'fetch-anywhere': { type: 'boolean', default: false },
        rule: { type: 'string', multiple: true, default: [] },
      },
    }),
  );
  if (!given.ok) return given;
  const { values } = given.value;
  const numbers: Record<string, number | undefined> = {};
  for (const [name, min, max] of [
    ['port', 0, 65_535],
    ['quota', 1, 1_000_000],
    ['window-ms', 1, 3_600_000],
    ['products', 1, 100_000],
  ] as const) {
    const value = values[name];
    if (value === undefined) continue;
    const number = wholeNumber(value, min, max);
    if (number === null) {
      return no(`--${name} must be a whole number from ${min} to ${max}, not "${value}".`);
    }
    numbers[name] = number;
  }
  const rules = readRules(values.rule);
  if (!rules.ok) return rules;
  if (values.data === '') return no('--data must name a folder.');
  const catalogue = values.catalogue === undefined ? ok(undefined) : readCatalogue(values.catalogue);
  if (!catalogue.ok) return catalogue;
  return ok({
    catalogue: catalogue.value,
    dataDir: values.data === undefined ? null : resolve(values.data),
    port: numbers['port'],
    quota: numbers['quota'],
    windowMs: numbers['window-ms'],
    products: numbers['products'],
    faults: values.faults,
    rules: { ...rules.value, ...(values['fetch-anywhere'] ? { fetchFrom: 'anywhere' } : {}) },
  });
}

function readCatalogue(path: string): Outcome<CatalogueFile, string> {
  try {
    return readCatalogueFile(readFileSync(path, 'utf8'));
  } catch (error) {
    return no(`The catalogue could not be read: ${(error as Error).message}`);
  }
}

/** The practice store by itself: prints a line of JSON on stdout when ready, and runs until stopped. */
async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (!given.ok) {
    process.stderr.write(`${terminalText(given.reason)}\n${usage}\n`);
    process.exitCode = 2;
    return;
  }
  const isTemporary = given.value.dataDir === null;
  const dataDir = given.value.dataDir ?? (await mkdtemp(join(tmpdir(), 'packshot-practice-')));
  const tidy = async () => {
    if (isTemporary) await rm(dataDir, { recursive: true, force: true });
  };
  const stopped = new Promise<void>((stop) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
  });
  try {
    const store = await startPracticeStore({ ...given.value, dataDir });
    const { origin, storeHash, accessToken, webdav } = store;
    process.stdout.write(`${JSON.stringify({ ready: true, origin, storeHash, accessToken, webdav })}\n`);
    await stopped;
    await store.close();
  } catch (error) {
    process.stderr.write(
      `${terminalText(`The practice store could not start: ${(error as Error).message}`)}\n`,
    );
    process.exitCode = 1;
  }
  await tidy();
  process.exit();
}

await main();
