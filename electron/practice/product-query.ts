import { z } from 'zod';
import { ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { idListSchema, pageSchema, readAs, textListSchema } from './answers.ts';
import type { Page, Problem } from './answers.ts';
import type { NumberFilter, ProductQuery } from './product-rows.ts';

/** Fields with the same value for every product of the practice shop. */
export const constantFields = {
  type: 'physical',
  weight: 1,
  width: 0,
  depth: 0,
  height: 0,
  cost_price: 0,
  retail_price: 0,
  sale_price: 0,
  map_price: 0,
  tax_class_id: 0,
  inventory_warning_level: 0,
  reviews_rating_sum: 0,
  reviews_count: 0,
  total_sold: 0,
  fixed_cost_shipping_price: 0,
  is_free_shipping: false,
  is_featured: false,
  is_condition_shown: false,
  is_price_hidden: false,
  bin_picking_number: '',
  search_keywords: '',
  availability: 'available',
  condition: 'New',
  sort_order: 0,
  page_title: '',
  meta_keywords: [],
  view_count: 0,
  order_quantity_minimum: 0,
  order_quantity_maximum: 0,
} as const;

export const viewSchema = z.object({
  include: textListSchema.default([]),
  include_fields: textListSchema.nullable().default(null),
  exclude_fields: textListSchema.nullable().default(null),
});
export type ProductView = z.infer<typeof viewSchema>;

const decimal = z
  .string()
  .regex(/^\d{1,12}(\.\d{1,6})?$/, 'must be a number')
  .transform((text) => [Number(text)]);
/** Seconds since 1970, from `2025-01-15` or `2025-01-15T00:03:17Z`. */
const moment = z
  .string()
  .transform((text) => [Date.parse(text) / 1000])
  .pipe(z.array(z.number()));
const truth = z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');

/** Parameters that compare a number, with their column and operator. */
const numbers = {
  id: [idListSchema, 'id', 'in'],
  'id:in': [idListSchema, 'id', 'in'],
  'id:not_in': [idListSchema, 'id', 'not_in'],
  'id:min': [decimal, 'id', 'min'],
  'id:max': [decimal, 'id', 'max'],
  'id:greater': [decimal, 'id', 'greater'],
  'id:less': [decimal, 'id', 'less'],
  categories: [decimal, 'category', 'is'],
  'categories:in': [idListSchema, 'category', 'in'],
  brand_id: [decimal, 'brand_id', 'is'],
  is_visible: [truth.transform((wanted) => [Number(wanted)]), 'is_visible', 'is'],
  price: [decimal, 'price', 'is'],
  inventory_level: [decimal, 'inventory_level', 'is'],
  'inventory_level:in': [idListSchema, 'inventory_level', 'in'],
  'inventory_level:not_in': [idListSchema, 'inventory_level', 'not_in'],
  'inventory_level:min': [decimal, 'inventory_level', 'min'],
  'inventory_level:max': [decimal, 'inventory_level', 'max'],
  'inventory_level:greater': [decimal, 'inventory_level', 'greater'],
  'inventory_level:less': [decimal, 'inventory_level', 'less'],
  'date_modified:min': [moment, 'date_modified', 'min'],
  'date_modified:max': [moment, 'date_modified', 'max'],
} as const satisfies Record<string, [z.ZodType<number[]>, NumberFilter['column'], NumberFilter['operator']]>;

/** Parameters for constant fields: all products match, or none. */
const constants = {
  weight: decimal.transform(([weight]) => weight === constantFields.weight),
  total_sold: decimal.transform(([sold]) => sold === constantFields.total_sold),
  is_featured: truth.transform((wanted) => wanted === constantFields.is_featured),
  is_free_shipping: truth.transform((wanted) => wanted === constantFields.is_free_shipping),
  availability: z
    .enum(['available', 'disabled', 'preorder'])
    .transform((wanted) => wanted === constantFields.availability),
  condition: z.enum(['new', 'used', 'refurbished']).transform((wanted) => wanted === 'new'),
  type: z.enum(['physical', 'digital']).transform((wanted) => wanted === constantFields.type),
  'channel_id:in': idListSchema.transform((wanted) => wanted.includes(1)),
} as const;

const listSchema = pageSchema.extend(viewSchema.shape).extend({
  ...Object.fromEntries(Object.entries(numbers).map(([name, [schema]]) => [name, schema.optional()])),
  ...Object.fromEntries(Object.entries(constants).map(([name, schema]) => [name, schema.optional()])),
  keyword: z.string().nullable().default(null),
  keyword_context: z.enum(['shopper', 'merchant']).optional(),
  name: z.string().nullable().default(null),
  sku: z.string().nullable().default(null),
  upc: z.string().nullable().default(null),
  mpn: z.string().nullable().default(null),
  'sku:in': textListSchema.nullable().default(null),
  sort: z
    .enum([
      'id',
      'name',
      'sku',
      'price',
      'date_modified',
      'date_last_imported',
      'inventory_level',
      'is_visible',
      'total_sold',
      'calculated_price',
    ])
    .default('id'),
  direction: z.enum(['asc', 'desc']).default('asc'),
});

/** Reads the query of a product list. `find` is null if no product can match. */
export function readProductQuery(
  query: unknown,
): Outcome<{ page: Page; view: ProductView; find: ProductQuery | null }, Problem> {
  const read = readAs(listSchema, query, 'The query was not valid.');
  if (!read.ok) return read;
  const { page, limit, include, include_fields, exclude_fields, keyword, name, sku, sort, direction } =
    read.value;
  const given = read.value as Record<string, unknown>;
  const filters = Object.entries(numbers).flatMap(([parameter, [, column, operator]]) => {
    const values = given[parameter] as number[] | undefined;
    return values === undefined ? [] : [{ column, operator, values }];
  });
  const fits = Object.keys(constants).every((parameter) => given[parameter] !== false);
  return ok({
    page: { page, limit },
    view: { include, include_fields, exclude_fields },
    find: fits
      ? {
          numbers: filters,
          keyword,
          name,
          upc: read.value.upc,
          mpn: read.value.mpn,
          skus: sku === null ? read.value['sku:in'] : [sku],
          sort: sortColumn(sort),
          descending: direction === 'desc',
        }
      : null,
  });
}

/** Products that are equal in a constant field are sorted by id. */
function sortColumn(sort: z.infer<typeof listSchema>['sort']): ProductQuery['sort'] {
  switch (sort) {
    case 'calculated_price':
      return 'price';
    case 'date_last_imported':
    case 'is_visible':
    case 'total_sold':
      return 'id';
    case 'id':
    case 'name':
    case 'sku':
    case 'price':
    case 'date_modified':
    case 'inventory_level':
      return sort;
  }
}
