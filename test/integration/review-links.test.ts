import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open();
});
afterEach(() => desk.close());

test('what a link outside of the dropped folder leads to is added when the user chooses it', async () => {
  const product = await desk.bare();
  const archive = await desk.folderOf([`${product.sku}_1.jpg`, `${product.sku}_2.jpg`]);
  const folder = join(desk.bench.folder, 'season');
  await mkdir(folder);
  await symlink(archive, join(folder, 'archive'));
  const batchId = await desk.drop(folder);
  const [link] = desk.items(batchId);
  expect(link).toMatchObject({ leadsOutside: true, unusable: { code: 'link-leads-outside' } });

  const chosen = { batchId, itemIds: [link?.id ?? 0] };
  const added = await desk.app.handlers['review.addLinked'](chosen);
  if (!added.ok) throw new Error('not added');
  const inNew = (): number => desk.items(added.value.batchId).filter(({ reading }) => !reading).length;
  await desk.bench.until(() => inNew() === 2);
  expect(desk.items(batchId)[0]).toMatchObject({ unusable: { code: 'link-added' } });
  expect(desk.items(batchId)[0]?.leadsOutside).toBeUndefined();
  expect(await desk.app.handlers['review.addLinked'](chosen)).toMatchObject({ ok: false });

  await desk.queueAndSend(added.value.batchId);
  expect(await desk.bench.gallery(product.id)).toHaveLength(2);
});
