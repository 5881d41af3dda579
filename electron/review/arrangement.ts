import { fileStem } from '../../shared/file-stem.ts';
import { firstReadable, renderName, type NameFields } from '../../shared/name-template.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { Destination, Placement } from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import { nameKey, type NamedImage } from '../catalog/same-name.ts';
import { sizeInName } from '../matching/file-name.ts';
import { namedPhoto, orderOf } from '../matching/photo-order.ts';
import { renderAlt } from '../../shared/alt-template.ts';
import {
  isForVariant,
  isOut,
  isReading,
  isSetAside,
  recipeOf,
  variantIdsOf,
  variantRecipeOf,
  type Item,
  type ReviewOptions,
} from './item.ts';
import { markFor } from './photo-mark.ts';
import { galleryFullFor } from './review-messages.ts';

export interface ProductFacts {
  id: number;
  name: string;
  sku: string;
  imageCount: number;
  /** Same-origin path of its picture. */
  thumbnail: string | null;
  /** Marks of its photos, in the store or on their way. */
  marks: ReadonlySet<string>;
  imagesByMark: ReadonlyMap<string, number>;
  /** Recipes that its images may be of. */
  recipes: readonly PhotoRecipe[];
  /** '' for none. */
  brand: string;
  /** Its images by the names of the files that they came from. */
  named: ReadonlyMap<string, NamedImage>;
  /** Its variants that have a picture of their own. */
  pictured: ReadonlySet<number>;
  /** How many more images it can have. */
  room: number;
}

/** A photo with what follows from the others of its batch. */
export interface ArrangedItem {
  item: Item;
  duplicate: 'gallery' | 'batch' | 'small-copy' | null;
  /**
   * The image that the photo may be a new version of: it has its name but other bytes, or is the same photo by another
   * recipe.
   */
  newVersionOf: NamedImage | null;
  included: boolean;
  /** The name it is sent under, by its recipe; null for its file's name. */
  sentAs: string | null;
  /** The same of the variant's own picture. */
  variantSentAs: string | null;
  alt: string;
  /** Null without a variant. A variant has one picture; its other photos go to the gallery. */
  destination: Destination | null;
  /** The variants whose own picture it becomes, unless its destination is the gallery. */
  pictureOf: readonly number[];
  /** How many of these have a picture already. */
  replacesPictures: number;
}

export interface ArrangedProduct {
  facts: ProductFacts;
  placement: Placement;
  /** In their new order. */
  items: ArrangedItem[];
  included: number;
  /** Included photos for which the gallery has no room. */
  beyondLimit: number;
  problem: Reason | null;
}

export interface Arrangement {
  choose: ArrangedItem[];
  ready: ArrangedProduct[];
  unusable: ArrangedItem[];
}

/**
 * The batch as it would be queued: photos by product, in order, with duplicates and alt texts. Products are in the
 * order of the drop. Pure.
 */
export function arrange(
  items: readonly Item[],
  options: ReviewOptions,
  factsOf: (productId: number) => ProductFacts,
): Arrangement {
  const usable = items.filter((item) => item.unusable === null);
  const byProduct = Map.groupBy(
    usable.filter((item) => item.target !== null),
    (item) => item.target?.productId ?? 0,
  );
  return {
    choose: usable.filter((item) => item.target === null).map(unplaced),
    ready: [...byProduct].map(([productId, own]) => arrangeProduct(own, options, factsOf(productId))),
    unusable: items.filter((item) => item.unusable !== null).map(unplaced),
  };
}

export function unplaced(item: Item): ArrangedItem {
  return {
    item,
    duplicate: null,
    newVersionOf: null,
    included: item.unusable === null && !isSetAside(item),
    sentAs: null,
    variantSentAs: null,
    alt: item.alt ?? '',
    destination: null,
    pictureOf: [],
    replacesPictures: 0,
  };
}

