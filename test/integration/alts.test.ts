import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AltProduct } from '../../shared/alts.ts';
import { Workbench } from './support/workbench.ts';

let bench: Workbench;
let storeId: string;
beforeEach(async () => {
  bench = await Workbench.open({ speed: 60 });
  storeId = await bench.connect();
  await bench.catalogRead(storeId);
});
afterEach(() => bench.close());

/** All products with the alt texts of their images, read page by page. */
async function table(): Promise<AltProduct[]> {
  const products: AltProduct[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page = await bench.app.handlers['alts.page']({ storeId, after });
    if (!page.ok) throw new Error(page.reason.code);
    products.push(...page.value.products);
    after = page.value.next;
  }
  return products;
}

/** The first image of the first two products that have images. */
async function two(): Promise<{ productId: number; imageId: number; before: string }[]> {
  return (await table()).slice(0, 2).map(({ productId, images: [image] }) => ({
    productId,
    imageId: image?.imageId ?? 0,
    before: image?.alt ?? '',
  }));
}

const save = async (changes: { productId: number; imageId: number; before: string; alt: string }[]) =>
  bench.app.handlers['alts.save']({ storeId, changes });

async function stored(productId: number, imageId: number): Promise<string | undefined> {
  return (await bench.gallery(productId)).find(({ id }) => id === imageId)?.description;
}

describe('alt texts of many products', () => {
  test('list every image of the store once, in the order of its gallery', async () => {
    const products = await table();
    expect(products.length).toBeGreaterThan(3);
    for (const { productId, images } of products) {
      expect(images.map(({ imageId }) => imageId)).toEqual(
        (await bench.gallery(productId)).map(({ id }) => id),
      );
      expect(images.map(({ place }) => place)).toEqual(images.map((_, index) => index + 1));
    }
  });

  test('are saved by one press, and taken back by one', async () => {
    const [one, other] = await two();
    if (one === undefined || other === undefined) throw new Error('fewer than two products');
    expect(
      await save([
        { ...one, alt: 'First' },
        { ...other, alt: 'Second' },
      ]),
    ).toEqual({
      ok: true,
      value: { saved: 2, changed: 0, gone: 0 },
    });
    await bench.app.outbox.drained();
    expect(await stored(one.productId, one.imageId)).toBe('First');
    expect(await stored(other.productId, other.imageId)).toBe('Second');

    const steps = await bench.app.handlers['alts.steps']({ storeId });
    expect(steps).toMatchObject({ value: { undoSteps: [expect.stringContaining('2')], redo: null } });
    expect(await bench.app.handlers['alts.undo']({ storeId })).toMatchObject({ value: { type: 'done' } });
    await bench.app.outbox.drained();
    expect(await stored(one.productId, one.imageId)).toBe(one.before);
    expect(await stored(other.productId, other.imageId)).toBe(other.before);

    expect(await bench.app.handlers['alts.redo']({ storeId })).toMatchObject({ value: { type: 'done' } });
    await bench.app.outbox.drained();
    expect(await stored(other.productId, other.imageId)).toBe('Second');
  });

  test('are shown at once while offline, and a restart loses none', async () => {
    const [one] = await two();
    if (one === undefined) throw new Error('no product');
    await bench.app.handlers['stores.pause']({ storeId });
    await save([{ ...one, alt: 'While offline' }]);
    const first = async () => (await table()).find(({ productId }) => productId === one.productId)?.images[0];
    expect(await first()).toMatchObject({ alt: 'While offline', state: { type: 'saving' } });
    await bench.app.close();
    await bench.restartApp();
    expect(await first()).toMatchObject({ alt: 'While offline', state: { type: 'saving' } });
  });

  test('that others changed since are kept and counted, and so are images that are gone', async () => {
    const [one, other] = await two();
    if (one === undefined || other === undefined) throw new Error('fewer than two products');
    const changes = [
      { ...one, before: 'what nobody wrote', alt: 'Mine' },
      { ...other, imageId: 99_999_999, alt: 'Nobody' },
    ];
    expect(await save(changes)).toEqual({ ok: true, value: { saved: 0, changed: 1, gone: 1 } });
    expect(await bench.app.handlers['alts.undo']({ storeId })).toMatchObject({ value: { type: 'nothing' } });
  });

  test('that the store refuses stay as typed, with the reason', async () => {
    const [one] = await two();
    if (one === undefined) throw new Error('no product');
    await bench.fault({ method: 'PUT', path: '/images/' }, { kind: 'status', status: 422 });
    await save([{ ...one, alt: 'Refused' }]);
    await bench.app.outbox.drained();
    const row = (await table()).find(({ productId }) => productId === one.productId)?.images[0];
    expect(row).toMatchObject({ alt: 'Refused', state: { type: 'failed' } });
  });

  test('of a whole store are written to a file, and read back without a change', async () => {
    const [one] = await two();
    if (one === undefined) throw new Error('no product');
    await save([{ ...one, alt: '=1+1; "quoted"\r\nand a line' }]);
    const rows = (await table()).flatMap(({ productId, images }) =>
      images.map(({ imageId, alt }) => ({ productId, imageId, alt })),
    );
    const path = join(bench.folder, 'alts.csv');
    expect(await bench.app.exportAlts(storeId, rows, path)).toEqual({
      ok: true,
      value: { rows: rows.length },
    });
    const read = await bench.app.importAlts(storeId, path);
    expect(read).toEqual({
      ok: true,
      value: { changes: [], same: rows.length, unknown: 0, unreadable: 0, tooLong: 0 },
    });
  });

  test('of a file that somebody edited are listed as changes, and nothing is saved', async () => {
    const [one] = await two();
    if (one === undefined) throw new Error('no product');
    const path = join(bench.folder, 'alts.csv');
    await bench.app.exportAlts(
      storeId,
      [{ productId: one.productId, imageId: one.imageId, alt: 'OLD' }],
      path,
    );
    await writeFile(path, (await readFile(path, 'utf8')).replace('OLD', 'Typed elsewhere'));
    expect(await bench.app.importAlts(storeId, path)).toMatchObject({
      value: { changes: [{ imageId: one.imageId, alt: 'Typed elsewhere' }] },
    });
    expect(bench.app.outbox.entries.countOpen(storeId)).toBe(0);
  });

  test('of over 2,000 characters are counted and left out of a file that is read; exactly 2,000 are taken', async () => {
    const [one, other] = await two();
    if (one === undefined || other === undefined) throw new Error('no two images');
    const path = join(bench.folder, 'alts.csv');
    const rows = [one, other].map(({ productId, imageId }, at) => ({ productId, imageId, alt: `ALT${at}` }));
    await bench.app.exportAlts(storeId, rows, path);
    const written = await readFile(path, 'utf8');
    await writeFile(path, written.replace('ALT0', 'a'.repeat(2_001)).replace('ALT1', 'b'.repeat(2_000)));
    expect(await bench.app.importAlts(storeId, path)).toMatchObject({
      value: { changes: [{ imageId: other.imageId, alt: 'b'.repeat(2_000) }], tooLong: 1 },
    });
  });

  test('a file that is missing or a folder is refused with a reason', async () => {
    expect(await bench.app.importAlts(storeId, bench.folder)).toMatchObject({ ok: false });
    expect(await bench.app.importAlts(storeId, join(bench.folder, 'none.csv'))).toMatchObject({ ok: false });
  });
});
