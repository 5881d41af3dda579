import { createHash } from 'node:crypto';
import * as realDisk from 'node:fs/promises';
import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises';
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

/** A disk whose files accept `room` bytes each and then fail. */
function diskThatFails(code: string, room: number): StagingDisk {
  return {
    ...realDisk,
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
        return ok({ mtimeMs: 7 });
      }),
    );
    expect(made).toMatchObject({ bytes: 4, mtimeMs: 7 });
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
    const disk = { ...realDisk, statfs };
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
      ...realDisk,
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

  it('blames an original that can’t be read', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.jpg');
    const disk: StagingDisk = {
      ...realDisk,
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
