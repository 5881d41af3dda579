import { eventClock } from '../support/event-clock.ts';
import * as realDisk from 'node:fs/promises';
import { appendFile, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  takeIn,
  type Photo,
  type RefusedFile,
  type ScannedFile,
  type Shortage,
  type TakeInOptions,
} from '../../electron/intake/intake.ts';
import { createStaging, type Staging, type StagingDisk } from '../../electron/staging/staging.ts';
import { createSourceDrives } from '../../electron/pictures/source-drives.ts';
import { limits } from '../../shared/limits.ts';
import { flat, noise, padJpeg } from '../unit/pictures/pictures.ts';
import { rawTiff } from '../unit/pictures/raws.ts';
import { openPool } from '../unit/pictures/pool/open-pool.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

async function openStaging(path: string, disk?: StagingDisk): Promise<Staging> {
  const staging = await createStaging(path, disk);
  if (!staging.ok) throw new Error(sentenceOf(staging.reason));
  return staging.value;
}

const pictures = openPool();
afterAll(() => pictures.close());

async function takeAll(options: Omit<TakeInOptions, 'onPhoto' | 'onRefused' | 'pictures'>) {
  const photos: Photo[] = [];
  const refused: RefusedFile[] = [];
  const found: number[] = [];
  const inspected: number[] = [];
  const result = await takeIn({
    ...options,
    pictures,
    onPhoto: (photo) => void photos.push(photo),
    onRefused: (file) => void refused.push(file),
    onFound: (count) => void found.push(count),
    onInspected: (count) => void inspected.push(count),
  });
  return {
    result,
    photos: photos.toSorted((a, b) => a.ordinal - b.ordinal),
    refused: refused.toSorted((a, b) => a.ordinal - b.ordinal),
    found,
    inspected,
  };
}

describe('a raw photograph beside a JPEG of its name', () => {
  it.each([false, true])('is left out for that JPEG (camera’s JPEGs used: %s)', async (usesCameraJpeg) => {
    await using folder = await tempFolder();
    const small = await noise(30, 20).jpeg().toBuffer();
    const raw = rawTiff(await flat(2_400, 1_600).jpeg().toBuffer());
    // The scan reports files in groups of 64: a pair must not depend on being in one group.
    for (let n = 0; n < 63; n += 1) await folder.write(`shoot/a${n}.jpg`, small);
    await folder.write('shoot/b.dng', raw);
    await folder.write('shoot/b.JPG', small);
    await folder.write('shoot/c.dng', raw);
    await folder.write('shoot/other/c.jpg', small);
    const staging = await openStaging(join(folder.path, 'staging'));
    const paths = [join(folder.path, 'shoot')];
    const { photos, refused, result } = await takeAll({ paths, staging, usesCameraJpeg });
    const left = { fileName: 'b.dng', reason: { code: 'raw-beside-jpeg', args: { jpeg: 'b.JPG' } } };
    const alone = { fileName: 'c.dng', reason: { code: 'raw-with-jpeg' } };
    expect(refused).toMatchObject(usesCameraJpeg ? [left] : [left, alone]);
    const named = photos.map(({ fileName }) => fileName).filter((name) => !name.startsWith('a'));
    expect(named).toEqual(usesCameraJpeg ? ['b.JPG', 'c.jpg', 'c.jpg'] : ['b.JPG', 'c.jpg']);
    expect(result).toMatchObject({ found: 67, photos: usesCameraJpeg ? 66 : 65 });
  });

  it('is taken in where only it was dropped', async () => {
    await using folder = await tempFolder();
    const raw = await folder.write('b.dng', rawTiff(await flat(2_400, 1_600).jpeg().toBuffer()));
    await folder.write('b.jpg', await noise(30, 20).jpeg().toBuffer());
    const staging = await openStaging(join(folder.path, 'staging'));
    const { photos, refused } = await takeAll({ paths: [raw], staging, usesCameraJpeg: true });
    expect(photos).toMatchObject([{ fileName: 'b.jpg', facts: { width: 2_400 } }]);
    expect(refused).toEqual([]);
  });
});

