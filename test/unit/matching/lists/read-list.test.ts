import { execFileSync } from 'node:child_process';
import * as realDisk from 'node:fs/promises';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readList } from '../../../../electron/matching/lists/read-list.ts';
import { openToRead } from '../../../../electron/pictures/reader.ts';
import { createSourceDrives, type SourceDisk } from '../../../../electron/pictures/source-drives.ts';
import { jumpingClock } from '../../../support/jumping-clock.ts';

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

test.skipIf(isWindows)('a list is read through a link', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'list.csv'), 'sku,file');
  await symlink(join(folder, 'list.csv'), join(folder, 'link.csv'));
  expect(await readList(join(folder, 'link.csv'))).toEqual({ ok: true, value: 'sku,file' });
});

test.skipIf(isWindows)('a device is refused without a byte of it being read', async () => {
  expect(await readList('/dev/zero')).toMatchObject({ ok: false, reason: { code: 'not-a-file' } });
});

test.skipIf(isWindows)('a named pipe that nobody writes to is refused at once', async () => {
  const path = join(await temporaryFolder(), 'list.csv');
  execFileSync('mkfifo', [path]);
  expect(await readList(path)).toMatchObject({ ok: false, reason: { code: 'not-a-file' } });
});

test('an empty list is known without a read, which fails for files such as /proc/self/mem', async () => {
  const read = { read: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) };
  const { list } = await listOn(() => ({
    stat: async (path) => Object.assign(await realDisk.stat(path), { size: 0 }),
    open: async (path) => Object.assign(await realDisk.open(path, 'r'), read),
  }));
  expect(list).toEqual({ ok: true, value: '' });
});

test.skipIf(isWindows)('a named pipe that took a list’s place is refused at once', async () => {
  const path = join(await temporaryFolder(), 'list.csv');
  execFileSync('mkfifo', [path]);
  await expect(openToRead(path)).rejects.toThrow('Not a file');
  const disk = createSourceDrives().diskFor([path]);
  await expect(disk.open(path, 'r')).rejects.toMatchObject({ trouble: 'unreadable' });
});

test('a folder is no list, nor is what is not there', async () => {
  const folder = await temporaryFolder();
  expect(await readList(folder)).toMatchObject({ ok: false, reason: { code: 'not-a-file' } });
  expect(await readList(join(folder, 'none.csv'))).toMatchObject({ ok: false, reason: { code: 'gone' } });
});

/** A list whose disk differs from the real one. */
async function listOn(differs: (clock: ReturnType<typeof jumpingClock>) => Partial<SourceDisk>) {
  const path = join(await temporaryFolder(), 'list.csv');
  await writeFile(path, 'sku,file\nMUG,mug.jpg\n');
  const clock = jumpingClock();
  const drives = createSourceDrives({ disk: { ...realDisk, ...differs(clock) }, clock });
  const waited: string[] = [];
  const onWaiting = (waitingFor: string) => {
    waited.push(waitingFor);
    return () => undefined;
  };
  return { list: await readList(path, { drives, clock, onWaiting }), waited, clock };
}

test('a list that a spreadsheet still has open is read once it lets go', async () => {
  let refusals = 3;
  const { list, waited } = await listOn(() => ({
    open: async (path) => {
      if (refusals-- > 0) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
      return await realDisk.open(path, 'r');
    },
  }));
  expect(list).toMatchObject({ ok: true, value: expect.stringContaining('MUG') });
  expect(waited).toContain('program');
});

test('a list on a drive that does not answer is given up', async () => {
  const { list, waited } = await listOn((clock) => ({
    stat: async () => {
      setImmediate(() => clock.expire());
      return await new Promise<never>(() => undefined);
    },
  }));
  expect(list).toMatchObject({ ok: false, reason: { code: 'drive-not-answering' } });
  expect(waited).toContain('drive');
});
