import { naturalOrder } from '../util/natural-order.ts';
import type { ItemMatch, ItemTarget, View } from './match.ts';
import { isNoStill, rankOfRole, usualRoleOrder } from './roles.ts';

/** A photo with a product, and what its name says about its position there. */
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
  /** When it was taken, epoch milliseconds; null if unknown. */
  capturedAt: number | null;
}

/** What orders a photo, from its match. `target`: null if the user chose the product by hand. */
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

/** Whether letters are initials of views, such as F for front: all of them are, and one is F. */
function lettersAreInitials(photos: readonly NamedPhoto[]): boolean {
  const letters = new Set(
    photos.flatMap(({ view }) => (view?.kind === 'letter' ? [String(view.value)] : [])),
  );
  return letters.has('f') && [...letters].every((letter) => letter in abbreviated);
}

/**
 * Main pictures come first; then the one named only by its SKU, numbers, letters, and words in the order in which shops
 * show them. In a folder, files without a view come last.
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

/** Whether a photo is no still. If the user's order has its role before a still, it counts as one. */
function isBehind({ view }: NamedPhoto, order: readonly string[]): boolean {
  if (view?.kind !== 'word' || !isNoStill(String(view.value))) return false;
  const rank = rankOfRole(String(view.value), order);
  return usualRoleOrder.every((role) => isNoStill(role) || rankOfRole(role, order) < rank);
}

/**
 * The photos of one product in the order of their names: its own, then each variant's, each by view, and behind all of
 * them what is no still. `roleOrder` orders the roles. Photos whose names say the same are one group, sorted by name.
 */
export function groupByName<T extends NamedPhoto>(
  photos: readonly T[],
  roleOrder: readonly string[] = usualRoleOrder,
): T[][] {
  const initials = lettersAreInitials(photos);
  const keyed = photos.map((photo) => ({
    photo,
    isBehind: isBehind(photo, roleOrder),
    owner: photo.variantId === null ? '' : photo.sku,
    key: keyOf(photo.view, photo.where, initials, roleOrder),
  }));
  type Keyed = (typeof keyed)[number];
  const compare = (a: Keyed, b: Keyed): number =>
    Number(a.isBehind) - Number(b.isBehind) ||
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

/** Sorts one group of `groupByName` by capture time if all have one; otherwise it stays sorted by name. */
export function byCaptureTime<T extends Pick<PhotoToOrder, 'capturedAt'>>(group: readonly T[]): T[] {
  if (group.some(({ capturedAt }) => capturedAt === null)) return [...group];
  return group.toSorted((a, b) => (a.capturedAt ?? 0) - (b.capturedAt ?? 0));
}

/**
 * The photos of one product in the order of its gallery: by what their names say, then by capture time, then by name.
 * The order is the same for any order of the input.
 */
export function orderOf<T extends PhotoToOrder>(photos: readonly T[], roleOrder?: readonly string[]): T[] {
  return groupByName(photos, roleOrder).flatMap(byCaptureTime);
}