/** The photos of one product. `own` is in the order of the drop. Pure. */
export function arrangeProduct(
  own: readonly Item[],
  options: ReviewOptions,
  facts: ProductFacts,
): ArrangedProduct {
  const inOrderOfGallery = inOrder(own, options.roleOrder);
  const kept = options.variantPictures === 'keep' ? facts.pictured : noVariants;
  const pictures = variantPictures(inOrderOfGallery, options, kept);
  const destinations = new Map(
    own.map((item) => [item.id, destinationOf(item, options, pictures.has(item.id))] as const),
  );
  // Of two equal photos, the later one in the drop is the duplicate.
  const seen = new Set<string>();
  const second = new Set<number>();
  for (const item of own) {
    if (item.sha256 === null) continue;
    const place =
      destinations.get(item.id) === 'variant' ? `variants ${pictures.get(item.id)?.join() ?? ''}` : 'gallery';
    const key = `${item.sha256} ${place}`;
    if (seen.has(key)) second.add(item.id);
    seen.add(key);
  }
  const copies = smallCopies(own);
  const placement = options.placements[facts.id] ?? options.placement;
  const claimed = new Set<number>();
  let number = 0;
  const arranged = inOrderOfGallery.map((item): ArrangedItem => {
    const destination = destinations.get(item.id) ?? null;
    const isThere =
      item.sha256 !== null &&
      destination !== 'variant' &&
      facts.marks.has(markFor(item.sha256, recipeOf(item)));
    const isCopy = destination !== 'variant' && copies.has(item.id);
    const duplicate = isThere ? 'gallery' : second.has(item.id) ? 'batch' : isCopy ? 'small-copy' : null;
    const included = !item.rejected && (item.included ?? duplicate === null);
    if (included) number += 1;
    const sentAs = nameBy(recipeOf(item), item, facts, number);
    const named = earlierVersion(item, sentAs, facts);
    const isNewVersion =
      named !== undefined &&
      item.sha256 !== null &&
      duplicate === null &&
      destination !== 'variant' &&
      placement !== 'replace' &&
      !claimed.has(named.imageId);
    const newVersionOf = isNewVersion ? named : null;
    if (newVersionOf !== null) claimed.add(newVersionOf.imageId);
    const pictureOf = pictures.get(item.id) ?? [];
    return {
      item,
      duplicate,
      newVersionOf,
      included,
      sentAs,
      variantSentAs: nameBy(variantRecipeOf(item) ?? recipeOf(item), item, facts, number),
      alt: item.alt ?? (item.facts?.fields?.alt || altOf(item, options.altTemplate, facts, number)),
      destination,
      pictureOf,
      replacesPictures: pictureOf.filter((variantId) => facts.pictured.has(variantId)).length,
    };
  });
  const inGallery = arranged.filter((one) => one.included && one.destination !== 'variant').length;
  return {
    facts,
    placement,
    items: arranged,
    included: arranged.filter((one) => one.included).length,
    beyondLimit: Math.max(0, inGallery - Math.max(0, facts.room)),
    problem: inGallery > facts.room ? galleryFullFor(facts.room) : null,
  };
}

/** The same photo by another recipe, else the image that has its name. */
function earlierVersion(
  item: Item,
  sentAs: string | null,
  { imagesByMark, recipes, named }: ProductFacts,
): NamedImage | undefined {
  const { sha256, fileName } = item;
  const own = recipeOf(item);
  if (sha256 !== null && imagesByMark.size > 0 && (own !== null || recipes.length > 0)) {
    const mark = markFor(sha256, own);
    for (const recipe of [null, ...recipes]) {
      const other = markFor(sha256, recipe);
      const imageId = other === mark ? undefined : imagesByMark.get(other);
      if (imageId !== undefined) return { imageId, isCertain: true, isSamePhoto: true };
    }
  }
  if (named.size === 0) return undefined;
  return (
    named.get(nameKey(sentAs ?? fileName)) ?? (sentAs === null ? undefined : named.get(nameKey(fileName)))
  );
}

/** The name that a recipe gives a photo; null for its file's. `number`: the photo's position in its product. */
export function nameBy(
  recipe: PhotoRecipe | null,
  item: Pick<Item, 'target' | 'match'>,
  facts: Pick<ProductFacts, 'id' | 'name' | 'sku' | 'brand'>,
  number: number,
): string | null {
  if (recipe === null || recipe.nameTemplate === '') return null;
  return renderName(recipe.nameTemplate, nameFieldsOf(item, facts, number)) || null;
}

export function nameFieldsOf(
  { target, match }: Pick<Item, 'target' | 'match'>,
  { id, name, sku, brand }: Pick<ProductFacts, 'id' | 'name' | 'sku' | 'brand'>,
  number: number,
): NameFields {
  // What the name says of variants holds for the product it was matched to, and not for one that the user chose.
  const named = match.type === 'chosen' ? '' : (match.variants?.text ?? '');
  const option =
    target?.variantId == null ? (target?.variants?.text ?? named) : (target.variant ?? target.sku);
  return {
    product: firstReadable([name, sku, String(id)]),
    option,
    view: match.view?.text ?? '',
    sku: target?.sku ?? sku,
    number: String(number),
    brand,
  };
}

/** How far the shapes of a picture and of its small copy may differ: a pixel is cut off or put on by rounding. */
const shapeTolerance = 0.02;

