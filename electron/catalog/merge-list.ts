import type { StoreImage } from '../bigcommerce/image-api.ts';

/**
 * Merges a fetched list of images with changes made since the request. Pure. A slow answer must neither hide
 * images that have arrived meanwhile nor bring removed ones back.
 *
 * `before`: images known at the time of the request; `now`: images known now.
 */
export function mergedList(
  listed: readonly StoreImage[],
  before: readonly StoreImage[],
  now: readonly StoreImage[],
): StoreImage[] {
  const [was, is] = [before, now].map((images) => new Map(images.map((image) => [image.id, image])));
  if (!was || !is) return [...listed];
  const known = new Set(listed.map(({ id }) => id));
  const merged = listed.flatMap((image) => {
    const [earlier, later] = [was.get(image.id), is.get(image.id)];
    if (later === undefined) return earlier === undefined ? [image] : [];
    return JSON.stringify(earlier) === JSON.stringify(later) ? [image] : [later];
  });
  return [...merged, ...now.filter(({ id }) => !was.has(id) && !known.has(id))];
}
