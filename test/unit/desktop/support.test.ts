import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { countNewCrashDumps } from '../../../electron/desktop/crash-dumps.ts';
import { diagnosticsText, reportAddress } from '../../../electron/desktop/diagnostics.ts';
import { reason } from '../../../shared/messages/reason.ts';

const versions = {
  packshot: '1.2.3',
  electron: '40.0.0',
  chromium: '150.0',
  node: '24.1.0',
  system: 'win32 10.0.26100 x64',
};

test('diagnostics say the versions and each finding', () => {
  const text = diagnosticsText(versions, [
    { id: 'keychain', verdict: 'problem', text: reason('no-store-to-open') },
  ]);
  expect(text).toBe(
    [
      'Packshot 1.2.3',
      'System win32 10.0.26100 x64',
      'Electron 40.0.0, Chromium 150.0, Node 24.1.0',
      '',
      '[problem] keychain: There is no store to open yet. Connect a store first.',
      '',
    ].join('\n'),
  );
});

test('a report is an e-mail that Windows can take, with the versions in it', () => {
  const url = new URL(reportAddress(versions, 'A problem & more', 'What happened?'));
  expect(url.protocol).toBe('mailto:');
  expect(url.searchParams.get('subject')).toBe('A problem & more');
  expect(url.searchParams.get('body')).toContain('Packshot 1.2.3');
  expect(url.href.length).toBeLessThan(2_000);
});

function dumps() {
  const folder = mkdtempSync(join(tmpdir(), 'packshot-dumps-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (name: string, seconds: number): void => {
    mkdirSync(join(folder, 'Crashpad/completed'), { recursive: true });
    const path = join(folder, 'Crashpad/completed', name);
    writeFileSync(path, '');
    utimesSync(path, seconds, seconds);
  };
  return { write, count: () => countNewCrashDumps(join(folder, 'Crashpad'), join(folder, 'seen.json')) };
}

test('each crash dump is told once, and those of before the first start never', () => {
  const { write, count } = dumps();
  write('old.dmp', 100);
  expect(count()).toBe(0);
  expect(count()).toBe(0);
  write('a.dmp', 200);
  write('b.dmp', 300);
  write('settings.dat', 400);
  expect(count()).toBe(2);
  expect(count()).toBe(0);
});

test('a folder without crashes is no problem, and its first crash is told', () => {
  const { write, count } = dumps();
  expect(count()).toBe(0);
  write('a.dmp', 200);
  expect(count()).toBe(1);
});
