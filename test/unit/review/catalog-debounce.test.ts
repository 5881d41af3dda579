import { expect, test } from 'vitest';
import { CatalogDebounce } from '../../../electron/review/catalog-debounce.ts';
import { virtualClock } from '../bigcommerce/pacing/virtual-clock.ts';

function watched(update: () => Promise<void> = () => Promise.resolve()) {
  const clock = virtualClock();
  const log: string[] = [];
  let looks = 0;
  const watch = new CatalogDebounce({
    clock,
    update: async () => {
      looks += 1;
      await update();
    },
    log: (message) => void log.push(message),
  });
  return { clock, watch, log, looks: () => looks };
}

test('a catalogue that changes many times a second is read a few times', async () => {
  const { clock, watch, looks } = watched();
  for (let n = 0; n < 100; n += 1) {
    watch.mayHaveChanged();
    await clock.pass(10);
  }
  expect(looks()).toBeGreaterThan(2);
  expect(looks()).toBeLessThanOrEqual(5);
});

test('a change during an update or the pause after it causes one more update; no change causes none', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { clock, watch, looks } = watched(() => promise);
  watch.mayHaveChanged();
  await clock.pass(200);
  watch.mayHaveChanged();
  await clock.pass(10_000);
  expect(looks()).toBe(1);
  resolve();
  await clock.pass(60_000);
  expect(looks()).toBe(2);
  await clock.pass(60_000);
  expect(looks()).toBe(2);
});

test('a failed update is logged, and the next one still runs', async () => {
  const { clock, watch, log, looks } = watched(() => Promise.reject(new Error('disk')));
  watch.mayHaveChanged();
  await clock.pass(1_000);
  watch.mayHaveChanged();
  await clock.pass(60_000);
  expect(looks()).toBe(2);
  expect(log).toHaveLength(2);
});

test('nothing is updated after closing', async () => {
  const { clock, watch, looks } = watched();
  watch.mayHaveChanged();
  await watch.close();
  watch.mayHaveChanged();
  await clock.pass(60_000);
  expect(looks()).toBe(0);
});
