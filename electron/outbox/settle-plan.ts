import type { ImageChange, StoreImage } from '../bigcommerce/image-api.ts';
import { markIn } from '../../shared/mark.ts';

/** Where one uploaded photo is meant to stand. */
export interface Wanted {
  mark: string;
  sortOrder: number;
  asThumbnail: boolean;
}

export interface SettlePlan {
  /** Images to remove: later copies of a photo that was to arrive once. */
  remove: number[];
  change: { imageId: number; change: ImageChange }[];
}

/**
 * What is left to do so that a product's gallery is as arranged. Pure.
 *
 * - Of two images with one mark the lower id stays: whichever computer looks, it keeps the same one.
 * - Numbers are left alone while the order among the uploaded photos is right: a store may renumber as it likes.
 * - A photo that is not there any more was removed by somebody, and stays removed.
 */
export function planSettle(images: readonly StoreImage[], wanted: readonly Wanted[]): SettlePlan {
  const byMark = new Map<string, StoreImage[]>();
  for (const image of images) {
    const mark = markIn(image.imageFile);
    if (mark !== null) byMark.set(mark, [...(byMark.get(mark) ?? []), image]);
  }
  const remove: number[] = [];
  const kept: { image: StoreImage; wanted: Wanted }[] = [];
  for (const want of wanted) {
    const [first, ...copies] = (byMark.get(want.mark) ?? []).toSorted((a, b) => a.id - b.id);
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
  return { remove, change };
}
