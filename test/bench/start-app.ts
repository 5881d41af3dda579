import { shopId } from './big-shop.ts';
import { openApp } from './open-app.ts';

/** What a process that starts the app tells on its standard output, as JSON, once somebody could work with it. */
export interface Started {
  /** Milliseconds from the first line of the program on. */
  app: number;
}

/** Opens the app in the data folder named, asks what a window asks first, and tells that it could. */
const from = performance.now();
const app = await openApp(process.argv[2] ?? '');
const snapshot = await app.handlers['app.snapshot']({});
const query = { storeId: shopId, query: '', filter: 'all', offset: 0, limit: 100 } as const;
const products = await app.handlers['products.search'](query);
const list = await app.handlers['outbox.list']({ storeId: shopId, filter: 'open', offset: 0, limit: 100 });
if (!snapshot.ok || !products.ok || !list.ok) throw new Error('The app did not answer');
process.stdout.write(`${JSON.stringify({ app: performance.now() - from })}\n`);
await app.close();
