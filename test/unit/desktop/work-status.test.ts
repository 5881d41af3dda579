import { describe, expect, test } from 'vitest';
import { taskbarProgress } from '../../../electron/desktop/taskbar-progress.ts';
import { trayMenu } from '../../../electron/desktop/tray-menu.ts';
import { asksBeforeQuitting, onWindowClose } from '../../../electron/desktop/window-closing.ts';
import { applyChanges, statusOf, workOf, type WorkStatus } from '../../../electron/desktop/work-status.ts';
import type { StoreState } from '../../../shared/model.ts';
import { makeSnapshot, makeStore, makeSummary } from '../renderer/make.ts';

type Summary = Parameters<typeof makeSummary>[0];
const statusWith = (summary: Summary, state: StoreState = { type: 'ready' }): WorkStatus =>
  statusOf(workOf(makeSnapshot({ stores: [makeStore(state)], outbox: [makeSummary(summary)] })));
const idle = statusWith({});

describe('the status of all work', () => {
  test('is what most of it does', () => {
    expect(idle).toEqual({ open: 0, failed: 0, fraction: null, type: 'idle' });
    expect(statusWith({ waiting: 2, sending: 1, failed: 1, bytesTotal: 100, bytesSent: 25 })).toEqual({
      open: 3,
      failed: 1,
      fraction: 0.25,
      type: 'sending',
    });
    expect(statusWith({ waiting: 2 }, { type: 'throttled', until: 0 }).type).toBe('waiting');
    expect(statusWith({ waiting: 2, sending: 1 }, { type: 'paused' }).type).toBe('paused');
    expect(statusWith({ retrying: 1 }, { type: 'needs-sign-in', reason: { code: 'internal' } }).type).toBe(
      'needs-sign-in',
    );
  });

  test('follows changes, and forgets a store that is disconnected', () => {
    const work = workOf(makeSnapshot({ stores: [makeStore()], outbox: [makeSummary({ waiting: 2 })] }));
    const more = applyChanges(work, [{ of: 'outbox', summary: makeSummary({ waiting: 5 }) }]);
    expect(statusOf(more).open).toBe(5);
    expect(applyChanges(more, [{ of: 'notices', notices: [] }])).toBe(more);
    const gone = applyChanges(more, [{ of: 'stores', stores: [], currentStoreId: null }]);
    expect(statusOf(gone)).toEqual(idle);
  });
});

describe('the taskbar', () => {
  test('shows nothing without work, else how far it is, and whether it needs somebody', () => {
    expect(taskbarProgress(idle)).toEqual({ value: -1, mode: 'normal' });
    const half: WorkStatus = { open: 2, failed: 0, fraction: 0.5, type: 'sending' };
    expect(taskbarProgress(half)).toEqual({ value: 0.5, mode: 'normal' });
    expect(taskbarProgress({ ...half, failed: 1 })).toEqual({ value: 0.5, mode: 'error' });
    expect(taskbarProgress({ ...half, type: 'paused' })).toEqual({ value: 0.5, mode: 'paused' });
    expect(taskbarProgress({ ...half, fraction: 1.2 }).value).toBe(1);
  });
});

describe('the tray', () => {
  test.each([
    [idle, 'Nothing to upload', 'Pause uploads'],
    [{ ...idle, failed: 2 }, '2 photos or changes failed', 'Pause uploads'],
    [{ ...idle, open: 3, type: 'sending' }, 'Sending, 3 left', 'Pause uploads'],
    [{ ...idle, open: 3, type: 'waiting' }, '3 waiting for the store', 'Pause uploads'],
    [{ ...idle, open: 3, type: 'paused' }, 'Paused, 3 left', 'Resume uploads'],
    [{ ...idle, open: 3, type: 'needs-sign-in' }, 'A store needs you to sign in', 'Pause uploads'],
  ] as const)('says what is happening: %j', (status, line, offered) => {
    const labels = trayMenu(status).flatMap((item) => (item === 'separator' ? [] : [item.label]));
    expect(labels).toEqual([line, 'Open Packshot', offered, 'Quit Packshot']);
  });
});

describe('closing the window', () => {
  test.each([
    ['linux', 'ask', 3, 'ask'],
    ['win32', 'keep-uploading', 3, 'hide'],
    ['win32', 'quit', 3, 'close'],
    ['win32', 'ask', 0, 'close'],
    ['linux', 'keep-uploading', 0, 'close'],
    ['darwin', 'ask', 3, 'close'],
  ] as const)('on %s with %s and %i open: %s', (platform, whenClosed, open, expected) => {
    expect(onWindowClose(platform, whenClosed, { open })).toBe(expected);
  });
});

test.each([
  ['sending', 2, true],
  ['waiting', 2, true],
  ['needs-sign-in', 2, true],
  // Quitting changes nothing for it: it waits for the user either way.
  ['paused', 2, false],
  ['idle', 0, false],
] as const)('quitting while work is %s, %i open: asks is %s', (type, open, asks) => {
  expect(asksBeforeQuitting({ type, open })).toBe(asks);
});
