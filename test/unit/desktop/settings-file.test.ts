import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxSettingsFile, readSettingsFile, settingsFile } from '../../../electron/desktop/settings-file.ts';
import { defaultSettings, type Settings } from '../../../shared/model.ts';

const own: Settings = {
  ...defaultSettings,
  parallel: 4,
  match: { patterns: ['{sku}_{view}'] },
  startsAtLogin: true,
};

test('what one computer exports another imports, without what belongs to the computer', () => {
  const { startsAtLogin: _login, updates: _updates, ...shared } = own;
  expect(readSettingsFile(settingsFile(own, '1.0.0'))).toEqual({
    ok: true,
    value: { settings: shared, leftOut: [] },
  });
});

test('a setting that can’t be used is left out and named, and the others are taken', () => {
  const text = JSON.stringify({ packshotSettings: 1, settings: { parallel: 99, reserve: 5, shine: true } });
  expect(readSettingsFile(text)).toEqual({
    ok: true,
    value: { settings: { reserve: 5 }, leftOut: ['parallel', 'shine'] },
  });
});

test.each([
  '',
  '{}',
  '[]',
  'null',
  '{"packshotSettings":2,"settings":{}}',
  '{"packshotSettings":1,"settings":null}',
])('%j is no file of settings', (text) => {
  expect(readSettingsFile(text)).toMatchObject({ ok: false, reason: { code: 'settings-file-foreign' } });
});

test('a file that is too large is not even parsed', () => {
  expect(readSettingsFile(`${' '.repeat(maxSettingsFile)}{}`)).toMatchObject({ ok: false });
});

test('whatever a file holds, only valid settings come of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (settings) => {
      const read = readSettingsFile(JSON.stringify({ packshotSettings: 1, settings }));
      if (read.ok) expect({ ...own, ...read.value.settings }).toMatchObject({ startsAtLogin: true });
    }),
  );
});
