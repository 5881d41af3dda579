import { expect, test } from 'vitest';
import { createClosing } from '../../../electron/desktop/closing.ts';

function open() {
  const done: string[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const closing = createClosing({
    close() {
      done.push('close');
      return promise;
    },
    quit: () => void done.push('quit'),
    log: { error: () => void done.push('logged') },
  });
  const quitting = () => {
    let isPrevented = false;
    closing.beforeQuit({ preventDefault: () => (isPrevented = true) });
    return isPrevented;
  };
  return { done, closing, quitting, closed: resolve, failed: reject };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('quitting waits until the app has closed, however often it is asked for', async () => {
  const { done, quitting, closed } = open();
  expect(quitting()).toBe(true);
  expect(quitting()).toBe(true);
  expect(done).toEqual(['close']);
  closed();
  await turn();
  expect(done).toEqual(['close', 'quit']);
  expect(quitting()).toBe(false);
});

test('a new version is installed after the app has closed, and quitting then is not stopped', async () => {
  const { done, closing, quitting, closed } = open();
  closing.closeThen(() => void done.push('install'));
  expect(quitting()).toBe(true);
  expect(done).toEqual(['close']);
  closed();
  await turn();
  expect(done).toEqual(['close', 'install']);
  expect(quitting()).toBe(false);
});

test('a user who quits at the same moment gets no new version', async () => {
  const { done, closing, quitting, closed } = open();
  quitting();
  closing.closeThen(() => void done.push('install'));
  closed();
  await turn();
  expect(done).toEqual(['close', 'quit']);
});

test('an app that fails to close quits all the same', async () => {
  const { done, quitting, failed } = open();
  quitting();
  failed(new Error('no'));
  await turn();
  expect(done).toEqual(['close', 'logged', 'quit']);
});

test('while the data is moved after closing, nobody can quit', async () => {
  const { done, closing, quitting, closed } = open();
  const { promise, resolve } = Promise.withResolvers<void>();
  closing.closeFor(() => {
    done.push('move');
    return promise;
  });
  closed();
  await turn();
  expect(quitting()).toBe(true);
  expect(done).toEqual(['close', 'move']);
  resolve();
  await turn();
  expect(quitting()).toBe(false);
});
