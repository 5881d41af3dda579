import { mkdtemp, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProductPage, ProductQuery, StoreProduct } from '../../electron/bigcommerce/catalog-api.ts';
import type { Clock } from '../../electron/bigcommerce/clock.ts';
import type { Failure } from '../../electron/bigcommerce/failure.ts';
import type { Answer } from '../../electron/bigcommerce/image-api.ts';
import { Catalog } from '../../electron/catalog/catalog.ts';
import { syncCatalog, type SyncOptions } from '../../electron/catalog/sync.ts';
import { Database } from '../../electron/storage/database.ts';
import { no, ok } from '../../shared/outcome.ts';
import { valueOf } from '../unit/bigcommerce/outcomes.ts';
import { practiceRig, type PracticeClient, type PracticeRig } from './bigcommerce-practice-rig.ts';

const storeId = 'store';
const day = 24 * 60 * 60_000;
const person = { lane: 'person' } as const;
const down: Failure = { class: 'transient', reason: { code: 'store-trouble', sentence: 'In trouble.' } };
const image = (id: number, productId: number) => ({
  id,
  productId,
  sortOrder: 0,
  isThumbnail: true,
  description: '',
  imageFile: `a/1/x__${id}.jpg`,
  urlZoom: '',
  urlStandard: '',
  urlThumbnail: '',
  urlTiny: '',
  dateModified: '',
});

let folder: string;
let db: Database;
let catalog: Catalog;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-sync-'));
  openCache();
});
afterEach(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

function openCache(): void {
  const isNew = db === undefined || !folderHas(db);
  db = new Database(join(folder, 'packshot.db'));
  catalog = new Catalog(db, () => 1);
  if (isNew || db.get('SELECT 1 FROM stores') === undefined) {
    db.run(
      `INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
         VALUES (?, 'abc', 'Store', 'bigcommerce', 'https://x', 'session', 0)`,
      storeId,
    );
  }
}
