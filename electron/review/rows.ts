import { previewPath } from '../catalog/picture-paths.ts';
import { typeFacts } from '../../shared/limits.ts';
import type { Hint } from '../../shared/hints.ts';
import {
  maxStars,
  type PhotoFilter,
  type ReviewItem,
  type ReviewOutline,
  type ReviewRow,
  type ReviewSection,
  type ReviewSummary,
  type ReviewView,
} from '../../shared/review.ts';
import type { PictureType } from '../pictures/picture-facts.ts';
import {
  isAddedNextToOld,
  isQueueable,
  type ArrangedItem,
  type ArrangedProduct,
  type Arrangement,
} from './arrangement.ts';
import { text } from '../../shared/messages/text.ts';
import {
  cameraJpegOf,
  isOut,
  isReading,
  isSendable,
  isSetAside,
  linkTarget,
  variantIdsOf,
  type Item,
  type ReviewOptions,
} from './item.ts';
import type { ItemTarget } from '../matching/match.ts';
import { itemsOf, labelsOf, offerOf, type PhotoSet } from './sets/photo-sets.ts';
import { isUnseen } from './label-sets.ts';

/** Null for a photo that is sent as it is. */
export type PreparingView = (one: ArrangedItem['item']) => ReviewItem['preparing'];

/** What was measured of a photo. `sharpness`: null where it is not known. */
export interface Measured {
  readonly hints: readonly Hint[];
  readonly sharpness: number | null;
}
export type MeasuredView = (item: Item) => Measured;

export const notMeasured: Measured = { hints: [], sharpness: null };

/** Everything, as a list. */
export const wholeList: ReviewView = { layout: 'list', filter: null };

function isShown({ stars, rejected }: Pick<Item, 'stars' | 'rejected'>, filter: PhotoFilter | null): boolean {
  if (filter === null) return true;
  return filter.type === 'stars' ? stars >= filter.min : rejected;
}

/** The rows of the screen: photos to decide on, ready photos by product, unusable files. Pure. */
export function rowsOf(
  all: Arrangement,
  sets: readonly PhotoSet[] = [],
  { layout, filter }: ReviewView = wholeList,
): RowSource[] {
  const { choose, ready, unusable } = shownOf(all, filter);
  const [suggestedSets, openSets] = [sets.filter(isSuggestedSet), sets.filter((set) => !isSuggestedSet(set))];
  const inSets = membersOf(sets);
  const rows: RowSource[] = [];
  const section = (name: ReviewSection, count: number, leftOut = 0, offers: SectionOffers = {}): void => {
    if (count > 0) rows.push({ row: 'section', section: name, count, leftOut, ...offers });
  };
  const loose = sets.length === 0 ? choose : choose.filter(({ item }) => !inSets.has(item.id));
  const [open, suggested] = [loose.filter((one) => !isSuggested(one)), loose.filter(isSuggested)];
  const arranged = new Map(sets.length === 0 ? [] : choose.map((one) => [one.item.id, one]));
  const setRows = (of: readonly PhotoSet[]): void => {
    for (const set of of) {
      if (filter !== null && !set.frames.some(({ item }) => arranged.has(item.id))) continue;
      const name = isSuggestedSet(set) ? 'suggested' : 'choose';
      const number = sets.indexOf(set) + 1;
      const shownIds = set.frames.flatMap(({ item }) => (arranged.has(item.id) ? [item.id] : []));
      rows.push({ row: 'set', section: name, set, shownIds, place: number, of: sets.length });
      for (const [at, frame] of set.frames.entries()) {
        const one = arranged.get(frame.item.id);
        if (one) {
          const inSet = { set, number, at };
          rows.push({ row: 'item', section: name, one: { ...one, item: framedItem(set, frame) }, inSet });
        }
      }
    }
  };
  // A set that is only a label has no photo to count, and still a heading.
  const withSets = (
    name: 'sets' | 'choose' | 'suggested',
    own: readonly PhotoSet[],
    others: ArrangedItem[],
  ): void => {
    const framed = own.flatMap(({ frames }) => frames.flatMap(({ item }) => arranged.get(item.id) ?? []));
    const shown = [...framed, ...others];
    const hasLabels = filter === null && own.some(({ label }) => label !== null);
    const leftOut = shown.filter(({ item }) => isSetAside(item)).length;
    const productIds = shown.filter(isAskedId).length;
    if (hasLabels && shown.length === 0) rows.push({ row: 'section', section: name, count: 0, leftOut });
    else section(name, shown.length, leftOut, productIds > 0 ? { productIds } : {});
    setRows(own);
  };
  const isSheet = layout === 'sheet';
  if (isSheet) withSets('sets', sets, []);
  withSets('choose', isSheet ? [] : openSets, open);
  for (const one of open) rows.push({ row: 'item', section: 'choose', one });
  withSets('suggested', isSheet ? [] : suggestedSets, suggested);
  for (const one of suggested) rows.push({ row: 'item', section: 'suggested', one });
  const placed = ready.flatMap(({ items }) => items);
  const newVersions = placed.filter(isAddedNextToOld).length;
  if (placed.length > 0)
    rows.push({
      row: 'section',
      section: 'ready',
      count: placed.length - placed.filter(isNotPrepared).length,
      leftOut: placed.filter(({ included }) => !included).length,
      ...(newVersions > 0 ? { newVersions } : {}),
    });
  for (const product of ready) {
    rows.push({ row: 'product', product });
    for (const one of product.items) rows.push({ row: 'item', section: 'ready', one });
  }
  const [lists, bad] = [unusable.filter(isReadList), unusable.filter((one) => !isReadList(one))];
  const cameraJpegs = bad.filter(({ item }) => cameraJpegOf(item) !== null).length;
  section('unusable', bad.length, 0, cameraJpegs > 0 ? { cameraJpegs } : {});
  for (const one of bad) rows.push({ row: 'item', section: 'unusable', one });
  section('lists', lists.length);
  for (const one of lists) rows.push({ row: 'item', section: 'lists', one });
  return rows;
}

