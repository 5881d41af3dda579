import { expect, test } from 'vitest';
import { useWindow } from '../../../../renderer/state/store.ts';
import type { Change } from '../../../../shared/model.ts';
import { makeBatch, makeReviewSummary, makeSnapshot } from '../make.ts';
import { join } from './join.ts';

const dropped = { productId: 1, productName: 'Mug', here: 0, unnamed: 31, elsewhere: 0, others: [] };

function underReview(id: number, part: { ready: number; queueing: number }): Change {
  const review = makeReviewSummary({ ...part, dropped });
  return { of: 'batch', batch: makeBatch(id, { productId: null, phase: 'review', review }) };
}
const undecided = { ready: 31, queueing: 0 };

test('a drop opens its review unless somebody still decides on another one', async () => {
  const main = await join(makeSnapshot());
  const reviewing = (): number | null => useWindow.getState().reviewing;

  main.change(underReview(1, undecided));
  expect(reviewing()).toBe(1);
  main.change(underReview(2, undecided));
  expect(reviewing()).toBe(1);

  main.change(underReview(1, { ready: 31, queueing: 31 }));
  main.change(underReview(3, undecided));
  expect(reviewing()).toBe(3);

  main.change({ of: 'batch', batch: makeBatch(3) });
  main.change(underReview(4, undecided));
  expect(reviewing()).toBe(4);
  main.leave();
});
