import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { barcodeKey, isGtin } from './barcode.ts';
import { evidenceRules, isTitleOrAddress, ruleOf } from './evidence.ts';
import { fold, keyOf, tokensOf, wordsOf } from './fold.ts';
import { createIdentifiers, eachIdentifier, identifierOfStyle, type IdentifierRef } from './identifiers.ts';
import { comparable, hashOfKey, haveSameKey, keyInDigraphs } from './key-hash.ts';
import type { Candidate, Identifier, IdentifierType } from './match.ts';
import { createNearest, indexGrams } from './nearest.ts';
import { PostingsBuilder } from './postings.ts';
import { NamesBuilder, type NameOffer } from './product-names.ts';
import { productTerms, type ProductTerms } from './product-terms.ts';
import { sortedKeysOf } from './sorted-keys.ts';
import { stylesOf } from './styles.ts';
import { eachText, TextList, type Texts } from './text-list.ts';
import { weaknessOf, weaknessOfCode, type Weakness } from './weakness.ts';

/** Identifiers that differ only in case, accents and separators. */
export interface IndexEntry {
  /** The identifier without separators. */
  key: string;
  identifiers: readonly Identifier[];
  weakness: Weakness;
}

/** The catalogue, indexed once for any number of files. */
export interface CatalogueIndex {
  /** Number of different keys. Keys with equal hashes count once: a few of a hundred thousand. */
  readonly size: number;
  /** Length of the longest key. */
  readonly longest: number;
  find: (key: string) => IndexEntry | null;
  /** As `find`, for a row of numbers that may have leading zeros: `1969-0098-00325` finds `1969.98.325`. */
  findPadded: (texts: readonly string[]) => IndexEntry | null;
  productById: (id: number) => Candidate | null;
  /**
   * Whether a longer code of another product begins with this one and a separator. `within`: only after this separator,
   * and only with this tail, such as a number or a letter.
   */
  isExtended: (entry: IndexEntry, within?: { separator: string; tail: RegExp }) => boolean;
  /**
   * Whether codes of this product's variants go on after this separator with a number of at least two digits, and at
   * most as many as this one.
   */
  hasVariantsLike: (entry: IndexEntry, separator: string, number: string) => boolean;
  /** Whether this text is a code of any kind, with the same separators. */
  isCode: (text: string) => boolean;
  /** Whether a SKU begins with this text (compact) and goes on after a separator. */
  beginsSku: (text: string) => boolean;
  /** SKUs of products and variants that begin with exactly this text, ignoring case. */
  skusBeginning: (text: string) => Identifier[];
  /** Whether this text (compact) is a code, or the beginning of a code of another product than `own`. */
  beginsOthersCode: (text: string, own: ReadonlySet<number>) => boolean;
  termsOf: (productId: number) => ProductTerms;
  /** Whether any product's name has the word, also with or without an s at its end. */
  isWordOfNames: (word: string) => boolean;
  /** Whether these words stand in a row in the name of another product than `productIds`. */
  isPartOfAnotherName: (texts: readonly string[], productIds: ReadonlySet<number>) => boolean;
  /** The SKUs most like these texts (compact), closest first. */
  nearest: (texts: readonly string[]) => Candidate[];
  /** The products whose names share most with these words, best first. */
  offers: (texts: readonly string[]) => NameOffer[];
}

const scannedExtensions = 400;
const maxNearest = 5;

/** Identifiers indexed in one step, in about a millisecond. */
const aStep = 1_000;