/** Photos whose names and pixels say that they are a smaller size of a picture that is there, too. */
function smallCopies(own: readonly Item[]): Set<number> {
  const copies = new Set<number>();
  if (new Set(own.map(({ facts }) => facts?.width)).size < 2) return copies;
  const named = own.map((item) => ({ item, ...sizeInName(item.fileName) }));
  for (const same of Map.groupBy(named, ({ item, rest }) => `${item.folder}/${rest}`).values()) {
    if (same.length < 2) continue;
    const [largest] = same.toSorted((a, b) => (b.item.facts?.width ?? 0) - (a.item.facts?.width ?? 0));
    for (const one of same) if (largest !== undefined && isSmallerSize(one, largest)) copies.add(one.item.id);
  }
  return copies;
}

type Sized = { item: Item; sizes: readonly string[] };

/**
 * A size in a name counts if it is the picture's own in pixels, a word, or the factor between the two: `45x45` may be a
 * cushion's size.
 */
function isSmallerSize({ item: { facts }, sizes }: Sized, { item: larger, sizes: sizesOf }: Sized): boolean {
  const of = larger.facts;
  if (facts === null || of === null || facts.width >= of.width) return false;
  const isOwn = sizes.some((size) => {
    const numbers = size.match(/\d+/g)?.map(Number);
    return numbers === undefined ? true : numbers.includes(facts.width) || numbers.includes(facts.height);
  });
  const isFactor = sizesOf.some(
    (size) => /^[2-4]x$/.test(size) && Math.abs(of.width - facts.width * Number(size[0])) <= 2,
  );
  const shape = facts.width / facts.height / (of.width / of.height);
  return (isOwn || isFactor) && Math.abs(shape - 1) <= shapeTolerance;
}

const noVariants: ReadonlySet<number> = new Set();

/**
 * Which variants' own picture each photo becomes. Of a variant's photos that is the chosen one, else the one of the
 * fewest variants, else the thumbnail, else the first. `kept`: variants whose pictures stay.
 */
function variantPictures(
  ordered: readonly Item[],
  options: ReviewOptions,
  kept: ReadonlySet<number>,
): Map<number, number[]> {
  const best = new Map<number, Item>();
  for (const item of ordered) {
    if (isOut(item) || !isForVariant(item.destination ?? options.destination)) continue;
    for (const variantId of variantIdsOf(item)) {
      const before = best.get(variantId);
      if (!kept.has(variantId) && (before === undefined || isBetterPicture(item, before)))
        best.set(variantId, item);
    }
  }
  const pictures = new Map<number, number[]>();
  for (const [variantId, { id }] of best) pictures.set(id, [...(pictures.get(id) ?? []), variantId]);
  return pictures;
}

function isBetterPicture(one: Item, other: Item): boolean {
  const chosen = Number(one.destination !== null) - Number(other.destination !== null);
  const closer = variantIdsOf(other).length - variantIdsOf(one).length;
  const thumbnail = Number(one.asThumbnail) - Number(other.asThumbnail);
  return (chosen || closer || thumbnail) > 0;
}

function destinationOf(item: Item, options: ReviewOptions, isPicture: boolean): Destination | null {
  if (variantIdsOf(item).length === 0) return null;
  const wanted = item.destination ?? options.destination;
  // A photo that is left out shows what it would become.
  return isPicture || isOut(item) ? wanted : 'gallery';
}

/** The user's order first, then the order by names, then by capture time. */
export function inOrder(own: readonly Item[], roleOrder?: readonly string[]): Item[] {
  const placed = own.filter((item) => item.place !== null);
  const others = own.filter((item) => item.place === null);
  const byName = orderOf(
    others.map((item) => ({
      item,
      ...namedPhoto(item, item.match, item.target),
      capturedAt: item.facts?.capturedAt ?? null,
    })),
    roleOrder,
  );
  return [
    ...placed.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0) || a.ordinal - b.ordinal),
    ...byName.map(({ item }) => item),
  ];
}

/** The alt text a template makes. `number`: the photo's position in its product. */
export function altOf(item: Item, template: string, facts: ProductFacts, number: number): string {
  if (template === '') return item.facts?.fields?.description ?? '';
  return renderAlt(template, {
    product: facts.name,
    sku: item.target?.sku ?? facts.sku,
    view: item.match.view?.text ?? '',
    number: String(number),
    file: fileStem(item.fileName),
  });
}

/** Whether a photo is surely a new version of an image, and is so far added next to it. */
export function isAddedNextToOld({ item, included, newVersionOf }: ArrangedItem): boolean {
  return included && newVersionOf?.isCertain === true && !item.replaces;
}

/** Whether a photo could be queued now: read, included, and prepared if needed. */
export function isQueueable({ item, included }: ArrangedItem): boolean {
  return included && !isReading(item) && item.preparingFailed === null;
}
