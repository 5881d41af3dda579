import type { KnownVariant } from '../catalog/identified-products.ts';

/**
 * What several variants of a product are called: the option values that they and no others have in common, else their
 * own names. `all`: the product's variants. Pure.
 */
export function nameOfVariants(some: readonly KnownVariant[], all: readonly KnownVariant[]): string {
  const has = ({ options }: KnownVariant, { name, value }: KnownVariant['options'][number]): boolean =>
    options.some((one) => one.name === name && one.value === value);
  const shared = (some[0]?.options ?? []).filter((option) => some.every((one) => has(one, option)));
  const ids = new Set(some.map(({ variantId }) => variantId));
  const areDistinct = all.every(
    (one) => ids.has(one.variantId) || shared.some((option) => !has(one, option)),
  );
  return areDistinct && shared.length > 0
    ? shared.map(({ value }) => value).join(', ')
    : some.map(({ label, sku }) => label || sku).join('; ');
}
