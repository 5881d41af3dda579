import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchContents, type WatchedContents } from '../../../electron/desktop/watch-contents.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch(answers: boolean[] = []) {
  const done: string[] = [];
  const contents = Object.assign(new EventEmitter(), {
    reload: () => void done.push('reload'),
    forcefullyCrashRenderer: () => void done.push('end'),
  });
  const record = (message: string): void => void done.push(message);
  watchContents(contents as unknown as WatchedContents, {
    log: { info: record, warn: record, error: record },
    async askToReload() {
      done.push('asked');
      return answers.shift() ?? false;
    },
    giveUp: () => void done.push('given up'),
  });
  return { contents, done };
}

const crash = { reason: 'crashed', exitCode: 5 };

test('a crashed page is loaded again; one that crashes again at once is given up, once', () => {
  const { contents, done } = watch();
  for (let crashes = 0; crashes < 3; crashes++) contents.emit('render-process-gone', {}, crash);
  const line = "The window's page ended: crashed (5)";
  expect(done).toEqual([line, 'reload', line, 'given up', line]);
  vi.advanceTimersByTime(10_001);
  contents.emit('render-process-gone', {}, crash);
  expect(done.at(-1)).toBe('reload');
});

test('a page that ended by itself is not loaded again', () => {
  const { contents, done } = watch();
  contents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
  expect(done).not.toContain('reload');
});

test('a page that does not respond is asked about once at a time, and ended if the user wants', async () => {
  const { contents, done } = watch([false, true]);
  contents.emit('unresponsive');
  contents.emit('unresponsive');
  await vi.runAllTimersAsync();
  expect(done.filter((one) => one === 'asked')).toHaveLength(1);
  expect(done).not.toContain('end');
  contents.emit('unresponsive');
  await vi.runAllTimersAsync();
  expect(done.slice(-2)).toEqual(['asked', 'end']);
});

test('a failed preload script is logged', () => {
  const { contents, done } = watch();
  contents.emit('preload-error', {}, 'preload.cjs', new Error('no'));
  expect(done).toEqual(['The preload script preload.cjs failed']);
});
