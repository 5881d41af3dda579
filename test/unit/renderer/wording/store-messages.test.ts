import { expect, test } from 'vitest';
import { storeName } from '../../../../renderer/wording/store-messages.ts';
import { makeStore } from '../make.ts';

const ready = { type: 'ready' } as const;

test('a store shows its hash only if another has the same name', () => {
  const alder = makeStore(ready);
  const twin = { ...makeStore(ready, 'twin'), hash: 'p3w8z5r2' };
  expect(storeName(twin, [alder, twin])).toBe('Alder (p3w8z5r2)');
  expect(storeName(alder, [alder, { ...twin, name: 'Birk' }])).toBe('Alder');
});
