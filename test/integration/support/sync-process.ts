import { Catalog } from '../../../electron/catalog/catalog.ts';
import { syncCatalog } from '../../../electron/catalog/sync.ts';
import { Database } from '../../../electron/storage/database.ts';
import { clientOf } from '../bigcommerce-support.ts';

/** Fetches a catalogue into a database in a process of its own, so that a test can kill it. */
export interface SyncTask {
  origin: string;
  storeHash: string;
  accessToken: string;
  database: string;
  storeId: string;
  pageSize: number;
  run: number;
}

const task = JSON.parse(process.argv[2] ?? '') as SyncTask;
const { v3 } = clientOf(task.origin, {
  storeHash: task.storeHash,
  accessToken: () => Promise.resolve(task.accessToken),
});
await syncCatalog({
  ...task,
  api: v3,
  catalog: new Catalog(new Database(task.database), Date.now),
  signal: new AbortController().signal,
  onPage: () => undefined,
});
