import { shopId } from './big-shop.ts';
import { openApp } from './open-app.ts';

/** Printed as JSON on standard output once the app could be used. */
export interface Started {
  /** Milliseconds from the first line of the program on. */
  app: number;
}

/** Opens the app in the given data folder, and makes the window's first requests. */
const from = performance.now();
const app = await openApp(process.argv[2] ?? '');
const snapshot = await app.handlers['app.snapshot']({});
const query = { storeId: shopId, query: '', filter: 'all', offset: 0, limit: 100 } as const;
const products = await app.handlers['products.search'](query);
const list = await app.handlers['outbox.list']({
  storeId: shopId,
  filter: 'open',
  search: '',
  group: 'batch',
  sort: 'time',
  descending: true,
  offset: 0,
  limit: 100,
});
if (!snapshot.ok || !products.ok || !list.ok) throw new Error('The app did not answer');
process.stdout.write(`${JSON.stringify({ app: performance.now() - from })}\n`);
await app.close();
