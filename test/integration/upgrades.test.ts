import { mkdtemp } from 'node:fs/promises';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { releases, unpackRelease } from './support/release-folder.ts';
import { Workbench } from './support/workbench.ts';

/** Kept by `support/write-release-folder.ts`, one for each release. */
const versions = readdirSync(releases).map((name) => name.replace('.json.gz', ''));

test.each(versions)('the data folder of %s is opened by this version, and loses nothing', async (version) => {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-upgrade-'));
  const { storeId, expected, review } = unpackRelease(join(releases, `${version}.json.gz`), folder);
  const bench = await Workbench.reopen(folder, storeId);
  try {
    const { app } = bench;
    expect(app.outbox.entries.countOpen(storeId)).toBeGreaterThan(5);
    const page = app.reviews.rows(review.batchId, 0, 50);
    const items = page.ok ? page.value.rows.flatMap((row) => (row.row === 'item' ? [row.item] : [])) : [];
    expect(items.map(({ fileName, target }) => ({ fileName, productId: target?.productId ?? null }))).toEqual(
      review.items,
    );
    app.stores.pause(storeId, false);
    await app.outbox.drained();
    for (const [productId, names] of Object.entries(expected)) {
      expect(await bench.names(Number(productId)), productId).toEqual(names);
    }
    const images = await Promise.all(
      Object.keys(expected).map((productId) => bench.gallery(Number(productId))),
    );
    expect(images.flat().some(({ description }) => description === 'Kept through an upgrade')).toBe(true);
  } finally {
    await bench.close();
  }
});