/** What a filter leaves of a batch. Products without a shown photo are left out. */
function shownOf(all: Arrangement, filter: PhotoFilter | null): Arrangement {
  if (filter === null) return all;
  const shown = (items: readonly ArrangedItem[]): ArrangedItem[] =>
    items.filter(({ item }) => isShown(item, filter));
  return {
    choose: shown(all.choose),
    ready: all.ready
      .map((product) => ({ ...product, items: shown(product.items) }))
      .filter(({ items }) => items.length > 0),
    unusable: shown(all.unusable),
  };
}

/** Where the headings stand among the rows, and which of the sets are decided. Pure. */
export function outlineOf(
  rows: readonly RowSource[],
  { ready }: Pick<Arrangement, 'ready'>,
  sets: readonly PhotoSet[],
): ReviewOutline {
  const headings = rows.flatMap((row, index): ReviewOutline['headings'] =>
    row.row === 'item'
      ? []
      : [{ index, row: row.row, section: row.row === 'product' ? 'ready' : row.section }],
  );
  const products = new Map(ready.map((product) => [product.facts.id, product]));
  const assigned = sets.flatMap(({ id, given }): ReviewOutline['assigned'] => {
    const product = given === null ? undefined : products.get(given);
    if (product === undefined) return [];
    const shown = product.items.find(({ item }) => item.id === id) ?? product.items[0];
    return [{ setId: id, preview: previewOf(shown?.item), productName: product.facts.name }];
  });
  return { total: rows.length, headings, assigned };
}

/** Whether a photo's product is likely and waits for the user to accept it. */
export function isSuggested({ item }: Pick<ArrangedItem, 'item'>): boolean {
  return item.match.certainty === 'suggested' && item.target === null;
}

/** Whether the only question is if the number in a photo's name is a product's id. */
export function isAskedId({ item }: Pick<ArrangedItem, 'item'>): boolean {
  return item.match.isId === true && item.target === null && !isSetAside(item);
}

/** Whether a file was read as a list: it is no photo, but nothing is wrong with it. */
function isReadList({ item }: Pick<ArrangedItem, 'item'>): boolean {
  return item.unusable?.code === 'read-as-list';
}

/** Whether a label says whose photos they are: by a set's likeness and place alone, nothing is suggested. */
export function isSuggestedSet({ label, verdict }: PhotoSet): boolean {
  return label !== null && verdict.type !== 'two-articles';
}

/** The photos of all sets, labels among them. */
function membersOf(sets: readonly PhotoSet[]): ReadonlySet<number> {
  return new Set(sets.flatMap(itemsOf).map(({ id }) => id));
}

/** A photo as its set suggests it. */
function framedItem({ label, next }: PhotoSet, { item, seconds }: PhotoSet['frames'][number]): Item {
  if (label === null) {
    if (next === null) return item;
    return { ...item, match: { ...item.match, candidates: [next], why: text('matching.nextInList') } };
  }
  const { code, owner } = label;
  const why =
    seconds === null ? text('matching.label', { code }) : text('matching.labelBefore', { code, seconds });
  return {
    ...item,
    match: { ...item.match, type: 'ambiguous', certainty: 'suggested', candidates: [owner], why },
  };
}

