import { expect, test } from 'vitest';
import { Faults, faultSchema } from '../../../electron/practice/faults.ts';

const path = '/stores/h/v3/catalog/products/1/images';

function faultsWith(...given: unknown[]): Faults {
  const faults = new Faults();
  for (const fault of given) faults.add(faultSchema.parse(fault));
  return faults;
}

test('hits the next request once by default', () => {
  const faults = faultsWith({ do: { kind: 'stall' } });
  expect([1, 2].map(() => faults.take('GET', path, 0)?.kind)).toEqual(['stall', undefined]);
});

test('waits for the nth match and hits as often as told', () => {
  const faults = faultsWith({ match: { nth: 2, times: 2 }, do: { kind: 'reset-before' } });
  const hits = [1, 2, 3, 4].map(() => faults.take('GET', path, 0) !== null);
  expect(hits).toEqual([false, true, true, false]);
});

test('leaves other methods and paths alone', () => {
  const faults = faultsWith({ match: { method: 'POST', path: '/images$' }, do: { kind: 'truncate' } });
  expect(faults.take('GET', path, 0)).toBeNull();
  expect(faults.take('POST', `${path}/7`, 0)).toBeNull();
  expect(faults.take('POST', path, 0)).toEqual({ kind: 'truncate' });
});

test('reports what fired, until cleared', () => {
  const faults = faultsWith({ match: { times: 'always' }, do: { kind: 'stall' } });
  faults.take('PUT', path, 5);
  expect(faults.read().fired).toEqual([{ id: 1, kind: 'stall', method: 'PUT', path, at: 5 }]);
  faults.clear();
  expect(faults.take('PUT', path, 6)).toBeNull();
  expect(faults.read()).toEqual({ rules: [], fired: [] });
});

test('refuses an unknown fault', () => {
  expect(faultSchema.safeParse({ do: { kind: 'earthquake' } }).success).toBe(false);
  expect(faultSchema.safeParse({ match: { path: '(' }, do: { kind: 'stall' } }).success).toBe(false);
});
