import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';
import { ShellProcess, type ShellEvent } from './support/shell-process.ts';

/** What is seen and done outside of the window; Electron's own tray and notifications can't be read by a test. */
describe.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')('outside of the window', () => {
  let stage: Stage;
  let earlier = 0;
  useStage(async (opened) => {
    stage = opened;
    earlier = shell().announced.length;
    await stage.connect();
  });

  const shell = (): ShellProcess => stage.app.shell as ShellProcess;
  const last = (event: string): ShellEvent | undefined =>
    shell()
      .announced.slice(earlier)
      .findLast((one) => one.event === event);
  const times = (event: string): number =>
    shell()
      .announced.slice(earlier)
      .filter((one) => one.event === event).length;
  const tray = (): string => last('tray')?.labels?.[0] ?? '';
  /** The exit code, once the window is gone too. */
  async function ended(): Promise<number | null> {
    const code = await shell().exited;
    await stage.app.closed;
    return code;
  }

  async function drop(count: number): Promise<void> {
    await stage.choose(emptyProduct);
    await stage.app.drop([await stage.photos(count)], stage.page.getByRole('main'));
  }

  /** Each upload takes ten seconds until faults are cleared. */
  async function sendSlowly(photos: number): Promise<void> {
    await stage.fault({ method: 'POST', path: 'images$', times: 'always' }, { kind: 'latency', ms: 10_000 });
    await drop(photos);
    await expect.poll(tray).toMatch(/^Sending, \d left$/);
  }

  test('closing the window asks once, and then uploads go on without it', async () => {
    await sendSlowly(2);
    await stage.app.dialogAnswers(['Keep uploading']);
    shell().act({ do: 'close-window' });
    await expect.poll(() => times('hidden')).toBe(1);
    expect(times('message-box')).toBe(1);
    await stage.app.dialogAnswers([]);
    const shown = times('shown');
    shell().act({ do: 'tray', label: 'Open Packshot' });
    shell().act({ do: 'close-window' });
    await expect.poll(() => times('hidden')).toBe(2);
    expect(times('shown')).toBeGreaterThan(shown);
    expect(times('message-box')).toBe(1);
    await stage.clearFaults();
    await expect.poll(tray).toBe('Nothing to upload');
    expect(await stage.inStore(emptyProduct)).toHaveLength(2);
  });

  test('the tray pauses and goes on, and the taskbar shows how far uploads are', async () => {
    await sendSlowly(3);
    expect(last('progress')?.value).toBeGreaterThanOrEqual(0);
    shell().act({ do: 'tray', label: 'Pause uploads' });
    await expect.poll(() => last('tray')?.labels).toContain('Resume uploads');
    await stage.clearFaults();
    shell().act({ do: 'tray', label: 'Resume uploads' });
    await expect.poll(tray).toBe('Nothing to upload');
    await expect.poll(() => last('progress')?.value).toBe(-1);
  });

  test('one notification tells of a batch that arrived while the user looked elsewhere', async () => {
    const notified = (): ShellEvent[] =>
      shell()
        .announced.slice(earlier)
        .filter(({ event }) => event === 'notification');
    shell().act({ do: 'look-away' });
    await drop(3);
    await expect.poll(() => notified().map(({ body }) => body)).toEqual(['3 photos uploaded.']);
    const before = times('shown');
    shell().act({ do: 'notification' });
    await expect.poll(() => times('shown')).toBeGreaterThan(before);
  });

  test('Help copies diagnostics without secrets, shows the logs and prepares a report', async () => {
    shell().act({ do: 'menu', label: 'Copy diagnostics' });
    await expect.poll(() => last('copied')?.body, { timeout: 60_000 }).toMatch(/^Packshot \d/);
    expect(last('copied')?.body).not.toContain(stage.store.accessToken);
    shell().act({ do: 'menu', label: 'Show logs' });
    await expect.poll(() => last('open-path')?.url).toBe(join(stage.dataDir, 'logs'));
    shell().act({ do: 'menu', label: 'Keyboard shortcuts' });
    await stage.page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    shell().act({ do: 'menu', label: 'Report a problem…' });
    await expect.poll(() => last('open-external')?.url).toMatch(/^mailto:/);
  });

  test('files opened with Packshot reach the window that is open, and are matched by name', async () => {
    const folder = await stage.photos(1, { name: 'opened' });
    await stage.choose(emptyProduct);
    const second = new ShellProcess({
      main: 'out/main/main.js',
      args: [`--data=${stage.dataDir}`, join(folder, 'opened-1.jpg')],
    });
    expect(await second.exited).toBe(0);
    await stage.page
      .getByText(/1 photo to review|1 photo needs a product/)
      .first()
      .waitFor();
    expect(await stage.inStore(emptyProduct)).toEqual([]);
  });

  test('a link opens a product of its store, and one for another store says so', async () => {
    const open = async (link: string): Promise<void> => {
      const second = new ShellProcess({
        main: 'out/main/main.js',
        args: [`--data=${stage.dataDir}`, `packshot-open:stores/${link}`],
      });
      expect(await second.exited).toBe(0);
    };
    const { page, store } = stage;
    await open(`${store.storeHash}/skus/${encodeURIComponent(await stage.skuOf(emptyProduct))}`);
    await page.getByRole('heading', { name: emptyProduct }).waitFor();
    await open('another1/products/1');
    await page.getByText('This link is for the store another1').waitFor();
    await page.getByRole('heading', { name: emptyProduct }).waitFor();
  });

  test('started at login, the app shows no window until its icon is clicked', async () => {
    const hidden = new ShellProcess({
      main: 'out/main/main.js',
      args: [`--data=${join(stage.folder, 'at-login')}`, '--hidden'],
    });
    await hidden.announcement('window');
    await hidden.announcement('tray');
    expect(hidden.announced.filter(({ event }) => event === 'shown')).toEqual([]);
    hidden.act({ do: 'tray', label: 'Open Packshot' });
    await hidden.announcement('shown');
    expect(await hidden.quit()).toBe(0);
  });

  test('a task of the jump list pauses and resumes the app that runs', async () => {
    const start = async (option: string): Promise<void> => {
      const second = new ShellProcess({
        main: 'out/main/main.js',
        args: [`--data=${stage.dataDir}`, option],
      });
      expect(await second.exited).toBe(0);
    };
    await sendSlowly(2);
    await start('--pause-uploads');
    await expect.poll(() => last('tray')?.labels).toContain('Resume uploads');
    await stage.clearFaults();
    await start('--resume-uploads');
    await expect.poll(tray).toBe('Nothing to upload');
  });

  test('Ctrl+W asks before it ends uploads', async () => {
    await sendSlowly(2);
    await stage.app.dialogAnswers(['Cancel']);
    await stage.page.keyboard.press('Control+w');
    await expect.poll(() => times('message-box')).toBe(1);
    expect(last('message-box')?.message).toBe('Continue uploading when the window is closed?');
    await stage.clearFaults();
    await expect.poll(tray).toBe('Nothing to upload');
  });

  test('when the computer shuts down, the app closes in order', async () => {
    await sendSlowly(2);
    shell().act({ do: 'shutdown' });
    expect(await ended()).toBe(0);
  });

  test('when Windows ends the session, the app closes in order', async () => {
    await sendSlowly(2);
    shell().act({ do: 'session-end' });
    expect(await ended()).toBe(0);
  });

  test('quitting while photos are sent says what becomes of them, and can be taken back', async () => {
    await sendSlowly(2);
    await stage.app.dialogAnswers(['Cancel']);
    shell().act({ do: 'tray', label: 'Quit Packshot' });
    await expect.poll(() => last('message-box')?.message).toBe('Quit before everything is uploaded?');
    await stage.clearFaults();
    await expect.poll(tray).toBe('Nothing to upload');
  });

  test('quitting while photos wait for the store says what becomes of them', async () => {
    await stage.goOffline();
    await drop(1);
    await expect.poll(tray, { timeout: 30_000 }).toBe('1 waiting for the store');
    await stage.app.dialogAnswers(['Quit']);
    shell().act({ do: 'tray', label: 'Quit Packshot' });
    expect(await ended()).toBe(0);
    expect(last('message-box')?.message).toBe('Quit before everything is uploaded?');
    await stage.comeBack();
  });
});
