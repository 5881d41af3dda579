import type { CatalogueFile, FileProduct } from '../../shared/catalogue-file.ts';
import { typeFacts } from '../../shared/limits.ts';
import { brands, categories, seedProducts } from './catalogue.ts';
import type { SeedImage, SeedProduct } from './catalogue.ts';
import type { PracticeState } from './state.ts';
import { inTransaction } from './state.ts';
import { seededRandom } from './random.ts';
import { storedName } from './stored-name.ts';

/** Ids of a new store don't start at 1, because it had sample products. */
const firstProductId = 101;
const firstVariantId = 68;
const day = 86_400;
const openedAt = Date.UTC(2025, 2, 3, 9, 30) / 1000;

type Db = PracticeState['db'];

const addProduct = (db: Db) =>
  db.prepare(
    `INSERT INTO products (id, name, sku, description, price, category_id, created_at, modified_at, upc, gtin, mpn,
       address, brand_id, is_visible, other_categories) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
const addVariant = (db: Db) =>
  db.prepare(
    `INSERT INTO variants (id, product_id, sku, label, price, inventory, upc, gtin, mpn, options)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

/** Writes the practice shop's catalogue in one transaction. Pictures are drawn on first request. */
export function seedCatalogue({ db }: Pick<PracticeState, 'db'>, count: number): void {
  const random = seededRandom(57);
  const [productRow, variantRow] = [addProduct(db), addVariant(db)];
  const addImage = db.prepare(
    `INSERT INTO images (product_id, is_thumbnail, sort_order, description, image_file, stamped_at, modified_at, type,
       recipe) VALUES (?, ?, ?, ?, ?, ?, ?, 'jpeg', ?)`,
  );
  let productId = firstProductId;
  let variantId = firstVariantId;

  const write = (product: SeedProduct) => {
    const { name, sku, description, price, categoryId, upc, gtin, mpn, brandId } = product;
    const at = openedAt + Math.floor(((productId - firstProductId) / count) * 400) * day;
    productRow.run(
      productId,
      name,
      sku,
      description,
      price,
      categoryId,
      at,
      at + day,
      upc,
      gtin,
      mpn,
      '',
      brandId,
      1,
      '[]',
    );
    const variants =
      product.variants.length === 0 ? [{ sku, label: '', upc, options: [] }] : product.variants;
    for (const variant of variants) {
      const stock = Math.floor(random() * 60);
      const options = JSON.stringify(variant.options);
      variantRow.run(
        variantId,
        productId,
        variant.sku,
        variant.label,
        price,
        stock,
        variant.upc,
        '',
        '',
        options,
      );
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
    addNamed(
      db,
      'categories',
      categories.map((name, index) => ({ id: index + 1, name })),
    );
    addNamed(
      db,
      'brands',
      brands.map(([name], index) => ({ id: index + 1, name })),
    );
    for (const product of seedProducts(count)) write(product);
  });
}

/** Writes another shop's catalogue in one transaction, with its original ids and without pictures. */
export function seedFromFile({ db }: Pick<PracticeState, 'db'>, file: CatalogueFile): void {
  const [productRow, variantRow] = [addProduct(db), addVariant(db)];
  const usual = { id: 1, name: 'All' };
  const known = file.categories.length > 0 ? file.categories : [usual];
  const ids = new Set(known.map(({ id }) => id));
  let variantId = Math.max(0, ...file.products.flatMap(({ variants }) => variants.map(({ id }) => id ?? 0)));

  const write = (product: FileProduct) => {
    const { id, name, sku, description, price, upc, gtin, mpn, address, brandId, isVisible } = product;
    const [category = known[0]?.id ?? usual.id, ...others] = product.categoryIds.filter((one) =>
      ids.has(one),
    );
    productRow.run(
      id,
      name,
      sku,
      description,
      price,
      category,
      openedAt,
      openedAt + day,
      upc,
      gtin,
      mpn,
      address,
      brandId,
      Number(isVisible),
      JSON.stringify(others),
    );
    const base = { id: null, sku, upc, gtin, mpn, options: [] };
    for (const variant of product.variants.length === 0 ? [base] : product.variants) {
      const label = variant.options.map(({ value }) => value).join(', ');
      const options = JSON.stringify(variant.options);
      const { upc: ownUpc, gtin: ownGtin, mpn: ownMpn } = variant;
      variantRow.run(
        variant.id ?? (variantId += 1),
        id,
        variant.sku,
        label,
        price,
        0,
        ownUpc,
        ownGtin,
        ownMpn,
        options,
      );
    }
  };

  inTransaction(db, () => {
    addNamed(db, 'categories', known);
    addNamed(db, 'brands', file.brands);
    for (const product of file.products) write(product);
  });
}

function addNamed(
  db: Db,
  table: 'brands' | 'categories',
  rows: readonly { id: number; name: string }[],
): void {
  const add = db.prepare(`INSERT INTO ${table} VALUES (?, ?)`);
  for (const { id, name } of rows) add.run(id, name);
}
