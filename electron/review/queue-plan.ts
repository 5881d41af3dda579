import { markIn } from '../../shared/mark.ts';
import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { NewIntent } from '../outbox/intent.ts';
import type { StagedPhoto } from '../outbox/entry.ts';
import { nextSortOrder } from '../outbox/jobs/assign-sort-order.ts';
import type { ArrangedItem, ArrangedProduct } from './arrangement.ts';
import {
  galleryCopyOf,
  isForVariant,
  isSendable,
  recipeOf,
  variantCopyOf,
  variantRecipeOf,
  type Item,
  type SentCopy,
} from './item.ts';
import { markFor, markOfDuplicate } from './photo-mark.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';

/** A product's gallery as last known, and what is on its way to it. */
export interface GalleryNow {
  /** Null if it was never fetched. */
  images: readonly StoreImage[] | null;
  /** An image with the user's latest edits; null if it is gone. */
  latest: (imageId: number) => Pick<StoreImage, 'description' | 'isThumbnail'> | null;
  onTheWay: readonly (number | null)[];
  /** Marks of photos this batch queued earlier. */
  ofThisBatch: ReadonlySet<string>;
}

/** Intents in order, and the photos they take out of the review. */
export interface QueuePlan {
  intents: NewIntent[];
  taken: Item[];
  /** Photos that take an image's place, by mark. */
  inPlaceOf: { mark: string; imageId: number }[];
}

/**
 * The intents for one product's photos. `after` counts up from the last image and `before` down from the first, so
 * neither reuses a sort order; `replace` removes the present images after the new photos. Pure.
 */
export function planQueue(product: ArrangedProduct, now: GalleryNow): QueuePlan {
  const wanted = product.items.filter(
    (one) => one.included && one.item.accepted && isSendable(one.item, one.destination),
  );
  const toGallery = wanted.filter((one) => one.destination !== 'variant').slice(0, product.facts.room);
  const taken = wanted.filter((one) => one.destination === 'variant' || toGallery.includes(one));
  const images = now.images ?? [];
  const known = now.images !== null;
  const lowest = Math.min(
    ...images.map((image) => image.sortOrder),
    ...now.onTheWay.map((order) => order ?? 0),
  );
  const first =
    product.placement === 'before' && Number.isFinite(lowest)
      ? lowest - toGallery.length
      : nextSortOrder(images, now.onTheWay);
  const chosen = toGallery.find((one) => one.item.asThumbnail);
  const isFirst = images.length === 0 && now.onTheWay.length === 0;
  const thumbnail =
    chosen ?? ((known && isFirst) || product.placement === 'replace' ? toGallery[0] : undefined);
  const inPlaceOf: QueuePlan['inPlaceOf'] = [];
  const photos = toGallery.map((one, index): NewIntent => {
    const photo = photoOf(one, galleryCopyOf(one.item), recipeOf(one.item), one.sentAs);
    const imageId = one.item.replaces ? one.newVersionOf?.imageId : undefined;
    const before = imageId === undefined ? null : now.latest(imageId);
    if (before && imageId !== undefined) inPlaceOf.push({ mark: photo.mark, imageId });
    return {
      type: 'upload',
      photo,
      sortOrder: known ? first + index : null,
      asThumbnail: chosen === undefined && before ? before.isThumbnail : one === thumbnail,
      alt: before && one.item.alt === null ? before.description : one.alt,
    };
  });
  const variants = taken.flatMap((one): NewIntent[] => {
    if (!isForVariant(one.destination)) return [];
    const recipe = variantRecipeOf(one.item) ?? recipeOf(one.item);
    const photo = photoOf(one, variantCopyOf(one.item), recipe, one.variantSentAs);
    return one.pictureOf.map((variantId) => ({ type: 'variant-image', photo, variantId }));
  });
  const replaced =
    photos.length > 0 && product.placement === 'replace'
      ? replacedBy(product, now)
      : inPlaceOf.map(({ imageId }) => imageId);
  return {
    intents: [
      ...photos,
      ...variants,
      ...(replaced.length > 0
        ? [{ type: 'remove', imageIds: replaced, replacing: true, notBefore: 0 } satisfies NewIntent]
        : []),
    ],
    taken: taken.map((one) => one.item),
    inPlaceOf,
  };
}

/** What new photos replace: all images except this batch's own. */
function replacedBy(product: ArrangedProduct, { images, ofThisBatch }: GalleryNow): number[] {
  const kept = new Set([
    ...ofThisBatch,
    ...product.items.flatMap(({ item, duplicate }) =>
      duplicate === 'gallery' && item.sha256 !== null ? [markFor(item.sha256, recipeOf(item))] : [],
    ),
  ]);
  return (images ?? []).filter(({ imageFile }) => !kept.has(markIn(imageFile) ?? '')).map(({ id }) => id);
}

/**
 * The photo as it is sent. Its mark comes from the original and the recipe, so that it is recognised on any computer. A
 * wanted duplicate gets its own mark.
 */
function photoOf(
  { item, duplicate }: ArrangedItem,
  copy: SentCopy | null,
  recipe: PhotoRecipe | null,
  sentAs: string | null,
): StagedPhoto {
  if (copy === null) throw new Error('A photo that is not prepared can not be queued');
  const original = item.sha256 ?? copy.sha256;
  const { type, bytes, sha256 } = copy;
  const mark = duplicate === null ? markFor(original, recipe) : markOfDuplicate(original, recipe, item.id);
  return { fileName: item.fileName, type, bytes, sha256, mark, ...(sentAs === null ? {} : { sentAs }) };
}
