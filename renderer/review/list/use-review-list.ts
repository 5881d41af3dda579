import { useState } from 'react';
import type { ReviewItem, ReviewView } from '../../../shared/review.ts';
import type { Pages } from '../../state/use-pages.ts';
import { photosBetween } from '../review-actions.ts';
import { firstItem, groupOf, itemAt, placeAfter, placeOf, type NamedRow } from './review-rows.ts';

interface Place {
  readonly index: number;
  readonly key: string | null;
  readonly group: string | null;
  readonly anchor: number;
}

const none: ReadonlySet<number> = new Set();

/** The active row and the selected photos. Selection is by id, so it survives unloaded rows. */
export interface ReviewList {
  readonly total: number;
  readonly active: number;
  readonly selected: ReadonlySet<number>;
  /** The photos a command applies to: the selection, or else the active photo. */
  readonly meant: readonly number[];
  readonly activeItem: ReviewItem | null;
  go(index: number, how: 'alone' | 'extend' | 'only-look'): void;
  toggle(index: number): void;
  /** Makes a row of another view active, whose rows are not loaded yet; null: the first. Keeps the selection. */
  land(at: { readonly index: number; readonly row: NamedRow } | null): void;
  select(ids: readonly number[]): void;
  /** Keeps the active position, corrected for `leaving` photos above it, and clears the selection. */
  stay(leaving?: readonly number[]): void;
  /** Keeps the active photo active after it moves to this product. */
  follow(productId: number): void;
}

export function useReviewList(batchId: number, view: ReviewView, pages: Pages<NamedRow>): ReviewList {
  const [place, setPlace] = useState<Place | null>(null);
  const [selected, setSelected] = useState(none);
  const { rowAt } = pages;
  const total = pages.total ?? 0;
  const active = place === null ? firstItem(rowAt) : placeOf(rowAt, total, place);
  const activeItem = itemAt(rowAt, active);

  async function selectBetween(a: number, b: number): Promise<void> {
    const from = Math.min(a, b);
    const rows = Array.from({ length: Math.abs(a - b) + 1 }, (_, offset) => rowAt(from + offset));
    const loaded = rows.every((row) => row !== undefined);
    const ids = loaded
      ? rows.flatMap((row) => (row.row === 'item' ? [row.item.id] : []))
      : await photosBetween(batchId, view, from, Math.max(a, b));
    setSelected(new Set(ids));
  }

  return {
    total,
    active,
    selected,
    activeItem,
    meant: selected.size > 0 ? [...selected] : activeItem ? [activeItem.id] : [],
    go(index, how) {
      const row = rowAt(index);
      const anchor = how === 'extend' ? (place?.anchor ?? active) : index;
      setPlace({ index, key: row?.key ?? null, group: groupOf(row), anchor });
      if (how === 'alone') setSelected(row?.row === 'item' ? new Set([row.item.id]) : none);
      if (how === 'extend') void selectBetween(anchor, index);
    },
    toggle(index) {
      const row = rowAt(index);
      setPlace({ index, key: row?.key ?? null, group: groupOf(row), anchor: index });
      if (row?.row !== 'item') return;
      const next = new Set(selected);
      if (!next.delete(row.item.id)) next.add(row.item.id);
      setSelected(next);
    },
    land(at) {
      if (at === null) setPlace(null);
      else setPlace({ index: at.index, key: at.row.key, group: groupOf(at.row), anchor: at.index });
    },
    select: (ids) => setSelected(ids.length === 0 ? none : new Set(ids)),
    stay(leaving = []) {
      const index = placeAfter(rowAt, active, new Set(leaving));
      setPlace({ index, key: null, group: null, anchor: index });
      setSelected(none);
    },
    follow(productId) {
      const row = rowAt(active);
      setPlace({ index: active, key: row?.key ?? null, group: `product-${productId}`, anchor: active });
    },
  };
}
