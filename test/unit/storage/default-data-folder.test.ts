import * as realDisk from 'node:fs';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  chooseDataFolder,
  defaultPlaces,
  type MovingDisk,
} from '../../../electron/storage/default-data-folder.ts';
import { openDataFolder } from '../../../electron/storage/data-folder.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';
import { tempFolder } from '../intake/temp-folder.ts';

describe('the default data folder', () => {
  it('is in the local profile on Windows, and knows the roaming one of earlier versions', () => {
    const env = {
      APPDATA: 'C:\\Users\\Ann\\AppData\\Roaming',
      LOCALAPPDATA: 'C:\\Users\\Ann\\AppData\\Local',
    };
    const places = {
      folder: 'C:\\Users\\Ann\\AppData\\Local\\Packshot\\Data',
      earlier: 'C:\\Users\\Ann\\AppData\\Roaming\\Packshot',
    };
    expect(defaultPlaces('win32', env, 'C:\\Users\\Ann')).toEqual(places);
    expect(defaultPlaces('win32', {}, 'C:\\Users\\Ann')).toEqual(places);
    const redirected = { ...env, APPDATA: '\\\\server\\profiles\\Ann' };
    expect(defaultPlaces('win32', redirected, 'C:\\Users\\Ann')).toEqual({
      ...places,
      earlier: '\\\\server\\profiles\\Ann\\Packshot',
    });
  });

  it('is where each other system keeps data of programs', () => {
    expect(defaultPlaces('darwin', {}, '/Users/ann').folder).toBe(
      '/Users/ann/Library/Application Support/Packshot',
    );
    expect(defaultPlaces('linux', {}, '/home/ann').folder).toBe('/home/ann/.config/Packshot');
    expect(defaultPlaces('linux', { XDG_CONFIG_HOME: '/c' }, '/home/ann').folder).toBe('/c/Packshot');
  });
});

/** A folder as an earlier version left it, with a queue and a staged photo. */
async function earlierFolder() {
  const temp = await tempFolder();
  const places = {
    folder: join(temp.path, 'Local', 'Packshot', 'Data'),
    earlier: join(temp.path, 'Roaming'),
  };
  const opened = openDataFolder(places.earlier, () => 1_000);
  if (!opened.ok) throw new Error(sentenceOf(opened.reason));
  await opened.value.close();
  writeFileSync(join(places.earlier, 'staging', 'photo'), 'bytes');
  return { places, [Symbol.asyncDispose]: async () => await temp[Symbol.asyncDispose]() };
}

describe('a data folder of an earlier version', () => {
  it('is moved whole, and opens as before', async () => {
    await using earlier = await earlierFolder();
    const { places } = earlier;
    expect(chooseDataFolder(places)).toBe(places.folder);
    expect(existsSync(places.earlier)).toBe(false);
    expect(readFileSync(join(places.folder, 'staging', 'photo'), 'utf8')).toBe('bytes');
    const opened = openDataFolder(places.folder, () => 2_000);
    expect(opened).toMatchObject({ ok: true, value: { recovered: null } });
    if (opened.ok) await opened.value.close();
    expect(chooseDataFolder(places)).toBe(places.folder);
  });

  it.each(['EXDEV', 'EPERM', 'EBUSY'])('is used where it is if it can’t be moved: %s', async (code) => {
    await using earlier = await earlierFolder();
    const { places } = earlier;
    const disk: MovingDisk = {
      ...realDisk,
      renameSync() {
        throw Object.assign(new Error(code), { code });
      },
    };
    expect(chooseDataFolder(places, disk)).toBe(places.earlier);
    expect(existsSync(join(places.earlier, 'packshot.db'))).toBe(true);
    expect(existsSync(places.folder)).toBe(false);
  });

  it('is never moved onto a folder that has a queue', async () => {
    await using earlier = await earlierFolder();
    const { places } = earlier;
    mkdirSync(places.folder, { recursive: true });
    writeFileSync(join(places.folder, 'packshot.db'), 'newer');
    expect(chooseDataFolder(places)).toBe(places.folder);
    expect(readFileSync(join(places.folder, 'packshot.db'), 'utf8')).toBe('newer');
    expect(existsSync(join(places.earlier, 'packshot.db'))).toBe(true);
  });

  it('without a queue is left alone', async () => {
    await using temp = await tempFolder();
    const places = { folder: join(temp.path, 'new'), earlier: join(temp.path, 'old') };
    mkdirSync(places.earlier);
    expect(chooseDataFolder(places)).toBe(places.folder);
    expect(existsSync(places.earlier)).toBe(true);
  });
});
