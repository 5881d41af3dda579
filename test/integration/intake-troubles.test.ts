import * as realDisk from 'node:fs/promises';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { takeIn, type Photo, type RefusedFile } from '../../electron/intake/intake.ts';
import {
  createSourceDrives,
  type SourceDisk,
  type SourceFile,
} from '../../electron/pictures/source-drives.ts';
import { createStaging, type Staging, type StagingDisk } from '../../electron/staging/staging.ts';
import type { WaitingFor } from '../../shared/model.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { jumpingClock } from '../support/jumping-clock.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { noise } from '../unit/pictures/pictures.ts';
import { openPool } from '../unit/pictures/pool/open-pool.ts';

type Clock = ReturnType<typeof jumpingClock>;

const pictures = openPool();
afterAll(() => pictures.close());

function failing(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'read' });
}

/** A folder `shoot` with `names`, each a different picture, and staging beside it. */
async function shoot(names: readonly string[], disk?: StagingDisk) {
  const clock = jumpingClock();
  const folder = await tempFolder();
  await using cleanUp = new AsyncDisposableStack();
  cleanUp.use(folder);
  for (const [index, name] of names.entries()) {
    await folder.write(
      `shoot/${name}`,
      await noise(120, 80 + index)
        .jpeg()
        .toBuffer(),
    );
  }
  const opened = await createStaging(join(folder.path, 'staging'), disk, { clock, platform: 'win32' });
  if (!opened.ok) throw new Error(sentencesOf(opened.reason));
  const kept = cleanUp.move();
  return {
    path: join(folder.path, 'shoot'),
    incoming: join(folder.path, 'staging', 'incoming'),
    staging: opened.value,
    clock,
    [Symbol.asyncDispose]: async () => await kept.disposeAsync(),
  };
}

async function takeAll(
  paths: string[],
  world: { staging: Staging; clock: Clock; parallel?: number },
  disk: Partial<SourceDisk>,
  platform: NodeJS.Platform = 'linux',
  onWaiting?: (waitingFor: WaitingFor | undefined) => void,
) {
  const photos: Photo[] = [];
  const refused: RefusedFile[] = [];
  const { clock, staging, parallel } = world;
  const result = await takeIn({
    paths,
    pictures,
    staging,
    parallel,
    clock,
    drives: createSourceDrives({ disk: { ...realDisk, ...disk }, clock, platform }),
    ...(onWaiting ? { onWaiting } : {}),
    onPhoto: (photo) => void photos.push(photo),
    onRefused: (file) => void refused.push(file),
  });
  return {
    result,
    photos: photos.map(({ fileName }) => fileName).toSorted(),
    refused: refused.map(({ fileName, reason }) => [fileName, reason.code]),
  };
}

/** Opens real files; `faulted` replaces what some of them answer to a read. */
function openWith(read: (path: string, file: SourceFile) => SourceFile['read'] | null): SourceDisk['open'] {
  return async (path) => {
    const file: SourceFile = await realDisk.open(path, 'r');
    const replaced = read(path, file);
    return replaced === null
      ? file
      : { stat: async () => await file.stat(), close: async () => await file.close(), read: replaced };
  };
}

