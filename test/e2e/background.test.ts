import { describe, expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';
import type { ShellEvent, ShellProcess } from './support/shell-process.ts';

/** What is seen and done outside of the window; Electron's own tray and notifications can't be read by a test. */
describe.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')('outside of the window', () => {
  let stage: Stage;
  useStage(async (opened) => {
    stage = opened;
    await stage.connect();
  });

  const shell = (): ShellProcess => stage.app.shell as ShellProcess;
  const last = (event: string): ShellEvent | undefined =>
    shell().announced.findLast((one) => one.event === event);
  const tray = (): string => last('tray')?.labels?.[0] ?? '';

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
    await expect.poll(() => last('hidden')).toBeDefined();
    expect(shell().announced.filter(({ event }) => event === 'message-box')).toHaveLength(1);
    shell().act({ do: 'tray', label: 'Open Packshot' });
    await expect.poll(() => last('shown')).toBeDefined();
    await stage.app.dialogAnswers([]);
    const before = shell().announced.filter(({ event }) => event === 'hidden').length;
    shell().act({ do: 'close-window' });
    await expect
      .poll(() => shell().announced.filter(({ event }) => event === 'hidden').length)
      .toBe(before + 1);
    expect(shell().announced.filter(({ event }) => event === 'message-box')).toHaveLength(1);
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
        .announced.filter(({ event }) => event === 'notification')
        .slice(earlier);
    const earlier = shell().announced.filter(({ event }) => event === 'notification').length;
    shell().act({ do: 'look-away' });
    await drop(3);
    await expect.poll(() => notified().map(({ body }) => body)).toEqual(['3 photos uploaded.']);
    const before = shell().announced.filter(({ event }) => event === 'shown').length;
    shell().act({ do: 'notification' });
    await expect
      .poll(() => shell().announced.filter(({ event }) => event === 'shown').length)
      .toBeGreaterThan(before);
  });

  test('quitting while photos are sent says what becomes of them, and can be taken back', async () => {
    await sendSlowly(2);
    await stage.app.dialogAnswers(['Cancel']);
    shell().act({ do: 'tray', label: 'Quit Packshot' });
    await expect.poll(() => last('message-box')?.message).toBe('Quit before everything is uploaded?');
    await stage.clearFaults();
    await expect.poll(tray).toBe('Nothing to upload');
  });
});
