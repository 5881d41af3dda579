import type { IdentifiedProduct } from '../catalog/identified-products.ts';
import { withoutDigraphs, wordsOf } from './fold.ts';
import { eachWordHash, hashOfKey, haveSameKey } from './key-hash.ts';
import { PostingsBuilder, type Postings } from './postings.ts';

/** Titles and addresses of all products, searched by their words. */
interface ProductNames {
  /** Whether these words stand in a row in the name of another product than `productIds`. */
  isPartOfAnother: (texts: readonly string[], productIds: ReadonlySet<number>) => boolean;
  /** Whether any product's name has the word, also with or without an s at its end. */
  hasWord: (word: string) => boolean;
  /** The products whose names share most with these words, best first. */
  offers: (texts: readonly string[]) => NameOffer[];
}

export interface NameOffer {
  product: IdentifiedProduct;
  /** Share of the product's name that was found, from 0 to 1. */
  coverage: number;
}

/** Entries of the words' lists that are counted for one name, rarest words first. */
const maxCounted = 5_000;
/** Products that are then compared word for word. */
const maxCompared = 40;
const maxOffers = 5;
/** A product with a smaller share is no likelier than others. */
const minCoverage = 0.45;
/** More products with the same word are not searched: one of them surely has a longer name. */
const maxSearched = 20_000;

/** The last part of a web address, `alder-crew-tee` of `/tees/alder-crew-tee/`. */
export function slugOf(address: string): string {
  const end = address.endsWith('/') ? address.length - 1 : address.length;
  return address.slice(address.lastIndexOf('/', end - 1) + 1, end);
}

/** Products in one step. */
const productsAStep = 1_000;

/** Collects the words of all products' names, one product after another. */
export class NamesBuilder {
  readonly #byWord = new PostingsBuilder();
  readonly #products: readonly IdentifiedProduct[];

  /** `products`: in the order of their places; may grow until all are added. */
  constructor(products: readonly IdentifiedProduct[]) {
    this.#products = products;
  }

  add({ name, address }: IdentifiedProduct, place: number): void {
    const slug = slugOf(address);
    const tell = (hash: number): void => this.#byWord.add(hash, place);
    eachWordHash(name, tell);
    // Unless somebody changes it, the address is made from the title.
    if (!haveSameKey(slug, name)) eachWordHash(slug, tell);
  }

