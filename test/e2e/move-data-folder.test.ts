import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readLocation } from '../../electron/storage/data-location.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { ShellProcess } from './support/shell-process.ts';

/** Electron's own dialogs can't be answered before its first window is there. */
describe.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')('the data folder', () => {
  let root = '';
  let home = '';
  let drive = '';
  let answers = '';
  const open: { shell: ShellProcess; browser: Browser | null }[] = [];

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'packshot-e2e-move-'));
    home = join(root, 'config', 'Packshot');
    drive = join(root, 'drive');
    answers = join(root, 'answers.json');
    mkdirSync(drive);
  });
  afterEach(async () => {
    for (const { shell, browser } of open.splice(0)) {
      await browser?.close();
      await shell.kill();
    }
    rmSync(root, { recursive: true, force: true });
  });

  const answer = (...words: string[]): void => writeFileSync(answers, JSON.stringify(words));

  function start(): ShellProcess {
    const shell = new ShellProcess({
      main: 'out/main/main.js',
      args: [],
      env: {
        XDG_CONFIG_HOME: join(root, 'config'),
        PACKSHOT_SHELL_DIALOG: answers,
        PACKSHOT_CHECK_RESPONSES: '1',
      },
    });
    open.push({ shell, browser: null });
    return shell;
  }

  async function windowOf(shell: ShellProcess): Promise<Page> {
    const { cdp } = await shell.announcement('window');
    const browser = await chromium.connectOverCDP(cdp ?? '');
    open.push({ shell, browser });
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('no window');
    return page;
  }

  test('is moved by a setting, and Packshot starts again from the new folder', async () => {
    const shell = start();
    const page = await windowOf(shell);
    await page.getByRole('button', { name: 'Explore with the practice store' }).click();
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('settings about');
    await page.keyboard.press('Enter');
    answer(home);
    await page.getByRole('button', { name: 'Move data folder…' }).click();
    await page.getByText('This is the data folder already.').first().waitFor();
    answer(drive);
    await page.getByRole('button', { name: 'Move data folder…' }).click();
    const question = page.getByRole('alertdialog', { name: 'Move the data folder?' });
    await question.getByText(drive).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await question.getByRole('button', { name: 'Move and restart' }).click();
    await expect.poll(() => readLocation(home), { timeout: 60_000 }).toEqual({ folder: drive });
    expect(existsSync(join(drive, 'packshot.db'))).toBe(true);
    expect(existsSync(join(home, 'packshot.db'))).toBe(false);
  });

  test('that is away is asked for, and quitting leaves everything as it is', async () => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'data-location.json'), JSON.stringify({ folder: drive }));
    answer('Quit');
    const shell = start();
    const asked = await shell.announcement('message-box');
    expect(asked.message).toContain(drive);
    expect(asked.buttons).toEqual(['Try again', 'Quit']);
    expect(await shell.exited).toBe(0);
    expect(existsSync(join(home, 'packshot.db'))).toBe(false);
    expect(existsSync(join(drive, 'packshot.db'))).toBe(false);
  });
});
