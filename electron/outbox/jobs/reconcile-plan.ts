import type { ImageChange, StoreImage } from '../../bigcommerce/image-api.ts';
import { shownOrder } from '../../ordering/arrange.ts';
import { markIn } from '../../../shared/mark.ts';
import { couldBeImport } from './find-arrived.ts';

/** Where one new image is meant to stand, and how it is known among the others. */
export type Wanted = {
  sortOrder: number;
  asThumbnail: boolean;
  /** The alt text it was sent with. */
  alt: string;
  /** The image that it became, as far as is known here. */
  imageId: number;
  /** The user has removed it since. */
  isRemoved: boolean;
} & (
  | { by: 'mark'; mark: string }
  /** A picture from the web: the image we know of, and what else can only be the same import, committed late. */
  | { by: 'import'; url: string; knownIds: readonly number[]; inDoubt: boolean }
);

export interface ReconcilePlan {
  /** What is told of images, to be sent first: nothing that was told of a copy may go with it. */
  change: { imageId: number; change: ImageChange }[];
  /** The ids of all images that are to stay, first to last; null when they stand so. */
  order: number[] | null;
  /** Images that are known here by another id from now on, since theirs is to be removed. */
  renamed: { from: number; to: number }[];
  /** Images to remove, last: later copies of a photo that was to arrive once. */
  remove: number[];
}

/** The images of one photo: the one that stays, and what was committed besides. */
interface Group {
  wanted: Wanted;
  first: StoreImage;
  copies: StoreImage[];
}

/**
 * What is left to do so that a product's gallery is as arranged. Pure.
 *
 * - Of two images with one mark the lower id stays: whichever computer looks, it keeps the same one. What the user has
 *   told of the other meanwhile goes over to it: alt text, place and thumbnail.
 * - Numbers are left alone while the order among the uploaded photos is right: a store may renumber as it likes.
 * - A photo that is not there any more was removed by somebody, and stays removed; a copy that comes late follows it.
 *
 * `isArranged`: order and thumbnail were right once. What they are now is the user's doing, or that of a copy.
 */
export function planReconcile(
  images: readonly StoreImage[],
  wanted: readonly Wanted[],
  isArranged: boolean,
): ReconcilePlan {
  const groups: Group[] = [];
  const remove: number[] = [];
  const byMark = Map.groupBy(images, (image) => markIn(image.imageFile) ?? '');
  const ours = new Set(wanted.flatMap((want) => (want.by === 'import' ? [want.imageId] : [])));
  const imagesOf = (want: Wanted): StoreImage[] =>
    want.by === 'mark' ? (byMark.get(want.mark) ?? []) : sameImport(images, want, ours);
  const stay = wanted.filter((want) => !want.isRemoved);
  const kept = new Set(stay.flatMap((want) => imagesOf(want).map(({ id }) => id)));
  for (const want of wanted) {
    const [first, ...copies] = imagesOf(want).toSorted((a, b) => a.id - b.id);
    if (!first) continue;
    if (!want.isRemoved) {
      groups.push({ wanted: want, first, copies });
      remove.push(...copies.map(({ id }) => id));
    } else if (want.by === 'mark') {
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
  };
}

/** The image that is known here, when it is one of those that go. */
function knownCopy({ wanted, copies }: Group): StoreImage | undefined {
  return copies.find(({ id }) => id === wanted.imageId);
}

/** The one that loses the thumbnail to a copy, or with a copy. */
function thumbnailToRestore(groups: readonly Group[]): Group | undefined {
  const taking = groups.find(
    ({ first, copies }) => copies.length > 0 && [first, ...copies].some((one) => one.isThumbnail),
  );
  return taking && (groups.find((one) => one.wanted.asThumbnail) ?? taking);
}

/** Photos in the order in which they were meant, in the places that they take up among all others. */
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

/** Images that stay in place of the ones that are known here come to stand where those do. */
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

/** The image of an import, and, if an attempt was ever in doubt, new ones with the same stem that are nobody else's. */
function sameImport(
  images: readonly StoreImage[],
  want: Extract<Wanted, { by: 'import' }>,
  ours: ReadonlySet<number>,
): StoreImage[] {
  return images.filter(
    (image) =>
      image.id === want.imageId ||
      (want.inDoubt && !ours.has(image.id) && couldBeImport(image, want.url, want.knownIds)),
  );
}