  *build(): Generator<void, ProductNames> {
    const lengths = new Uint8Array(this.#products.length);
    for (const [place, { name }] of this.#products.entries()) {
      lengths[place] = Math.min(255, name.length);
      if (place % productsAStep === 0) yield;
    }
    return searchNames(this.#products, yield* this.#byWord.build(), lengths);
  }
}

/** `byWord`: places of products by the hash of a word. `lengths`: of the products' names, in an array for speed. */
function searchNames(
  products: readonly IdentifiedProduct[],
  byWord: Postings,
  lengths: Uint8Array,
): ProductNames {
  const placesOf = (word: string) => byWord.get(hashOfKey(word));
  const wordsAt = new Map<number, { title: string[]; slug: string[] }>();
  const namesAt = (
    place: number,
    { name, address }: IdentifiedProduct,
  ): { title: string[]; slug: string[] } => {
    const known = wordsAt.get(place) ?? { title: wordsOf(name), slug: wordsOf(slugOf(address)) };
    wordsAt.set(place, known);
    return known;
  };
  const scores = new Float32Array(products.length);
  const count = Math.max(1, products.length);
  const weights = new Map<string, number>();
  const weightOf = (word: string): number => {
    const known = weights.get(word);
    if (known !== undefined) return known;
    const weight = Math.log(1 + count / (placesOf(word).length || count));
    weights.set(word, weight);
    return weight;
  };

  /** Compares the names too, because another word may have the same hash. */
  const isUsed = (word: string): boolean =>
    placesOf(word).some((place) => {
      const product = products[place];
      if (product === undefined) return false;
      const { title, slug } = namesAt(place, product);
      return title.includes(word) || slug.includes(word);
    });

  function isPartOfAnother(texts: readonly string[], productIds: ReadonlySet<number>): boolean {
    const lists = texts.map(placesOf).toSorted((a, b) => a.length - b.length);
    const [rarest, ...others] = lists;
    if (rarest === undefined) return false;
    if (rarest.length > maxSearched) return true;
    const run = ` ${texts.join(' ')} `;
    return rarest.some((place) => {
      const product = products[place];
      if (product === undefined || productIds.has(product.id)) return false;
      if (!others.every((list) => holds(list, place))) return false;
      const { title, slug } = namesAt(place, product);
      return [title, slug].some((words) => ` ${words.join(' ')} `.includes(run));
    });
  }

  /**
   * `coverage`: share of the product's name among the words. `score`: how well it fits. `whole`: number of characters
   * of the name if it stands there whole, else 0.
   */
  function compare(
    place: number,
    product: IdentifiedProduct,
    texts: readonly string[],
    there: ReadonlySet<string>,
  ): { coverage: number; score: number; whole: number } {
    const { title, slug } = namesAt(place, product);
    const whole = Math.max(
      ...[title, slug].map((words) => (standsIn(words, texts) ? words.join('').length : 0)),
    );
    const measured = [title, slug].map((words) => {
      const own = [...new Set(words)];
      const weight = (some: readonly string[]) => some.reduce((sum, word) => sum + weightOf(word), 0);
      const [found, all] = [weight(own.filter((word) => there.has(word))), weight(own)];
      const coverage = all === 0 ? 0 : found / all;
      return { coverage, score: found * coverage * coverage };
    });
    const best = measured.reduce((a, b) => (b.score > a.score ? b : a));
    const extra = [
      product.brand,
      product.sku,
      ...product.variants.flatMap(({ options }) => options.map(({ value }) => value)),
    ];
    const shared = extra.flatMap(wordsOf).filter((word) => there.has(word));
    const score = best.score * (1 + 0.02 * Math.min(5, new Set(shared).size));
    return { coverage: whole > 0 ? 1 : best.coverage, score, whole };
  }

  return {
    isPartOfAnother,
    hasWord: (word) => isUsed(word) || isUsed(`${word}s`) || isUsed(word.replace(/s$/, '')),
    offers(texts) {
      const joined = texts.slice(1).map((text, at) => (texts[at] ?? '') + text);
      const there = new Set([...texts, ...joined, ...texts.map(withoutDigraphs)]);
      const known = [...there]
        .flatMap((word) => {
          const places = placesOf(word);
          return places.length === 0 || !/\p{L}{2}|\d{3}/u.test(word) ? [] : [{ word, places }];
        })
        .toSorted((a, b) => a.places.length - b.places.length);
      const touched: number[] = [];
      let left = maxCounted;
      for (const { word, places } of known) {
        const weight = weightOf(word);
        const end = Math.min(places.length, left);
        left -= end;
        for (let at = 0; at < end; at += 1) {
          const place = places[at] ?? 0;
          if (scores[place] === 0) touched.push(place);
          scores[place] = (scores[place] ?? 0) + weight;
        }
      }
      // If two names share the same words, a larger part of the shorter one is there.
      const likely = first(
        touched,
        maxCompared,
        (a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || (lengths[a] ?? 0) - (lengths[b] ?? 0),
      );
      for (const place of touched) scores[place] = 0;
      return likely
        .flatMap((place) => {
          const product = products[place];
          return product === undefined ? [] : [{ product, ...compare(place, product, texts, there) }];
        })
        .filter(({ coverage }) => coverage >= minCoverage)
        .toSorted((a, b) => b.whole - a.whole || b.score - a.score || a.product.id - b.product.id)
        .slice(0, maxOffers);
    },
  };
}

/** The first few items in an order, without sorting the others. */
function first<T>(items: readonly T[], max: number, order: (a: T, b: T) => number): T[] {
  const found: T[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last !== undefined && found.length === max) {
      if (order(item, last) >= 0) continue;
      found.pop();
    }
    let at = found.length;
    for (let before = found[at - 1]; before !== undefined && order(item, before) < 0; before = found[at - 1])
      at -= 1;
    found.splice(at, 0, item);
  }
  return found;
}

/** Shorter names stand within words by chance. */
const minGlued = 8;

/** Whether words stand in a row among others, or joined within them. */
function standsIn(words: readonly string[], texts: readonly string[]): boolean {
  const glued = words.join('');
  if (glued.length >= minGlued && texts.join('').includes(glued)) return true;
  return glued !== '' && ` ${texts.join(' ')} `.includes(` ${words.join(' ')} `);
}

/** Whether a list in ascending order has a number. */
function holds(list: Int32Array, wanted: number): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return list[low] === wanted;
}
