import { text } from '../../../shared/messages/text.ts';
import type { Product } from '../../../shared/model.ts';
import type { Candidate, Variant } from '../../../shared/review.ts';
import { formatList } from '../../wording/format.ts';
import type { ChosenTarget } from '../chosen-target.ts';

export interface Choice extends ChosenTarget {
  readonly key: string;
  readonly thumbnail: string | null;
  readonly detail: string;
  /** Variants of the product that can be chosen instead. */
  readonly variants: readonly Variant[];
}

/** Choices for the typed words: suggestions first, then search results. */
export function choicesFor(
  words: string,
  candidates: readonly Candidate[],
  found: readonly Product[],
  variants: readonly Variant[],
): Choice[] {
  const near = words === '' ? candidates.map(fromCandidate) : [];
  const ofProduct = Map.groupBy(variants, ({ productId }) => productId);
  return [
    ...near,
    ...found.flatMap((product) => {
      const own = ofProduct.get(product.id) ?? [];
      // When a variant's SKU was typed, the variant comes first and its product second.
      const meant = words === '' ? [] : own.filter(({ sku }) => sku !== '' && holds(sku, words));
      return [fromProduct(product, own), ...meant.map((variant) => fromVariant(product, variant))];
    }),
  ];
}

/** Choices of one product: the whole product first, then the variants that match the typed words. */
export function variantChoices(product: Choice, words: string): Choice[] {
  const whole = {
    ...product,
    key: `whole-${product.productId}`,
    detail: text('review.noVariantInParticular'),
    variants: [],
  };
  return [
    whole,
    ...valueChoices(product).filter(({ name }) => holds(name, words)),
    ...product.variants.filter(fits(words)).map((variant): Choice => ({
      key: `variant-${variant.variantId}`,
      productId: variant.productId,
      variantId: variant.variantId,
      name: variant.label || variant.sku,
      thumbnail: product.thumbnail,
      detail: (variant.label && variant.sku) || text('common.aVariantOf', { product: product.name }),
      variants: [],
    })),
  ];
}

/** Option values that several of a product's variants have, but not all: "Navy" stands for all of its sizes. */
function valueChoices(product: Choice): Choice[] {
  const values = product.variants.flatMap(({ variantId, options }) =>
    options.map((option) => ({ ...option, variantId })),
  );
  const groups = Map.groupBy(values, ({ name, value }) => JSON.stringify([name, value]));
  return [...groups].flatMap(([key, group]): Choice[] => {
    const [first] = group;
    if (!first || group.length < 2 || group.length === product.variants.length) return [];
    return [
      {
        ...product,
        key: `value-${key}`,
        variantIds: group.map(({ variantId }) => variantId),
        name: first.value,
        detail: text('review.allVariantsWith', {
          count: group.length,
          option: first.name,
          value: first.value,
        }),
        variants: [],
      },
    ];
  });
}

/** Which products and variants a choice stands for: two ways to the same one are one. */
export function targetKey({ productId, variantId, variantIds = [] }: ChosenTarget): string {
  return [productId, variantId ?? '', ...variantIds].join('/');
}

function fits(words: string): (variant: Variant) => boolean {
  return ({ sku, label }) => holds(sku, words) || holds(label, words);
}

function holds(name: string, words: string): boolean {
  return name.toLowerCase().includes(words.toLowerCase());
}

function fromCandidate({ productId, variantId, sku, productName }: Candidate): Choice {
  return {
    key: `near-${productId}-${variantId}`,
    productId,
    variantId,
    name: productName,
    thumbnail: null,
    detail: variantId === null ? text('review.suggested', { sku }) : text('review.suggestedVariant', { sku }),
    variants: [],
  };
}

function fromProduct(product: Product, variants: readonly Variant[]): Choice {
  return {
    key: `product-${product.id}`,
    productId: product.id,
    variantId: null,
    name: product.name,
    thumbnail: product.thumbnail,
    detail: formatList([product.sku, text('common.images', { count: product.imageCount })]),
    variants,
  };
}

function fromVariant(product: Product, { variantId, sku, label }: Variant): Choice {
  return {
    key: `typed-${variantId}`,
    productId: product.id,
    variantId,
    name: product.name,
    thumbnail: product.thumbnail,
    detail:
      label === '' ? text('review.aVariant', { sku }) : text('review.namedVariant', { sku, variant: label }),
    variants: [],
  };
}
