import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alreadyThere } from '../../../electron/review/review-messages.ts';
import { outcomeWords, reportName, reportText, saveReport } from '../../../electron/batches/csv-report.ts';
import type { ReportRow } from '../../../electron/outbox/views/report-rows.ts';
import { entryStateWords } from '../../../renderer/wording/entry-messages.ts';
import type { EntryState } from '../../../shared/model.ts';
import { OutboxRig } from '../outbox/outbox-rig.ts';
import { saying } from '../../support/saying.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

let rig: OutboxRig;
let folder: string;
const storeId = 'alder';
beforeEach(() => {
  rig = new OutboxRig();
  folder = mkdtempSync(join(tmpdir(), 'packshot-report-'));
});
afterEach(() => {
  rig.close();
  rmSync(folder, { recursive: true, force: true });
});

function batch(id: number, productId: number): void {
  rig.db.run(
    `INSERT INTO batches (id, store_id, product_id, source, at, phase) VALUES (?, 'alder', ?, 'drop', 5000, 'queued')`,
    id,
    productId,
  );
}

function refuse(batchId: number, folderName: string, fileName: string, reason: object): void {
  rig.db.run(
    'INSERT INTO refusals (batch_id, file_name, folder, reason) VALUES (?, ?, ?, ?)',
    batchId,
    fileName,
    folderName,
    JSON.stringify(reason),
  );
}

const read = (of: { batchId: number | null }): Record<string, string>[] =>
  parse([...reportText(rig.outbox.report(storeId, of.batchId))].join(''), { bom: true, columns: true });

test('a batch’s report lists every file: arrived, failed, waiting, refused or skipped', () => {
  rig.product(1, 'Mug, blue', 'MUG-1');
  batch(7, 1);
  rig.outbox.add({ storeId, productId: 9, batchId: 8 }, [{ type: 'clear' }]);
  const [done = 0, failed = 0, waits = 0] = rig.add(1, 3, 7);
  rig.clock.turn(500);
  rig.arrive([done]);
  rig.fail([failed]);
  rig.image(1, 1_000 + done);
  refuse(7, 'shoot/extra', 'notes.txt', saying('This file is not an image.'));
  refuse(7, '', 'again.jpg', alreadyThere);
  const at = (ms: number): string => new Date(ms).toISOString();
  const product = { Product: 'Mug, blue', SKU: 'MUG-1' };
  const none = { 'Image ID': '', URL: '', Queued: '', 'First sent': '', Finished: '', Reason: '' };
  const name = (id: number): string => rig.outbox.views.one(storeId, id)?.fileName ?? '';
  expect(read({ batchId: 7 })).toEqual([
    {
      File: name(done),
      ...product,
      Outcome: 'In the store',
      Reason: '',
      'Image ID': String(1_000 + done),
      URL: `https://cdn.example.com/${1_000 + done}.1280.jpg`,
      Queued: at(1_000_000),
      'First sent': at(1_000_500),
      Finished: at(1_001_500),
    },
    {
      ...none,
      File: name(failed),
      ...product,
      Outcome: 'Not sent',
      Reason: 'The store could not read it. Save it as JPEG.',
      Queued: at(1_000_000),
      'First sent': at(1_001_500),
      Finished: at(1_001_500),
    },
    { ...none, File: name(waits), ...product, Outcome: 'Queued', Queued: at(1_000_000) },
    {
      ...none,
      File: 'shoot/extra/notes.txt',
      ...product,
      Outcome: 'Skipped',
      Reason: 'This file is not an image.',
      Finished: at(5_000),
    },
    {
      ...none,
      File: 'again.jpg',
      ...product,
      Outcome: 'Skipped',
      Reason: sentenceOf(alreadyThere),
      Finished: at(5_000),
    },
  ]);
});

test('a store’s report lists history, outbox and refusals of all batches, each row once', () => {
  batch(1, 1);
  batch(2, 2);
  rig.arrive(rig.add(1, 1_203, 1));
  rig.putAway();
  rig.add(2, 2, 2);
  refuse(1, '', 'a.txt', saying('No.'));
  refuse(2, '', 'b.txt', saying('No.'));
  const rows = read({ batchId: null });
  expect(rows).toHaveLength(1_207);
  expect(new Set(rows.map((row) => row['File'])).size).toBe(1_207);
  expect(read({ batchId: 2 })).toHaveLength(3);
});

