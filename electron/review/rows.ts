import { typeFacts } from '../../shared/limits.ts';
import type { Hint } from '../../shared/hints.ts';
import type { ReviewItem, ReviewRow, ReviewSection, ReviewSummary } from '../../shared/review.ts';
import type { PictureType } from '../pictures/picture-facts.ts';
import { isQueueable, type ArrangedItem, type ArrangedProduct, type Arrangement } from './arrangement.ts';
import { text } from '../../shared/messages/text.ts';
import { cameraJpegOf, isReading, isSendable, linkTarget, type Item, type ReviewOptions } from './item.ts';
import type { ItemTarget } from '../matching/match.ts';
import type { LabelSet } from './label-sets.ts';

/** Null for a photo that is sent as it is. */
export type PreparingView = (one: ArrangedItem['item']) => ReviewItem['preparing'];

export type HintsView = (item: Item) => readonly Hint[];

/** The rows of the screen: photos to decide on, ready photos by product, unusable files. Pure. */
export function rowsOf(
  { choose, ready, unusable }: Arrangement,
  sets: readonly LabelSet[] = [],
): RowSource[] {
  const inSets = membersOf(sets);
  const rows: RowSource[] = [];
  const section = (name: ReviewSection, count: number, leftOut = 0, cameraJpegs = 0): void => {
    if (count === 0) return;
    rows.push({ row: 'section', section: name, count, leftOut, ...(cameraJpegs > 0 ? { cameraJpegs } : {}) });
  };
  const loose = sets.length === 0 ? choose : choose.filter(({ item }) => !inSets.has(item.id));
  const [open, suggested] = [loose.filter((one) => !isSuggested(one)), loose.filter(isSuggested)];
  section('choose', open.length);
  for (const one of open) rows.push({ row: 'item', section: 'choose', one });
  const framed = sets.reduce((sum, { frames }) => sum + frames.length, 0);
  if (sets.length > 0) {
    const count = suggested.length + framed;
    rows.push({ row: 'section', section: 'suggested', count, leftOut: 0 });
  } else section('suggested', suggested.length);
  const arranged = new Map(sets.length === 0 ? [] : choose.map((one) => [one.item.id, one]));
  for (const [at, set] of sets.entries()) {
    rows.push({ row: 'set', set, place: at + 1, of: sets.length });
    for (const frame of set.frames) {
      const one = arranged.get(frame.item.id);
      if (one)
        rows.push({ row: 'item', section: 'suggested', one: { ...one, item: framedItem(set, frame) } });
    }
  }
  for (const one of suggested) rows.push({ row: 'item', section: 'suggested', one });
  section(
    'ready',
    ready.reduce((sum, product) => sum + product.items.length, 0),
    ready.reduce((sum, product) => sum + product.items.length - product.included, 0),
  );
  for (const product of ready) {
    rows.push({ row: 'product', product });
    for (const one of product.items) rows.push({ row: 'item', section: 'ready', one });
  }
  const [lists, bad] = [unusable.filter(isReadList), unusable.filter((one) => !isReadList(one))];
  section('unusable', bad.length, 0, bad.filter(({ item }) => cameraJpegOf(item) !== null).length);
  for (const one of bad) rows.push({ row: 'item', section: 'unusable', one });
  section('lists', lists.length);
  for (const one of lists) rows.push({ row: 'item', section: 'lists', one });
  return rows;
}

/** Whether a photo's product is likely and waits for the user to accept it. */
export function isSuggested({ item }: Pick<ArrangedItem, 'item'>): boolean {
  return item.match.certainty === 'suggested' && item.target === null;
}

/** Whether a file was read as a list: it is no photo, but nothing is wrong with it. */
export function isReadList({ item }: Pick<ArrangedItem, 'item'>): boolean {
  return item.unusable?.code === 'read-as-list';
}

/** The photos of all sets, labels among them. */
export function membersOf(sets: readonly LabelSet[]): ReadonlySet<number> {
  return new Set(
    sets.flatMap(({ label, repeats, frames }) => [
      label.id,
      ...repeats.map(({ id }) => id),
      ...frames.map(({ item }) => item.id),
    ]),
  );
}

