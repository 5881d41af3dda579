import { useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { announce } from '../../state/actions.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { tileName, tilesName } from '../../wording/gallery-messages.ts';
import { distanceOf, type KeyPlace } from '../gallery-keys.ts';

interface Carried {
  readonly ids: ReadonlySet<string>;
  /** The tiles that stay come first up to here, then those that are carried, then the rest. */
  readonly place: number;
}

interface Options {
  readonly rows: readonly GalleryRow[];
  readonly place: Pick<KeyPlace, 'columns' | 'fit'>;
  readonly onDrop: (ids: ReadonlySet<string>, before: string | null) => void;
}

/** Tiles picked up with the keyboard: arrows choose a place, Enter puts them down, Escape lets them be. Each step is said. */
export function useCarry({ rows, place: { columns, fit }, onDrop }: Options) {
  const [picked, setPicked] = useState<Carried | null>(null);
  // Tiles may have gone since they were picked up.
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
    /** The row before which the mark stands; null at the end. */
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
    /** Puts down before a row of the gallery, by pointer. */
    dropBefore(before: string | null): void {
      if (carried === null) return;
      setPicked(null);
      onDrop(carried.ids, before);
    },
    /** Whether the key was one for what is carried. */
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