describe('files that can’t be read just now', () => {
  it('are waited for while another program has them open, and taken in whole afterwards', async () => {
    await using world = await shoot(['a.jpg', 'held.jpg', 'z.jpg']);
    let refusals = 4;
    const { photos, refused } = await takeAll([world.path], world, {
      open: async (path) => {
        if (path.endsWith('held.jpg') && refusals-- > 0) throw failing('EBUSY');
        return await realDisk.open(path, 'r');
      },
    });
    expect({ photos, refused }).toEqual({ photos: ['a.jpg', 'held.jpg', 'z.jpg'], refused: [] });
    expect(world.clock.waitedMs()).toBeGreaterThan(0);
    expect(world.clock.waitedMs()).toBeLessThanOrEqual(10_000);
  });

  it.each([
    ['EBUSY', 'program'],
    ['EIO', 'drive'],
  ] as const)('are told while they are waited for: %s', async (code, expected) => {
    await using world = await shoot(['a.jpg', 'late.jpg']);
    let failures = 3;
    const open: SourceDisk['open'] = async (path) => {
      if (path.endsWith('late.jpg') && failures-- > 0) throw failing(code);
      return await realDisk.open(path, 'r');
    };
    const notified: (WaitingFor | undefined)[] = [];
    const { photos } = await takeAll(
      [world.path],
      world,
      { open },
      'linux',
      (one) => void notified.push(one),
    );
    expect(photos).toEqual(['a.jpg', 'late.jpg']);
    expect(notified).toContain(expected);
    expect(notified.at(-1)).toBeUndefined();
  });

  it.each([
    ['EBUSY', 'win32', 'busy', 10_000],
    ['EACCES', 'win32', 'held-or-not-allowed', 10_000],
    ['EACCES', 'linux', 'not-allowed', 0],
    ['EIO', 'linux', 'drive-failed', 30_000],
    ['ESTALE', 'linux', 'drive-failed', 30_000],
    ['ENAMETOOLONG', 'win32', 'name-too-long', 0],
  ] as const)(
    'are told after the limit, and never stop the others: %s on %s',
    async (code, platform, expected, ms) => {
      await using world = await shoot(['a.jpg', 'bad.jpg', 'z.jpg']);
      const open = openWith((path) =>
        path.endsWith('bad.jpg') ? () => Promise.reject(failing(code)) : null,
      );
      const { photos, refused } = await takeAll([world.path], world, { open }, platform);
      expect({ photos, refused }).toEqual({ photos: ['a.jpg', 'z.jpg'], refused: [['bad.jpg', expected]] });
      expect(world.clock.waitedMs()).toBe(ms);
      expect(await readdir(world.incoming)).toEqual([]);
    },
  );

  it('are taken in when a drive comes back in the middle of a file, each once', async () => {
    await using world = await shoot(['a.jpg', 'b.jpg', 'c.jpg']);
    let failures = 0;
    const open = openWith((_path, file) => async (buffer, offset, length, position) => {
      failures += 1;
      if (failures > 2 && failures < 9) throw failing('ENOTCONN');
      return await file.read(buffer, offset, Math.min(length, 2_000), position);
    });
    const { result, photos } = await takeAll([world.path], { ...world, parallel: 1 }, { open });
    expect(photos).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(result).toMatchObject({ photos: 3, refused: 0 });
    const { photos: staged } = await world.staging.list();
    expect(staged).toHaveLength(3);
  });

  it('are told as gone with their card, and none is half taken', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `p${at}.jpg`);
    await using world = await shoot(names);
    let opened = 0;
    const { photos, refused } = await takeAll(
      [world.path],
      { ...world, parallel: 1 },
      {
        open: async (path) => {
          opened += 1;
          if (opened === 6) await rename(world.path, `${world.path}-taken-out`);
          return await realDisk.open(path, 'r');
        },
      },
    );
    expect(photos.length).toBeGreaterThan(0);
    expect(photos.length + refused.length).toBe(30);
    expect(new Set(refused.map(([, code]) => code))).toEqual(new Set(['source-gone']));
    expect(await readdir(world.incoming)).toEqual([]);
  });

  it('are taken in when their card is put in again', async () => {
    await using world = await shoot(['a.jpg', 'b.jpg']);
    let stats = 0;
    const away = `${world.path}-taken-out`;
    const { photos, refused } = await takeAll(
      [world.path],
      { ...world, parallel: 1 },
      {
        open: async (path) => {
          stats += 1;
          if (stats === 1) await rename(world.path, away);
          if (stats === 4) await rename(away, world.path);
          return await realDisk.open(path, 'r');
        },
        stat: async (path) => {
          if (stats >= 1 && stats < 4 && path !== world.path) {
            stats += 1;
            if (stats === 4) await rename(away, world.path);
          }
          return await stat(path);
        },
      },
    );
    expect({ photos, refused }).toEqual({ photos: ['a.jpg', 'b.jpg'], refused: [] });
  });

  it('are told as in the cloud if they take no room on the disk and can’t be fetched', async () => {
    await using world = await shoot(['a.jpg', 'cloud.jpg']);
    const { photos, refused } = await takeAll([world.path], world, {
      stat: async (path) => Object.assign(await stat(path), path.endsWith('cloud.jpg') ? { blocks: 0 } : {}),
      open: openWith((path) =>
        path.endsWith('cloud.jpg') ? () => Promise.reject(failing('ETIMEDOUT')) : null,
      ),
    });
    expect({ photos, refused }).toEqual({
      photos: ['a.jpg'],
      refused: [['cloud.jpg', 'cloud-file-missing']],
    });
    expect(world.clock.waitedMs()).toBe(60_000);
  });

  it('don’t hold the batch when a drive never answers, and cost one thread for all of them', async () => {
    await using near = await shoot(['near.jpg', 'near-2.jpg']);
    await using far = await shoot(['far-1.jpg', 'far-2.jpg', 'far-3.jpg']);
    const hanging = Promise.withResolvers<never>();
    const nearIsFound = Promise.withResolvers<void>();
    let found = 0;
    let asked = 0;
    let closed = 0;
    const { photos, refused } = await takeAll(
      [far.path, near.path],
      { ...near, parallel: 1 },
      {
        stat: async (path) => {
          const facts = await realDisk.stat(path);
          if (path.startsWith(near.path) && facts.isFile() && ++found === 2) nearIsFound.resolve();
          return facts;
        },
        open: async (path) => {
          const file: SourceFile = await realDisk.open(path, 'r');
          if (!path.startsWith(far.path)) return file;
          return {
            stat: async () => await file.stat(),
            read: async () => {
              asked += 1;
              // Not before: time runs out for every file that is being looked at.
              void nearIsFound.promise.then(() => setImmediate(() => near.clock.expire()));
              return await hanging.promise;
            },
            close: async () => {
              closed += 1;
              await file.close();
            },
          };
        },
      },
    );
    expect(photos).toEqual(['near-2.jpg', 'near.jpg']);
    expect(refused.map(([, code]) => code)).toEqual(Array<string>(3).fill('drive-not-answering'));
    expect(asked).toBe(1);
    expect(closed).toBe(0);
    hanging.reject(failing('EIO'));
    await new Promise((done) => setImmediate(done));
    expect(closed).toBe(1);
  });

  it('and folders that don’t answer leave the rest of a drop as it is', async () => {
    await using world = await shoot(['a.jpg']);
    await mkdir(join(world.path, 'far'));
    await writeFile(join(world.path, 'far', 'b.jpg'), 'b');
    const { photos, refused } = await takeAll([world.path], world, {
      readdir: async (path, how) => {
        if (!path.endsWith('far')) return await realDisk.readdir(path, how);
        setImmediate(() => world.clock.expire());
        return await new Promise<never>(() => undefined);
      },
    });
    // The photo beside it may be read before or after the drive fell silent.
    expect([...photos, ...refused.map(([name]) => name)].toSorted()).toEqual(['a.jpg', 'far']);
    expect(refused.at(-1)).toEqual(['far', 'drive-not-answering']);
  });
});

describe('Packshot’s own copies', () => {
  const held = (times: number, code: string): StagingDisk => ({
    ...realDisk,
    rename: async (from, to) => {
      if (times-- > 0) throw failing(code);
      await rename(from, to);
    },
  });

  it.each(['EPERM', 'EACCES', 'EBUSY'])(
    'are moved once a virus scanner lets go of them: %s',
    async (code) => {
      await using world = await shoot(['a.jpg'], held(3, code));
      const { photos } = await takeAll([world.path], world, {});
      expect(photos).toEqual(['a.jpg']);
      expect((await world.staging.list()).photos).toHaveLength(1);
    },
  );

  it('are removed, and the photo is told, if another program holds one for too long', async () => {
    await using world = await shoot(['a.jpg'], held(Infinity, 'EPERM'));
    const { result, refused } = await takeAll([world.path], world, {});
    expect(refused).toEqual([['a.jpg', 'copy-held']]);
    expect(result.problem).toBeNull();
    expect(world.clock.waitedMs()).toBe(10_000);
    expect(await world.staging.list()).toEqual({ photos: [], previews: [] });
    expect(await readdir(world.incoming)).toEqual([]);
  });
});
