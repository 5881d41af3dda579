import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withArchives, type ArchiveDisk } from '../../../../electron/pictures/archives/archive-disk.ts';
import { unreadable } from '../../../../electron/pictures/picture-messages.ts';
import { sourceDrives } from '../../../../electron/pictures/source-drives.ts';
import { scan } from '../../../../electron/intake/scan.ts';
import { zipOf, type ZippedFile } from '../../../support/zip.ts';
import { tempFolder } from '../../intake/temp-folder.ts';

/** Writes an archive, and gives a disk that reads it. */
async function zipped(files: readonly ZippedFile[] | Buffer, name = 'shoot.zip') {
  const folder = await tempFolder();
  const path = await folder.write(name, Buffer.isBuffer(files) ? files : zipOf(files));
  const disk = withArchives(sourceDrives.diskFor([path]));
  return {
    path,
    folder,
    disk,
    async [Symbol.asyncDispose]() {
      await disk.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function found(disk: ArchiveDisk, paths: string[]): Promise<{ files: string[]; refused: string[] }> {
  const files: string[] = [];
  const refused: string[] = [];
  for await (const find of scan(paths, { disk })) {
    files.push(...find.files.map(({ folder, name }) => `${folder}/${name}`));
    refused.push(...find.unreadable.map(({ folder, name, reason }) => `${folder}/${name}: ${reason.code}`));
  }
  return { files, refused };
}

async function contentOf(disk: ArchiveDisk, path: string, chunkBytes = 1000): Promise<Buffer> {
  const file = await disk.open(path, 'r');
  const parts: Buffer[] = [];
  let at = 0;
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes, at);
      if (bytesRead === 0) return Buffer.concat(parts);
      parts.push(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await file.close();
  }
}

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'read',
    (error: unknown) => unreadable(error).code,
  );

describe('a disk with archives', () => {
  it('lists an archive like the folder it was made of, under its own name', async () => {
    await using zip = await zipped([
      { name: 'b/10.jpg', content: 'x' },
      { name: 'b/9.jpg', content: 'x' },
      { name: 'a.jpg', content: 'x' },
      { name: '__MACOSX/._a.jpg', content: 'x' },
      { name: '.DS_Store', content: 'x' },
    ]);
    expect(await found(zip.disk, [zip.path])).toEqual({
      files: ['shoot.zip/a.jpg', 'shoot.zip/b/9.jpg', 'shoot.zip/b/10.jpg'],
      refused: [],
    });
  });

  it('reads archives in dropped folders too, and a folder whose name ends so as the folder it is', async () => {
    await using folder = await tempFolder();
    await folder.write('drop/day.zip/loose.jpg');
    await folder.write('drop/in/Shoot.ZIP', zipOf([{ name: 'deep/x.jpg', content: 'x' }]));
    const disk = withArchives(sourceDrives.diskFor([folder.path]));
    expect((await found(disk, [join(folder.path, 'drop')])).files).toEqual([
      'day.zip/loose.jpg',
      'in/Shoot.ZIP/deep/x.jpg',
    ]);
    await disk.close();
  });

  it('unpacks the bytes that were packed, in parts of any size, again from the start when asked', async () => {
    const noise = randomBytes(300_000);
    const text = Buffer.from('packed '.repeat(100_000));
    await using zip = await zipped([
      { name: 'noise.jpg', content: noise, stored: true },
      { name: 'in/text.jpg', content: text },
    ]);
    for (const chunkBytes of [7_001, 65_536, 2_000_000]) {
      expect(noise.equals(await contentOf(zip.disk, join(zip.path, 'noise.jpg'), chunkBytes))).toBe(true);
      expect(text.equals(await contentOf(zip.disk, join(zip.path, 'in', 'text.jpg'), chunkBytes))).toBe(true);
    }
    const file = await zip.disk.open(join(zip.path, 'in', 'text.jpg'), 'r');
    for (const at of [500_001, 3, 500_001]) {
      const { buffer } = await file.read(Buffer.alloc(70), 0, 70, at);
      expect(buffer).toEqual(text.subarray(at, at + 70));
    }
    await file.close();
  });

  it('tells the size and the time that the archive has of a file', async () => {
    await using zip = await zipped([{ name: 'a.jpg', content: 'four' }]);
    const facts = await zip.disk.stat(join(zip.path, 'a.jpg'));
    expect({ size: facts.size, at: new Date(facts.mtimeMs) }).toEqual({
      size: 4,
      at: new Date(2026, 2, 4, 5, 6, 8),
    });
  });

  it('reads names in UTF-8, with or without its flag, and in CP437', async () => {
    await using zip = await zipped([
      { name: 'größe.jpg', content: 'x' },
      { name: Buffer.from('tasse-blå.jpg'), content: 'x' },
      { name: Buffer.from('stra\u00e1e.jpg', 'latin1'), content: 'x' },
      { name: 'win\\dows.jpg', content: 'x' },
    ]);
    expect((await found(zip.disk, [zip.path])).files.toSorted()).toEqual([
      'shoot.zip/größe.jpg',
      'shoot.zip/straße.jpg',
      'shoot.zip/tasse-blå.jpg',
      'shoot.zip/win/dows.jpg',
    ]);
  });

  it('refuses single files with a reason, and reads the others', async () => {
    await using zip = await zipped([
      { name: 'good.jpg', content: 'x' },
      { name: '../evil.jpg', content: 'x' },
      { name: 'secret.jpg', content: 'x', encrypted: true },
      { name: 'nested.zip', content: zipOf([{ name: 'n.jpg' }]) },
      { name: 'odd.jpg', content: 'x', method: 9 },
    ]);
    const { files, refused } = await found(zip.disk, [zip.path]);
    expect(files).toEqual(['shoot.zip/good.jpg']);
    expect(refused.toSorted()).toEqual([
      'shoot.zip/evil.jpg: zip-path',
      'shoot.zip/nested.zip: zip-in-zip',
      'shoot.zip/odd.jpg: zip-compression',
      'shoot.zip/secret.jpg: zip-encrypted',
    ]);
  });

  it('tells a damaged archive once, under its own name', async () => {
    const whole = zipOf([{ name: 'a.jpg', content: randomBytes(5_000) }]);
    for (const bytes of [whole.subarray(0, 3_000), Buffer.from('no archive at all'), whole.subarray(0, -1)]) {
      await using zip = await zipped(Buffer.from(bytes));
      expect(await found(zip.disk, [zip.path])).toEqual({ files: [], refused: ['/shoot.zip: zip-damaged'] });
    }
  });

  it('tells a file whose bytes are not those that were packed', async () => {
    await using zip = await zipped([
      { name: 'sum.jpg', content: 'changed', claimedSum: 1 },
      { name: 'more.jpg', content: randomBytes(5_000), claimedBytes: 100 },
      { name: 'less.jpg', content: randomBytes(5_000), claimedBytes: 9_000 },
      { name: 'good.jpg', content: 'good' },
    ]);
    for (const name of ['sum.jpg', 'more.jpg', 'less.jpg']) {
      expect(await codeOf(contentOf(zip.disk, join(zip.path, name)))).toBe('zip-damaged');
    }
    expect(await codeOf(contentOf(zip.disk, join(zip.path, 'good.jpg')))).toBe('read');
  });

  it('refuses an archive whose files share their bytes before it unpacks one', async () => {
    const bomb: ZippedFile[] = Array.from({ length: 40 }, (_, n) => ({
      name: `${n}.jpg`,
      content: randomBytes(2_000),
      sharesBytes: n > 0,
    }));
    await using zip = await zipped(bomb);
    expect((await found(zip.disk, [zip.path])).refused).toEqual(['/shoot.zip: zip-suspicious']);
  });

  it('lets nothing in an archive be cloned', async () => {
    await using zip = await zipped([{ name: 'a.jpg', content: 'x' }]);
    const path = join(zip.path, 'a.jpg');
    const target = join(zip.folder.path, 'clone');
    await expect(zip.disk.access(path, constants.W_OK)).rejects.toMatchObject({ code: 'EXDEV' });
    await expect(zip.disk.copyFile?.(path, target, 0)).rejects.toMatchObject({ code: 'EXDEV' });
    await expect(readFile(target)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('asks nothing more of the disk for a path without an archive', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a/photo.jpg');
    const inner = sourceDrives.diskFor([folder.path]);
    let asked = 0;
    const disk = withArchives({ ...inner, stat: async (one) => ((asked += 1), await inner.stat(one)) });
    await disk.stat(path);
    expect(asked).toBe(1);
    expect(await disk.isInArchive(path)).toBe(false);
    expect(asked).toBe(1);
  });
});
