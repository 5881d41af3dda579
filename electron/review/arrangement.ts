import { markOf } from '../../shared/mark.ts';
import type { Destination, Placement } from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import { nameKey, type NamedImage } from '../catalog/same-name.ts';
import { sizeInName } from '../matching/file-name.ts';
import { namedPhoto, orderOf } from '../matching/photo-order.ts';
import { renderAlt } from '../../shared/alt-template.ts';
import { isForVariant, isReading, type Item, type ReviewOptions } from './item.ts';
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
  /** Its images by the names of the files that they came from. */
  named: ReadonlyMap<string, NamedImage>;
  /** How many more images it can have. */
  room: number;
}

/** A photo with what follows from the others of its batch. */
export interface ArrangedItem {
  item: Item;
  duplicate: 'gallery' | 'batch' | 'small-copy' | null;
  /** The image that has its name but other bytes: the photo may be a new version of it. */
  newVersionOf: NamedImage | null;
  included: boolean;
  alt: string;
  /** Null without a variant. A variant has one picture; its other photos go to the gallery. */
  destination: Destination | null;
}

export interface ArrangedProduct {
  facts: ProductFacts;
  placement: Placement;
  /** In their new order. */
  items: ArrangedItem[];
  included: number;
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
    included: false,
    alt: item.alt ?? '',
    destination: null,
  };
}

/** The photos of one product. `own` is in the order of the drop. Pure. */
export function arrangeProduct(
  own: readonly Item[],
  options: ReviewOptions,
  facts: ProductFacts,
): ArrangedProduct {
  const inOrderOfGallery = inOrder(own, options.roleOrder);
  const pictures = variantPictures(inOrderOfGallery, options);
  const destinations = new Map(
    own.map((item) => [item.id, destinationOf(item, options, pictures.has(item.id))] as const),
  );
  // Of two equal photos, the later one in the drop is the duplicate.
  const seen = new Set<string>();
  const second = new Set<number>();
  for (const item of own) {
    if (item.sha256 === null) continue;
    const place = destinations.get(item.id) === 'variant' ? `variant ${item.target?.variantId}` : 'gallery';
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
    const isThere = item.sha256 !== null && destination !== 'variant' && facts.marks.has(markOf(item.sha256));
    const isCopy = destination !== 'variant' && copies.has(item.id);
    const duplicate = isThere ? 'gallery' : second.has(item.id) ? 'batch' : isCopy ? 'small-copy' : null;
    const named = facts.named.get(nameKey(item.fileName));
    const isNewVersion =
      named !== undefined &&
      item.sha256 !== null &&
      duplicate === null &&
      destination !== 'variant' &&
      placement !== 'replace' &&
      !claimed.has(named.imageId);
    const newVersionOf = isNewVersion ? named : null;
    if (newVersionOf !== null) claimed.add(newVersionOf.imageId);
    const included = item.included ?? duplicate === null;
    if (included) number += 1;
    return {
      item,
      duplicate,
      newVersionOf,
      included,
      alt: item.alt ?? (item.facts?.fields?.alt || altOf(item, options.altTemplate, facts, number)),
      destination,
    };
  });
  const inGallery = arranged.filter((one) => one.included && one.destination !== 'variant').length;
  return {
    facts,
    placement,
    items: arranged,
    included: arranged.filter((one) => one.included).length,
    problem: inGallery > facts.room ? galleryFullFor(facts.room) : null,
  };
}

/** How far the shapes of a picture and of its small copy may differ: a pixel is cut off or put on by rounding. */
const shapeTolerance = 0.02;

/** Photos whose names and pixels say that they are a smaller size of a picture that is there, too. */
function smallCopies(own: readonly Item[]): Set<number> {
  const copies = new Set<number>();
  const named = own.map((item) => ({ item, ...sizeInName(item.fileName) }));
  for (const same of Map.groupBy(named, ({ item, rest }) => `${item.folder}/${rest}`).values()) {
    if (same.length < 2) continue;
    const [largest] = same.toSorted((a, b) => (b.item.facts?.width ?? 0) - (a.item.facts?.width ?? 0));
    for (const one of same) if (largest !== undefined && isSmallerSize(one, largest)) copies.add(one.item.id);
  }
  return copies;
}

type Sized = { item: Item; sizes: readonly string[] };

/** A size in a name counts where it is the picture's own in pixels, a word for it, or the factor between the two: `45x45` may be a cushion's. */
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

/** The photo for each variant's own picture: the chosen one, else the thumbnail, else the first. */
function variantPictures(ordered: readonly Item[], options: ReviewOptions): Set<number> {
  const best = new Map<number, Item>();
  const weight = (item: Item): number => (item.destination === null ? 0 : 2) + (item.asThumbnail ? 1 : 0);
  for (const item of ordered) {
    const variantId = item.target?.variantId ?? null;
    if (variantId === null || item.included === false) continue;
    if (!isForVariant(item.destination ?? options.destination)) continue;
    const before = best.get(variantId);
    if (before === undefined || weight(item) > weight(before)) best.set(variantId, item);
  }
  return new Set([...best.values()].map(({ id }) => id));
}

function destinationOf(item: Item, options: ReviewOptions, isPicture: boolean): Destination | null {
  if (item.target?.variantId == null) return null;
  const wanted = item.destination ?? options.destination;
  // A photo that is left out shows what it would become.
  return isPicture || item.included === false ? wanted : 'gallery';
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
    file: item.fileName.replace(/\.[^.]*$/, ''),
  });
}

/** Whether a photo could be queued now: read, included, and prepared if needed. */
export function isQueueable({ item, included }: ArrangedItem): boolean {
  return included && !isReading(item) && item.preparingFailed === null;
}
