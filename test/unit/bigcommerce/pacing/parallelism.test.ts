import { expect, test } from 'vitest';
import { createParallelism } from '../../../../electron/bigcommerce/pacing/parallelism.ts';
import { virtualClock } from './virtual-clock.ts';

function rig() {
  let setting: 'auto' | number = 'auto';
  const parallelism = createParallelism({ clock: virtualClock(), setting: () => setting });
  return {
    parallelism,
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
