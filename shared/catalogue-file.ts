import { z } from 'zod';
import { no, ok, type Outcome } from './outcome.ts';

/** A shop's catalogue from a file: products with variants in the form of BigCommerce's V3 API. */
export interface CatalogueFile {
  products: FileProduct[];
  brands: FileNamed[];
  categories: FileNamed[];
}

interface FileNamed {
  id: number;
  name: string;
}

interface FileCodes {
  sku: string;
  upc: string;
  gtin: string;
  mpn: string;
}

export interface FileProduct extends FileCodes {
  id: number;
  name: string;
  /** Path of its page, `/alder-crew-tee/`. */
  address: string;
  /** 0 for none. */
  brandId: number;
  categoryIds: number[];
  isVisible: boolean;
  description: string;
  price: number;
  variants: FileVariant[];
}

interface FileVariant extends FileCodes {
  /** null if the file has none. */
  id: number | null;
  options: { name: string; value: string }[];
}

const text = z.preprocess((value) => (value == null ? '' : String(value)), z.string());
const number = z.preprocess((value) => (value == null ? 0 : Number(value)), z.number());
const codes = { sku: text, upc: text, gtin: text, mpn: text };
const namedSchema = z.object({ id: z.coerce.number().int().positive(), name: text });

const productSchema = z.object({
  id: z.coerce.number().int().positive(),
  name: text,
  ...codes,
  custom_url: z.object({ url: text }).nullish(),
  brand_id: number,
  brand_name: text,
  categories: z.array(z.coerce.number().int()).nullish(),
  is_visible: z.boolean().nullish(),
  description: text,
  price: number,
  variants: z
    .array(
      z.object({
        id: z.coerce.number().int().positive().nullish(),
        ...codes,
        option_values: z.array(z.object({ option_display_name: text, label: text })).nullish(),
      }),
    )
    .nullish(),
});

const products = z.array(productSchema);
const fileSchema = z.union([
  products.transform((list) => ({ products: list, brands: null, categories: null })),
  z
    .object({
      data: products,
      brands: z.array(namedSchema).nullish(),
      categories: z.array(namedSchema).nullish(),
    })
    .transform(({ data, ...rest }) => ({ products: data, ...rest })),
  z.object({ products, brands: z.array(namedSchema).nullish(), categories: z.array(namedSchema).nullish() }),
]);

/**
 * Reads a catalogue from JSON: a list of products, an API answer with `data`, or `products` with `brands` and
 * `categories`.
 */
export function readCatalogueFile(json: string): Outcome<CatalogueFile, string> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return no('The catalogue is not valid JSON.');
  }
  const pages =
    Array.isArray(value) &&
    value.every((page) => page !== null && typeof page === 'object' && 'data' in page);
  const parsed = fileSchema.safeParse(
    pages ? (value as { data: unknown[] }[]).flatMap(({ data }) => data) : value,
  );
  if (!parsed.success) return no('The catalogue is not a list of products from the BigCommerce API.');
  const brands = [...(parsed.data.brands ?? [])];
  const idOfBrand = (name: string): number => {
    const known = brands.find((brand) => brand.name === name);
    if (known !== undefined) return known.id;
    const id = Math.max(0, ...brands.map((brand) => brand.id)) + 1;
    brands.push({ id, name });
    return id;
  };
  return ok({
    products: parsed.data.products.map((product) => ({
      id: product.id,
      name: product.name,
      ...codesOf(product),
      address: product.custom_url?.url ?? '',
      brandId:
        product.brand_id === 0 && product.brand_name !== ''
          ? idOfBrand(product.brand_name)
          : product.brand_id,
      categoryIds: product.categories ?? [],
      isVisible: product.is_visible ?? true,
      description: product.description,
      price: product.price,
      variants: (product.variants ?? []).map((variant) => ({
        id: variant.id ?? null,
        ...codesOf(variant),
        options: (variant.option_values ?? []).map(({ option_display_name: name, label }) => ({
          name,
          value: label,
        })),
      })),
    })),
    brands,
    categories: [...(parsed.data.categories ?? [])],
  });
}

function codesOf({ sku, upc, gtin, mpn }: FileCodes): FileCodes {
  return { sku, upc, gtin, mpn };
}
