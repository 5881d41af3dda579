import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failureDot } from '../../../electron/desktop/failure-dot.ts';
import { jumpActionIn, jumpList } from '../../../electron/desktop/jump-list.ts';
import { autostartEntry, createLoginItem } from '../../../electron/desktop/login-item.ts';

function loginItem(
  platform: NodeJS.Platform,
  env: Record<string, string> = {},
  program = '/opt/Packshot/packshot-app.bin',
) {
  const home = mkdtempSync(join(tmpdir(), 'packshot-home-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const asked: unknown[] = [];
  const warnings: string[] = [];
  const set = createLoginItem({
    electron: { setLoginItemSettings: (settings) => asked.push(settings) },
    platform,
    env,
    home,
    program,
    log: { warn: (message) => warnings.push(message) },
  });
  return { set, asked, home, warnings };
}

test.each(['win32', 'darwin'] as const)('on %s, Electron has the app started at login', async (platform) => {
  const { set, asked } = loginItem(platform, {}, 'C:\\Users\\Ann Lee\\Packshot.exe');
  await set(true);
  await set(false);
  // Windows takes "C:\Users\Ann" for the program otherwise.
  const entry = { path: '"C:\\Users\\Ann Lee\\Packshot.exe"', args: ['--hidden'] };
  expect(asked).toEqual([
    { openAtLogin: true, ...entry },
    { openAtLogin: false, ...entry },
  ]);
});

test('on Linux, an entry for autostart is written and removed', async () => {
  const { set, asked, home, warnings } = loginItem('linux');
  const entry = join(home, '.config/autostart/com.packshot.Packshot.desktop');
  await set(true);
  // The script that says why a window can't open, not Electron's program beside it.
  expect(readFileSync(entry, 'utf8')).toContain('Exec="/opt/Packshot/packshot-app" --hidden\n');
  await set(false);
  await set(false);
  expect(existsSync(entry)).toBe(false);
  expect([asked, warnings]).toEqual([[], []]);
});

test('an AppImage is started by its own file, not by what it unpacked', async () => {
  const { set, home } = loginItem('linux', { APPIMAGE: '/home/ann/Packshot.AppImage' });
  await set(true);
  const entry = readFileSync(join(home, '.config/autostart/com.packshot.Packshot.desktop'), 'utf8');
  expect(entry).toContain('Exec="/home/ann/Packshot.AppImage" --hidden');
});

test('an entry that is left after Packshot was removed starts nothing', () => {
  expect(autostartEntry('/opt/100% Packshot/packshot-app')).toContain(
    'TryExec=/opt/100% Packshot/packshot-app\n',
  );
});

test('a path with special characters is quoted for a desktop entry', () => {
  expect(autostartEntry('/opt/50% "new" $x\\y')).toContain(
    'Exec="/opt/50%% \\\\"new\\\\" \\\\$x\\\\\\\\y" --hidden',
  );
});

test('a folder that can’t be written is a line in the log', async () => {
  const { set, warnings } = loginItem('linux', { XDG_CONFIG_HOME: '/dev/null' });
  await set(true);
  expect(warnings).toHaveLength(1);
});

test('the jump list pauses and resumes, and its starts are told from others', () => {
  const tasks = jumpList('C:\\Packshot\\Packshot.exe');
  expect(tasks.map(({ title }) => title)).toEqual(['Pause uploads', 'Resume uploads']);
  expect(tasks.map((task) => jumpActionIn(['Packshot.exe', task.arguments]))).toEqual(['pause', 'resume']);
  expect(jumpActionIn(['Packshot.exe', 'photo.jpg'])).toBeNull();
});

test('the mark of failures is round', () => {
  const pixels = failureDot(16);
  const opacity = (x: number, y: number) => pixels[(y * 16 + x) * 4 + 3];
  expect([opacity(0, 0), opacity(8, 8), opacity(8, 1), opacity(15, 15)]).toEqual([0, 255, 255, 0]);
});
