import { describe, expect, it } from 'vitest';
import { createBudget } from '../../../../electron/pictures/pool/memory-budget.ts';

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
  it('runs what it can afford in parallel, in the order of requests', async () => {
    const budget = createBudget(10);
    const [a, b, c] = [work(), work(), work()];
    const all = [budget.spend(6, a.run), budget.spend(6, b.run), budget.spend(1, c.run)];
    await turns();
    // The third fits, but would make the second wait forever.
    expect([a.isRunning(), b.isRunning(), c.isRunning()]).toEqual([true, false, false]);
    a.end();
    await turns();
    expect([b.isRunning(), c.isRunning()]).toEqual([true, true]);
    b.end();
    c.end();
    await Promise.all(all);
  });

  it('runs a task that exceeds it alone', async () => {
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

  it('recovers the cost of a failed task', async () => {
    const budget = createBudget(1);
    await expect(budget.spend(1, () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
    expect(await budget.spend(1, async () => 'next')).toBe('next');
  });
});
