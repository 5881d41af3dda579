import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { barcodeKey, isGtin } from './barcode.ts';
import { isTitleOrAddress, ruleOf } from './evidence.ts';
import { keyOf } from './fold.ts';
import { IdentifierKeys, numbersOf, numbersOfCode } from './identifier-keys.ts';
import { createIdentifiers, eachIdentifier, identifierOfStyle, type IdentifierRef } from './identifiers.ts';
import { hashOfKey, haveSameKey, keyInDigraphs } from './key-hash.ts';
import { createLongerCodes, type Continuation } from './longer-codes.ts';
import type { Candidate, Identifier } from './match.ts';
import { createNearest, indexGrams } from './nearest.ts';
import { PostingsBuilder } from './postings.ts';
import { NamesBuilder, type NameOffer } from './product-names.ts';
import { productTerms, type ProductTerms } from './product-terms.ts';
import { ShortValues } from './short-values.ts';
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
  isExtended: (entry: IndexEntry, within?: Continuation) => boolean;
  /**
   * Whether codes of this product's variants go on after this separator with numbers that this one may be meant for: of
   * one digit and not above it, or of at least two digits and at most as many.
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
  /** Whether this is the value of an option of any product, or its code, though it looks like a counter: `A3`. */
  isShortValue: (text: string) => boolean;
  /** Whether any product's name has the word, also with or without an s at its end. */
  isWordOfNames: (word: string) => boolean;
  /** Whether these words stand in a row in the name of another product than `productIds`. */
  isPartOfAnotherName: (texts: readonly string[], productIds: ReadonlySet<number>) => boolean;
  /** The SKUs most like these texts (compact), closest first. */
  nearest: (texts: readonly string[]) => Candidate[];
  /** The products whose names share most with these words, best first. */
  offers: (texts: readonly string[]) => NameOffer[];
}

const maxNearest = 5;

/** Identifiers indexed in one step, in about a millisecond. */
const aStep = 1_000;

/** Indexes a catalogue in small steps. In one go, a hundred thousand products would block main for a second. */
export function* indexCatalogue(
  groups: Iterable<readonly IdentifiedProduct[]>,
): Generator<void, CatalogueIndex> {
  const products: IdentifiedProduct[] = [];
  const identifiers = createIdentifiers(products);
  const keys = new IdentifierKeys();
  const names = new NamesBuilder(products);
  const ids = new PostingsBuilder();
  const shortValues = new ShortValues();
  let next = aStep;
  for (const group of groups) {
    for (const product of group) {
      const place = products.push(product) - 1;
      ids.add(product.id, place);
      eachIdentifier(product, place, (type, text, ref) => keys.add(type, text, ref));
      names.add(product, place);
      shortValues.add(product);
      if (keys.count < next) continue;
      next = keys.count + aStep;
      yield;
    }
    yield;
  }
  const { byKey, byBarcode, byNumbers } = yield* keys.build();
  const byId = yield* ids.build();
  /** If several products have the same id, the last one. */
  const productOf = (id: number): IdentifiedProduct | undefined =>
    Array.from(byId.get(id), (place) => products[place]).findLast((one) => one?.id === id);
  const styles = yield* stylesOf(products, (key) => refsWith(key).length > 0);
  for (const key of styles.keys()) keys.codes.add(key);
  const longer = createLongerCodes(yield* withoutRepeats(yield* sortedKeysOf(keys.codes)), identifiersWith);
  const offered = yield* distinct(keys.offered, (key) => byKey.get(hashOfKey(key)).length === 1);
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

  return {
    size: byKey.size + byBarcode.size,
    longest: keys.longest,
    find,
    findPadded,
    isExtended: (entry, within) => longer.isExtended(entry.key, productsOf(entry), within),
    hasVariantsLike: (entry, separator, number) =>
      longer.hasVariantsLike(entry.key, productsOf(entry), separator, number),
    isCode: longer.isCode,
    beginsSku: longer.beginsSku,
    skusBeginning: longer.skusBeginning,
    beginsOthersCode: longer.beginsOthersCode,
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
    isShortValue: shortValues.has,
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
