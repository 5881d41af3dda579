import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { wordsOf } from './fold.ts';
import { createOptionFinder, type OptionFinder } from './option-values.ts';

/** A product's own words, which may stand beside its identifier in a file name. */
export interface ProductTerms {
  /** Words of its name that count by themselves. */
  readonly words: ReadonlySet<string>;
  readonly options: OptionFinder;
  /** Number of texts from `at` on that stand in its name in the same order; 0 for fewer than two. */
  nameAt: (texts: readonly string[], at: number) => number;
  /** Number of texts from `at` on that are its brand; 0 if they aren't. */
  brandAt: (texts: readonly string[], at: number) => number;
}

export const noTerms: ProductTerms = {
  words: new Set(),
  options: createOptionFinder(undefined),
  nameAt: () => 0,
  brandAt: () => 0,
};

const isWord = (text: string) => text.length >= 2 && /\p{L}/u.test(text);

export function productTerms(product: IdentifiedProduct): ProductTerms {
  const name = wordsOf(product.name);
  const all = new Set(name);
  const brand = wordsOf(product.brand);
  const joinedBrand = brand.join('');

  function runFrom(texts: readonly string[], at: number, start: number): number {
    let length = 0;
    while (start + length < name.length && texts[at + length] === name[start + length]) length += 1;
    // A short number after the name counts pictures, whatever the name ends in.
    while (length > 0 && /^\d{1,2}$/.test(name[start + length - 1] ?? '')) length -= 1;
    const run = name.slice(start, start + length);
    return length >= 2 && run.some((text) => text.length >= 3 && isWord(text)) ? length : 0;
  }

  return {
    words: new Set(name.filter(isWord)),
    options: createOptionFinder(product),
    nameAt(texts, at) {
      if (!all.has(texts[at] ?? '') || !all.has(texts[at + 1] ?? '')) return 0;
      return Math.max(0, ...name.map((_, start) => runFrom(texts, at, start)));
    },
    brandAt(texts, at) {
      if (joinedBrand.length < 2) return 0;
      if (texts[at] === joinedBrand) return 1;
      return brand.every((word, offset) => texts[at + offset] === word) ? brand.length : 0;
    },
  };
}
