import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createTimeSlicer } from '../../../electron/util/time-slicer.ts';

test('whatever is due during a slice runs before the next slice', async () => {
  const slicer = createTimeSlicer();
  // From here on as after a message from the window: immediates run before timers.
  await readFile(import.meta.filename);
  let hadItsTurn = false;
  setTimeout(() => (hadItsTurn = true), 1);
  const from = performance.now();
  while (performance.now() - from < 10);
  await slicer.yieldToEventLoop();
  expect(hadItsTurn).toBe(true);
});

test('a slice ends after its time', () => {
  const slicer = createTimeSlicer(5);
  expect(slicer.isDue()).toBe(false);
  const from = performance.now();
  while (performance.now() - from < 6);
  expect(slicer.isDue()).toBe(true);
});
