import type { ReviewItem, ReviewRow } from '../../../shared/review.ts';

/** Rows of the review with stable keys, so that a moved row is recognised. Pure. */

/** `key` is unique within the batch. */
export type NamedRow = ReviewRow & { readonly key: string };
export type SetRow = Extract<ReviewRow, { row: 'set' }>;
export type RowAt = (index: number) => NamedRow | undefined;

export function named(row: ReviewRow): NamedRow {
  switch (row.row) {
    case 'section':
      return { ...row, key: `section-${row.section}` };
    case 'set':
      return { ...row, key: `set-${row.setId}` };
    case 'product':
      return { ...row, key: `product-${row.productId}` };
    case 'item':
      return { ...row, key: `item-${row.item.id}` };
  }
}

/** The set that a row is in: its heading, or one of its photos. */
export function setAround(rowAt: RowAt, index: number): SetRow | null {
  const item = itemAt(rowAt, index);
  const heading = rowAt(index);
  if (item === null) return heading?.row === 'set' ? heading : null;
  for (let at = index - 1; at >= 0; at -= 1) {
    const row = rowAt(at);
    if (row?.row === 'set') return row.itemIds.includes(item.id) ? row : null;
    if (row?.row !== 'item') return null;
  }
  return null;
}

export function itemAt(rowAt: RowAt, index: number): ReviewItem | null {
  const row = rowAt(index);
  return row?.row === 'item' ? row.item : null;
}

/** The first photo or set, below the headings of its section and product. */
export function firstItem(rowAt: RowAt): number {
  const index = [0, 1, 2].find((at) => rowAt(at)?.row === 'item' || rowAt(at)?.row === 'set');
  return index ?? 0;
}

/** Rows around the active one in which it is looked for after the list changed. */
const near = 120;

/**
 * Current position of the active row. Rows are inserted above it while the batch is read. A photo that moved
 * is followed within its product. If it left its product, the next photo becomes active.
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

/** The row to activate once `leaving` photos have left the section without a product. */
export function placeAfter(rowAt: RowAt, active: number, leaving: ReadonlySet<number>): number {
  let place = active;
  for (let index = active - 1; index >= 0; index -= 1) {
    const row = rowAt(index);
    if (row?.row === 'set') continue;
    if (row?.row !== 'item' || (row.section !== 'choose' && row.section !== 'suggested')) break;
    if (leaving.has(row.item.id)) place -= 1;
  }
  return place;
}

/** The group in which a row's position is counted: its product, or its section. */
export function groupOf(row: NamedRow | undefined): string | null {
  if (row?.row !== 'item') return row?.key ?? null;
  return row.section === 'ready' ? `product-${row.item.target?.productId ?? 0}` : row.section;
}

/**
 * A drop position: before a photo of a product, at the product's end, or in the section without a product.
 */
export type DropPlace =
  | { readonly at: 'product'; readonly productId: number; readonly before: number | null }
  | { readonly at: 'choose' };

/** The drop position for a row; `below`: on its lower half. Null where nothing can be dropped. */
export function dropPlace(rowAt: RowAt, index: number, below: boolean): DropPlace | null {
  const row = rowAt(index);
  if (row === undefined) return null;
  if (row.row === 'set') return { at: 'choose' };
  if (row.row === 'product') return { at: 'product', productId: row.productId, before: null };
  if (row.row === 'section') return row.section === 'choose' ? { at: 'choose' } : null;
  if (row.section === 'choose' || row.section === 'suggested') return { at: 'choose' };
  const productId = row.item.target?.productId;
  if (row.section === 'unusable' || row.section === 'lists' || productId === undefined) return null;
  if (!below) return { at: 'product', productId, before: row.item.id };
  const next = itemAt(rowAt, index + 1);
  return { at: 'product', productId, before: next?.target?.productId === productId ? next.id : null };
}

/** The position one step up or down within the product; null at its edge. */
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
