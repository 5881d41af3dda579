import { expect, test, vi } from 'vitest';
import { joinMain } from '../../../../renderer/state/actions.ts';
import { everything, useWindow } from '../../../../renderer/state/store.ts';
import type { Delta } from '../../../../shared/model.ts';
import { ok } from '../../../../shared/outcome.ts';
import { makeSnapshot, makeStore } from '../make.ts';

test('another store starts with all its products, however it was chosen', async () => {
  const snapshot = makeSnapshot();
  let deliver: (delta: Delta) => void = () => {};
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('window', {
    addEventListener() {},
    removeEventListener() {},
    packshot: {
      app: { snapshot: () => Promise.resolve(ok(snapshot)) },
      onDelta(listener: (delta: Delta) => void) {
        deliver = listener;
        return () => {};
      },
    },
  });
  const leave = joinMain();
  await vi.waitFor(() => expect(useWindow.getState().main).not.toBeNull());
  const brand = { id: 7, name: 'Cove' };
  useWindow.setState({ query: 'mug', filter: 'no-images', narrowing: { ...everything, brand } });

  const stores = [...snapshot.stores, { ...makeStore(), id: 'other' }];
  deliver({ revision: snapshot.revision + 1, changes: [{ of: 'stores', stores, currentStoreId: 'other' }] });

  expect(useWindow.getState()).toMatchObject({ query: '', filter: 'all', narrowing: everything });
  leave();
});