/** Indexes a catalogue in small steps. In one go, a hundred thousand products would block main for a second. */
export function* indexCatalogue(
  groups: Iterable<readonly IdentifiedProduct[]>,
): Generator<void, CatalogueIndex> {
  const products: IdentifiedProduct[] = [];
  const identifiers = createIdentifiers(products);
  const keys = new PostingsBuilder();
  const barcodes = new PostingsBuilder();
  const paddedNumbers = new PostingsBuilder();
  const names = new NamesBuilder(products);
  const ids = new PostingsBuilder();
  /** Keys of all codes, and of those that are offered for misspelt ones. */
  const [codeKeys, offeredKeys] = [new TextList(), new TextList()];
  let longest = 14;
  let taken = 0;

  function take(type: IdentifierType, text: string, ref: IdentifierRef): void {
    taken += 1;
    const { spelling, offeredIfMisspelt } = evidenceRules[type];
    if (spelling === 'digits') {
      const barcode = barcodeKey(keyOf(text));
      if (barcode !== null) barcodes.add(hashOfKey(barcode), ref);
      return;
    }
    if (spelling === 'words') {
      const name = comparable(text);
      longest = Math.max(longest, name.length);
      keys.add(hashOfKey(name), ref);
      const inDigraphs = keyInDigraphs(text);
      if (inDigraphs === null) return;
      longest = Math.max(longest, inDigraphs.length);
      keys.add(hashOfKey(inDigraphs), ref);
      return;
    }
    const key = keyOf(text);
    if (key === '') return;
    longest = Math.max(longest, key.length);
    keys.add(hashOfKey(key), ref);
    codeKeys.add(key);
    if (offeredIfMisspelt) offeredKeys.add(key);
    const barcode = isGtin(key) ? barcodeKey(key) : null;
    if (barcode !== null) barcodes.add(hashOfKey(barcode), ref);
    const numbers = numbersOfCode(text);
    if (numbers !== null) paddedNumbers.add(hashOfKey(numbers), ref);
  }

  let next = aStep;
  for (const group of groups) {
    for (const product of group) {
      const place = products.push(product) - 1;
      ids.add(product.id, place);
      eachIdentifier(product, place, take);
      names.add(product, place);
      if (taken < next) continue;
      next = taken + aStep;
      yield;
    }
    yield;
  }
  const byKey = yield* keys.build();
  const byBarcode = yield* barcodes.build();
  const byNumbers = yield* paddedNumbers.build();
  const byId = yield* ids.build();
  /** If several products have the same id, the last one. */
  const productOf = (id: number): IdentifiedProduct | undefined =>
    Array.from(byId.get(id), (place) => products[place]).findLast((one) => one?.id === id);
  const styles = yield* stylesOf(products, (key) => refsWith(key).length > 0);
  for (const key of styles.keys()) codeKeys.add(key);
  const sortedKeys = yield* withoutRepeats(yield* sortedKeysOf(codeKeys));
  const offered = yield* distinct(offeredKeys, (key) => byKey.get(hashOfKey(key)).length === 1);
  const offeredWith = (key: string) => identifiersWith(key).filter((one) => ruleOf(one).offeredIfMisspelt);
  const isOffered = (key: string) => offeredWith(key).length > 0;
  const nearest = createNearest(offered, yield* indexGrams(offered), isOffered);
  const nameSearch = yield* names.build();
  const entries = new Map<string, IndexEntry>();
  const terms = new Map<number, ProductTerms>();

  function refsWith(key: string): IdentifierRef[] {
    const found: IdentifierRef[] = [];
    for (const ref of byKey.get(hashOfKey(key))) {
      const text = identifiers.textAt(ref);
      if (haveSameKey(text, key) || keyInDigraphs(text) === key) found.push(ref);
    }
    return found;
  }

  /** All but barcodes. */
  function identifiersWith(key: string): Identifier[] {
    const style = styles.get(key);
    return style === undefined ? refsWith(key).map(identifiers.at) : [identifierOfStyle(style)];
  }

  const listOf = (refs: Int32Array): Identifier[] => Array.from(refs, identifiers.at);

  function barcodesLike(barcode: string): Identifier[] {
    const found = listOf(byBarcode.get(hashOfKey(barcode)));
    return found.filter(({ text }) => barcodeKey(keyOf(text)) === barcode);
  }

  function find(key: string): IndexEntry | null {
    const known = entries.get(key);
    if (known) return known;
    if (key === '') return null;
    const barcode = barcodeKey(key);
    const sameBarcode =
      barcode === null
        ? []
        : barcodesLike(barcode).filter((one) => ruleOf(one).spelling === 'digits' || isGtin(key));
    return entryOf(key, [...identifiersWith(key), ...sameBarcode]);
  }

  function entryOf(key: string, all: readonly Identifier[]): IndexEntry | null {
    const [first] = all;
    if (first === undefined) return null;
    // A product's title often equals its address, and its SKU its barcode. One identifier of each owner is enough.
    const byOwner = new Map<string, Identifier>();
    for (const one of all) {
      const owner = `${one.productId}/${one.variantId ?? ''}`;
      if (!byOwner.has(owner)) byOwner.set(owner, one);
    }
    const meant = [...byOwner.values()].filter(
      (one) =>
        !isTitleOrAddress(one) ||
        ![...byOwner.values()].some((other) => other.productId === one.productId && !isTitleOrAddress(other)),
    );
    const weakness = weaknessOf(key, meant[0]?.text ?? '', meant.every(isTitleOrAddress));
    const entry = { key, identifiers: meant, weakness };
    entries.set(key, entry);
    return entry;
  }

  function findPadded(texts: readonly string[]): IndexEntry | null {
    const numbers = numbersOf(texts);
    if (numbers === null) return null;
    const found = listOf(byNumbers.get(hashOfKey(numbers))).filter(
      ({ text }) => numbersOfCode(text) === numbers,
    );
    const [first] = found;
    if (first === undefined) return null;
    const key = keyOf(first.text);
    return { key, identifiers: found, weakness: weaknessOfCode(key) };
  }

  /** Longer keys of codes that begin with a text, up to a limit. */
  function* keysAfter(text: string): Generator<string> {
    const first = firstAfter(sortedKeys, text);
    for (let at = first; at < first + scannedExtensions; at += 1) {
      const key = sortedKeys.at(at);
      if (key === undefined || !key.startsWith(text)) return;
      yield key;
    }
  }

  const codesAt = (key: string) => identifiersWith(key).filter((one) => !isTitleOrAddress(one));

  function isExtended(entry: IndexEntry, within?: { separator: string; tail: RegExp }): boolean {
    const own = productsOf(entry);
    for (const key of keysAfter(entry.key))
      if (codesAt(key).some((one) => !own.has(one.productId) && continues(one.text, entry.key, within)))
        return true;
    return false;
  }

  function hasVariantsLike(entry: IndexEntry, separator: string, number: string): boolean {
    if (!/^\d{2,}$/.test(number)) return false;
    // With a leading 0 the number counts pictures, unless variants are numbered so, too.
    const tail = number.startsWith('0') ? /^0\d+$/ : /^\d{2,}$/;
    const own = productsOf(entry);
    for (const key of keysAfter(entry.key)) {
      if (key.length > entry.key.length + number.length) continue;
      if (
        codesAt(key).some(
          (one) => own.has(one.productId) && continues(one.text, entry.key, { separator, tail }),
        )
      )
        return true;
    }
    return false;
  }

  function beginsSku(text: string): boolean {
    for (const key of keysAfter(text)) if (codesAt(key).some((one) => continues(one.text, text))) return true;
    return false;
  }

  function skusBeginning(text: string): Identifier[] {
    const [key, written] = [keyOf(text), text.toLowerCase()];
    const found: Identifier[] = [];
    const take = (of: string): void => {
      const skus = identifiersWith(of).filter(({ type }) => type === 'sku');
      found.push(...skus.filter((one) => one.text.toLowerCase().startsWith(written)));
    };
    take(key);
    for (let at = firstAfter(sortedKeys, key); sortedKeys.at(at)?.startsWith(key) === true; at += 1)
      take(sortedKeys.at(at) ?? '');
    return found;
  }

  return {
    size: byKey.size + byBarcode.size,
    longest,
    find,
    findPadded,
    isExtended,
    isCode: (text) => codesAt(text).some((one) => fold(one.text) === text),
    beginsSku,
    skusBeginning,
    beginsOthersCode: (text, own) =>
      codesAt(text).length > 0 ||
      [...keysAfter(text)].some((key) => codesAt(key).some(({ productId }) => !own.has(productId))),
    hasVariantsLike,
    productById(id) {
      const product = productOf(id);
      return product === undefined ? null : candidateOfProduct(product);
    },
    termsOf(productId) {
      const known = terms.get(productId);
      if (known) return known;
      const product = productOf(productId) ?? { ...unnamed, id: productId };
      const made = productTerms(product);
      terms.set(productId, made);
      return made;
    },
    isWordOfNames: nameSearch.hasWord,
    isPartOfAnotherName: nameSearch.isPartOfAnother,
    nearest(texts) {
      const like = texts.flatMap((text) => nearest(text, maxNearest)).toSorted((a, b) => a.far - b.far);
      const candidates = [...new Set(like.map(({ key }) => key))].flatMap((key) =>
        offeredWith(key).map(candidateOf),
      );
      return uniqueCandidates(candidates).slice(0, maxNearest);
    },
    offers: nameSearch.offers,
  };
}

