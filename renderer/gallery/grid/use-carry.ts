import { useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { announce } from '../../state/actions.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { tileName, tilesName } from '../../wording/gallery-messages.ts';
import { distanceOf, type KeyPlace } from '../gallery-keys.ts';

interface Carried {
  readonly ids: ReadonlySet<string>;
  /** Index among the tiles that stay, before which the picked-up tiles are shown. */
  readonly place: number;
}

interface Options {
  readonly rows: readonly GalleryRow[];
  readonly place: Pick<KeyPlace, 'columns' | 'fit'>;
  readonly onDrop: (ids: ReadonlySet<string>, before: string | null) => void;
}

/**
 * Moves tiles by keyboard: arrows choose a position, Enter drops, Escape cancels. Each step is announced.
 */
export function useCarry({ rows, place: { columns, fit }, onDrop }: Options) {
  const [picked, setPicked] = useState<Carried | null>(null);
  // Tiles may have disappeared since they were picked up.
  const there = picked !== null && rows.some(({ id }) => picked.ids.has(id));
  const carried = there ? picked : null;
  const staying = rows.filter(({ id }) => carried?.ids.has(id) !== true);

  function goTo(index: number): void {
    if (carried === null) return;
    const to = Math.min(Math.max(index, 0), staying.length);
    setPicked({ ...carried, place: to });
    const next = staying[to];
    const place = { place: to + 1, count: staying.length + 1 };
    announce(
      next === undefined
        ? text('gallery.placeAtEnd', place)
        : text('gallery.placeBefore', { ...place, tile: tileName(next.tile) }),
    );
  }

  function drop(): void {
    if (carried === null) return;
    setPicked(null);
    onDrop(carried.ids, staying[carried.place]?.id ?? null);
  }

  function cancel(): void {
    setPicked(null);
    announce(text('common.notMoved'));
  }

  return {
    carried,
    /** The row before the drop position; null at the end. */
    before: carried === null ? null : (staying[carried.place]?.id ?? null),
    words:
      carried === null
        ? ''
        : text('gallery.placeOf', { place: carried.place + 1, count: staying.length + 1 }),
    pick(ids: readonly string[]): void {
      const chosen = new Set(ids);
      const tiles = rows.filter(({ id }) => chosen.has(id)).map(({ tile }) => tile);
      if (tiles.length === 0) return;
      const first = rows.findIndex(({ id }) => chosen.has(id));
      setPicked({ ids: chosen, place: first });
      announce(text('gallery.pickedUp', { tiles: tilesName(tiles), place: first + 1 }));
    },
    drop,
    cancel,
    dropBefore(before: string | null): void {
      if (carried === null) return;
      setPicked(null);
      onDrop(carried.ids, before);
    },
    /** Returns whether the key was used. */
    key(key: string): boolean {
      if (carried === null) return false;
      const last = staying.length;
      const at = { active: carried.place, total: last + 1, columns, fit };
      const by = distanceOf(key, at);
      if (by !== null) goTo(carried.place + by);
      else if (key === 'Enter' || key === ' ' || key.toLowerCase() === 'm') drop();
      else if (key === 'Escape') cancel();
      return key !== 'Tab';
    },
  };
}
