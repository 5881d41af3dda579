import { naturalOrder } from '../util/natural-order.ts';
import type { ItemMatch, ItemTarget, View } from './match.ts';
import { rankOfRole, usualRoleOrder } from './roles.ts';

/** A photo that has found its product, and what its name says of its position there. */
interface NamedPhoto {
  fileName: string;
  folder: string;
  where: 'name' | 'fields' | 'folder';
  /** null for the product's own photos, which come before those of its variants. */
  variantId: number | null;
  sku: string;
  view: View | null;
}

export interface PhotoToOrder extends NamedPhoto {
  /** When the camera took it, epoch milliseconds; null where the picture doesn't say. */
  capturedAt: number | null;
}

/** What orders a photo of a product, from its match. `target`: null for a photo that was given to the product by hand. */
export function namedPhoto(
  { fileName, folder }: Pick<NamedPhoto, 'fileName' | 'folder'>,
  { where, view, variantNamed }: ItemMatch,
  target: ItemTarget | null,
): NamedPhoto {
  const { variantId, sku } = variantNamed ?? target ?? { variantId: null, sku: '' };
  return { fileName, folder, where, variantId, sku, view };
}

type Key = readonly (number | string)[];

/** Letters that photographers use for views instead of counting: front, back, side, and so on. */
const abbreviated: Readonly<Record<string, string>> = {
  f: 'front',
  b: 'back',
  s: 'side',
  l: 'left',
  r: 'right',
  t: 'top',
  d: 'detail',
};

/** F and B stand for front and back where every letter used is an initial of a view, F is one of them, and A isn't. */
function lettersAreInitials(photos: readonly NamedPhoto[]): boolean {
  const letters = new Set(
    photos.flatMap(({ view }) => (view?.kind === 'letter' ? [String(view.value)] : [])),
  );
  return letters.has('f') && [...letters].every((letter) => letter in abbreviated);
}

/**
 * Main pictures first, then one named by the SKU alone, numbers, letters, words in the order shops show them; in a
 * folder, files that say nothing come last.
 */
function keyOf(
  view: View | null,
  where: NamedPhoto['where'],
  initials: boolean,
  order: readonly string[],
): Key {
  if (view === null) return where === 'name' ? [1] : [5];
  if (view.kind === 'number') return [2, Number(view.value), view.minor];
  const word = view.kind === 'word' ? String(view.value) : initials ? abbreviated[view.value] : undefined;
  if (word === undefined) return [3, String(view.value), view.minor];
  const rank = rankOfRole(word, order);
  return [word === 'main' ? 0 : 4, rank, view.minor, view.text.split(' ').length, view.text];
}

function compareKeys(a: Key, b: Key): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [one, other] = [a[at] ?? 0, b[at] ?? 0];
    const difference =
      typeof one === 'number' && typeof other === 'number'
        ? one - other
        : naturalOrder(String(one), String(other));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/**
 * The photos of one product in the order of their names: its own, then each variant's; by view, roles in the order
 * given. Those whose names say the same are one group, in order of name.
 */
export function groupByName<T extends NamedPhoto>(
  photos: readonly T[],
  roleOrder: readonly string[] = usualRoleOrder,
): T[][] {
  const initials = lettersAreInitials(photos);
  const keyed = photos.map((photo) => ({
    photo,
    owner: photo.variantId === null ? '' : photo.sku,
    key: keyOf(photo.view, photo.where, initials, roleOrder),
  }));
  type Keyed = (typeof keyed)[number];
  const compare = (a: Keyed, b: Keyed): number =>
    naturalOrder(a.owner, b.owner) ||
    (a.photo.variantId ?? 0) - (b.photo.variantId ?? 0) ||
    compareKeys(a.key, b.key);
  const sorted = keyed.toSorted(
    (a, b) =>
      compare(a, b) ||
      naturalOrder(a.photo.fileName, b.photo.fileName) ||
      naturalOrder(a.photo.folder, b.photo.folder),
  );
  const groups: T[][] = [];
  for (const [at, one] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before !== undefined && compare(before, one) === 0) groups.at(-1)?.push(one.photo);
    else groups.push([one.photo]);
  }
  return groups;
}

/** The photos of one group of `groupByName`: by capture time where all have one, else in order of name. */
export function byCaptureTime<T extends Pick<PhotoToOrder, 'capturedAt'>>(group: readonly T[]): T[] {
  if (group.some(({ capturedAt }) => capturedAt === null)) return [...group];
  return group.toSorted((a, b) => (a.capturedAt ?? 0) - (b.capturedAt ?? 0));
}

/**
 * The photos of one product in the order its gallery should have: by what their names say, then by capture time, then
 * by name. Total and stable; looks at all of them together.
 */
export function orderOf<T extends PhotoToOrder>(photos: readonly T[], roleOrder?: readonly string[]): T[] {
  return groupByName(photos, roleOrder).flatMap(byCaptureTime);
}
