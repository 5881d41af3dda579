import { expect, test } from 'vitest';
import { catalogFreshness, storeName, storeNeed } from '../../../../renderer/wording/store-messages.ts';
import { makeStore } from '../make.ts';

const ready = { type: 'ready' } as const;

test('a store shows its hash only if another has the same name', () => {
  const alder = makeStore(ready);
  const twin = { ...makeStore(ready, 'twin'), hash: 'p3w8z5r2' };
  expect(storeName(twin, [alder, twin])).toBe('Alder (p3w8z5r2)');
  expect(storeName(alder, [alder, { ...twin, name: 'Birk' }])).toBe('Alder');
});

test('in the list of stores, one says what it needs somebody for', () => {
  expect(storeNeed(makeStore(ready), 0, 0)).toBe('Connected');
  expect(storeNeed(makeStore(ready), 0, 1)).toBe('1 photo to review');
  expect(storeNeed(makeStore(ready), 2, 1)).toBe('2 failed');
  expect(storeNeed(makeStore({ type: 'paused' }), 2, 1)).toBe('Paused');
});

test('a store that answers but takes no uploads is not called offline', () => {
  const offline = { type: 'offline', since: 0, nextProbeAt: 1 } as const;
  expect(storeNeed(makeStore({ ...offline, reason: null }), 0, 0)).toBe('Offline');
  const refused = { ...offline, reason: { code: 'uploads-forbidden', args: {} } } as const;
  expect(storeNeed(makeStore(refused), 0, 0)).toBe('Can’t upload');
});

test('a catalogue that is read says how far it is and how long it takes', () => {
  const store = makeStore(ready);
  const progress = { read: 12_500, total: 50_000, readyAt: 21_000 };
  const catalog = { ...store.catalog, syncing: true, progress };
  expect(catalogFreshness({ ...store, catalog }, 1_000)).toBe('12,500 of 50,000 products, 20 s left');
  expect(catalogFreshness({ ...store, catalog: { ...catalog, progress: null } }, 1_000)).toBe('Updating…');
});
