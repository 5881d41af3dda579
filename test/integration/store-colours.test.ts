import { expect, test } from 'vitest';
import { newStore, StoresTable } from '../../electron/stores/stores-table.ts';
import { Database } from '../../electron/storage/database.ts';

test('each store has a colour of its own, keeps it, and leaves it to the next when it is removed', () => {
  const db = new Database(':memory:');
  let now = 0;
  const table = new StoresTable(db, () => (now += 1));
  const save = (id: string, name = id): void =>
    table.save({
      ...newStore,
      id,
      hash: id,
      name,
      kind: 'bigcommerce',
      apiOrigin: 'https://api.bigcommerce.com',
      secretBackend: 'session',
    });
  for (const id of ['alder', 'birk', 'cove']) save(id);
  const colours = (): number[] => table.all().map(({ colour }) => colour);
  expect(colours()).toEqual([0, 1, 2]);
  save('birk', 'Another name');
  expect(colours()).toEqual([0, 1, 2]);
  table.remove('alder');
  save('dune');
  expect(table.get('dune')?.colour).toBe(0);
  db.close();
});
