import { expect, test } from 'vitest';
import { Nonces } from '../../../electron/practice/nonces.ts';

function counted(): Nonces {
  let given = 0;
  return new Nonces(1_000, () => `n${(given += 1)}`);
}

test('accepts each count of a nonce once, in any order', () => {
  const nonces = counted();
  const nonce = nonces.give(0);
  const verdicts = ['00000002', '00000001', '00000002', '0000000a', '0000000A'].map((count) =>
    nonces.use(nonce, count, 10),
  );
  expect(verdicts).toEqual(['good', 'good', 'replayed', 'good', 'replayed']);
});

test('refuses expired and unknown nonces', () => {
  const nonces = counted();
  const nonce = nonces.give(0);
  expect(nonces.use(nonce, '00000001', 999)).toBe('good');
  expect(nonces.use(nonce, '00000002', 1_000)).toBe('stale');
  expect(nonces.use('made up', '00000001', 0)).toBe('stale');
  expect(nonces.give(5_000)).not.toBe(nonce);
});
