import { expect, test } from 'vitest';
import { createParallelism } from '../../../../electron/bigcommerce/pacing/parallelism.ts';
import { virtualClock } from './virtual-clock.ts';

function rig(levels = new Map<string, number>()) {
  let setting: 'auto' | number = 'auto';
  const clock = virtualClock();
  const memory = {
    level: (storeId: string) => levels.get(storeId) ?? null,
    saveLevel: (storeId: string, level: number) => void levels.set(storeId, level),
  };
  const parallelism = createParallelism({ clock, setting: () => setting, memory });
  return {
    parallelism,
    levels,
    pass: (ms: number) => clock.pass(ms),
    choose: (next: 'auto' | number) => (setting = next),
    succeed(storeId: string, rounds: number): void {
      const begin = parallelism.observer(storeId);
      for (let n = 0; n < rounds; n += 1) {
        const ends = Array.from({ length: parallelism.of(storeId) }, () => begin());
        for (const end of ends) end('success');
      }
    },
  };
}

test('a store that accepts more parallel uploads gets more, and only that store', () => {
  const { parallelism, succeed } = rig();
  succeed('far', 8);
  expect(parallelism.of('far')).toBe(10);
  expect(parallelism.of('near')).toBe(2);
});

test('a number chosen by the user applies at once, and the learnt number returns with the automatic', () => {
  const { parallelism, choose, succeed } = rig();
  succeed('far', 8);
  choose(7);
  expect(parallelism.of('far')).toBe(7);
  choose('auto');
  expect(parallelism.of('far')).toBe(10);
});

test('the next session begins with what was found, and goes beyond it only after a rest', async () => {
  const first = rig();
  first.succeed('far', 3);
  expect(first.levels.get('far')).toBe(4);
  const { parallelism, succeed, pass } = rig(first.levels);
  expect(parallelism.of('far')).toBe(4);
  succeed('far', 5);
  expect(parallelism.of('far')).toBe(4);
  await pass(10_000);
  succeed('far', 1);
  expect(parallelism.of('far')).toBe(5);
});
