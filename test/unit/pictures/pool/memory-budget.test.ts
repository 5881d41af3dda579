import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../../electron/pictures/pool/memory-budget.ts';

/** A work that ends when told to. */
function work() {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isRunning = false;
  return {
    run: async () => {
      isRunning = true;
      await promise;
    },
    end: resolve,
    isRunning: () => isRunning,
  };
}

const turns = async () => await new Promise((wake) => setImmediate(wake));

describe('a budget', () => {
  it('lets run at the same time what it can pay for, in the order of asking', async () => {
    const budget = createBudget(10);
    const [a, b, c] = [work(), work(), work()];
    const all = [budget.spend(6, a.run), budget.spend(6, b.run), budget.spend(1, c.run)];
    await turns();
    // The third could be paid for, but would keep the second waiting forever.
    expect([a.isRunning(), b.isRunning(), c.isRunning()]).toEqual([true, false, false]);
    a.end();
    await turns();
    expect([b.isRunning(), c.isRunning()]).toEqual([true, true]);
    b.end();
    c.end();
    await Promise.all(all);
  });

  it('runs alone what costs more than there is', async () => {
    const budget = createBudget(10);
    const [small, huge] = [work(), work()];
    const all = [budget.spend(1, small.run), budget.spend(1_000, huge.run)];
    await turns();
    expect(huge.isRunning()).toBe(false);
    small.end();
    await turns();
    expect(huge.isRunning()).toBe(true);
    huge.end();
    await Promise.all(all);
  });

  it('gets back what a failed work cost', async () => {
    const budget = createBudget(1);
    await expect(budget.spend(1, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(await budget.spend(1, async () => 'next')).toBe('next');
  });
});
