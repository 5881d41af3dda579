import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createBreather } from '../../../electron/util/time-slicer.ts';

test('whatever fell due during a slice has its turn before the next one', async () => {
  const breather = createBreather();
  // From here on as after a message from the window: immediates come before timers.
  await readFile(import.meta.filename);
  let hadItsTurn = false;
  setTimeout(() => (hadItsTurn = true), 1);
  const from = performance.now();
  while (performance.now() - from < 10);
  await breather.breathe();
  expect(hadItsTurn).toBe(true);
});

test('a slice is due once its time is over', () => {
  const breather = createBreather(5);
  expect(breather.isDue()).toBe(false);
  const from = performance.now();
  while (performance.now() - from < 6);
  expect(breather.isDue()).toBe(true);
});
