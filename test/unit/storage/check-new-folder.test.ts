import { describe, expect, test } from 'vitest';
import { cloudOf, judgeNewFolder, type FolderFacts } from '../../../electron/storage/check-new-folder.ts';

const megabyte = 1024 * 1024;
const good: FolderFacts = {
  current: '/home/a/.config/Packshot',
  target: '/media/drive/Packshot',
  isDefault: false,
  entries: [],
  isWritable: true,
  free: 5_000 * megabyte,
  needed: 1_000 * megabyte,
  isNetwork: false,
};

describe('a folder that data is moved to', () => {
  test.each<[string, Partial<FolderFacts>, string | null]>([
    ['is empty', {}, null],
    ['has what systems leave anywhere', { entries: ['.DS_Store', 'desktop.ini'] }, null],
    ['has what an earlier attempt left', { entries: ['copy-incomplete', 'staging', 'packshot.db'] }, null],
    ['is the default one', { isDefault: true, entries: ['logs', 'Cache', 'data-location.json'] }, null],
    ['is the same', { target: '/home/a/.config/Packshot' }, 'new-folder-is-current'],
    ['is inside the old one', { target: '/home/a/.config/Packshot/new' }, 'new-folder-inside'],
    ['has the old one inside', { target: '/home/a' }, 'new-folder-inside'],
    ['has files', { entries: ['holiday.jpg'] }, 'new-folder-not-empty'],
    ['has other data of Packshot', { entries: ['packshot.db'] }, 'new-folder-not-empty'],
    ['is the default one with data', { isDefault: true, entries: ['packshot.db'] }, 'new-folder-not-empty'],
    ['can’t be written to', { isWritable: false }, 'new-folder-unwritable'],
    ['is too small', { free: 1_100 * megabyte }, 'new-folder-too-small'],
  ])('that %s is judged', (_, facts, code) => {
    const judged = judgeNewFolder({ ...good, ...facts });
    expect(judged.ok ? null : judged.reason.code).toBe(code);
  });

  test('is warned of where a service or another computer keeps it', () => {
    const warning = (facts: Partial<FolderFacts>) => {
      const judged = judgeNewFolder({ ...good, ...facts });
      return judged.ok ? judged.value.warning?.code : judged.reason.code;
    };
    expect(warning({})).toBeUndefined();
    expect(warning({ target: '/home/a/Dropbox/Packshot' })).toBe('new-folder-in-cloud');
    expect(warning({ isNetwork: true })).toBe('new-folder-on-network');
  });
});

test.each([
  ['C:\\Users\\a\\OneDrive - Studio\\Packshot', 'OneDrive'],
  ['/Users/a/Library/Mobile Documents/com~apple~CloudDocs/P', 'iCloud'],
  ['/Users/a/Library/CloudStorage/Box-Box/P', 'a cloud service'],
  ['/home/a/Pictures/Dropboxes', null],
])('%s is kept in sync by %s', (path, service) => {
  expect(cloudOf(path)).toBe(service);
});
