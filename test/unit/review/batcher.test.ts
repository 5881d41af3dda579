import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Batcher } from '../../../electron/review/batcher.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('collected items', () => {
  test('are passed on in order once there are enough, or after a delay', () => {
    const groups: (readonly number[])[] = [];
    const gathering = new Batcher<number>(3, (group) => groups.push(group));
    gathering.put([1]);
    gathering.put([2, 3, 4]);
    gathering.put([5]);
    expect(groups).toEqual([[1, 2, 3, 4]]);
    vi.runAllTimers();
    gathering.flush();
    expect(groups).toEqual([[1, 2, 3, 4], [5]]);
  });

  test('are returned when the batcher is closed, and not passed on', () => {
    const groups: (readonly number[])[] = [];
    const gathering = new Batcher<number>(3, (group) => groups.push(group));
    gathering.put([1, 2]);
    expect(gathering.close()).toEqual([1, 2]);
    vi.runAllTimers();
    expect(groups).toEqual([]);
  });

  test('a failure between two calls is thrown at the next call', () => {
    const gathering = new Batcher<number>(3, () => {
      throw new Error('full disk');
    });
    gathering.put([1]);
    vi.runAllTimers();
    expect(() => gathering.put([2])).toThrow('full disk');
    expect(() => gathering.flush()).toThrow('full disk');
  });
});
