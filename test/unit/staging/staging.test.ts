import { createHash } from 'node:crypto';
import * as realDisk from 'node:fs/promises';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createStaging, type Staging, type StagingDisk } from '../../../electron/staging/staging.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { reason, sentenceOf } from '../../../shared/messages/reason.ts';

const preview = Buffer.from('preview');

function must<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(sentenceOf(outcome.reason));
  return outcome.value;
}

async function stage(staging: Staging, path: string) {
  const received = must(await staging.receive(path));
  await writeFile(received.previewPath, preview);
  return must(await received.keep(received.previewPath));
}

function failing(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** As of a file system that can't clone. */
const copyingDisk: StagingDisk = { ...realDisk, copyFile: undefined };

/** A disk that clones, for a file system that can't. `asked`: the originals. `opened`: what was opened to be read. */
function cloningDisk() {
  const asked: string[] = [];
  const opened: string[] = [];
  const disk: StagingDisk = {
    ...realDisk,
    copyFile: async (from, to, mode) => {
      expect(mode & constants.COPYFILE_FICLONE_FORCE).not.toBe(0);
      asked.push(from);
      await realDisk.copyFile(from, to, mode & constants.COPYFILE_EXCL);
    },
    open: async (path, flags) => {
      if (flags === 'r') opened.push(path);
      return await realDisk.open(path, flags);
    },
  };
  return { disk, asked, opened };
}

/** A disk whose files accept `room` bytes each and then fail. */
function diskThatFails(code: string, room: number): StagingDisk {
  return {
    ...copyingDisk,
    open: async (...given: Parameters<StagingDisk['open']>) => {
      const file = await realDisk.open(...given);
      let written = 0;
      const write = file.write.bind(file);
      file.write = (async (part: Buffer, offset: number, length: number) => {
        if (written + length > room) throw failing(code);
        written += length;
        return await write(part, offset, length);
      }) as typeof file.write;
      return file;
    },
  };
}

describe('staging', () => {
  it('stores a copy by the fingerprint of its bytes, with its preview', async () => {
    await using folder = await tempFolder();
    const content = Buffer.alloc(3 * 1024 * 1024 + 5, 'packshot');
    const sha256 = createHash('sha256').update(content).digest('hex');
    const staging = must(await createStaging(join(folder.path, 'staging')));
    const staged = await stage(staging, await folder.write('a.jpg', content));
    expect(staged).toEqual({
      stagedPath: join(folder.path, 'staging', sha256),
      sha256,
      bytes: content.length,
    });
    expect(content.equals(await readFile(staged.stagedPath))).toBe(true);
    expect(await readFile(staging.previewPathOf(sha256))).toEqual(preview);
    expect((await staging.list()).photos).toEqual([sha256]);
  });

  it('stores the same bytes once', async () => {
    await using folder = await tempFolder();
    const staging = must(await createStaging(join(folder.path, 'staging')));
    const first = await stage(staging, await folder.write('a.jpg', 'same'));
    const second = await stage(staging, await folder.write('b.jpg', 'same'));
    expect(second).toEqual(first);
    expect((await staging.list()).photos).toHaveLength(1);
  });

  it('does not delete a photo that is still held', async () => {
    await using folder = await tempFolder();
    const staging = must(await createStaging(join(folder.path, 'staging')));
    const path = await folder.write('a.jpg', 'same');
    const { sha256, stagedPath } = await stage(staging, path);
    await stage(staging, path);
    staging.releaseHold(sha256);
    expect(staging.deletePhoto(sha256)).toBe(false);
    expect(await readFile(stagedPath, 'utf8')).toBe('same');
    staging.releaseHold(sha256);
    expect(staging.deletePhoto(sha256)).toBe(true);
    expect((await staging.list()).photos).toEqual([]);
    expect(await readdir(join(folder.path, 'staging', 'previews'))).toHaveLength(1);
    expect(staging.deletePhotoAndPreview(sha256)).toBe(true);
    expect(await readdir(join(folder.path, 'staging', 'previews'))).toEqual([]);
  });

  it('leaves nothing of a discarded copy, or of one cut short by a crash', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'staging');
    const staging = must(await createStaging(path));
    const received = must(await staging.receive(await folder.write('a.jpg')));
    await received.discard();
    expect(await readdir(join(path, 'incoming'))).toEqual([]);
    await folder.write('staging/incoming/left-over');
    const kept = await stage(staging, join(folder.path, 'a.jpg'));
    const reopened = must(await createStaging(path));
    expect(await readdir(join(path, 'incoming'))).toEqual([]);
    expect((await reopened.list()).photos).toEqual([kept.sha256]);
  });

  it.each(['ENOSPC', 'EDQUOT'])('reports a full disk on %s, and leaves no partial copy', async (code) => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'staging');
    const staging = must(await createStaging(path, diskThatFails(code, 1024 * 1024)));
    const outcome = await staging.receive(await folder.write('a.jpg', Buffer.alloc(2 * 1024 * 1024)));
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'disk-full' } });
    expect(await readdir(join(path, 'incoming'))).toEqual([]);
  });

  it('receives a file that is made for it, and leaves nothing beside the copy', async () => {
    await using folder = await tempFolder();
    const incoming = join(folder.path, 'staging', 'incoming');
    const staging = must(await createStaging(join(folder.path, 'staging')));
    const made = must(
      await staging.receiveMade(async (to) => {
        await writeFile(to, 'made');
        return ok(null);
      }),
    );
    expect(made).toMatchObject({ bytes: 4 });
    expect(await readdir(incoming)).toEqual([basename(made.path)]);
    await made.discard();

    const failed = await staging.receiveMade(async (to) => {
      await writeFile(to, 'half');
      return no(reason('changed'));
    });
    expect(failed).toEqual(no(reason('changed')));
    expect(await readdir(incoming)).toEqual([]);
  });

  it('reports a full disk before its last space is used', async () => {
    await using folder = await tempFolder();
    const statfs = async () => ({ ...(await realDisk.statfs(folder.path)), bavail: 10, bsize: 4096 });
    const disk = { ...copyingDisk, statfs };
    const staging = must(await createStaging(join(folder.path, 'staging'), disk));
    expect(await staging.receive(await folder.write('a.jpg'))).toMatchObject({
      reason: { code: 'disk-full' },
    });
  });

  it('reports that its folder can’t be written', async () => {
    await using folder = await tempFolder();
    const readOnly: StagingDisk = { ...realDisk, mkdir: () => Promise.reject(failing('EROFS')) };
    expect(await createStaging(join(folder.path, 'staging'), readOnly)).toMatchObject({
      reason: { code: 'staging-unwritable' },
    });
    const stuck: StagingDisk = { ...realDisk, rename: () => Promise.reject(failing('EACCES')) };
    const staging = must(await createStaging(join(folder.path, 'staging'), stuck));
    const received = must(await staging.receive(await folder.write('a.jpg')));
    expect(await received.keep(received.previewPath)).toMatchObject({
      reason: { code: 'staging-unwritable' },
    });
    expect(staging.deletePhoto(received.sha256)).toBe(true);
  });

  it('refuses a file that changes while it is copied', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg', 'first');
    const disk: StagingDisk = {
      ...copyingDisk,
      open: async (...given: Parameters<StagingDisk['open']>) => {
        const file = await realDisk.open(...given);
        if (given[0] === path) {
          const read = file.read.bind(file) as (...args: unknown[]) => Promise<{ bytesRead: number }>;
          file.read = (async (...args: unknown[]) => {
            await appendFile(path, ' more');
            return await read(...args);
          }) as typeof file.read;
        }
        return file;
      },
    };
    const staging = must(await createStaging(join(folder.path, 'staging'), disk));
    expect(await staging.receive(path)).toMatchObject({ ok: false, reason: { code: 'changed' } });
    expect(await readdir(join(folder.path, 'staging', 'incoming'))).toEqual([]);
  });

  it('clones a file where the disk can, and takes the fingerprint of the clone', async () => {
    await using folder = await tempFolder();
    const { disk, asked, opened } = cloningDisk();
    const staging = must(await createStaging(join(folder.path, 'staging'), disk));
    const path = await folder.write('a.jpg', 'the photo');
    await realDisk.chmod(path, 0o644);
    const received = must(await staging.receive(path));
    expect(received.sha256).toBe(createHash('sha256').update('the photo').digest('hex'));
    expect(received.bytes).toBe(9);
    expect(await readFile(received.path, 'utf8')).toBe('the photo');
    expect(asked).toEqual([path]);
    expect(opened).toEqual([received.path]);
    if (process.platform !== 'win32') expect((await realDisk.stat(received.path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['copied', copyingDisk, { read: 3_000_000, written: 3_000_000 }],
    ['cloned', cloningDisk().disk, { read: 3_000_000, written: 0 }],
  ])('reads a %s photo once, and writes no byte twice', async (_how, disk, expected) => {
    await using folder = await tempFolder();
    const bytes = { read: 0, written: 0 };
    const open: StagingDisk['open'] = async (path, flags) => {
      const file = await disk.open(path, flags);
      const { read, write } = { read: file.read.bind(file), write: file.write.bind(file) };
      file.read = (async (buffer: Buffer, offset: number, length: number, at: number) => {
        const got = await read(buffer, offset, length, at);
        bytes.read += got.bytesRead;
        return got;
      }) as typeof file.read;
      file.write = (async (part: Buffer, offset: number, length: number) => {
        bytes.written += length;
        return await write(part, offset, length);
      }) as typeof file.write;
      return file;
    };
    const counting = { ...disk, open };
    const staging = must(await createStaging(join(folder.path, 'staging'), counting));
    await stage(staging, await folder.write('a.jpg', Buffer.alloc(3_000_000, 'photo')));
    expect(bytes).toEqual(expected);
  });

  it('copies a file that may not be written, because its clone could not be moved', async () => {
    await using folder = await tempFolder();
    const { disk, asked } = cloningDisk();
    const access = async (_path: string, mode: number): Promise<void> => {
      expect(mode).toBe(constants.W_OK);
      await Promise.reject(failing('EPERM'));
    };
    const staging = must(await createStaging(join(folder.path, 'staging'), { ...disk, access }));
    const { stagedPath } = await stage(staging, await folder.write('a.jpg', 'locked'));
    expect(await readFile(stagedPath, 'utf8')).toBe('locked');
    expect(asked).toEqual([]);
  });

  it('clones a file when the disk has no room for a copy', async () => {
    await using folder = await tempFolder();
    const statfs = async () => ({ ...(await realDisk.statfs(folder.path)), bavail: 10, bsize: 4096 });
    const disk = { ...cloningDisk().disk, statfs };
    const staging = must(await createStaging(join(folder.path, 'staging'), disk));
    expect(await staging.receive(await folder.write('a.jpg'))).toMatchObject({ ok: true });
  });

  it('refuses a clone whose original has changed meanwhile', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg', 'first');
    const { disk } = cloningDisk();
    const changing: StagingDisk = {
      ...disk,
      copyFile: async (...given) => {
        await disk.copyFile?.(...given);
        await appendFile(path, ' more');
      },
    };
    const staging = must(await createStaging(join(folder.path, 'staging'), changing));
    expect(await staging.receive(path)).toMatchObject({ ok: false, reason: { code: 'changed' } });
    expect(await readdir(join(folder.path, 'staging', 'incoming'))).toEqual([]);
  });

  it.each([
    ['ENOTSUP', 1],
    ['EXDEV', 1],
    ['EIO', 2],
  ])('copies where cloning fails with %s, and tries %i of two files of a device', async (code, tries) => {
    await using folder = await tempFolder();
    let tried = 0;
    const disk: StagingDisk = {
      ...realDisk,
      copyFile: () => {
        tried += 1;
        return Promise.reject(failing(code));
      },
    };
    const staging = must(await createStaging(join(folder.path, 'staging'), disk));
    for (const name of ['a.jpg', 'b.jpg']) {
      const { stagedPath } = await stage(staging, await folder.write(name, name));
      expect(await readFile(stagedPath, 'utf8')).toBe(name);
    }
    expect(tried).toBe(tries);
  });

  it('blames an original that can’t be read', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg');
    const disk: StagingDisk = {
      ...copyingDisk,
      open: async (...given: Parameters<StagingDisk['open']>) => {
        const file = await realDisk.open(...given);
        if (given[0] === path) file.read = () => Promise.reject(failing('EIO'));
        return file;
      },
    };
    const staging = must(await createStaging(join(folder.path, 'staging'), disk));
    expect(await staging.receive(path)).toMatchObject({ reason: { code: 'drive-failed' } });
    expect(await staging.receive(join(folder.path, 'missing'))).toMatchObject({ reason: { code: 'gone' } });
    expect(await staging.receive(folder.path)).toMatchObject({ reason: { code: 'not-a-file' } });
  });

  it('stops when aborted', async () => {
    await using folder = await tempFolder();
    const staging = must(await createStaging(join(folder.path, 'staging')));
    const outcome = await staging.receive(await folder.write('a.jpg'), { signal: AbortSignal.abort() });
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'intake-cancelled' } });
  });

  it('accepts only fingerprints as names', async () => {
    await using folder = await tempFolder();
    const staging = must(await createStaging(join(folder.path, 'staging')));
    expect(() => staging.pathOf('../../etc/passwd')).toThrow('SHA-256');
    expect(() => staging.deletePhoto('..')).toThrow('SHA-256');
  });
});
