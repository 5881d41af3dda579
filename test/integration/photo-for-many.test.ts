import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ReviewDesk } from './support/review-desk.ts';

let desk: ReviewDesk;

beforeEach(async () => {
  desk = await ReviewDesk.open({ products: 60 });
});
afterEach(() => desk.close());

/** How often each product's gallery has the image of a file. */
async function timesIn(productIds: readonly number[], stem: string): Promise<number[]> {
  const galleries = await Promise.all(productIds.map((id) => desk.bench.gallery(id)));
  return galleries.map((images) => images.filter(({ image_file }) => image_file.includes(stem)).length);
}

describe('a photo that a list gives to many products', () => {
  test('is in each gallery once, with its own alt text, and was staged once', async () => {
    const products = await desk.namedProducts(25);
    const ids = products.map(({ id }) => id);
    const list = products.map(({ sku }) => `${sku},sizes.jpg,Sizes of ${sku}`).join('\n');
    const folder = await desk.folderOf(['sizes.jpg', 'list.csv'], { 'list.csv': `sku,file,alt\n${list}\n` });
    const batchId = await desk.drop(folder);
    await desk.app.reviews.prepared(batchId);
    const ready = desk.items(batchId).filter(({ target }) => target !== null);
    expect(ready.map(({ target }) => target?.productId).toSorted()).toEqual(ids.toSorted());
    expect(new Set(ready.map(({ alt }) => alt)).size).toBe(25);
    expect(await desk.staged()).toHaveLength(1);
    expect(await desk.queueAndSend(batchId)).toBe(25);
    expect(await timesIn(ids, 'sizes')).toEqual(ids.map(() => 1));
    for (const { id, sku } of products) {
      const [image] = (await desk.bench.gallery(id)).filter(({ image_file }) => image_file.includes('sizes'));
      expect(image?.description).toBe(`Sizes of ${sku}`);
    }
    expect(await desk.staged()).toEqual([]);
  });
});
