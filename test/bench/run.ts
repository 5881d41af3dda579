import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCatalogue } from './catalogue.ts';
import { benchHostile } from './hostile.ts';
import { benchIdle } from './idle.ts';
import { benchIntake } from './intake.ts';
import { benchPrepare } from './prepare.ts';
import { benchStart } from './start.ts';
import { benchUi } from './ui.ts';
import { benchUpload } from './upload.ts';

const usage = `Usage: bench upload [--quick] [--soak N] [--window SECONDS] [--only CASE]... [--json FILE]
       bench prepare [--quick] [--photos N] [--only CASE]... [--json FILE]
       bench intake [--quick] [--photos N] [--only CASE]... [--json FILE]
       bench answers [--quick] [--only CASE]... [--json FILE]
       bench catalogue [--quick] [--only CASE]... [--json FILE]
       bench idle [--quick] [--only CASE]... [--json FILE]
       bench start [--quick] [--only CASE]... [--json FILE]
       bench ui [--quick] [--rows N] [--trace FILE] [--json FILE]
Cases of upload: link-bound, loopback, loopback-small, quota-bound, quota-shared, quota-products, quota-mix, capped, capped-without-headers, capped-as-500, soak
Cases of prepare: default, full-size, heic
Cases of intake: drop, heic, start
Cases of catalogue: fetch, fetch-quota
Cases of idle: main, window
Cases of start: command, steps, window
Cases of answers: small-rows, wide-rows, long-texts, nested-arrays, empty-objects, error-page, endless-gzip
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      soak: { type: 'string' },
      window: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      rows: { type: 'string' },
      photos: { type: 'string' },
      trace: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { quick, only } = values;
  const what = positionals.join(' ');
  const windowMs = values.window === undefined ? null : Number(values.window) * 1000;
  const rows = values.rows === undefined ? null : Number(values.rows);
  const photos = values.photos === undefined ? null : Number(values.photos);
  const files = Number(values.soak ?? (quick ? 300 : 1000));
  if (
    !['upload', 'prepare', 'intake', 'answers', 'catalogue', 'idle', 'start', 'ui'].includes(what) ||
    !Number.isInteger(files) ||
    files < 1 ||
    !isWindow(windowMs) ||
    !isCount(rows) ||
    !isCount(photos)
  ) {
    process.stderr.write(usage);
    return 2;
  }
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const result =
    what === 'upload'
      ? await benchUpload({ quick, soak: files, windowMs, only, say })
      : what === 'ui'
        ? await benchUi({ quick, rows, trace: values.trace ?? null, say })
        : what === 'prepare'
          ? await benchPrepare({ quick, only, photos, say })
          : what === 'answers'
            ? await benchHostile({ quick, only, say })
            : what === 'catalogue'
              ? await benchCatalogue({ quick, only, say })
              : what === 'idle'
                ? await benchIdle({ quick, only, say })
                : what === 'start'
                  ? await benchStart({ quick, only, say })
                  : await benchIntake({ quick, only, photos, say });
  const json = values.json ?? `test-results/bench-${what}.json`;
  const file = resolve(json);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`\nEverything measured: ${json}\n`);
  return 0;
}

function isWindow(ms: number | null): boolean {
  return ms === null || (Number.isInteger(ms) && ms >= 1000);
}

function isCount(rows: number | null): boolean {
  return rows === null || (Number.isInteger(rows) && rows >= 1);
}

process.exitCode = await main();