describe('taking in a folder', () => {
  it('leaves no listener on any signal', async () => {
    await using folder = await tempFolder();
    await folder.write('shoot/mug.jpg', await noise(30, 20).jpeg().toBuffer());
    const staging = await openStaging(join(folder.path, 'staging'));
    using added = vi.spyOn(AbortSignal.prototype, 'addEventListener');
    using removed = vi.spyOn(AbortSignal.prototype, 'removeEventListener');
    const { signal } = new AbortController();
    await takeAll({ paths: [join(folder.path, 'shoot')], staging, signal });
    const listeners = (calls: unknown[][]) => new Set(calls.map(([, listener]) => listener));
    expect(added).toHaveBeenCalled();
    expect(listeners(removed.mock.calls)).toEqual(listeners(added.mock.calls));
  });

  it('stages what BigCommerce accepts, in order, and gives reasons for the rest', async () => {
    await using folder = await tempFolder();
    const jpeg = await noise(300, 200).jpeg().toBuffer();
    await folder.write('shoot/mug-10.jpg', await noise(300, 202).jpeg().toBuffer());
    await folder.write('shoot/mug-2.png', await noise(300, 204).png().toBuffer());
    await folder.write('shoot/mug-1.jpg', jpeg);
    await folder.write('shoot/notes.jpg', 'no picture');
    await folder.write('shoot/huge.jpg', padJpeg(jpeg, limits.imageBytes + 1));
    await folder.write('shoot/layers.psd', '8BPS\0\x01\0\0\0\0\0\0');
    await folder.write('shoot/cut.jpg', jpeg.subarray(0, jpeg.length >> 1));
    await folder.write('shoot/.DS_Store');
    await folder.write('shoot/details/scan.tif', await flat(20, 20).tiff().toBuffer());
    await folder.write('shoot/details/handle.webp', await noise(300, 206).webp().toBuffer());
    await symlink(join(folder.path, 'nowhere'), join(folder.path, 'shoot/link.jpg'));
    const staging = await openStaging(join(folder.path, 'staging'));

    const { result, photos, refused, found, inspected } = await takeAll({
      paths: [join(folder.path, 'shoot')],
      staging,
    });

    expect(result).toEqual({ found: 10, ignored: 1, photos: 6, refused: 4, cancelled: false, problem: null });
    expect(
      photos.map(({ folder: below, fileName, facts }) => [below, fileName, facts.type, facts.height]),
    ).toEqual([
      ['', 'huge.jpg', 'jpeg', 200],
      ['', 'mug-1.jpg', 'jpeg', 200],
      ['', 'mug-2.png', 'png', 204],
      ['', 'mug-10.jpg', 'jpeg', 202],
      ['details', 'handle.webp', 'webp', 206],
      ['details', 'scan.tif', 'tiff', 20],
    ]);
    expect(refused.map(({ fileName, reason }) => [fileName, reason.code])).toEqual([
      ['cut.jpg', 'damaged'],
      ['layers.psd', 'layered-document'],
      ['notes.jpg', 'not-a-picture'],
      ['link.jpg', 'gone'],
    ]);
    for (const photo of photos) {
      expect(await readFile(staging.pathOf(photo.sha256))).toEqual(
        await readFile(join(folder.path, 'shoot', photo.folder, photo.fileName)),
      );
      expect((await sharp(staging.previewPathOf(photo.sha256)).metadata()).format).toBe('webp');
    }
    expect((await staging.list()).photos.toSorted()).toEqual(photos.map(({ sha256 }) => sha256).toSorted());
    expect(await readdir(join(folder.path, 'staging', 'incoming'))).toEqual([]);
    expect(found.at(-1)).toBe(10);
    expect(inspected).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('stops once for a full disk, and keeps what is already in', async () => {
    await using folder = await tempFolder();
    for (let at = 0; at < 8; at += 1) {
      await folder.write(
        `shoot/p${at}.jpg`,
        await noise(60, 40 + at)
          .jpeg()
          .toBuffer(),
      );
    }
    let asked = 0;
    const statfs = async (path: string) => {
      asked += 1;
      return { ...(await realDisk.statfs(path)), bavail: asked > 3 ? 0 : 2 ** 30, bsize: 4096 };
    };
    const staging = await openStaging(join(folder.path, 'staging'), { ...realDisk, statfs });
    const { result, photos, refused } = await takeAll({
      paths: [join(folder.path, 'shoot')],
      staging,
      parallel: 1,
    });
    expect(result).toMatchObject({
      found: 8,
      photos: 3,
      refused: 0,
      problem: { code: 'disk-full' },
      cancelled: false,
    });
    expect(photos.map(({ fileName }) => fileName)).toEqual(['p0.jpg', 'p1.jpg', 'p2.jpg']);
    expect(refused).toEqual([]);
    expect((await staging.list()).photos).toHaveLength(3);
  });

  it.each([
    ['tells once that the files need more room than there is, and goes on while there is some', false],
    ['tells of no shortage where files are cloned, because clones take no room', true],
  ])('%s', async (_promise, clones) => {
    await using folder = await tempFolder();
    for (let at = 0; at < 8; at += 1)
      await folder.write(
        `shoot/p${at}.jpg`,
        padJpeg(
          await noise(60, 40 + at)
            .jpeg()
            .toBuffer(),
          100_000,
        ),
      );
    // 64 MB are left to the system.
    const statfs = async () => ({
      ...(await realDisk.statfs(folder.path)),
      bavail: 64 * 256 + 50,
      bsize: 4096,
    });
    const staging = await openStaging(join(folder.path, 'staging'), { ...realDisk, statfs });
    const copyFile = async (from: string, to: string) => await realDisk.copyFile(from, to);
    const shortages: Shortage[] = [];
    const { result } = await takeAll({
      paths: [join(folder.path, 'shoot')],
      staging,
      drives: createSourceDrives({ disk: { ...realDisk, copyFile: clones ? copyFile : undefined } }),
      parallel: 1,
      onShortage: (shortage) => void shortages.push(shortage),
    });
    expect(result).toMatchObject({ photos: 8, problem: null });
    if (clones) return expect(shortages).toEqual([]);
    const [{ neededBytes, freeBytes } = { neededBytes: 0, freeBytes: 0 }] = shortages;
    expect(shortages).toHaveLength(1);
    expect(freeBytes).toBe(50 * 4096);
    expect(neededBytes).toBeGreaterThan(freeBytes);
    expect(neededBytes).toBeLessThanOrEqual(8 * 100_000);
  });

  it('stops when the user cancels, and leaves no partial copies', async () => {
    await using folder = await tempFolder();
    for (let at = 0; at < 8; at += 1) {
      await folder.write(
        `shoot/p${at}.jpg`,
        await noise(60, 40 + at)
          .jpeg()
          .toBuffer(),
      );
    }
    const staging = await openStaging(join(folder.path, 'staging'));
    const stop = new AbortController();
    const photos: Photo[] = [];
    const result = await takeIn({
      paths: [join(folder.path, 'shoot')],
      staging,
      pictures,
      signal: stop.signal,
      parallel: 2,
      onPhoto: (photo) => {
        photos.push(photo);
        stop.abort();
      },
      onRefused: () => expect.unreachable(),
    });
    expect(result.cancelled).toBe(true);
    expect(photos.length).toBeLessThan(8);
    expect((await staging.list()).photos).toHaveLength(photos.length);
    expect(await readdir(join(folder.path, 'staging', 'incoming'))).toEqual([]);
  });

  it('holds every photo until the outbox has recorded it', async () => {
    await using folder = await tempFolder();
    const jpeg = await noise(60, 40).jpeg().toBuffer();
    const paths = [await folder.write('a.jpg', jpeg), await folder.write('b.jpg', jpeg)];
    const staging = await openStaging(join(folder.path, 'staging'));
    const { photos } = await takeAll({ paths, staging });
    const [sha256] = (await staging.list()).photos;
    expect(photos.map((photo) => photo.sha256)).toEqual([sha256, sha256]);
    for (const photo of photos) {
      expect(staging.deletePhoto(photo.sha256)).toBe(false);
      staging.releaseHold(photo.sha256);
    }
    expect(staging.deletePhoto(sha256 ?? '')).toBe(true);
  });

  it('reports found files long before it has read them, and each of them once more', async () => {
    await using folder = await tempFolder();
    const jpeg = await noise(60, 40).jpeg().toBuffer();
    await Promise.all(
      Array.from({ length: 300 }, (_, at) => folder.write(`shoot/deep/p${at}.jpg`, at % 3 ? jpeg : 'none')),
    );
    const staging = await openStaging(join(folder.path, 'staging'));
    const reported: ScannedFile[] = [];
    const reportedAtFirst: number[] = [];
    const through: number[] = [];
    await takeIn({
      paths: [join(folder.path, 'shoot')],
      staging,
      pictures,
      onFiles: (files) => void reported.push(...files),
      onPhoto: ({ ordinal }) => {
        reportedAtFirst.push(reported.length);
        through.push(ordinal);
      },
      onRefused: ({ ordinal }) => void through.push(ordinal),
    });
    expect(reported.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 300 }, (_, at) => at));
    expect(reported[2]).toEqual({
      ordinal: 2,
      fileName: 'p2.jpg',
      folder: 'deep',
      root: 'shoot',
      path: join(folder.path, 'shoot/deep/p2.jpg'),
      bytes: jpeg.length,
    });
    expect(reportedAtFirst[0]).toBeGreaterThanOrEqual(64);
    expect(through.toSorted((a, b) => a - b)).toEqual(reported.map(({ ordinal }) => ordinal));
  });

  it('waits for a file that is still being written, without delaying others', async () => {
    await using folder = await tempFolder();
    const jpeg = await noise(300, 200).jpeg().toBuffer();
    const growing = await folder.write('shoot/a-growing.jpg', jpeg.subarray(0, 1_000));
    for (const name of ['b.jpg', 'c.jpg']) {
      const path = await folder.write(
        `shoot/${name}`,
        await noise(60, 40 + name.length)
          .jpeg()
          .toBuffer(),
      );
      await utimes(path, 1_000, 1_000);
    }
    const staging = await openStaging(join(folder.path, 'staging'));
    const others = Promise.withResolvers<void>();
    const order: string[] = [];
    const { photos } = await takeIn({
      paths: [join(folder.path, 'shoot')],
      staging,
      pictures,
      stability: {
        stableMs: 2_000,
        patienceMs: 60_000,
        clock: eventClock(Date.now(), async () => {
          // The export continues and ends only after the others are done.
          await others.promise;
          if ((await readFile(growing)).length < jpeg.length) await writeFile(growing, jpeg);
        }),
      },
      onPhoto: ({ fileName }) => {
        order.push(fileName);
        if (order.length === 2) others.resolve();
      },
      onRefused: ({ fileName, reason }) => expect.unreachable(`${fileName}: ${sentenceOf(reason)}`),
    });
    expect(photos).toBe(3);
    expect(order.at(-1)).toBe('a-growing.jpg');
  });

  it('gives up on a file that never becomes stable, and on a cancelled one', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('shoot/a.jpg');
    const staging = await openStaging(join(folder.path, 'staging'));
    const stableWith = (each: () => Promise<void>) => ({
      stableMs: 2_000,
      patienceMs: 20_000,
      clock: eventClock(Date.now(), each),
    });
    const restless = await takeAll({
      paths: [path],
      staging,
      stability: stableWith(async () => await appendFile(path, 'more')),
    });
    expect(restless.refused).toMatchObject([{ reason: { code: 'still-changing' } }]);
    const stop = new AbortController();
    const { result } = await takeAll({
      paths: [path],
      staging,
      signal: stop.signal,
      stability: stableWith(async () => stop.abort()),
    });
    expect(result).toMatchObject({ found: 1, photos: 0, refused: 0, cancelled: true });
  });

  it('ends, and does not hang, when a listener throws', async () => {
    await using folder = await tempFolder();
    const paths = [
      await folder.write('a.jpg', await noise(60, 40).jpeg().toBuffer()),
      await folder.write('b.jpg'),
    ];
    const staging = await openStaging(join(folder.path, 'staging'));
    const taking = takeIn({
      paths,
      staging,
      pictures,
      onPhoto: () => {
        throw new Error('a bug');
      },
      onRefused: () => undefined,
    });
    await expect(taking).rejects.toThrow('a bug');
  });

  it('takes nothing from nothing', async () => {
    await using folder = await tempFolder();
    const staging = await openStaging(join(folder.path, 'staging'));
    const { result } = await takeAll({ paths: [], staging });
    expect(result).toEqual({ found: 0, ignored: 0, photos: 0, refused: 0, cancelled: false, problem: null });
  });
});
