import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchUpload } from './upload.ts';

const usage = `Usage: bench upload [--quick] [--soak N] [--only CASE]... [--json FILE]
Cases: link-bound, loopback, loopback-small, quota-bound, quota-shared, soak
`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      soak: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'string', default: 'test-results/bench-upload.json' },
    },
  });
  const files = Number(values.soak ?? (values.quick ? 300 : 1000));
  if (positionals.join(' ') !== 'upload' || !Number.isInteger(files) || files < 1) {
    process.stderr.write(usage);
    return 2;
  }
  const result = await benchUpload({
    quick: values.quick,
    soak: files,
    only: values.only,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  const file = resolve(values.json);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`\nEverything measured: ${values.json}\n`);
  return 0;
}

process.exitCode = await main();
