import { int32, shownOrder, type ImagePosition, type Put } from './arrange.ts';

/**
 * One interpretation of the reference. It says that an update may renumber the images "with a `sort_order`
 * the same as or greater than the image's new value", but not when or how.
 */
interface Renumbering {
  when: 'raised' | 'lowered' | 'always' | 'never';
  /**
   * Those images are raised by one; or get consecutive numbers; or the whole gallery is numbered from 0 or 1.
   */
  how: 'shift' | 'close-gaps' | 'all-from-0' | 'all-from-1';
}

export const renumberings: readonly Renumbering[] = [
  { when: 'never', how: 'shift' },
  ...(['raised', 'lowered', 'always'] as const).flatMap((when) =>
    (['shift', 'close-gaps', 'all-from-0', 'all-from-1'] as const).map((how) => ({ when, how })),
  ),
];

/** Limits requests times images times interpretations, so that the main process stays responsive. */
const maxSimulated = 50_000;

/**
 * How many of the PUTs, sent before the next list, write no number that another image holds, under every
 * interpretation. At least 1 unless empty: the list has just shown its number to be free.
 */
export function countSafe(
  images: readonly ImagePosition[],
  puts: readonly Put[],
  possible: readonly Renumbering[],
): number {
  const obvious = countDescending(images, puts);
  if (obvious === puts.length || isTooMuch(images, obvious, possible)) return obvious;
  const start = shownOrder(images);
  let galleries = possible.map((rule) => ({ rule, gallery: start }));
  for (const [at, put] of puts.entries()) {
    const isHeld = galleries.some(({ gallery }) =>
      gallery.some(({ id, sortOrder }) => sortOrder === put.sortOrder && id !== put.imageId),
    );
    if (at > 0 && (isHeld || (at >= obvious && isTooMuch(images, at, possible)))) return at;
    galleries = galleries.map(({ rule, gallery }) => ({ rule, gallery: afterPut(gallery, put, rule) }));
  }
  return puts.length;
}

/**
 * The interpretations that explain a list after the PUTs; all if none does, because others made changes too.
 */
export function consistentWith(
  before: readonly ImagePosition[],
  puts: readonly Put[],
  after: readonly ImagePosition[],
  possible: readonly Renumbering[],
): readonly Renumbering[] {
  if (isTooMuch(before, puts.length, possible)) return possible;
  const start = shownOrder(before);
  const consistent = possible.filter((rule) => {
    let gallery = start;
    for (const put of puts) gallery = afterPut(gallery, put, rule);
    const expected = new Map(gallery.map(({ id, sortOrder }) => [id, sortOrder]));
    return after.every(({ id, sortOrder }) => (expected.get(id) ?? sortOrder) === sortOrder);
  });
  return consistent.length > 0 ? consistent : renumberings;
}

/**
 * How many PUTs are safe without a simulation. Their numbers are free and descending, so images raised by one
 * PUT lie above the next, and they lie outside the numbers of a renumbered gallery.
 */
function countDescending(images: readonly ImagePosition[], puts: readonly Put[]): number {
  const held = new Set(images.map((image) => image.sortOrder));
  const unsafe = puts.findIndex(({ sortOrder }, at) => {
    if (at === 0) return false;
    const isInWholeGallery = sortOrder >= 0 && sortOrder <= images.length;
    return isInWholeGallery || held.has(sortOrder) || sortOrder >= (puts[at - 1]?.sortOrder ?? 0);
  });
  return unsafe < 0 ? puts.length : unsafe;
}

/** The images after a PUT under one interpretation. Takes and returns them in display order. */
function afterPut(
  images: readonly ImagePosition[],
  { imageId, sortOrder }: Put,
  { when, how }: Renumbering,
): ImagePosition[] {
  const current = images.find(({ id }) => id === imageId);
  if (!current) return [...images];
  const put = { id: imageId, sortOrder };
  const others = images.filter((image) => image !== current);
  const lower = others.filter((image) => image.sortOrder < sortOrder);
  const rest = others.slice(lower.length);
  const direction = sortOrder > current.sortOrder ? 'raised' : 'lowered';
  const isRenumbered = sortOrder !== current.sortOrder && (when === 'always' || when === direction);
  if (!isRenumbered) return [...lower, put, ...rest];
  switch (how) {
    case 'shift':
      return [...lower, put, ...rest.map(({ id, sortOrder: number }) => numbered(id, number + 1))];
    case 'close-gaps':
      return [...lower, put, ...rest.map(({ id }, at) => numbered(id, sortOrder + 1 + at))];
    case 'all-from-0':
      return [...lower, put, ...rest].map(({ id }, at) => numbered(id, at));
    case 'all-from-1':
      return [...lower, put, ...rest].map(({ id }, at) => numbered(id, at + 1));
  }
}

function numbered(id: number, sortOrder: number): ImagePosition {
  return { id, sortOrder: Math.min(sortOrder, int32.max) };
}

function isTooMuch(images: readonly unknown[], puts: number, possible: readonly unknown[]): boolean {
  return images.length * puts * possible.length > maxSimulated;
}
