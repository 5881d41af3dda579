import { expect, test } from 'vitest';
import { everything, useWindow } from '../../../../renderer/state/store.ts';
import { makeSnapshot, makeStore } from '../make.ts';
import { join } from './join.ts';

test('another store starts with all its products, however it was chosen', async () => {
  const snapshot = makeSnapshot();
  const main = await join(snapshot);
  const brand = { id: 7, name: 'Cove' };
  useWindow.setState({ query: 'mug', filter: 'no-images', narrowing: { ...everything, brand } });

  const stores = [...snapshot.stores, { ...makeStore(), id: 'other' }];
  main.change({ of: 'stores', stores, currentStoreId: 'other' });

  expect(useWindow.getState()).toMatchObject({ query: '', filter: 'all', narrowing: everything });
  main.leave();
});
