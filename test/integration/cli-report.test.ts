import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reportFromCommandLine } from '../../electron/cli/save-report.ts';
import { startPracticeStore, type PracticeStore } from '../../electron/practice/server.ts';
import { runCommandLine } from './support/command-line.ts';

let folder: string;
let store: PracticeStore;
let data: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-cli-report-'));
  data = join(folder, 'data');
  store = await startPracticeStore({ dataDir: join(folder, 'practice'), quota: 10_000 });
  const photo = join(folder, 'good.jpg');
  await sharp({ create: { width: 50, height: 50, channels: 3, background: 'teal' } })
    .jpeg()
    .toFile(photo);
  await writeFile(join(folder, 'bad.jpg'), 'no picture');
  const answer = await fetch(`${store.origin}/stores/${store.storeHash}/v3/catalog/products?limit=1`, {
    headers: { 'x-auth-token': store.accessToken },
  });
  const { data: rows } = (await answer.json()) as { data: { id: number }[] };
  const product = ['--product', String(rows[0]?.id)];
  await packshot(['upload', photo, ...product]);
  await packshot(['upload', join(folder, 'bad.jpg'), ...product]);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const packshot = (args: string[]) => runCommandLine(store, [...args, '--data', data]);

const outcomes = (csv: string): string[][] =>
  parse<Record<string, string>>(csv, { bom: true, columns: true }).map((row) => [
    row['File'] ?? '',
    row['Outcome'] ?? '',
  ]);

test('prints the outcome of everything, of a batch, and of the last one', async () => {
  const all = await packshot(['report']);
  expect(all).toMatchObject({ code: 0, err: '' });
  expect(outcomes(all.out)).toEqual([
    ['good.jpg', 'In the store'],
    ['bad.jpg', 'Skipped'],
  ]);
  expect(outcomes((await packshot(['report', '1'])).out)).toEqual([['good.jpg', 'In the store']]);
  expect(outcomes((await packshot(['report', '--last'])).out)).toEqual([['bad.jpg', 'Skipped']]);
});

test('writes it to a file', async () => {
  const file = join(folder, 'report.csv');
  expect(await packshot(['report', '--to', file])).toMatchObject({ code: 0, out: `2 rows in ${file}\n` });
  expect(outcomes(await readFile(file, 'utf8'))).toHaveLength(2);
});

test.each([['x'], ['0'], ['1', '2'], ['1', '--last'], ['--to', ''], ['--csv', 'x']])(
  'refuses invalid usage: %s %s',
  async (...args) => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      expect(await reportFromCommandLine(args)).toBe(2);
      expect(stderr.mock.calls.join('')).toContain('packshot report');
    } finally {
      stderr.mockRestore();
    }
  },
);
