import { typeFacts } from '../../shared/limits.ts';
import { categories, seedProducts } from './catalogue.ts';
import type { SeedImage, SeedProduct } from './catalogue.ts';
import type { PracticeState } from './state.ts';
import { inTransaction } from './state.ts';
import { seededRandom } from './random.ts';
import { storedName } from './stored-name.ts';

/** Ids of a young store don't start at 1: its sample products went before. */
const firstProductId = 101;
const firstVariantId = 68;
const day = 86_400;
const openedAt = Date.UTC(2025, 2, 3, 9, 30) / 1000;

/** Writes the practice shop's catalogue, in one transaction. Pictures are drawn when first asked for. */
export function seedCatalogue({ db }: Pick<PracticeState, 'db'>, count: number): void {
  const random = seededRandom(57);
  const addProduct = db.prepare('INSERT INTO products VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const addVariant = db.prepare('INSERT INTO variants VALUES (?, ?, ?, ?, ?, ?)');
  const addImage = db.prepare(
    `INSERT INTO images (product_id, is_thumbnail, sort_order, description, image_file, stamped_at, modified_at, type,
       recipe) VALUES (?, ?, ?, ?, ?, ?, ?, 'jpeg', ?)`,
  );
  let productId = firstProductId;
  let variantId = firstVariantId;

  const write = (product: SeedProduct) => {
    const { name, sku, description, price, categoryId } = product;
    const at = openedAt + Math.floor(((productId - firstProductId) / count) * 400) * day;
    addProduct.run(productId, name, sku, description, price, categoryId, at, at + day);
    const variants = product.variants.length === 0 ? [{ sku, label: '' }] : product.variants;
    for (const variant of variants) {
      addVariant.run(variantId, productId, variant.sku, variant.label, price, Math.floor(random() * 60));
      variantId += 1;
    }
    for (const [order, image] of product.images.entries()) writeImage(image, order, at + day);
    productId += 1;
  };
  const writeImage = ({ recipe, fileName, description }: SeedImage, order: number, at: number) => {
    const { path } = storedName(fileName, typeFacts.jpeg.extension, random);
    const isThumbnail = Number(order === 0);
    addImage.run(productId, isThumbnail, order, description, path, at, at, JSON.stringify(recipe));
  };

  inTransaction(db, () => {
    const addCategory = db.prepare('INSERT INTO categories VALUES (?, ?)');
    for (const [index, name] of categories.entries()) addCategory.run(index + 1, name);
    for (const product of seedProducts(count)) write(product);
  });
}
