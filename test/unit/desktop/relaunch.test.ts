import { expect, test } from 'vitest';
import { relaunchOptions } from '../../../electron/desktop/relaunch.ts';

const packaged = { packaged: true, reasons: ['--move-failed'] };

test('a restart keeps the options of the start, and takes in no file, link or task a second time', () => {
  const argv = [
    '/opt/packshot',
    '--data=/x',
    '--hidden',
    '--update-failed',
    '/home/anna/shoot',
    'packshot-open:stores/1',
  ];
  expect(relaunchOptions(argv, {}, packaged)).toEqual({ args: ['--data=/x', '--move-failed'] });
});

test('in a checkout, the app stays Electron’s first argument', () => {
  const argv = ['/bin/electron', '/src/packshot', '--data=/x', '/home/anna/shoot'];
  expect(relaunchOptions(argv, {}, { packaged: false, reasons: [] }).args).toEqual([
    '/src/packshot',
    '--data=/x',
  ]);
});

test('an AppImage is started itself, because its program is gone with it', () => {
  const env = { APPIMAGE: '/home/anna/Packshot.AppImage' };
  expect(relaunchOptions(['/tmp/.mount_1/packshot-app'], env, packaged).execPath).toBe(env.APPIMAGE);
});
