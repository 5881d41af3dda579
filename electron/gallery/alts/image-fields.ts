import type { OptionValue } from '../../catalog/identified-products.ts';
import { fold, wordsOf } from '../../matching/fold.ts';

interface ImageFields {
  /** What the file name says of the picture: `front`; '' for nothing. */
  view: string;
  /** Values of the variant's options, by lower-case name. */
  options: Record<string, string>;
}

interface Named {
  name: string;
  sku: string;
}

interface Variant {
  sku: string;
  options: readonly OptionValue[];
}

/**
 * Reads what a file name says of a product's image: which variant it shows, by SKU or by option value, and which view.
 * An option that has one value in all variants has it in every image. Pure.
 */
export function fieldsReader(product: Named, variants: readonly Variant[]): (stem: string) => ImageFields {
  const skus = variants
    .map(({ sku, options }) => ({ key: keyOf(sku), options }))
    .concat({ key: keyOf(product.sku), options: [] })
    .filter(({ key }) => key !== '')
    .toSorted((a, b) => b.key.length - a.key.length);
  const values = valuesOf(variants);
  const nameWords = new Set(wordsOf(product.name));
  return (stem) => {
    const key = keyOf(stem);
    const found = skus.find((sku) => key === sku.key || key.startsWith(`${sku.key} `));
    const rest = found === undefined ? key : key.slice(found.key.length).trim();
    const words = new Set(rest.split(' '));
    const options: Record<string, string> = {};
    for (const { name, value } of found?.options ?? []) options[optionKey(name)] = value;
    for (const [name, known] of values) {
      const named = known.filter((one) => one.words.every((word) => words.has(word)));
      const only = known.length === 1 ? known : named;
      if (options[name] === undefined && only.length === 1) options[name] = only[0]?.value ?? '';
      for (const word of only.flatMap((one) => one.words)) words.delete(word);
    }
    const view = [...words].filter((word) => !nameWords.has(word)).join(' ');
    return { view, options };
  };
}

/** Distinct values of each option, by its name. */
function valuesOf(variants: readonly Variant[]): Map<string, { value: string; words: string[] }[]> {
  const values = new Map<string, Map<string, { value: string; words: string[] }>>();
  for (const { name, value } of variants.flatMap(({ options }) => options)) {
    const known = values.get(optionKey(name)) ?? new Map<string, { value: string; words: string[] }>();
    values.set(optionKey(name), known.set(fold(value), { value, words: wordsOf(value) }));
  }
  return new Map([...values].map(([name, known]) => [name, [...known.values()]]));
}

function optionKey(name: string): string {
  return name.replace(/[{}]/g, '').trim().toLowerCase();
}

function keyOf(text: string): string {
  return wordsOf(text).join(' ');
}
