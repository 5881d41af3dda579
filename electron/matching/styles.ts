import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { keyOf } from './fold.ts';
import { isSize } from './parts.ts';

/** A style code and the product whose variants' SKUs begin with it. */
export interface Style {
  product: IdentifiedProduct;
  text: string;
}

/** Products and variants in one step. */
const aStep = 1_000;

/**
 * Finds the style codes of all products, by key, in small steps. A style code is the common beginning of the SKUs of
 * one product's variants, if no other product's begin so and it is no code by itself.
 */
export function* stylesOf(
  products: readonly IdentifiedProduct[],
  isCode: (key: string) => boolean,
): Generator<void, Map<string, Style>> {
  const found = new Map<string, Style>();
  const shared = new Set<string>();
  let [seen, next] = [0, aStep];
  for (const product of products) {
    seen += 1 + product.variants.length;
    if (seen >= next) {
      next = seen + aStep;
      yield;
    }
    const text = styleOf(product);
    const key = text === null ? '' : keyOf(text);
    if (text === null || key.length < 4 || !/\d/.test(key) || isSize(key) || isMeasure(key)) continue;
    if (found.has(key)) shared.add(key);
    else if (!isCode(key)) found.set(key, { product, text });
  }
  for (const key of shared) found.delete(key);
  return found;
}

/**
 * The common beginning of a product's variants' SKUs, up to a separator; null if there is none, or if it is its own
 * SKU.
 */
function styleOf({ sku, variants }: IdentifiedProduct): string | null {
  if (variants.length < 2) return null;
  const written = variants.flatMap((one) => (one.sku === '' || one.sku === sku ? [] : [one.sku]));
  const [first, ...others] = written;
  if (first === undefined || others.length === 0) return null;
  if (sku !== '' && first.toLowerCase().startsWith(sku.toLowerCase())) return null;
  let length = 0;
  while (length < first.length && others.every((one) => one[length] === first[length])) length += 1;
  const isCut = (one: string) => length === one.length || !/[\p{L}\p{N}]/u.test(one[length] ?? '');
  const common = first.slice(0, length);
  const whole = written.every(isCut) ? common : common.replace(/[\p{L}\p{N}]+$/u, '');
  return whole.replace(/[^\p{L}\p{N}]+$/u, '') || null;
}

const isMeasure = (key: string) => /^\d+(?:mm|cm|m|in|inch|ft|g|kg|oz|ml|cl|l|w|v|a|hz|gb|tb)$/.test(key);
