import { EventEmitter, once } from 'node:events';
import { appendFile, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import * as realDisk from 'node:fs/promises';
import { createSourceDrives } from '../../../electron/pictures/source-drives.ts';
import { jumpingClock } from '../../support/jumping-clock.ts';
import { watchFolder, type StableFile, type WatchOptions } from '../../../electron/intake/watch.ts';
import { tempFolder } from './temp-folder.ts';

/** Long intervals, for tests that must not depend on the machine's speed. */
const patient = { stableMs: 400, groupMs: 400, presenceMs: 100, sweepMs: 100_000 };
const quick = { stableMs: 40, groupMs: 60, presenceMs: 30, sweepMs: 100_000 };

async function watched(folder: string, options: Partial<WatchOptions> = {}) {
  const events = new EventEmitter();
  const groups: string[][] = [];
  const files: StableFile[] = [];
  const watch = watchFolder({
    folder,
    isKnown: () => false,
    pace: quick,
    onFiles: (group) => {
      files.push(...group);
      groups.push(group.map(({ path }) => basename(path)));
      events.emit('files');
    },
    onPresence: (isThere) => void events.emit(isThere ? 'back' : 'gone'),
    ...options,
  });
  await watch.ready;
  return {
    groups,
    files,
    names: () => groups.flat(),
    next: async (event: 'files' | 'back' | 'gone') => void (await once(events, event)),
    async [Symbol.asyncDispose]() {
      await watch.close();
    },
  };
}

describe('a watched folder', () => {
  it('is looked at every half minute at most, while nothing happens', async () => {
    await using folder = await tempFolder();
    const intervals = vi.spyOn(globalThis, 'setInterval');
    const watch = watchFolder({ folder: folder.path, isKnown: () => false, onFiles: () => undefined });
    await watch.ready;
    const shortest = Math.min(...intervals.mock.calls.map(([, ms]) => ms ?? 0));
    intervals.mockRestore();
    await watch.close();
    expect(shortest).toBeGreaterThanOrEqual(30_000);
  });

  it('is missed as soon as it is deleted, however seldom it is looked for', async () => {
    await using folder = await tempFolder();
    const path = join(folder.path, 'hot');
    await mkdir(path);
    await using watching = await watched(path, { pace: { ...quick, presenceMs: 100_000 } });
    const gone = watching.next('gone');
    await rm(path, { recursive: true });
    await gone;
  });

  it('reports files that arrive together as one group, oldest first, without those already there', async () => {
    await using folder = await tempFolder();
    await folder.write('before.jpg');
    await using watching = await watched(folder.path, { pace: patient });
    const come = watching.next('files');
    const [second, first] = [await folder.write('sub/b.jpg'), await folder.write('a.jpg')];
    await utimes(first, 1_000, 1_000);
    await utimes(second, 2_000, 2_000);
    await come;
    expect(watching.groups).toEqual([['a.jpg', 'b.jpg']]);
    expect(watching.files[0]).toEqual({ path: first, bytes: 1, mtimeMs: 1_000_000 });
  });

  it('reports files already there when asked, except known ones', async () => {
    await using folder = await tempFolder();
    const known = await folder.write('known.jpg');
    await folder.write('new.jpg');
    const asked: unknown[] = [];
    await using watching = await watched(folder.path, {
      withExisting: true,
      isKnown: (path, bytes, mtimeMs) => {
        asked.push([typeof bytes, typeof mtimeMs]);
        return path === known;
      },
    });
    await watching.next('files');
    expect(watching.names()).toEqual(['new.jpg']);
    expect(asked[0]).toEqual(['number', 'number']);
  });

  it('skips ignored, hidden and unfinished files', async () => {
    await using folder = await tempFolder();
    await using watching = await watched(folder.path, { pace: patient });
    const come = watching.next('files');
    for (const name of [
      '.hidden.jpg',
      '.cache/a.jpg',
      'a.tmp',
      'b.jpg.crdownload',
      '~c.jpg',
      'd.jpg~',
      'Thumbs.db',
      'e.xmp',
    ]) {
      await folder.write(name);
    }
    await folder.write('f.jpg.tmp');
    await rename(join(folder.path, 'f.jpg.tmp'), join(folder.path, 'f.jpg'));
    await come;
    expect(watching.names()).toEqual(['f.jpg']);
  });

  it('waits for a growing file and reports it once, complete', async () => {
    await using folder = await tempFolder();
    await using watching = await watched(folder.path, { pace: patient });
    const come = watching.next('files');
    const path = await folder.write('a.jpg', 'start');
    for (let part = 0; part < 200; part += 1) await appendFile(path, 'more');
    await come;
    expect(watching.files).toMatchObject([{ path, bytes: 805 }]);
  });

  it('reports a file again only after it was exported again', async () => {
    await using folder = await tempFolder();
    await using watching = await watched(folder.path);
    const first = watching.next('files');
    const path = await folder.write('a.jpg', 'one');
    await first;
    const again = watching.next('files');
    await writeFile(path, 'another');
    await again;
    expect(watching.files.map(({ bytes }) => bytes)).toEqual([3, 7]);
  });

  it('survives that the folder disappears and returns, and finds what came meanwhile', async () => {
    await using folder = await tempFolder();
    const [card, pocket] = [join(folder.path, 'card'), join(folder.path, 'pocket')];
    await mkdir(card);
    await using watching = await watched(card);
    const first = watching.next('files');
    await writeFile(join(card, 'a.jpg'), 'x');
    await first;
    const gone = watching.next('gone');
    await rename(card, pocket);
    await gone;
    await writeFile(join(pocket, 'b.jpg'), 'x');
    const second = watching.next('files');
    const back = watching.next('back');
    await rename(pocket, card);
    await Promise.all([back, second]);
    expect(watching.groups).toEqual([['a.jpg'], ['b.jpg']]);
    const third = watching.next('files');
    await writeFile(join(card, 'c.jpg'), 'x');
    await third;
    expect(watching.names()).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  it('reports a missing folder at once, and begins when it appears', async () => {
    await using folder = await tempFolder();
    const later = join(folder.path, 'later');
    const reported: boolean[] = [];
    const events = new EventEmitter();
    const watch = watchFolder({
      folder: later,
      isKnown: () => false,
      withExisting: true,
      pace: quick,
      onFiles: () => void events.emit('files'),
      onPresence: (isThere) => void reported.push(isThere),
    });
    await watch.ready;
    expect(reported).toEqual([false]);
    const come = once(events, 'files');
    await mkdir(later);
    await writeFile(join(later, 'a.jpg'), 'x');
    await come;
    expect(reported).toEqual([false, true]);
    await watch.close();
  });

  it.skipIf(process.platform === 'win32')('finds by listing what no event reported', async () => {
    await using folder = await tempFolder();
    // In a hidden folder nothing is heard; only a listing follows the link to it.
    await folder.write('.hidden/old.txt');
    await symlink(join(folder.path, '.hidden'), join(folder.path, 'link'));
    await using watching = await watched(folder.path, { pace: { ...quick, sweepMs: 50 } });
    const come = watching.next('files');
    const path = await folder.write('.hidden/a.jpg');
    await come;
    expect(watching.files).toMatchObject([{ path }]);
  });

  it('is missing while its drive does not answer, and closes without waiting for it', async () => {
    await using folder = await tempFolder();
    const clock = jumpingClock();
    const asked = Promise.withResolvers<void>();
    const stat = async (): Promise<never> => {
      asked.resolve();
      return await new Promise<never>(() => undefined);
    };
    const events = new EventEmitter();
    const missing = once(events, 'gone');
    const watch = watchFolder({
      folder: folder.path,
      isKnown: () => false,
      pace: quick,
      drives: createSourceDrives({ disk: { ...realDisk, stat }, clock }),
      onFiles: () => undefined,
      onPresence: (isThere) => void events.emit(isThere ? 'back' : 'gone'),
    });
    await asked.promise;
    clock.expire();
    await missing;
    await watch.close();
  });

  it('closes at once while its drive does not answer', async () => {
    await using folder = await tempFolder();
    const asked = Promise.withResolvers<void>();
    const stat = async (): Promise<never> => {
      asked.resolve();
      return await new Promise<never>(() => undefined);
    };
    const watch = watchFolder({
      folder: folder.path,
      isKnown: () => false,
      pace: quick,
      drives: createSourceDrives({ disk: { ...realDisk, stat }, clock: jumpingClock() }),
      onFiles: () => undefined,
    });
    await asked.promise;
    await watch.close();
  });

  it('reports nothing after it was closed', async () => {
    await using folder = await tempFolder();
    const watching = await watched(folder.path);
    await folder.write('a.jpg');
    await watching[Symbol.asyncDispose]();
    await rm(join(folder.path, 'a.jpg'));
    expect(watching.groups).toEqual([]);
  });
});
