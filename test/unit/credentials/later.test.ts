import { expect, test } from 'vitest';
import { SecretStoresLater } from '../../../electron/credentials/later.ts';
import type { SecretStores } from '../../../electron/credentials/open.ts';

test('secret stores are opened once, by the first who needs a secret', async () => {
  let opened = 0;
  const stores = {} as SecretStores;
  const later = new SecretStoresLater(() => {
    opened += 1;
    return Promise.resolve(stores);
  });
  expect([opened, later.known]).toEqual([0, null]);
  expect(await Promise.all([later.opened(), later.opened()])).toEqual([stores, stores]);
  expect([opened, later.known]).toEqual([1, stores]);
});
