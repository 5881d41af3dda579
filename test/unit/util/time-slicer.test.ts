import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
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
  const now = vi.spyOn(performance, 'now').mockReturnValue(100);
  try {
    const slicer = createTimeSlicer(5);
    now.mockReturnValue(104);
    expect(slicer.isDue()).toBe(false);
    now.mockReturnValue(105);
    expect(slicer.isDue()).toBe(true);
  } finally {
    now.mockRestore();
  }
});
