import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { closeOnUnexpectedErrors } from '../../../electron/desktop/unexpected-errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  const events = new EventEmitter();
  const done: string[] = [];
  let closed: () => void = () => undefined;
  closeOnUnexpectedErrors(events, {
    log: { error: (_message, error) => void done.push(`logged ${String(error)}`) },
    tell: () => void done.push('told'),
    closeThen(next) {
      done.push('closing');
      closed = next;
    },
    exit: (code) => void done.push(`exit ${code}`),
  });
  return { events, done, closed: () => closed() };
}

test.each(['uncaughtException', 'unhandledRejection'])(
  'an %s is logged and told once, and the app closes in order',
  (event) => {
    const { events, done, closed } = watch();
    events.emit(event, 'one');
    events.emit('uncaughtException', 'two');
    closed();
    expect(done).toEqual(['logged one', 'closing', 'told', 'logged two', 'exit 1']);
  },
);

test('an app that does not close ends after ten seconds', () => {
  const { events, done } = watch();
  events.emit('uncaughtException', 'one');
  vi.advanceTimersByTime(9_999);
  expect(done).not.toContain('exit 1');
  vi.advanceTimersByTime(1);
  expect(done.at(-1)).toBe('exit 1');
});

test('a terminal that is gone ends nothing', () => {
  const { events, done } = watch();
  events.emit('uncaughtException', Object.assign(new Error('EPIPE'), { code: 'EPIPE', syscall: 'write' }));
  expect(done).toEqual(['logged Error: EPIPE']);
});
