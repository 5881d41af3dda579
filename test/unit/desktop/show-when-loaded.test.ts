import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failurePage } from '../../../electron/desktop/failure-page.ts';
import { showWhenLoaded } from '../../../electron/desktop/show-when-loaded.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function hiddenWindow() {
  const contents = new EventEmitter();
  const show = vi.fn<() => void>();
  const failed = vi.fn<(description: string, url: string) => void>();
  showWhenLoaded(contents, { show, failed });
  return { contents, show, failed };
}

test('a window is shown once, when its page has loaded', () => {
  const { contents, show } = hiddenWindow();
  expect(show).not.toHaveBeenCalled();
  contents.emit('did-finish-load');
  contents.emit('did-finish-load');
  vi.advanceTimersByTime(60_000);
  expect(show).toHaveBeenCalledTimes(1);
});

test('a window is shown after three seconds without news of its page', () => {
  const { contents, show } = hiddenWindow();
  vi.advanceTimersByTime(2_999);
  expect(show).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  contents.emit('did-finish-load');
  expect(show).toHaveBeenCalledTimes(1);
});

test('a window is shown when its page failed to load, and every failure is reported', () => {
  const { contents, show, failed } = hiddenWindow();
  contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'packshot://app/', true);
  contents.emit('did-fail-load', {}, -6, 'ERR_FILE_NOT_FOUND', 'packshot://app/', true);
  expect(show).toHaveBeenCalledTimes(1);
  expect(failed.mock.calls).toEqual([
    ['ERR_FAILED', 'packshot://app/'],
    ['ERR_FILE_NOT_FOUND', 'packshot://app/'],
  ]);
});

test('a failed frame, or a load replaced by another, is no failure of the page', () => {
  const { contents, show, failed } = hiddenWindow();
  contents.emit('did-fail-load', {}, -2, 'ERR_FAILED', 'https://frame.example/', false);
  contents.emit('did-fail-load', {}, -3, 'ERR_ABORTED', 'packshot://app/', true);
  expect(show).not.toHaveBeenCalled();
  expect(failed).not.toHaveBeenCalled();
});

test('a window closed before its page loaded is not shown', () => {
  const { contents, show } = hiddenWindow();
  contents.emit('destroyed');
  vi.advanceTimersByTime(60_000);
  expect(show).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test('the failure page names the log folder as text and has no script', () => {
  const page = decodeURIComponent(failurePage('/home/<b>&"x"/logs'));
  expect(page).toContain('<code>/home/&lt;b&gt;&amp;&quot;x&quot;/logs</code>');
  expect(page).not.toContain('<script');
});
