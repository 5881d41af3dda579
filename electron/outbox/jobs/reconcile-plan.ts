import type { ImageChange, StoreImage } from '../../bigcommerce/image-api.ts';
import { shownOrder } from '../../ordering/arrange.ts';
import { markIn } from '../../../shared/mark.ts';
import { couldBeImport } from './find-arrived.ts';

/** The wanted state of one new image, and how to identify it. */
export type Wanted = {
  sortOrder: number;
  asThumbnail: boolean;
  alt: string;
  /** The image id recorded for the entry. */
  imageId: number;
  /** The user removed it since. */
  isRemoved: boolean;
} & (
  | { type: 'mark'; mark: string }
  /** A web picture: the known image, and late commits of the same import. */
  | { type: 'import'; url: string; knownIds: readonly number[]; inDoubt: boolean }
);

export interface ReconcilePlan {
  /** Changes to send first, so that edits made to a copy are not lost with it. */
  change: { imageId: number; change: ImageChange }[];
  /** All remaining image ids in order; null if the order is right. */
  order: number[] | null;
  /** Recorded ids that are about to be removed, and the ids that replace them. */
  renamed: { from: number; to: number }[];
  /** Duplicates to remove last. */
  remove: number[];
  /** Whether another computer has sent one of the photos too. It may have moved ours. */
  isSentElsewhere: boolean;
}

/** All images of one photo: the one to keep, and its duplicates. */
interface Group {
  wanted: Wanted;
  first: StoreImage;
  copies: StoreImage[];
}

/**
 * Plans the changes that give a product's gallery the wanted state. Pure.
 * - Of two images with one mark the lower id stays, so every computer keeps the same one. Alt text, position
 * and thumbnail set on the duplicate move to it.
 * - Sort orders stay while the uploaded photos are in order: stores may renumber.
 * - A missing photo was removed by someone and stays removed; a late duplicate is removed too.
 * `isArranged`: the gallery was right once, so later differences come from the user or a duplicate.
 */
export function planReconcile(
  images: readonly StoreImage[],
  wanted: readonly Wanted[],
  isArranged: boolean,
): ReconcilePlan {
  const groups: Group[] = [];
  const remove: number[] = [];
  const byMark = Map.groupBy(images, (image) => markIn(image.imageFile) ?? '');
  const ours = new Set(wanted.flatMap((want) => (want.type === 'import' ? [want.imageId] : [])));
  const imagesOf = (want: Wanted): StoreImage[] =>
    want.type === 'mark' ? (byMark.get(want.mark) ?? []) : sameImport(images, want, ours);
  const stay = wanted.filter((want) => !want.isRemoved);
  const kept = new Set(stay.flatMap((want) => imagesOf(want).map(({ id }) => id)));
  for (const want of wanted) {
    const [first, ...copies] = imagesOf(want).toSorted((a, b) => a.id - b.id);
    if (!first) continue;
    if (!want.isRemoved) {
      groups.push({ wanted: want, first, copies });
      remove.push(...copies.map(({ id }) => id));
    } else if (want.type === 'mark') {
      remove.push(...[first, ...copies].flatMap(({ id }) => (kept.has(id) ? [] : id)));
    }
  }
  const renamed = groups.flatMap((group) => {
    const known = knownCopy(group);
    return known ? [{ from: known.id, to: group.first.id }] : [];
  });
  const change = new Map<number, ImageChange>();
  const add = ({ id }: StoreImage, more: ImageChange): void => {
    change.set(id, { ...change.get(id), ...more });
  };
  for (const group of groups) {
    const copyAlt = knownCopy(group)?.description;
    if (copyAlt !== undefined && copyAlt !== group.wanted.alt && copyAlt !== group.first.description) {
      add(group.first, { description: copyAlt });
    }
  }
  const thumbnail = isArranged ? thumbnailToRestore(groups) : groups.find((one) => one.wanted.asThumbnail);
  if (thumbnail && !thumbnail.first.isThumbnail) add(thumbnail.first, { isThumbnail: true });
  return {
    change: [...change].map(([imageId, one]) => ({ imageId, change: one })),
    order: isArranged ? orderWithPlacesTaken(images, groups, remove) : orderAsSent(images, groups, remove),
    renamed,
    remove,
    isSentElsewhere: groups.some(
      ({ wanted: { imageId }, first, copies }) => first.id !== imageId || copies.length > 0,
    ),
  };
}

/** The recorded image, if it is a duplicate to remove. */
function knownCopy({ wanted, copies }: Group): StoreImage | undefined {
  return copies.find(({ id }) => id === wanted.imageId);
}

/** The image that lost the thumbnail to a duplicate. */
function thumbnailToRestore(groups: readonly Group[]): Group | undefined {
  const taking = groups.find(
    ({ first, copies }) => copies.length > 0 && [first, ...copies].some((one) => one.isThumbnail),
  );
  return taking && (groups.find((one) => one.wanted.asThumbnail) ?? taking);
}

/** Puts the uploaded photos in their wanted order, within the positions they hold together. */
function orderAsSent(
  images: readonly StoreImage[],
  groups: readonly Group[],
  remove: readonly number[],
): number[] | null {
  const asWanted = groups
    .toSorted((a, b) => a.wanted.sortOrder - b.wanted.sortOrder)
    .map(({ first }) => first.id);
  const now = shownOrder(images).flatMap(({ id }) => (remove.includes(id) ? [] : id));
  const next = asWanted.values();
  const order = now.map((id) => (asWanted.includes(id) ? (next.next().value ?? id) : id));
  return isSame(order, now) ? null : order;
}

/** Puts each kept image at the position of the duplicate it replaces. */
function orderWithPlacesTaken(
  images: readonly StoreImage[],
  groups: readonly Group[],
  remove: readonly number[],
): number[] | null {
  const shown = shownOrder(images).map(({ id }) => id);
  const replaced = new Map(
    groups.flatMap((one) => (knownCopy(one) ? [[knownCopy(one)?.id, one.first.id]] : [])),
  );
  const coming = new Set(replaced.values());
  const order = shown
    .filter((id) => !coming.has(id))
    .map((id) => replaced.get(id) ?? id)
    .filter((id) => !remove.includes(id));
  const now = shown.filter((id) => !remove.includes(id));
  return isSame(order, now) ? null : order;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.every((id, at) => id === b[at]);
}

/** The image of an import. If an attempt was in doubt, also unclaimed new images with the same file stem. */
function sameImport(
  images: readonly StoreImage[],
  want: Extract<Wanted, { type: 'import' }>,
  ours: ReadonlySet<number>,
): StoreImage[] {
  return images.filter(
    (image) =>
      image.id === want.imageId ||
      (want.inDoubt && !ours.has(image.id) && couldBeImport(image, want.url, want.knownIds)),
  );
}
