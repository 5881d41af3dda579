import { randomUUID } from 'node:crypto';
import { cpSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import about from '../../package.json' with { type: 'json' };
import { makeKey, scratchFolder, UpdateFeedServer, type Key } from '../integration/support/update-desk.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { launchApp, type RunningApp } from './support/app.ts';

/** A build with a feed, as it is installed from an AppImage. Electron would need a package of its own for it. */
describe.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')('a new version', () => {
  const out = join(import.meta.dirname, '../../out');
  let scratch: ReturnType<typeof scratchFolder>;
  let build: string;
  let feed: UpdateFeedServer;
  let key: Key;
  let app: RunningApp | null = null;
  const path = (name: string): string => join(scratch.path, name);

  beforeEach(async () => {
    scratch = scratchFolder();
    feed = await UpdateFeedServer.start(path('feed'));
    key = makeKey();
    // Beside the other build, where its packages are found.
    build = join(out, `feed-${randomUUID()}`);
    for (const part of ['main', 'preload', 'renderer']) {
      cpSync(join(out, part), join(build, part), { recursive: true });
    }
    writeFileSync(
      join(build, 'main/update-feed.json'),
      JSON.stringify({ url: feed.url, keys: [key.publicKey] }),
    );
    for (const folder of ['resources', 'cache', 'data']) mkdirSync(path(folder));
    writeFileSync(path('resources/app-update.yml'), 'updaterCacheDirName: packshot-updater\n');
  });
  afterEach(async () => {
    await app?.kill().catch(() => undefined);
    app = null;
    await feed.close();
    rmSync(build, { recursive: true });
    scratch.remove();
  });

  async function launch(env: Record<string, string> = {}): Promise<RunningApp> {
    app = await launchApp({
      dataDir: path('data'),
      main: join(build, 'main/main.js'),
      env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:', XDG_CACHE_HOME: path('cache'), ...env },
    });
    await app.page.getByRole('button', { name: 'Explore with the practice store' }).click();
    return app;
  }

  async function openAbout({ page }: RunningApp): Promise<void> {
    await page.getByRole('button', { name: /^Store:/ }).click();
    await page.getByRole('menuitem', { name: /Settings/ }).click();
    await page.getByRole('tab', { name: 'About' }).click();
  }

  test('is told by a quiet line, read about, installed by the app’s own files, and started', async () => {
    const installed = path('Packshot.AppImage');
    const { name } = await feed.addFile(about.version, 'AppImage', Buffer.alloc(300_000, 'an older version'));
    copyFileSync(join(feed.folder, name), installed);
    const started = path('started');
    const program = Buffer.from(`#!/bin/sh\necho "$APPIMAGE" > '${started}'\nexit 0\n`.padEnd(300_000, '\n'));
    const files = [await feed.addFile('9.0.0', 'AppImage', program)];
    const notes = 'Hot folders can be paused.\n<b>Not</b> markup, but text.';
    feed.announce({ version: '9.0.0', notes, files }, [key]);
    const running = await launch({ APPIMAGE: installed, PACKSHOT_SHELL_PACKAGED: path('resources') });
    const { page, closed } = running;
    const line = page.getByRole('button', { name: 'Version 9.0.0 is available' });
    expect(await line.count()).toBe(0);
    await openAbout(running);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('Published on 1 December 2026.').waitFor();
    expect(await page.getByRole('region', { name: 'What’s new in version 9.0.0' }).textContent()).toBe(notes);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await line.click();
    await page.getByRole('button', { name: 'Install and restart' }).click();
    await closed;
    await expect.poll(() => existsSync(started)).toBe(true);
    expect(readFileSync(installed).equals(readFileSync(join(feed.folder, files[0]?.name ?? '')))).toBe(true);
  });

  test('is skipped on request, and told again in the settings only', async () => {
    const files = [await feed.addFile('9.0.0', 'AppImage', Buffer.alloc(1_000, 'x'))];
    feed.announce({ version: '9.0.0', files }, [key]);
    const running = await launch({ APPIMAGE: path('Packshot.AppImage') });
    const { page } = running;
    await openAbout(running);
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByRole('button', { name: 'Skip this version' }).click();
    await page.getByText('You chose to skip it.').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('button', { name: /is available/ }).count()).toBe(0);
  });

  test('is not looked for where a company has switched it off, and the window says so', async () => {
    writeFileSync(path('managed.json'), JSON.stringify({ updates: { enabled: false } }));
    const running = await launch({ PACKSHOT_MANAGED: path('managed.json') });
    await openAbout(running);
    const toggle = running.page.getByRole('switch', { name: 'Check for new versions' });
    await expect.poll(() => toggle.isDisabled()).toBe(true);
    await running.page.getByText('Set by your company on this computer').waitFor();
    expect(await running.page.getByRole('button', { name: 'Check now' }).count()).toBe(0);
    expect(feed.asked).toEqual([]);
  });
});