/** How many photos of a section one press can change; left out: none. */
interface SectionOffers {
  cameraJpegs?: number;
  newVersions?: number;
  productIds?: number;
}

export type RowSource =
  | {
      row: 'set';
      section: 'choose' | 'suggested';
      set: PhotoSet;
      /** The photos of the set that the filter shows. */
      shownIds: number[];
      place: number;
      of: number;
    }
  | ({ row: 'section'; section: ReviewSection; count: number; leftOut: number } & SectionOffers)
  | { row: 'product'; product: ArrangedProduct }
  | { row: 'item'; section: ReviewSection; one: ArrangedItem; inSet?: InSet };

/** `at`: among the photos of the set, from 0. */
interface InSet {
  set: PhotoSet;
  number: number;
  at: number;
}

export type ThumbnailOf = (productId: number) => string | null;

export function rowView(
  source: RowSource,
  preparing: PreparingView,
  measured: MeasuredView = () => notMeasured,
  thumbnailOf: ThumbnailOf = () => null,
): ReviewRow {
  switch (source.row) {
    case 'section':
      return source;
    case 'set': {
      return setView(source, thumbnailOf);
    }
    case 'product': {
      const { facts, included, placement, problem } = source.product;
      return {
        row: 'product',
        productId: facts.id,
        name: facts.name,
        sku: facts.sku,
        thumbnail: facts.thumbnail,
        included,
        imageCount: facts.imageCount,
        placement,
        problem,
      };
    }
    case 'item':
      return {
        row: 'item',
        section: source.section,
        item: itemView(source.one, preparing, measured, source.inSet),
      };
  }
}

function setView(
  { section, set, shownIds, place, of }: Extract<RowSource, { row: 'set' }>,
  thumbnailOf: ThumbnailOf,
): Extract<ReviewRow, { row: 'set' }> {
  const { id, label, frames, verdict } = set;
  const shown = label?.label ?? frames[0]?.item;
  const times = frames.flatMap(({ item }) => item.facts?.capturedAt ?? []);
  const product = offerOf(set);
  const [first, last] = [frames[0]?.item.fileName ?? '', frames.at(-1)?.item.fileName ?? ''];
  return {
    row: 'set',
    section,
    setId: id,
    place,
    of,
    label: label && { code: label.code, fileName: label.label.fileName, owner: label.owner },
    preview: previewOf(shown),
    firstFrame: previewOf(frames[0]?.item),
    product,
    thumbnail: product && thumbnailOf(product.productId),
    verdict: verdict.type,
    from: { fileName: first, at: times.length > 0 ? Math.min(...times) : null },
    to: { fileName: last, at: times.length > 0 ? Math.max(...times) : null },
    itemIds: frames.map(({ item }) => item.id),
    shownIds,
  };
}

function itemView(
  { item, duplicate, newVersionOf, included, alt, destination, ...rest }: ArrangedItem,
  preparing: PreparingView,
  measured: MeasuredView,
  inSet?: InSet,
): ReviewItem {
  const { facts } = item;
  const { hints, sharpness } = measured(item);
  const cameraJpeg = cameraJpegOf(item);
  const picture = pictureView(item, rest);
  return {
    id: item.id,
    fileName: item.fileName,
    folder: item.folder,
    preview: previewOf(item),
    size: facts && {
      type: typeName(facts.type),
      width: facts.width,
      height: facts.height,
      bytes: facts.bytes,
    },
    reading: isReading(item) || item.wantsCameraJpeg,
    unusable: item.unusable,
    ...(cameraJpeg === null ? {} : { cameraJpeg }),
    ...(linkTarget(item) === null ? {} : { leadsOutside: true }),
    match: {
      type: item.match.type,
      why: item.match.why,
      candidates: item.match.candidates,
      ...(isSuggested({ item }) ? { certainty: 'suggested' as const } : {}),
    },
    ...(inSet === undefined ? {} : { inSet: placeInSet(item, inSet) }),
    variants: item.match.variants?.text ?? '',
    target: item.target && { ...item.target, variant: variantName(item.target) },
    view: item.match.view?.text ?? '',
    duplicate,
    ...(newVersionOf === null
      ? {}
      : { newVersion: { isCertain: newVersionOf.isCertain, replaces: item.replaces } }),
    included,
    stars: item.stars,
    rejected: item.rejected,
    asThumbnail: item.asThumbnail,
    alt,
    altIsOwn: item.alt !== null,
    destination,
    ...(picture === null ? {} : { picture }),
    preparing: preparing(item),
    ...(hints.length === 0 ? {} : { hints: [...hints] }),
    ...(facts === null ? {} : { taken: { profile: facts.profile, at: facts.capturedAt } }),
    ...(sharpness === null ? {} : { sharpness }),
  };
}

