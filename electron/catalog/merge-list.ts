import type { StoreImage } from '../bigcommerce/image-api.ts';

/**
 * A list that the store was asked for some time ago, with what was learnt of the same images since. Pure. A slow answer must not
 * take out of the gallery what has arrived in the meantime, or bring back what was removed.
 *
 * `before`: what was known when it was asked for; `now`: what is known now.
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
