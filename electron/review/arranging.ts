import {
  arrangeProduct,
  unplaced,
  type ArrangedItem,
  type ArrangedProduct,
  type Arrangement,
  type ProductFacts,
} from './arrangement.ts';
import type { Item, ReviewOptions } from './item.ts';

type Place = number | 'choose' | 'unusable';

/**
 * The arrangement of a batch, kept up to date. Only products that changed are arranged again; the result equals
 * `arrange`.
 */
export class Arranging {
  readonly #factsOf: (productIds: readonly number[]) => (productId: number) => ProductFacts;
  readonly #items = new Map<Place, Map<number, Item>>();
  readonly #places = new Map<number, Place>();
  readonly #facts = new Map<number, ProductFacts>();
  readonly #products = new Map<number, ArrangedProduct>();
  readonly #stale = new Set<Place>();
  #choose: ArrangedItem[] = [];
  #unusable: ArrangedItem[] = [];
  #ready: ArrangedProduct[] = [];
  #isOutOfOrder = false;
  #optionsOf: ReviewOptions | null = null;

  constructor(factsOf: (productIds: readonly number[]) => (productId: number) => ProductFacts) {
    this.#factsOf = factsOf;
  }

  put(item: Item): void {
    const place = placeOf(item);
    const before = this.#places.get(item.id);
    if (before !== undefined && before !== place) this.remove(item.id);
    const own = this.#items.get(place) ?? new Map<number, Item>();
    this.#items.set(place, own.set(item.id, item));
    this.#places.set(item.id, place);
    this.#stale.add(place);
  }

  /** Replaces an item where nothing differs that the arrangement depends on. */
  swap(item: Item): void {
    const place = this.#places.get(item.id);
    if (place === undefined) return;
    this.#items.get(place)?.set(item.id, item);
    const arranged = typeof place === 'number' ? this.#products.get(place)?.items : undefined;
    const at = arranged?.findIndex((one) => one.item.id === item.id) ?? -1;
    const before = arranged?.[at];
    if (arranged && before) arranged[at] = { ...before, item };
    else this.#stale.add(place);
  }

  remove(id: number): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#items.get(place)?.delete(id);
    this.#stale.add(place);
  }

  /** In the order of the drop. */
  itemsOf(productId: number): Item[] {
    return byOrdinal(this.#items.get(productId));
  }

  get productIds(): number[] {
    return [...this.#items].flatMap(([place, own]) =>
      typeof place === 'number' && own.size > 0 ? [place] : [],
    );
  }

  /** Reads the facts of these products again. Returns whether any changed. */
  renewFacts(productIds: readonly number[]): boolean {
    const known = productIds.filter((id) => this.#facts.has(id));
    if (known.length === 0) return false;
    const factsOf = this.#factsOf(known);
    let isChanged = false;
    for (const id of known) {
      const facts = factsOf(id);
      if (areSame(this.#facts.get(id), facts)) continue;
      this.#facts.set(id, facts);
      this.#stale.add(id);
      isChanged = true;
    }
    return isChanged;
  }

  arrangement(options: ReviewOptions): Arrangement {
    this.#take(options);
    const products = [...this.#stale].filter((place) => typeof place === 'number');
    this.#findFacts(products);
    for (const id of products) this.#arrangeOne(id, options);
    if (this.#isOutOfOrder) this.#ready = this.#inOrderOfDrop();
    this.#isOutOfOrder = false;
    if (this.#stale.has('choose')) this.#choose = byOrdinal(this.#items.get('choose')).map(unplaced);
    if (this.#stale.has('unusable')) this.#unusable = byOrdinal(this.#items.get('unusable')).map(unplaced);
    this.#stale.clear();
    return { choose: this.#choose, ready: this.#ready, unusable: this.#unusable };
  }

  product(productId: number, options: ReviewOptions): ArrangedProduct | undefined {
    this.#take(options);
    if (this.#stale.has(productId)) {
      this.#findFacts([productId]);
      this.#arrangeOne(productId, options);
    }
    return this.#products.get(productId);
  }

  #take(options: ReviewOptions): void {
    const before = this.#optionsOf;
    if (before === options) return;
    this.#optionsOf = options;
    for (const id of this.productIds) if (isAnother(before, options, id)) this.#stale.add(id);
  }

  #findFacts(productIds: readonly number[]): void {
    const unknown = productIds.filter((id) => !this.#facts.has(id));
    if (unknown.length === 0) return;
    const factsOf = this.#factsOf(unknown);
    for (const id of unknown) this.#facts.set(id, factsOf(id));
  }

  #arrangeOne(id: number, options: ReviewOptions): void {
    this.#stale.delete(id);
    this.#isOutOfOrder = true;
    const own = this.itemsOf(id);
    const facts = this.#facts.get(id);
    if (own.length > 0 && facts !== undefined) {
      this.#products.set(id, arrangeProduct(own, options, facts));
      return;
    }
    this.#products.delete(id);
    this.#items.delete(id);
    this.#facts.delete(id);
  }

  #inOrderOfDrop(): ArrangedProduct[] {
    return [...this.#products.values()]
      .map((product) => ({ product, first: firstOf(product) }))
      .toSorted((a, b) => a.first.ordinal - b.first.ordinal || a.first.id - b.first.id)
      .map(({ product }) => product);
  }
}

/** Whether the options changed for this product. */
function isAnother(before: ReviewOptions | null, after: ReviewOptions, productId: number): boolean {
  return (
    before === null ||
    before.altTemplate !== after.altTemplate ||
    before.destination !== after.destination ||
    before.variantPictures !== after.variantPictures ||
    (before.placements[productId] ?? before.placement) !== (after.placements[productId] ?? after.placement)
  );
}

function placeOf({ unusable, target }: Item): Place {
  return unusable === null ? (target?.productId ?? 'choose') : 'unusable';
}

function byOrdinal(items: ReadonlyMap<number, Item> | undefined): Item[] {
  return [...(items?.values() ?? [])].toSorted((a, b) => a.ordinal - b.ordinal);
}

/** A photo for several products has an item of the same ordinal in each. */
function firstOf({ items }: ArrangedProduct): Pick<Item, 'ordinal' | 'id'> {
  return items.reduce<Pick<Item, 'ordinal' | 'id'>>(
    (first, { item }) => (item.ordinal < first.ordinal ? item : first),
    { ordinal: Infinity, id: 0 },
  );
}

function areSame(a: ProductFacts | undefined, b: ProductFacts): boolean {
  return (
    a !== undefined &&
    a.name === b.name &&
    a.sku === b.sku &&
    a.imageCount === b.imageCount &&
    a.thumbnail === b.thumbnail &&
    a.room === b.room &&
    a.brand === b.brand &&
    a.recipes === b.recipes &&
    a.imagesByMark.size === b.imagesByMark.size &&
    [...a.imagesByMark].every(([mark, imageId]) => b.imagesByMark.get(mark) === imageId) &&
    a.pictured.size === b.pictured.size &&
    [...a.pictured].every((variantId) => b.pictured.has(variantId)) &&
    a.marks.size === b.marks.size &&
    [...a.marks].every((mark) => b.marks.has(mark)) &&
    a.named.size === b.named.size &&
    [...a.named].every(([name, { imageId }]) => b.named.get(name)?.imageId === imageId)
  );
}
