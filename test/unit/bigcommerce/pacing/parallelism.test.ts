import { expect, test } from 'vitest';
import { createParallelism } from '../../../../electron/bigcommerce/pacing/parallelism.ts';
import { virtualClock } from './virtual-clock.ts';

/** Uploads of a megabyte that take a second each, however many there are. */
function rig() {
  const clock = virtualClock();
  let setting: 'auto' | number = 'auto';
  const parallelism = createParallelism({ clock, setting: () => setting });
  return {
    parallelism,
    choose: (next: 'auto' | number) => (setting = next),
    async send(storeId: string, uploads: number): Promise<void> {
      const observer = parallelism.watch(storeId);
      let left = uploads;
      const lanes = new Set<Promise<void>>();
      const one = async (): Promise<void> => {
        const upload = observer.begun();
        upload.granted(1_000_000);
        await new Promise<void>((resolve) => clock.timer(1_000, resolve));
        upload.ended(null);
      };
      while (left > 0 || lanes.size > 0) {
        while (left > 0 && lanes.size < parallelism.of(storeId)) {
          left -= 1;
          const lane: Promise<void> = one().finally(() => lanes.delete(lane));
          lanes.add(lane);
        }
        await clock.pass(100);
      }
    },
  };
}

test('a store that is slow to answer gets more uploads at the same time, and that store alone', async () => {
  const { parallelism, send } = rig();
  expect(parallelism.of('far')).toBe(4);
  await send('far', 300);
  expect(parallelism.of('far')).toBeGreaterThanOrEqual(13);
  expect(parallelism.of('near')).toBe(4);
});

test('what the user chose holds at once, and what was found comes back with the automatic', async () => {
  const { parallelism, choose, send } = rig();
  await send('far', 300);
  const found = parallelism.of('far');
  choose(2);
  expect(parallelism.of('far')).toBe(2);
  choose('auto');
  expect(parallelism.of('far')).toBe(found);
});
