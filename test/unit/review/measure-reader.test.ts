import { expect, test } from 'vitest';
import type { Measures } from '../../../electron/pictures/measure.ts';
import type { Item } from '../../../electron/review/item.ts';
import { MeasureReader } from '../../../electron/review/measure-reader.ts';
import type { ReviewBatch } from '../../../electron/review/review-batch.ts';
import { ok } from '../../../shared/outcome.ts';
import { item } from './make.ts';

const sharp: Measures = {
  blur: 0.1,
  edge: { red: 255, green: 255, blue: 255, spread: 0 },
  ground: { red: 255, green: 255, blue: 255, spread: 0 },
  cast: null,
  mean: { red: 200, green: 200, blue: 200 },
  likeness: '0'.repeat(64),
};

/** A reader of three photos, and how often the window was notified. */
function desk(of: (id: number) => Partial<Item>) {
  const items = new Map([1, 2, 3].map((id) => [id, item(id, of(id))]));
  let notified = 0;
  const batch = {
    isReading: false,
    version: 1,
    items: () => [...items.values()],
    item: (id: number) => items.get(id),
    touch: () => (notified += 1),
  };
  const reader = new MeasureReader({
    batch: batch as unknown as ReviewBatch,
    staging: { pathOf: (sha256) => sha256 },
    pictures: { measure: async () => await Promise.resolve(ok(sharp)) },
    wanted: () => ['soft', 'similar'],
    whenIdle: async () => await Promise.resolve(),
    imagesOf: () => [],
    log: () => undefined,
  });
  return { reader, notified: () => notified };
}

test('hints of fewer photos than are shown at once are shown when the last one is measured', async () => {
  const { reader, notified } = desk(() => ({}));
  reader.update();
  await reader.idle();
  expect(notified()).toBe(1);
});

test('and also when the last photo was queued before it was measured', async () => {
  const { reader, notified } = desk((id) => ({ accepted: id === 3 }));
  reader.update();
  await reader.idle();
  expect(notified()).toBe(1);
});
