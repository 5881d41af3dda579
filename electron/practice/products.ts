import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  dateText,
  notFound,
  pageSchema,
  paginationMeta,
  pickFields,
  readAs,
  sendProblem,
} from './answers.ts';
import { describeImage } from './image-view.ts';
import type { ImageRow } from './image-rows.ts';
import { seconds } from './practice.ts';
import type { Practice } from './practice.ts';
import { constantFields, readProductQuery, viewSchema } from './product-query.ts';
import type { ProductView } from './product-query.ts';
import type { ProductRow, VariantRow } from './product-rows.ts';
import { describeVariants } from './variant-view.ts';

const badQuery = 'The query was not valid.';
/** With these in `include`, a page has ten products. Source: the reference of GET /catalog/products. */
const heavyIncludes = ['options', 'modifiers'];
const heavyPage = 10;
/** Always empty in the practice shop. */
const emptyIncludes = [
  'options',
  'modifiers',
  'bulk_pricing_rules',
  'custom_fields',
  'parent_relations',
  'reviews',
  'videos',
];

const nothing = { rows: [], total: 0 };
const productParams = z.object({ productId: z.coerce.number().int() });
/** The fields of a product that another app may change here. */
const editSchema = z.strictObject({
  name: z.string().min(1).max(250).optional(),
  sku: z.string().max(255).optional(),
  is_visible: z.boolean().optional(),
});

/** Products and the catalogue summary, below the prefix of V3. */
export function addProductRoutes(server: FastifyInstance, practice: Practice): void {
  const { products } = practice;

  server.get('/catalog/products', (request, reply) => {
    const query = readProductQuery(request.query);
    if (!query.ok) return sendProblem(reply, query.reason);
    const { page, view, find } = query.value;
    const { imagesInLists } = practice.rules;
    const maxImages = imagesInLists === 'all' ? Number.POSITIVE_INFINITY : Number(imagesInLists);
    const isHeavy = view.include.some((part) => heavyIncludes.includes(part));
    const limit = isHeavy ? Math.min(heavyPage, page.limit) : page.limit;
    const offset = (page.page - 1) * limit;
    const { rows, total } = find === null ? nothing : products.list(find, limit, offset);
    return reply.send({
      data: describeProducts(practice, rows, view, maxImages),
      meta: paginationMeta({ page: page.page, limit }, total, rows.length, request.url),
    });
  });

  server.get('/catalog/products/:productId', (request, reply) => {
    const params = productParams.safeParse(request.params);
    const row = params.success ? products.get(params.data.productId) : null;
    if (row === null) return sendProblem(reply, notFound);
    const query = readAs(viewSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    return reply.send({ data: describeProducts(practice, [row], query.value)[0], meta: {} });
  });

  server.put('/catalog/products/:productId', (request, reply) => {
    const params = productParams.safeParse(request.params);
    const body = readAs(editSchema, request.body ?? {}, 'The product was not valid.');
    if (!body.ok) return sendProblem(reply, body.reason);
    const { name, sku, is_visible: isVisible } = body.value;
    const edit = { name, sku, isVisible };
    const row = params.success ? products.update(params.data.productId, edit, seconds(practice)) : null;
    if (row === null) return sendProblem(reply, notFound);
    return reply.send({ data: describeProducts(practice, [row], viewSchema.parse({}))[0], meta: {} });
  });

  server.delete('/catalog/products/:productId', (request, reply) => {
    const params = productParams.safeParse(request.params);
    const files = params.success ? products.remove(params.data.productId) : null;
    for (const file of files ?? []) rmSync(join(practice.state.originals, file), { force: true });
    return reply.code(204).send();
  });

  for (const list of ['brands', 'categories'] as const) {
    server.get(`/catalog/${list}`, (request, reply) => {
      const query = readAs(pageSchema.extend(viewSchema.shape), request.query, badQuery);
      if (!query.ok) return sendProblem(reply, query.reason);
      const { page, limit, include_fields: include, exclude_fields: exclude } = query.value;
      const { rows, total } = products.named(list, limit, (page - 1) * limit);
      return reply.send({
        data: rows.map((row) => pickFields({ ...row }, { include, exclude })),
        meta: paginationMeta({ page, limit }, total, rows.length, request.url),
      });
    });
  }

  server.get('/catalog/summary', (_request, reply) => {
    const summary = products.summary();
    return reply.send({
      data: {
        inventory_count: summary.inventoryCount,
        variant_count: summary.variantCount,
        inventory_value: summary.inventoryValue,
        highest_variant_price: summary.highestPrice,
        average_variant_price: summary.averagePrice,
        // The reference defines this one as text.
        lowest_variant_price: String(summary.lowestPrice),
        oldest_variant_date: dateText(summary.oldestAt),
        newest_variant_date: dateText(summary.newestAt),
        primary_category_id: summary.category.id,
        primary_category_name: summary.category.name,
      },
      meta: {},
    });
  });
}

/** The page address that a store makes from a product's name. */
function addressOf(name: string): string {
  return `/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}/`;
}

function describeProducts(
  practice: Practice,
  rows: readonly ProductRow[],
  view: ProductView,
  maxImages = Number.POSITIVE_INFINITY,
): Record<string, unknown>[] {
  const ids = rows.map((row) => row.id);
  const wants = (part: string) => view.include.includes(part);
  const variants = practice.products.variantsOf(ids);
  const images: Map<number, ImageRow[]> =
    wants('images') || wants('primary_image') ? practice.images.ofProducts(ids) : new Map();
  const fields = { include: view.include_fields, exclude: view.exclude_fields };
  return rows.map((row) => {
    const own = variants.get(row.id) ?? [];
    const pictures = images.get(row.id) ?? [];
    const primary = pictures.find((image) => image.isThumbnail);
    return {
      ...pickFields(describeProduct(row, own), fields),
      ...(wants('variants') ? { variants: describeVariants(practice, own) } : {}),
      ...(wants('images')
        ? { images: pictures.slice(0, maxImages).map((image) => describeImage(practice, image)) }
        : {}),
      ...(wants('primary_image')
        ? { primary_image: primary === undefined ? null : describeImage(practice, primary) }
        : {}),
      ...Object.fromEntries(emptyIncludes.filter(wants).map((part) => [part, []])),
      ...(wants('channels') ? { channels: [1] } : {}),
    };
  });
}

function describeProduct(row: ProductRow, variants: readonly VariantRow[]): Record<string, unknown> {
  return {
    id: row.id,
    name: row.name,
    sku: row.sku,
    description: row.description,
    price: row.price,
    calculated_price: row.price,
    categories: row.categoryIds,
    inventory_level: variants.reduce((sum, variant) => sum + variant.inventory, 0),
    inventory_tracking: variants.length > 1 ? 'variant' : 'product',
    date_created: dateText(row.createdAt),
    date_modified: dateText(row.modifiedAt),
    base_variant_id: variants.length === 1 ? (variants[0]?.id ?? null) : null,
    custom_url: { url: row.address || addressOf(row.name), is_customized: false },
    upc: row.upc,
    gtin: row.gtin,
    mpn: row.mpn,
    brand_id: row.brandId,
    is_visible: row.isVisible,
    ...constantFields,
  };
}
