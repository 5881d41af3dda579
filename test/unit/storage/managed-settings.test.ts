import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  managedNames,
  managedSettingsFile,
  parseManagedSettings,
  readManagedSettings,
  withManaged,
} from '../../../electron/storage/managed-settings.ts';
import { defaultSettings } from '../../../shared/model.ts';

describe('managed settings', () => {
  test('are read one by one, and what is wrong is named', () => {
    const { managed, problem } = parseManagedSettings(
      JSON.stringify({ parallel: 2, reserve: -1, updates: { enabled: false }, colour: 'red' }),
    );
    expect(managed).toEqual({ parallel: 2, updates: { enabled: false } });
    expect(problem).toBe('Not used: reserve, colour.');
    expect(managedNames(managed)).toEqual(['parallel', 'updates.enabled']);
  });

  test('name stores and hot folders beside the settings, and change none of these', () => {
    const { managed, problem } = parseManagedSettings(
      JSON.stringify({ stores: ['abc123'], folders: [{ store: 'abc123', path: join(tmpdir(), 'ready') }] }),
    );
    expect(problem).toBeNull();
    expect(managed.folders).toEqual([
      { store: 'abc123', path: join(tmpdir(), 'ready'), sendsCertain: false },
    ]);
    expect(withManaged(defaultSettings, managed)).toEqual(defaultSettings);
    expect(parseManagedSettings('{"folders":[{"store":"a","path":"relative"}]}').problem).toBe(
      'Not used: folders.',
    );
  });

  test('name a data folder without the separator at its end, so that it is the one in use', () => {
    const folder = join(tmpdir(), 'packshot');
    const { managed } = parseManagedSettings(JSON.stringify({ dataFolder: `${folder}/` }));
    expect(managed.dataFolder).toBe(folder);
  });

  test('are none without a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packshot-managed-'));
    const path = join(folder, 'managed.json');
    expect(readManagedSettings(path)).toEqual({ managed: {}, problem: null });
    // A folder stands for a file that can't be read: as root, rights keep nobody from reading.
    expect(readManagedSettings(folder)).toEqual({ managed: {}, problem: "It can't be read (EISDIR)." });
    writeFileSync(path, '{"parallel":3}');
    expect(readManagedSettings(path)).toEqual({ managed: { parallel: 3 }, problem: null });
    rmSync(folder, { recursive: true });
  });

  test.each(['toString', 'constructor', '__proto__'])('named %s are none', (name) => {
    expect(parseManagedSettings(`{"${name}":[]}`).managed).toEqual({});
  });

  test('never keep the app from opening, whatever a file holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { managed } = parseManagedSettings(text);
        expect(withManaged(defaultSettings, managed).match).toEqual(defaultSettings.match);
      }),
    );
  });

  test('leave the skipped version and all that is not managed to the user', () => {
    const chosen = {
      ...defaultSettings,
      reserve: 9,
      updates: { ...defaultSettings.updates, skippedVersion: '1.1.0' },
    };
    expect(withManaged(chosen, { parallel: 2, updates: { channel: 'beta' } })).toEqual({
      ...chosen,
      parallel: 2,
      updates: { enabled: true, channel: 'beta', skippedVersion: '1.1.0' },
    });
  });

  test('are in a place that belongs to the computer', () => {
    expect(managedSettingsFile('linux', {})).toBe('/etc/packshot/managed.json');
    expect(managedSettingsFile('darwin', {})).toMatch(/^\/Library\//);
    expect(managedSettingsFile('win32', {})).toMatch(/^C:\\Program Files\\Common Files\b/);
  });

  test('are on Windows where only administrators can put a file, and not in the folder of an installer', () => {
    const env = {
      CommonProgramFiles: 'D:\\Programs\\Common Files',
      ProgramFiles: 'D:\\Programs',
      ProgramData: 'D:\\Data',
    };
    const file = managedSettingsFile('win32', env);
    expect(file).toMatch(/^D:\\Programs\\Common Files\b/);
    // The uninstaller, which each update runs, deletes the folder of the app whole.
    expect(file).not.toContain('D:\\Programs\\Packshot');
  });
});
