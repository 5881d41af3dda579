import type { ReviewItem, ReviewRow, ReviewSection, ReviewSummary } from '../../../shared/review.ts';

/** Rows of the review as the list knows them: by name, so that one that moved is the same one. Pure. */

/** `key` names a row among all of its batch. */
export type NamedRow = ReviewRow & { readonly key: string };
export type RowAt = (index: number) => NamedRow | undefined;

export function named(row: ReviewRow): NamedRow {
  switch (row.row) {
    case 'section':
      return { ...row, key: `section-${row.section}` };
    case 'product':
      return { ...row, key: `product-${row.productId}` };
    case 'item':
      return { ...row, key: `item-${row.item.id}` };
  }
}

export function itemAt(rowAt: RowAt, index: number): ReviewItem | null {
  const row = rowAt(index);
  return row?.row === 'item' ? row.item : null;
}

/** The first photo: below the heading of its section, and of its product. */
export function firstItem(rowAt: RowAt): number {
  const index = [0, 1, 2].find((at) => rowAt(at)?.row === 'item');
  return index ?? 0;
}

/** Rows around the one that was active in which it is looked for after the list changed. */
const near = 120;

/**
 * Where the active row is now. While a batch is read rows come in above it, and a photo that is moved stands elsewhere: it is
 * followed inside its product. One that left its product is not: the next photo is then under the cursor.
 */
export function placeOf(
  rowAt: RowAt,
  total: number,
  active: { index: number; key: string | null; group: string | null },
): number {
  const index = Math.max(0, Math.min(active.index, total - 1));
  if (active.key === null || rowAt(index)?.key === active.key) return index;
  for (let away = 1; away <= near; away += 1) {
    for (const at of [index + away, index - away]) {
      const row = rowAt(at);
      if (row?.key === active.key) return groupOf(row) === active.group ? at : index;
    }
  }
  return index;
}

/** The row on which the cursor stands once these photos have left those without a product: below what stood above them. */
export function placeAfter(rowAt: RowAt, active: number, leaving: ReadonlySet<number>): number {
  let place = active;
  for (let index = active - 1; index >= 0; index -= 1) {
    const row = rowAt(index);
    if (row?.row !== 'item' || (row.section !== 'choose' && row.section !== 'suggested')) break;
    if (leaving.has(row.item.id)) place -= 1;
  }
  return place;
}

/** What a row's place is counted in: its product, or its section. */
export function groupOf(row: NamedRow | undefined): string | null {
  if (row?.row !== 'item') return row?.key ?? null;
  return row.section === 'ready' ? `product-${row.item.target?.productId ?? 0}` : row.section;
}

/** Where photos would be put down: before one of a product's photos or at its end, or among those without a product. */
export type DropPlace =
  | { readonly at: 'product'; readonly productId: number; readonly before: number | null }
  | { readonly at: 'choose' };

/** What dropping on a row means; `below`: on its lower half. Null where nothing can be put down. */
export function dropPlace(rowAt: RowAt, index: number, below: boolean): DropPlace | null {
  const row = rowAt(index);
  if (row === undefined) return null;
  if (row.row === 'product') return { at: 'product', productId: row.productId, before: null };
  if (row.row === 'section') return row.section === 'choose' ? { at: 'choose' } : null;
  if (row.section === 'choose' || row.section === 'suggested') return { at: 'choose' };
  const productId = row.item.target?.productId;
  if (row.section === 'unusable' || productId === undefined) return null;
  if (!below) return { at: 'product', productId, before: row.item.id };
  const next = itemAt(rowAt, index + 1);
  return { at: 'product', productId, before: next?.target?.productId === productId ? next.id : null };
}

/** Where one step up or down takes a block of photos inside their product; null at its edge. */
export function stepPlace(
  rowAt: RowAt,
  index: number,
  moving: ReadonlySet<number>,
  step: 1 | -1,
): { productId: number; before: number | null } | null {
  const start = itemAt(rowAt, index);
  const productId = start?.target?.productId;
  if (productId === undefined || start === null || start.unusable !== null) return null;
  const ownAt = (at: number): ReviewItem | null => {
    const item = itemAt(rowAt, at);
    return item?.target?.productId === productId ? item : null;
  };
  let edge = index;
  for (let item = ownAt(edge); item !== null && moving.has(item.id); item = ownAt(edge)) edge += step;
  const neighbour = ownAt(edge);
  if (neighbour === null) return null;
  if (step === -1) return { productId, before: neighbour.id };
  return { productId, before: ownAt(edge + 1)?.id ?? null };
}

/** Index of a section's heading; null when it has no rows. */
export function sectionIndex(
  section: ReviewSection,
  { choose, suggested, unusable }: Pick<ReviewSummary, 'choose' | 'suggested' | 'unusable'>,
  total: number,
): number | null {
  const open = choose - suggested;
  const openRows = open > 0 ? open + 1 : 0;
  const suggestedRows = suggested > 0 ? suggested + 1 : 0;
  const chooseRows = openRows + suggestedRows;
  const unusableRows = unusable > 0 ? unusable + 1 : 0;
  switch (section) {
    case 'choose':
      return openRows === 0 ? null : 0;
    case 'suggested':
      return suggestedRows === 0 ? null : openRows;
    case 'ready':
      return total > chooseRows + unusableRows ? chooseRows : null;
    case 'unusable':
      return unusableRows === 0 ? null : total - unusableRows;
  }
}
