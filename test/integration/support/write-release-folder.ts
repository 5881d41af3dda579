import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { packRelease } from './release-folder.ts';
import { ReviewDesk } from './review-desk.ts';

/**
 * `node test/integration/support/write-release-folder.ts`, run once for each release: keeps a data folder of this
 * version with work that waits. `upgrades.test.ts` opens it with every later version.
 */
const root = join(import.meta.dirname, '../../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

const desk = await ReviewDesk.open();
const { bench, storeId } = desk;
const { app } = bench;
const productId = await bench.emptyProduct();
const other = await bench.otherProduct(productId);
const before = (await bench.gallery(other)).length;

// In the store: three photos.
await bench.drop(storeId, productId, [await bench.photos(3)]);
await app.outbox.drained();
await app.handlers['gallery.open']({ storeId, productId });
app.stores.pause(storeId, true);

// Waiting: two photos, another order, an alternative text, a removal; photos for another product.
await bench.drop(storeId, productId, [await bench.photos(2, 4)]);
const snapshot = app.handlers['app.snapshot']({});
if (!('ok' in snapshot) || !snapshot.ok) throw new Error('no snapshot');
const tiles = snapshot.value.gallery?.tiles ?? [];
const [first = '', second = '', ...rest] = tiles.map(({ key }) => key);
await app.handlers['gallery.arrange']({ storeId, productId, keys: [...rest.toReversed(), second, first] });
const alt = 'Kept through an upgrade';
await app.handlers['gallery.describe']({ storeId, productId, changes: [{ key: first, alt }] });
await app.handlers['gallery.remove']({ storeId, productId, keys: [second] });
await bench.drop(storeId, other, [await bench.photos(2, 7)]);

// A review that waits for a decision: one photo with its product, one without.
const [named] = await desk.namedProducts(1);
const batchId = await desk.drop(await desk.folderOf([`${named?.sku ?? ''}-1.jpg`, 'DSC_0001.jpg']));
const items = desk.items(batchId).map(({ fileName, target }) => ({
  fileName,
  productId: target?.productId ?? null,
}));

const others = await bench.names(other);
await app.close();
await bench.stopStore();
packRelease(bench.folder, version, {
  storeId,
  expected: { [productId]: ['05', '04', '03', '01'], [other]: [...others.slice(0, before), '07', '08'] },
  review: { batchId, items },
});
await rm(bench.folder, { recursive: true, force: true });
console.log(`Kept the data folder of ${version}.`);
