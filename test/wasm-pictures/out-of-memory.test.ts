import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { forkProcesses } from '../../electron/util/fork-process.ts';
import type { StartProcess } from '../../electron/util/worker-process.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { flat } from '../unit/pictures/pictures.ts';
import { openPool, startProcess } from '../unit/pictures/pool/open-pool.ts';

const littleMemory = join(import.meta.dirname, '../support/little-memory.ts');
const startSmall = forkProcesses({ 'picture-process': littleMemory, 'practice-process': littleMemory });

/** Its decoder keeps all of it: 190 MB. */
const large = await flat(8_000, 8_000).png({ progressive: true }).toBuffer();
const folder = await tempFolder();
afterAll(async () => await folder[Symbol.asyncDispose]());
const path = await folder.write('large.png', large);

async function inspectWith(start: StartProcess, to: string) {
  using pool = openPool({ start });
  return await pool.inspect(path, 'large.png', { previewTo: join(folder.path, to) });
}

test('a picture whose process ran out of memory is opened in a fresh one', async () => {
  let started = 0;
  const seen = await inspectWith((name) => {
    started += 1;
    return started === 1 ? startSmall(name) : startProcess(name);
  }, 'first');
  expect(seen).toMatchObject({ ok: true, value: { facts: { width: 8_000, height: 8_000 } } });
  expect(started).toBe(2);
});

test('a picture that no process has the memory for is not called damaged', async () => {
  expect(await inspectWith(startSmall, 'none')).toMatchObject({
    ok: false,
    reason: { code: 'could-not-be-read' },
  });
});
