import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  dateText,
  idListSchema,
  notFound,
  pageSchema,
  paginationMeta,
  pickFields,
  readAs,
  sendProblem,
  textListSchema,
} from './answers.ts';
import { describeImage } from './image-view.ts';
import type { ImageRow } from './image-rows.ts';
import type { Practice } from './practice.ts';
import type { ProductRow, VariantRow } from './product-rows.ts';

const badQuery = 'The query was not valid.';
/** With these in `include`, a page holds ten products. Source: the reference of GET /catalog/products. */
const heavyIncludes = ['options', 'modifiers'];
const heavyPage = 10;

const viewSchema = z.object({
  include: z
    .string()
    .transform((text) => text.split(','))
    .default([]),
  include_fields: textListSchema.nullable().default(null),
  exclude_fields: textListSchema.nullable().default(null),
});

const listSchema = pageSchema.extend(viewSchema.shape).extend({
  id: idListSchema.nullable().default(null),
  'id:in': idListSchema.nullable().default(null),
  keyword: z.string().nullable().default(null),
  name: z.string().nullable().default(null),
  sku: z.string().nullable().default(null),
  'sku:in': textListSchema.nullable().default(null),
  'date_modified:min': z
    .string()
    .transform((text) => Date.parse(text) / 1000)
    .pipe(z.number())
    .nullable()
    .default(null),
  sort: z.enum(['id', 'name', 'sku', 'date_modified']).default('id'),
  direction: z.enum(['asc', 'desc']).default('asc'),
});

const variantListSchema = pageSchema.extend({
  id: idListSchema.nullable().default(null),
  'id:in': idListSchema.nullable().default(null),
  product_id: idListSchema.nullable().default(null),
  'product_id:in': idListSchema.nullable().default(null),
  sku: z.string().nullable().default(null),
  'sku:in': textListSchema.nullable().default(null),
  include_fields: textListSchema.nullable().default(null),
  exclude_fields: textListSchema.nullable().default(null),
});

/** Products, variants and the summary, below the prefix of V3. */
export function addProductRoutes(server: FastifyInstance, practice: Practice): void {
  const { products } = practice;

  server.get('/catalog/products', (request, reply) => {
    const query = readAs(listSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    const { page, sort, direction, keyword, name, sku, ...rest } = query.value;
    const isHeavy = rest.include.some((part) => heavyIncludes.includes(part));
    const limit = isHeavy ? Math.min(heavyPage, rest.limit) : rest.limit;
    const { rows, total } = products.list(
      {
        ids: rest.id ?? rest['id:in'],
        keyword,
        name,
        skus: sku === null ? rest['sku:in'] : [sku],
        modifiedSince: rest['date_modified:min'],
        sort,
        descending: direction === 'desc',
      },
      limit,
      (page - 1) * limit,
    );
    return reply.send({
      data: describeProducts(practice, rows, rest),
      meta: paginationMeta({ page, limit }, total, rows.length, request.url),
    });
  });

  server.get('/catalog/products/:productId', (request, reply) => {
    const params = z.object({ productId: z.coerce.number().int() }).safeParse(request.params);
    const row = params.success ? products.get(params.data.productId) : null;
    if (row === null) return sendProblem(reply, notFound);
    const query = readAs(viewSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    return reply.send({ data: describeProducts(practice, [row], query.value)[0], meta: {} });
  });

  server.get('/catalog/variants', (request, reply) => {
    const query = readAs(variantListSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    const { page, limit, sku, ...rest } = query.value;
    const { rows, total } = products.variants(
      {
        ids: rest.id ?? rest['id:in'],
        productIds: rest.product_id ?? rest['product_id:in'],
        skus: sku === null ? rest['sku:in'] : [sku],
      },
      limit,
      (page - 1) * limit,
    );
    const fields = { include: rest.include_fields, exclude: rest.exclude_fields };
    return reply.send({
      data: rows.map((row) => pickFields(describeVariant(row), fields)),
      meta: paginationMeta({ page, limit }, total, rows.length, request.url),
    });
  });

  server.get('/catalog/summary', (_request, reply) => {
    const summary = products.summary();
    return reply.send({
      data: {
        inventory_count: summary.inventoryCount,
        variant_count: summary.variantCount,
        inventory_value: summary.inventoryValue,
        highest_variant_price: summary.highestPrice,
        average_variant_price: summary.averagePrice,
        // The reference gives this one as text.
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

function describeProducts(
  practice: Practice,
  rows: readonly ProductRow[],
  view: z.infer<typeof viewSchema>,
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
      ...(wants('variants') ? { variants: own.map(describeVariant) } : {}),
      ...(wants('images') ? { images: pictures.map((image) => describeImage(practice, image)) } : {}),
      ...(wants('primary_image')
        ? { primary_image: primary === undefined ? null : describeImage(practice, primary) }
        : {}),
      ...(wants('options') ? { options: [] } : {}),
      ...(wants('modifiers') ? { modifiers: [] } : {}),
    };
  });
}

function describeProduct(row: ProductRow, variants: readonly VariantRow[]): Record<string, unknown> {
  return {
    id: row.id,
    name: row.name,
    type: 'physical',
    sku: row.sku,
    description: row.description,
    weight: 1,
    price: row.price,
    cost_price: 0,
    retail_price: 0,
    sale_price: 0,
    calculated_price: row.price,
    categories: [row.categoryId],
    brand_id: 0,
    inventory_level: variants.reduce((sum, variant) => sum + variant.inventory, 0),
    inventory_tracking: variants.length > 1 ? 'variant' : 'product',
    is_visible: true,
    is_featured: false,
    availability: 'available',
    condition: 'New',
    sort_order: 0,
    page_title: '',
    date_created: dateText(row.createdAt),
    date_modified: dateText(row.modifiedAt),
    base_variant_id: variants.length === 1 ? (variants[0]?.id ?? null) : null,
    custom_url: {
      url: `/${row.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}/`,
      is_customized: false,
    },
  };
}

function describeVariant(row: VariantRow): Record<string, unknown> {
  return {
    id: row.id,
    product_id: row.productId,
    sku: row.sku,
    sku_id: row.id,
    price: row.price,
    calculated_price: row.price,
    inventory_level: row.inventory,
    image_url: '',
    option_values:
      row.label === ''
        ? []
        : [{ id: row.id, option_id: row.productId, option_display_name: 'Style', label: row.label }],
  };
}
