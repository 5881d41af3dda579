import type { ImageChange, StoreImage } from '../bigcommerce/image-api.ts';
import { markIn } from '../../shared/mark.ts';
import { couldBeImport } from './find-arrived.ts';

/** Where one new image is meant to stand, and how it is known among the others. */
export type Wanted = { sortOrder: number; asThumbnail: boolean } & (
  | { by: 'mark'; mark: string }
  /** A picture from the web: the image we know of, and what else can only be the same import, committed late. */
  | { by: 'import'; imageId: number; url: string; knownIds: readonly number[]; inDoubt: boolean }
);

export interface SettlePlan {
  /** Images to remove: later copies of a photo that was to arrive once. */
  remove: number[];
  change: { imageId: number; change: ImageChange }[];
  /** The part of the changes that the removals call for: a copy that goes must not take the thumbnail with it. */
  restore: { imageId: number; change: ImageChange }[];
}

/**
 * What is left to do so that a product's gallery is as arranged. Pure.
 *
 * - Of two images with one mark the lower id stays: whichever computer looks, it keeps the same one.
 * - Numbers are left alone while the order among the uploaded photos is right: a store may renumber as it likes.
 * - A photo that is not there any more was removed by somebody, and stays removed.
 */
export function planSettle(images: readonly StoreImage[], wanted: readonly Wanted[]): SettlePlan {
  const byMark = Map.groupBy(images, (image) => markIn(image.imageFile) ?? '');
  const ours = new Set(wanted.flatMap((want) => (want.by === 'import' ? [want.imageId] : [])));
  const remove: number[] = [];
  const kept: { image: StoreImage; wanted: Wanted }[] = [];
  for (const want of wanted) {
    const same = want.by === 'mark' ? (byMark.get(want.mark) ?? []) : sameImport(images, want, ours);
    const [first, ...copies] = same.toSorted((a, b) => a.id - b.id);
    if (!first) continue;
    kept.push({ image: first, wanted: want });
    remove.push(...copies.map((copy) => copy.id));
  }
  const asWanted = kept.toSorted((a, b) => a.wanted.sortOrder - b.wanted.sortOrder);
  const asStored = kept.toSorted((a, b) => a.image.sortOrder - b.image.sortOrder || a.image.id - b.image.id);
  const inOrder = asWanted.every((one, index) => one === asStored[index]);
  const change: SettlePlan['change'] = [];
  for (const { image, wanted: want } of asWanted) {
    const moves = !inOrder && image.sortOrder !== want.sortOrder;
    const becomesThumbnail = want.asThumbnail && !image.isThumbnail;
    if (!moves && !becomesThumbnail) continue;
    change.push({
      imageId: image.id,
      change: {
        ...(moves ? { sortOrder: want.sortOrder } : {}),
        ...(becomesThumbnail ? { isThumbnail: true } : {}),
      },
    });
  }
  const losesThumbnail = images.some((image) => image.isThumbnail && remove.includes(image.id));
  const restore = losesThumbnail
    ? asWanted
        .filter(({ wanted: want }) => want.asThumbnail)
        .map(({ image }) => ({ imageId: image.id, change: { isThumbnail: true } }))
    : [];
  return { remove, change, restore };
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
