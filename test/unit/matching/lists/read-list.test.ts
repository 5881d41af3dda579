import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readList } from '../../../../electron/matching/lists/read-list.ts';

const isWindows = process.platform === 'win32';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-list-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a list is read as its program wrote it', async () => {
  const path = join(await temporaryFolder(), 'list.csv');
  await writeFile(path, Buffer.from('\ufeffsku,file\nMUG,mug.jpg\n', 'utf16le'));
  expect(await readList(path)).toEqual({ ok: true, value: expect.stringContaining('MUG,mug.jpg') });
});

test.skipIf(isWindows)('a device is refused without a byte of it being read', async () => {
  expect(await readList('/dev/zero')).toEqual({ ok: false, reason: 'no-file' });
});

test.skipIf(isWindows)('a named pipe that nobody writes to is refused at once', async () => {
  const path = join(await temporaryFolder(), 'list.csv');
  execFileSync('mkfifo', [path]);
  expect(await readList(path)).toEqual({ ok: false, reason: 'no-file' });
});

test('a folder is no list, nor is what is not there', async () => {
  const folder = await temporaryFolder();
  expect(await readList(folder)).toEqual({ ok: false, reason: 'no-file' });
  expect(await readList(join(folder, 'none.csv'))).toEqual({ ok: false, reason: 'unreadable' });
});
