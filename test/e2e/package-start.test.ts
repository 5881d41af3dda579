import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { launchApp } from './support/app.ts';
import { ShellProcess } from './support/shell-process.ts';

/** What the app does only where it is installed. Electron would need a package of its own for it. */
describe.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')('the app of a package', () => {
  const main = 'out/main/start.js';
  let folder: string;
  let installed: Record<string, string>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packshot-installed-'));
    for (const part of ['resources', 'config']) mkdirSync(join(folder, part));
    installed = {
      PACKSHOT_SHELL_PACKAGED: join(folder, 'resources'),
      PACKSHOT_STAND_IN_PROGRAM: '/opt/Packshot/packshot-app.bin',
      XDG_CONFIG_HOME: join(folder, 'config'),
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    };
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

  test('lets no debugger of the page in by a switch, as one in a checkout does', async () => {
    const port = await freePort();
    const answers = (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/json/version`).then(
        ({ ok }) => ok,
        () => false,
      );
    const start = (env: Record<string, string>): ShellProcess =>
      new ShellProcess({
        main,
        args: [`--data=${join(folder, 'data')}`, `--remote-debugging-port=${port}`],
        env,
      });
    // The shell must not open one of its own.
    const inCheckout = start({ PACKSHOT_SHELL_CDP: '0' });
    await expect.poll(answers, { timeout: 20_000 }).toBe(true);
    expect(await inCheckout.quit()).toBe(0);
    const packaged = start(installed);
    await packaged.announcement('window');
    expect(await answers()).toBe(false);
    expect(await packaged.quit()).toBe(0);
  });

  test('is started at login by the system once the user wants it, and not any more afterwards', async () => {
    const app = await launchApp({ dataDir: join(folder, 'data'), main, env: installed });
    const { page } = app;
    const entry = join(folder, 'config/autostart/com.packshot.Packshot.desktop');
    await page.getByRole('button', { name: 'Explore with the practice store' }).click();
    await page.getByRole('button', { name: /^Store:/ }).click();
    await page.getByRole('menuitem', { name: /Settings/ }).click();
    await page.getByRole('tab', { name: 'Uploads' }).click();
    const choice = page.getByRole('switch', { name: 'Start Packshot' });
    await choice.press('Space');
    await expect.poll(() => existsSync(entry)).toBe(true);
    expect(readFileSync(entry, 'utf8')).toContain('Exec="/opt/Packshot/packshot-app" --hidden\n');
    await choice.press('Space');
    await expect.poll(() => existsSync(entry)).toBe(false);
    await app.close();
  });
});

/** One that nobody uses now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
