import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { imageKey } from '../../shared/tile-key.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
let target: { storeId: string; productId: number };

beforeEach(async () => {
  bench = await Workbench.open({ speed: 60 });
  const storeId = await bench.connect();
  target = { storeId, productId: await bench.emptyProduct() };
  await bench.app.handlers['gallery.open'](target);
  await bench.drop(storeId, target.productId, [await bench.photos(3)]);
  await bench.app.outbox.drained();
  noteDoubt(Date.now() + 300_000);
});
afterEach(() => bench.close());

/**
 * The store commits the first request, whose answer was lost, only now, with a lower id than the second's.
 */
async function commitLate(imageId: number): Promise<number> {
  const db = new DatabaseSync(join(bench.folder, 'practice', 'practice-store.db'));
  const row = db.prepare('SELECT * FROM images WHERE id = ?').get(imageId) ?? {};
  // Ids begin at 1 and all are used: takes one from another product.
  const other = db.prepare('SELECT max(id) AS id FROM images WHERE product_id <> ? AND id < ?');
  const id = Number(other.get(target.productId, imageId)?.['id']);
  db.prepare('DELETE FROM images WHERE id = ?').run(id);
  const late = { ...row, id, description: '', is_thumbnail: 0, sort_order: 0 };
  const names = Object.keys(late);
  db.prepare(`INSERT INTO images (${names.join()}) VALUES (${names.map(() => '?').join()})`).run(
    ...Object.values(late),
  );
  db.close();
  return id;
}

/** Records a doubt, as after sending the first photo twice: it is checked again later. */
function noteDoubt(dueAt: number): void {
  const { outbox } = bench.app;
  const { storeId, productId } = target;
  const first = outbox.entries.ofProduct(storeId, productId, true).find(({ id }) => id === 1);
  if (!first) throw new Error('nothing was sent');
  outbox.reconcileJobs.recordDoubt(first, Date.now());
  const [due] = outbox.reconcileJobs.ready(storeId);
  if (!due) throw new Error('no look is due');
  outbox.reconcileJobs.arranged(due, dueAt);
}

async function lookNow(): Promise<void> {
  noteDoubt(0);
  bench.app.outbox.runner(target.storeId)?.pump();
  await bench.app.outbox.certain();
}

test('a copy with a lower id inherits alt text, position and thumbnail of the removed image, and its waiting edits', async () => {
  const { handlers, outbox, stores } = bench.app;
  const { storeId, productId } = target;
  const [one, two, three] = (await bench.gallery(productId)).map(({ id }) => id);
  if (!one || !two || !three) throw new Error('not all arrived');
  const keys = [two, three, one].map(imageKey);
  await handlers['gallery.describe']({ ...target, changes: [{ key: imageKey(three), alt: 'From above' }] });
  await handlers['gallery.setThumbnail']({ ...target, key: imageKey(three) });
  await handlers['gallery.arrange']({ ...target, keys });
  await outbox.drained();
  expect((await bench.gallery(productId)).map(({ id }) => imageKey(id))).toEqual(keys);

  const late = await commitLate(three);
  await lookNow();
  expect(await bench.gallery(productId)).toMatchObject([
    { id: two },
    { id: late, description: 'From above', is_thumbnail: true },
    { id: one },
  ]);

  // Again, while an edit of the image to remove waits.
  noteDoubt(Date.now() + 300_000);
  stores.pause(storeId, true);
  const later = await commitLate(late);
  await handlers['gallery.describe']({ ...target, changes: [{ key: imageKey(late), alt: 'From below' }] });
  stores.pause(storeId, false);
  await lookNow();
  await outbox.drained();
  expect(await bench.gallery(productId)).toMatchObject([
    { id: two },
    { id: later, description: 'From below', is_thumbnail: true },
    { id: one },
  ]);
});

test('a copy of a photo that the user has removed since is removed too', async () => {
  const { handlers, outbox } = bench.app;
  const [one, two, three] = (await bench.gallery(target.productId)).map(({ id }) => id);
  if (!one || !two || !three) throw new Error('not all arrived');
  const db = new DatabaseSync(join(bench.folder, 'practice', 'practice-store.db'));
  const row = db.prepare('SELECT * FROM images WHERE id = ?').get(two) ?? {};
  await handlers['gallery.remove']({ ...target, keys: [imageKey(two)] });
  await outbox.drained();
  db.prepare(
    `INSERT INTO images (${Object.keys(row).join()}) VALUES (${Object.keys(row)
      .map(() => '?')
      .join()})`,
  ).run(...Object.values({ ...row, id: 9_999_999 }));
  db.close();
  await lookNow();
  expect((await bench.gallery(target.productId)).map(({ id }) => id)).toEqual([one, three]);
});