export function previewOf(item: Item | undefined): string | null {
  return item?.sha256 == null ? null : previewPath(item.sha256);
}

/** Null for a photo that becomes no variant's picture, unless the user decided so for this photo. */
function pictureView(
  item: Item,
  { pictureOf, replacesPictures }: Pick<ArrangedItem, 'pictureOf' | 'replacesPictures'>,
): NonNullable<ReviewItem['picture']> | null {
  const { target, destination } = item;
  const isChosen = destination !== null && variantIdsOf(item).length > 0;
  if (target === null || (pictureOf.length === 0 && !isChosen)) return null;
  const name = target.variants?.text ?? variantName(target);
  return { name, variants: pictureOf.length, replaced: replacesPictures };
}

function placeInSet({ id, facts }: Item, { set, number, at }: InSet): ReviewItem['inSet'] {
  const { frames, verdict } = set;
  return {
    set: number,
    place: at + 1,
    of: frames.length,
    at: facts?.capturedAt ?? null,
    differs: verdict.type === 'one-differs' && verdict.odd === id,
  };
}

/** A variant's name; '' for a photo of a whole product. */
export function variantName({ variantId, sku, variant }: ItemTarget): string {
  return variantId === null ? '' : (variant ?? sku);
}

/** Listed among the ready ones, with the reason; another recipe, or none, may help. */
function isNotPrepared({ item, included }: ArrangedItem): boolean {
  return included && item.preparingFailed !== null;
}

export function typeName(type: PictureType): string {
  return type in typeFacts ? typeFacts[type as keyof typeof typeFacts].name : type.toUpperCase();
}

/** The counts of a batch. They are wanted at every change while thousands of photos are read: one pass. Pure. */
export function summaryOf(
  { choose, ready, unusable }: Arrangement,
  options: ReviewOptions,
  version: number,
  sets: readonly PhotoSet[] = [],
): Omit<ReviewSummary, 'dropped' | 'undoSteps' | 'redo'> {
  const labels = new Set(sets.flatMap(labelsOf).map(({ id }) => id));
  const counts = {
    ready: 0,
    notPrepared: 0,
    choose: 0,
    suggested: 0,
    skipped: 0,
    rejected: 0,
    reading: 0,
    unseen: 0,
  };
  const onTheWay = { preparing: 0, queueing: 0 };
  const rated = Array.from({ length: maxStars }, () => 0);
  const countAny = (item: Item): void => {
    for (let star = 0; star < item.stars; star += 1) rated[star] = (rated[star] ?? 0) + 1;
    if (item.rejected) counts.rejected += 1;
    if (isReading(item)) counts.reading += 1;
  };
  for (const one of choose) {
    countAny(one.item);
    if (isUnseen(one.item)) counts.unseen += 1;
    if (isSetAside(one.item)) counts.skipped += 1;
    // A label is no photo to decide on.
    else if (!labels.has(one.item.id)) {
      counts.choose += 1;
      if (isSuggested(one)) counts.suggested += 1;
    }
  }
  for (const product of ready) {
    for (const one of product.items) {
      const { item, included, destination } = one;
      countAny(item);
      if (!included) counts.skipped += 1;
      else if (isNotPrepared(one)) counts.notPrepared += 1;
      // Also while they are read, when nothing can be queued.
      else counts.ready += 1;
      if (!isQueueable(one)) continue;
      if (!isSendable(item, destination)) onTheWay.preparing += 1;
      if (item.accepted) onTheWay.queueing += 1;
    }
  }
  const framesSuggested = sets
    .filter(isSuggestedSet)
    .flatMap(({ frames }) => frames)
    .filter(({ item }) => !isOut(item));
  return {
    ...counts,
    ...onTheWay,
    suggested: counts.suggested + framesSuggested.length,
    rated,
    unusable: unusable.filter((one) => !isReadList(one)).length,
    products: ready.filter((product) => product.included > 0).length,
    altTemplate: options.altTemplate,
    placement: options.placement,
    destination: options.destination,
    version,
  };
}