test('nothing moves into history while a report is read', () => {
  const ids = rig.add(1, 900);
  rig.arrive(ids);
  rig.outbox.openStore(storeId, {} as never, true);
  let rows = 0;
  for (const part of rig.outbox.report(storeId, null)) {
    rows += part.length;
    rig.clock.turn(5_000);
  }
  expect(rows).toBe(900);
  rig.clock.turn(5_000);
  expect(rig.outbox.history.count(storeId)).toBe(899);
});

test('a file name that a spreadsheet would evaluate is written as text, and quotes and line breaks survive', () => {
  const row: ReportRow = {
    kind: 'upload',
    outcome: 'failed',
    file: '=HYPERLINK("x").jpg',
    product: 'Mug; "blue"\r\nlarge',
    sku: '-1',
    reason: null,
    imageId: null,
    url: '',
    queuedAt: null,
    sentAt: null,
    finishedAt: null,
  };
  const text = [...reportText([[row]])].join('');
  expect(text.startsWith('\uFEFFFile,Product,SKU,')).toBe(true);
  expect(text.endsWith('\r\n')).toBe(true);
  expect(parse(text, { bom: true })[1]).toEqual(
    expect.arrayContaining(['\'=HYPERLINK("x").jpg', 'Mug; "blue"\r\nlarge', "'-1"]),
  );
});

test('a complete report replaces the old file and returns its number of rows', async () => {
  rig.add(1, 3);
  const path = join(folder, reportName(Date.UTC(2026, 10, 21, 12)));
  writeFileSync(path, 'older');
  expect(await saveReport(rig.outbox, { storeId }, path)).toEqual({ ok: true, value: { rows: 3 } });
  expect(parse(readFileSync(path, 'utf8'), { bom: true })).toHaveLength(4);
  expect(readdirSync(folder)).toEqual(['Packshot report 2026-11-21.csv']);
});

test('a report that can’t be written fails and leaves no file', async () => {
  const outcome = await saveReport(rig.outbox, { storeId }, join(folder, 'gone', 'x.csv'));
  expect(outcome).toMatchObject({ ok: false, reason: { code: 'report-not-saved' } });
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32')(
  'a report takes the place of a file, and of no pipe or device',
  async () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    expect(await saveReport(rig.outbox, { storeId }, path)).toMatchObject({ ok: false });
    expect(statSync(path).isFIFO()).toBe(true);
    expect(readdirSync(folder)).toEqual(['pipe']);
  },
);

test('a report names an entry’s outcome in the window’s words', () => {
  const reason = saying('x');
  const states: EntryState[] = [
    { type: 'waiting' },
    { type: 'sending' },
    { type: 'verifying' },
    { type: 'retrying', at: 0, reason },
    { type: 'done', imageId: 1 },
    { type: 'failed', reason },
    { type: 'cancelled' },
  ];
  for (const type of ['upload', 'import', 'clear'] as const) {
    for (const state of states) {
      const words = outcomeWords({ kind: type, outcome: state.type, reason: null });
      expect(words).toBe(entryStateWords({ type, state }));
    }
  }
});

test.each([
  ['x;=1+1;.jpg', "x;'=1+1;.jpg"],
  ['a\t=cmd.jpg', "a\t'=cmd.jpg"],
  ['a\n+1.jpg', "a\n'+1.jpg"],
  [' @sum.jpg', " '@sum.jpg"],
  ['a|-1.jpg', "a|'-1.jpg"],
  ['Mug - blue, large-2.jpg', 'Mug - blue, large-2.jpg'],
  ['\u001b[31m\u009b2J\u0007=1.jpg', '␛[31m�2J␇=1.jpg'],
])('a sign that begins a formula after any separator is no formula in the report: %j', (name, cell) => {
  batch(9, 1);
  refuse(9, '', name, { code: 'cancelled' });
  expect(read({ batchId: 9 }).map((row) => Object.values(row)[0])).toEqual([cell]);
});
