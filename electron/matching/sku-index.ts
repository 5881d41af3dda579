import { compact, fold, tokensOf } from './fold.ts';
import type { Candidate, SkuHolder } from './match.ts';
import { createNearest, indexGrams } from './nearest.ts';
import { sortedKeysOf } from './sorted-keys.ts';
import { cameraNameAt, dateAt, isCompactDate, isPictureSize, isSeason, isYear } from './parts.ts';
import { productWords, wordsOfName, type ProductWords } from './product-words.ts';
import { isGtin } from './spelling.ts';
import { isCommonWord } from './vocabulary.ts';

/**
 * Why a SKU found in a file name proves little: it is one or two characters, means something else in file names, is a short
 * number, or a word.
 */
export type Weakness = 'tiny' | 'common' | 'number' | 'word';

/** The holders of SKUs that are equal but for case, accents and separators. */
export interface SkuEntry {
  /** The SKU without separators. */
  key: string;
  holders: readonly SkuHolder[];
  weakness: Weakness | null;
}

/** The catalogue, indexed once for any number of files. */
export interface SkuIndex {
  /** How many SKUs it holds, counting equal ones once. */
  readonly size: number;
  /** Length of the longest key. */
  readonly longest: number;
  find: (key: string) => SkuEntry | null;
  productById: (id: number) => Candidate | null;
  /**
   * Whether another product's SKU goes on where this entry's ends: `within` says after which separator, and only with what reads as a view (a
   * number, a letter); without it, with anything.
   */
  isExtended: (entry: SkuEntry, within?: { separator: string; tail: RegExp }) => boolean;
  /** Whether variants of this entry's product go on after this separator with a number of two digits or more that this one is no shorter than. */
  hasVariantsLike: (entry: SkuEntry, separator: string, number: string) => boolean;
  /** Whether SKUs of this entry's only product, and no others, begin with this text (compact) and go on after a separator: `TEE-RED` of `TEE-RED-S`. */
  isFamily: (entry: SkuEntry, text: string) => boolean;
  /** Whether a SKU begins with this text (compact) and goes on after a separator. */
  beginsSku: (text: string) => boolean;
  wordsOf: (productId: number) => ProductWords;
  /** Whether the word is used in any product's name, or with an s more or less. */
  isWordOfNames: (word: string) => boolean;
  /** The SKUs most like these texts (compact), closest first. */
  nearest: (texts: readonly string[]) => Candidate[];
}

const scannedExtensions = 400;
const maxNearest = 5;

/** How many SKUs or names are taken in between two steps. */
const aStep = 100;

/**
 * Indexes a catalogue, in small steps: a hundred thousand SKUs would hold everything else up for a second. Every product that holds a SKU is
 * also found by its id.
 */