const unnamed = { name: '', sku: '', barcodes: [], mpn: '', address: '', brand: '', variants: [] };

function candidateOfProduct({ id, sku, name }: IdentifiedProduct): Candidate {
  return { productId: id, variantId: null, sku, productName: name };
}

export function candidateOf({ productId, variantId, sku, productName }: Identifier): Candidate {
  return { productId, variantId, sku, productName };
}

export function productsOf({ identifiers }: IndexEntry): Set<number> {
  return new Set(identifiers.map(({ productId }) => productId));
}

/** Removes duplicates. A product's own SKU also stands for an equal SKU of a variant. */
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

/** Removes duplicates from sorted texts. */
function* withoutRepeats(sorted: Texts): Generator<void, Texts> {
  const found = new TextList();
  for (const key of eachText(sorted)) {
    if (key !== found.at(found.length - 1)) found.add(key);
    if (found.length % aStep === 0) yield;
  }
  return found;
}

/** Removes duplicates, keeping the order. Texts that `isUnique` is true for are not compared. */
function* distinct(keys: Texts, isUnique: (key: string) => boolean): Generator<void, Texts> {
  const seen = new Set<string>();
  const found = new TextList();
  let at = 0;
  for (const key of eachText(keys)) {
    at += 1;
    if (at % aStep === 0) yield;
    if (!isUnique(key)) {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    found.add(key);
  }
  return found;
}

/** The numbers of a code that has at least three; null for any other code. */
function numbersOfCode(code: string): string | null {
  return /^\d+[^\p{L}\d]+\d+[^\p{L}\d]+\d/u.test(code) ? numbersOf(wordsOf(code)) : null;
}

/** At least three numbers, joined without leading zeros; null for other texts. */
function numbersOf(texts: readonly string[]): string | null {
  if (texts.length < 3 || !texts.every((text) => /^\d+$/.test(text))) return null;
  return texts.map((text) => text.replace(/^0+(?=\d)/, '')).join('.');
}

/** Place of the first key after `key` in a sorted list. */
function firstAfter(sorted: Texts, key: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted.at(middle) ?? '') <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function continues(code: string, key: string, within?: { separator: string; tail: RegExp }): boolean {
  const tokens = tokensOf(fold(code));
  let length = 0;
  const at = tokens.findIndex(({ text }) => (length += text.length) === key.length);
  const tail = tokens.slice(at + 1);
  if (at < 0 || tail.length === 0) return false;
  if (within === undefined) return true;
  return tail[0]?.separator === within.separator && tail.length === 1 && within.tail.test(tail[0].text);
}
