import type { StoreProduct } from '../bigcommerce/catalog-api.ts';

type Codes = Pick<StoreProduct, 'sku' | 'upc' | 'gtin' | 'mpn'>;

/** What a product can be found by, besides its id. */
export type SearchedProduct = Pick<StoreProduct, 'name'> & Codes & { variants: readonly Codes[] };

/** Fewer digits are no barcode that lost its zeros. */
const minBarcode = 7;
const maxWords = 8;

/** Normalises text for search and sorting: ignores case and accents, in any script. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const notInCode = /[^\p{L}\p{N}]+/gu;
/** A sign that may be searched for by itself; separators are not. */
const sign = /[^\p{L}\p{N}\s._/-]/u;

/** The text that a product is found in, a value a line: its name, and words of it and all codes without separators. */
export function searchTextOf({ name, variants, ...own }: SearchedProduct): string {
  const folded = fold(name);
  const words = folded.split(/\s+/).filter((word) => word.search(notInCode) >= 0);
  const codes = [own, ...variants].flatMap(({ sku, upc, gtin, mpn }) => [sku, upc, gtin, mpn]);
  const written = [...words, ...codes.map((code) => fold(code ?? ''))];
  const values = new Set([
    folded,
    ...written.map((word) => word.replace(notInCode, '')),
    ...written.filter((word) => sign.test(word)),
  ]);
  values.delete('');
  return [...values].join('\n');
}

/** A word of a query. A product fits when its text holds `text`, or by its id. */
export interface SearchWord {
  text: string;
  id: number | null;
}

/** The words of a query; a product must fit all of them. */
export function wordsOf(query: string): SearchWord[] {
  const words = fold(query).split(/\s+/).filter(Boolean).slice(0, maxWords);
  return words.map((word) => {
    const code = word.replace(notInCode, '') || word;
    if (!/^\d+$/.test(code)) return { text: code, id: null };
    // Readers and spreadsheets add or drop zeros before a barcode.
    const barcode = code.replace(/^0+/, '');
    return { text: barcode.length >= minBarcode ? barcode : code, id: Number(code) };
  });
}