export function* indexSkus(groups: Iterable<readonly SkuHolder[]>): Generator<void, SkuIndex> {
  const holders: SkuHolder[] = [];
  for (const some of groups) {
    for (const holder of some) holders.push(holder);
    yield;
  }
  const byKey = new Map<string, SkuHolder[]>();
  const byGtin = new Map<string, SkuHolder[]>();
  const names = new Map<number, string>();
  const skuOfProduct = new Map<number, string>();
  let longest = 0;

  let step = 0;
  for (const holder of holders) {
    step += 1;
    if (step % aStep === 0) yield;
    names.set(holder.productId, holder.productName);
    if (holder.variantId === null) skuOfProduct.set(holder.productId, holder.sku);
    const key = compact(tokensOf(fold(holder.sku)));
    if (key === '') continue;
    longest = Math.max(longest, key.length);
    add(byKey, key, holder);
    if (isGtin(key)) add(byGtin, key.replace(/^0+/, ''), holder);
  }
  const entries = new Map<string, SkuEntry>();
  const wordsOfProducts = new Map<number, ProductWords>();
  const keys = [...byKey.keys()];
  const sortedKeys = yield* sortedKeysOf(keys);
  const nearest = createNearest(keys, yield* indexGrams(keys), (text) => byKey.has(text));
  const allNameWords = yield* allWordsOf(names.values());

  function find(key: string): SkuEntry | null {
    const known = entries.get(key);
    if (known) return known;
    const exact = byKey.get(key) ?? [];
    const sameGtin = isGtin(key) ? (byGtin.get(key.replace(/^0+/, '')) ?? []) : [];
    const found = [...new Set([...exact, ...sameGtin])];
    if (found.length === 0) return null;
    const entry = { key, holders: found, weakness: weaknessOf(key, found) };
    entries.set(key, entry);
    return entry;
  }

  function isExtended(entry: SkuEntry, within?: { separator: string; tail: RegExp }): boolean {
    const first = firstAfter(sortedKeys, entry.key);
    const end = Math.min(sortedKeys.length, first + scannedExtensions);
    const products = new Set(entry.holders.map(({ productId }) => productId));
    for (let at = first; at < end; at += 1) {
      const key = sortedKeys[at] ?? '';
      if (!key.startsWith(entry.key)) return false;
      const goesOn = (byKey.get(key) ?? []).some(
        (holder) => !products.has(holder.productId) && continues(holder.sku, entry.key, within),
      );
      if (goesOn) return true;
    }
    return false;
  }

  function hasVariantsLike(entry: SkuEntry, separator: string, number: string): boolean {
    if (!/^\d{2,}$/.test(number)) return false;
    // Counted `01`, `02` where no variant begins with 0.
    const tail = number.startsWith('0') ? /^0\d+$/ : /^\d{2,}$/;
    const products = new Set(entry.holders.map(({ productId }) => productId));
    const first = firstAfter(sortedKeys, entry.key);
    for (let at = first; at < first + scannedExtensions; at += 1) {
      const key = sortedKeys[at] ?? '';
      if (!key.startsWith(entry.key)) return false;
      if (key.length > entry.key.length + number.length) continue;
      const goesOn = (byKey.get(key) ?? []).some(
        (holder) => products.has(holder.productId) && continues(holder.sku, entry.key, { separator, tail }),
      );
      if (goesOn) return true;
    }
    return false;
  }

  function beginsSku(text: string): boolean {
    const first = firstAfter(sortedKeys, text);
    return sortedKeys
      .slice(first, first + scannedExtensions)
      .some((key) => key.startsWith(text) && (byKey.get(key) ?? []).some(({ sku }) => continues(sku, text)));
  }

  function isFamily(entry: SkuEntry, text: string): boolean {
    const products = new Set(entry.holders.map(({ productId }) => productId));
    if (products.size !== 1) return false;
    const first = firstAfter(sortedKeys, text);
    let found = false;
    for (let at = first; at < first + scannedExtensions; at += 1) {
      const key = sortedKeys[at] ?? '';
      if (!key.startsWith(text)) return found;
      const holders = byKey.get(key) ?? [];
      const goOn = holders.filter(({ sku }) => continues(sku, text));
      if (goOn.some(({ productId }) => !products.has(productId))) return false;
      found ||= goOn.length > 0;
    }
    return false;
  }

  return {
    size: byKey.size,
    longest: Math.max(longest, 14),
    find,
    isExtended,
    isFamily,
    beginsSku,
    hasVariantsLike,
    productById: (id) => {
      const productName = names.get(id);
      if (productName === undefined) return null;
      return { productId: id, variantId: null, sku: skuOfProduct.get(id) ?? '', productName };
    },
    wordsOf: (productId) => {
      const known = wordsOfProducts.get(productId);
      if (known) return known;
      const words = productWords(fold(names.get(productId) ?? ''));
      wordsOfProducts.set(productId, words);
      return words;
    },
    isWordOfNames: (word) =>
      allNameWords.has(word) || allNameWords.has(`${word}s`) || allNameWords.has(word.replace(/s$/, '')),
    nearest: (texts) => {
      const like = texts.flatMap((text) => nearest(text, maxNearest)).toSorted((a, b) => a.far - b.far);
      const candidates = [...new Set(like.map(({ key }) => key))].flatMap((key) =>
        (byKey.get(key) ?? []).map(candidateOf),
      );
      return uniqueCandidates(candidates).slice(0, maxNearest);
    },
  };
}

export function candidateOf({ productId, variantId, sku, productName }: SkuHolder): Candidate {
  return { productId, variantId, sku, productName };
}

/** Candidates once each: a product's own SKU stands for a variant's that is the same. */
export function uniqueCandidates(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const own = candidates.find(
      ({ productId, variantId, sku }) =>
        productId === candidate.productId && variantId === null && sku === candidate.sku,
    );
    const one = own ?? candidate;
    seen.set(`${one.productId}/${one.variantId ?? ''}`, one);
  }
  return [...seen.values()];
}

function* allWordsOf(names: Iterable<string>): Generator<void, Set<string>> {
  const words = new Set<string>();
  let taken = 0;
  for (const name of names) {
    for (const word of wordsOfName(fold(name))) words.add(word);
    taken += 1;
    if (taken % aStep === 0) yield;
  }
  return words;
}

function add(map: Map<string, SkuHolder[]>, key: string, holder: SkuHolder): void {
  const there = map.get(key);
  if (there) there.push(holder);
  else map.set(key, [holder]);
}

/** Place of the first key after `key` in a sorted list. */
function firstAfter(sorted: readonly string[], key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function continues(sku: string, key: string, within?: { separator: string; tail: RegExp }): boolean {
  const tokens = tokensOf(fold(sku));
  let length = 0;
  const at = tokens.findIndex(({ text }) => (length += text.length) === key.length);
  const tail = tokens.slice(at + 1);
  if (at < 0 || tail.length === 0) return false;
  if (within === undefined) return true;
  return tail[0]?.separator === within.separator && tail.length === 1 && within.tail.test(tail[0].text);
}

/** Such as `front2` or `img01`. */
function isNumberedWord(key: string): boolean {
  const word = /^([a-z]{2,})\d{1,2}$/.exec(key)?.[1] ?? '';
  return isCommonWord(word);
}

function weaknessOf(key: string, holders: readonly SkuHolder[]): Weakness | null {
  if (key.length <= 2) return 'tiny';
  const tokens = tokensOf(fold(holders[0]?.sku ?? ''));
  const single = tokens.length === 1;
  const meansElse =
    isCommonWord(key) ||
    isPictureSize(key) ||
    isSeason(key) ||
    isYear(key) ||
    isCompactDate(key) ||
    dateAt(tokens, 0) >= tokens.length ||
    (cameraNameAt(tokens, 0) >= tokens.length && !/^[a-z]\d+$/.test(key)) ||
    isNumberedWord(key);
  if (meansElse) return 'common';
  if (/^\d{1,4}$/.test(key)) return 'number';
  return single && /^\p{L}+$/u.test(key) ? 'word' : null;
}
