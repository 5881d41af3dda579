import { homedir } from 'node:os';
import { getAppCacheDir } from 'electron-updater/out/AppAdapter.js';
import { expect, test } from 'vitest';
import { systemCacheFolder, updateTarget } from '../../../electron/desktop/update-target.ts';

test('a copy from a deb or an rpm replaces nothing, an AppImage itself', () => {
  expect(updateTarget('linux', 'x64', {})).toEqual({ platform: 'linux', arch: 'x64', format: null });
  expect(updateTarget('linux', 'arm64', { APPIMAGE: '/home/ann/Packshot.AppImage' }).format).toBe('AppImage');
  expect(updateTarget('win32', 'x64', { APPIMAGE: 'x' }).format).toBe('nsis');
  expect(updateTarget('darwin', 'arm64', {}).format).toBe('zip');
});

test('caches are where electron-updater has them', () => {
  expect(systemCacheFolder(process.platform, process.env, homedir())).toBe(getAppCacheDir());
});
