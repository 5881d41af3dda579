import { naturalOrder } from '../util/natural-order.ts';
import type { View } from './match.ts';
import { rankOfRole, usualRoleOrder } from './roles.ts';

/** A photo that has found its product, as far as its place there depends on it. */
export interface PhotoToOrder {
  fileName: string;
  folder: string;
  where: 'name' | 'fields' | 'folder';
  /** null for the product's own photos, which come before those of its variants. */
  variantId: number | null;
  sku: string;
  view: View | null;
  /** When the camera took it, epoch milliseconds; null where the picture doesn't say. */
  capturedAt: number | null;
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
function lettersAreInitials(photos: readonly PhotoToOrder[]): boolean {
  const letters = new Set(
    photos.flatMap(({ view }) => (view?.kind === 'letter' ? [String(view.value)] : [])),
  );
  return letters.has('f') && [...letters].every((letter) => letter in abbreviated);
}

/**
 * Main pictures first, then one named by the SKU alone, numbers, letters, words in the order shops show them; in a folder, files that say
 * nothing come last.
 */
function keyOf(
  view: View | null,
  where: PhotoToOrder['where'],
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
 * The photos of one product in the order its gallery should have: the product's own, then each variant's; by what their names say of
 * the view, roles in the order given, else by capture time where all that say the same have one, else by name. Total and stable; looks at all of them together.
 */
export function orderOf<T extends PhotoToOrder>(
  photos: readonly T[],
  roleOrder: readonly string[] = usualRoleOrder,
): T[] {
  const initials = lettersAreInitials(photos);
  const keyed = photos.map((photo) => ({
    photo,
    owner: photo.variantId === null ? '' : photo.sku,
    key: keyOf(photo.view, photo.where, initials, roleOrder),
  }));
  const groupOf = ({ photo, owner, key }: (typeof keyed)[number]) =>
    JSON.stringify([photo.variantId, owner, key]);
  const untimed = new Set(keyed.filter(({ photo }) => photo.capturedAt === null).map(groupOf));
  return keyed
    .map((one) => ({ ...one, timed: !untimed.has(groupOf(one)) }))
    .toSorted(
      (a, b) =>
        naturalOrder(a.owner, b.owner) ||
        (a.photo.variantId ?? 0) - (b.photo.variantId ?? 0) ||
        compareKeys(a.key, b.key) ||
        (a.timed && b.timed ? (a.photo.capturedAt ?? 0) - (b.photo.capturedAt ?? 0) : 0) ||
        naturalOrder(a.photo.fileName, b.photo.fileName) ||
        naturalOrder(a.photo.folder, b.photo.folder),
    )
    .map(({ photo }) => photo);
}