/** A photo as its set suggests it. */
export function framedItem({ code, owner }: LabelSet, { item, seconds }: LabelSet['frames'][number]): Item {
  const why =
    seconds === null ? text('matching.label', { code }) : text('matching.labelBefore', { code, seconds });
  return {
    ...item,
    match: { ...item.match, type: 'ambiguous', certainty: 'suggested', candidates: [owner], why },
  };
}

export type RowSource =
  | { row: 'set'; set: LabelSet; place: number; of: number }
  | { row: 'section'; section: ReviewSection; count: number; leftOut: number; cameraJpegs?: number }
  | { row: 'product'; product: ArrangedProduct }
  | { row: 'item'; section: ReviewSection; one: ArrangedItem };

export function rowView(source: RowSource, preparing: PreparingView, hints: HintsView = () => []): ReviewRow {
  switch (source.row) {
    case 'section':
      return source;
    case 'set': {
      const { set, place, of } = source;
      return {
        row: 'set',
        labelId: set.label.id,
        place,
        of,
        fileName: set.label.fileName,
        preview: set.label.sha256 === null ? null : `/preview/${set.label.sha256}`,
        code: set.code,
        product: set.owner,
        itemIds: set.frames.map(({ item }) => item.id),
      };
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
      return { row: 'item', section: source.section, item: itemView(source.one, preparing, hints) };
  }
}

function itemView(
  { item, duplicate, newVersionOf, included, alt, destination }: ArrangedItem,
  preparing: PreparingView,
  hints: HintsView,
): ReviewItem {
  const { facts } = item;
  const hinted = hints(item);
  const cameraJpeg = cameraJpegOf(item);
  return {
    id: item.id,
    fileName: item.fileName,
    folder: item.folder,
    preview: item.sha256 === null ? null : `/preview/${item.sha256}`,
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
    variants: item.match.variants?.text ?? '',
    target: item.target && { ...item.target, variant: variantName(item.target) },
    view: item.match.view?.text ?? '',
    duplicate,
    ...(newVersionOf === null
      ? {}
      : { newVersion: { isCertain: newVersionOf.isCertain, replaces: item.replaces } }),
    included,
    asThumbnail: item.asThumbnail,
    alt,
    altIsOwn: item.alt !== null,
    destination,
    preparing: preparing(item),
    ...(hinted.length === 0 ? {} : { hints: [...hinted] }),
  };
}

/** A variant's name; '' for a photo of a whole product. */
export function variantName({ variantId, sku, variant }: ItemTarget): string {
  return variantId === null ? '' : (variant ?? sku);
}

export function typeName(type: PictureType): string {
  return type in typeFacts ? typeFacts[type as keyof typeof typeFacts].name : type.toUpperCase();
}

export function summaryOf(
  { choose, ready, unusable }: Arrangement,
  options: ReviewOptions,
  version: number,
  sets: readonly LabelSet[] = [],
): Omit<ReviewSummary, 'dropped' | 'undoSteps' | 'redo'> {
  const placed = ready.flatMap((product) => product.items);
  const framed = sets.reduce((sum, { frames }) => sum + frames.length, 0);
  const lists = unusable.filter(isReadList).length;
  const queueable = placed.filter((one) => isQueueable(one));
  return {
    ready: queueable.length,
    // A label is no photo to decide on.
    choose: choose.length - sets.reduce((sum, { repeats }) => sum + 1 + repeats.length, 0),
    suggested: choose.filter(isSuggested).length + framed,
    sets: sets.length,
    unusable: unusable.length - lists,
    lists,
    skipped: placed.filter((one) => !one.included).length,
    reading: [...choose, ...placed].filter(({ item }) => isReading(item)).length,
    preparing: queueable.filter(({ item, destination }) => !isSendable(item, destination)).length,
    queueing: queueable.filter(({ item }) => item.accepted).length,
    products: ready.filter((product) => product.included > 0).length,
    altTemplate: options.altTemplate,
    placement: options.placement,
    destination: options.destination,
    version,
  };
}
