import type { Tile } from '../../shared/model.ts';
import { inOrder } from './order-keys.ts';

/** A tile with an id that lasts: that of a photo goes over to the image it becomes, and with it choice and focus. */
export interface GalleryRow {
  readonly id: string;
  readonly tile: Tile;
  /** A picture to show until the image's own is here: the preview of the photo it came from. */
  readonly standIn: string | undefined;
}

/** Of images that came from photos seen here, by the image's key. */
export type Origins = ReadonlyMap<string, { readonly id: string; readonly preview: string | undefined }>;

export const noOrigins: Origins = new Map();

/**
 * The origins in the gallery `after`, which followed `before`: an image that is new, where an entry is gone, is that
 * entry's photo when the entry said so, or when it stands at the entry's place. Origins of images that are gone are
 * forgotten; nothing new answers `known` itself.
 */
export function originsOf(before: readonly Tile[], after: readonly Tile[], known: Origins): Origins {
  const keys = new Set(after.map((tile) => tile.key));
  const there = new Set(before.map((tile) => tile.key));
  const byImage = new Map<number, Extract<Tile, { type: 'entry' }>>();
  const byPlace = new Map<number, Extract<Tile, { type: 'entry' }>>();
  for (const tile of before) {
    if (tile.type !== 'entry' || keys.has(tile.key)) continue;
    const { state } = tile.entry;
    if (state.type === 'done' && state.imageId !== null) byImage.set(state.imageId, tile);
    else if (tile.sortOrder !== null) byPlace.set(tile.sortOrder, tile);
  }
  const kept = [...known].filter(([key]) => keys.has(key));
  const fresh = after.flatMap((tile): [string, { id: string; preview: string | undefined }][] => {
    if (tile.type !== 'image' || there.has(tile.key)) return [];
    const origin = byImage.get(tile.imageId) ?? byPlace.get(tile.sortOrder);
    if (origin === undefined) return [];
    return [[tile.key, { id: origin.key, preview: origin.entry.preview ?? undefined }]];
  });
  if (fresh.length === 0 && kept.length === known.size) return known;
  return new Map([...kept, ...fresh]);
}

/** An edit that is shown before main has answered. Tiles by their rows' ids. */
export type EarlyEdit =
  | { readonly type: 'arranged'; readonly order: readonly string[] }
  | { readonly type: 'described'; readonly alts: ReadonlyMap<string, string> }
  | { readonly type: 'thumbnail'; readonly id: string };

/** The gallery's rows as they will be once main has heard of `edits`. Rows that stay the same are the same objects as in `before`. */
export function rowsOf(
  tiles: readonly Tile[],
  origins: Origins,
  edits: readonly EarlyEdit[],
  before: readonly GalleryRow[] = [],
): readonly GalleryRow[] {
  const known = new Map(before.map((row) => [row.id, row]));
  const plain = tiles.map((tile): GalleryRow => {
    const origin = origins.get(tile.key);
    return { id: origin?.id ?? tile.key, tile, standIn: origin?.preview };
  });
  const edited = edits.reduce(withEdit, plain as readonly GalleryRow[]);
  const rows = edited.map((row) => {
    const old = known.get(row.id);
    return old !== undefined && old.standIn === row.standIn && sameTile(old.tile, row.tile) ? old : row;
  });
  const same = rows.length === before.length && rows.every((row, index) => row === before[index]);
  return same ? before : rows;
}

function withEdit(rows: readonly GalleryRow[], edit: EarlyEdit): readonly GalleryRow[] {
  switch (edit.type) {
    case 'arranged':
      return inOrder(rows, edit.order);
    case 'described':
      return rows.map((row) => {
        const alt = edit.alts.get(row.id);
        return alt === undefined || alt === row.tile.alt ? row : { ...row, tile: { ...row.tile, alt } };
      });
    case 'thumbnail':
      return rows.map((row) => {
        const is = row.id === edit.id;
        const { tile } = row;
        if (tile.type === 'entry') {
          return tile.willBeThumbnail === is ? row : { ...row, tile: { ...tile, willBeThumbnail: is } };
        }
        return tile.isThumbnail === is ? row : { ...row, tile: { ...tile, isThumbnail: is } };
      });
  }
}

/** Main's tiles are reused where they are equal; one that an early edit made anew is compared by what an edit changes. */
function sameTile(a: Tile, b: Tile): boolean {
  if (a === b) return true;
  if (a.type === 'entry') {
    return (
      b.type === 'entry' &&
      a.entry === b.entry &&
      a.alt === b.alt &&
      a.willBeThumbnail === b.willBeThumbnail &&
      a.sortOrder === b.sortOrder
    );
  }
  return (
    b.type === 'image' &&
    a.key === b.key &&
    a.alt === b.alt &&
    a.isThumbnail === b.isThumbnail &&
    a.sortOrder === b.sortOrder &&
    a.picture === b.picture &&
    a.zoom === b.zoom &&
    a.fileName === b.fileName &&
    a.pending === b.pending
  );
}

/** The place in the gallery by row, from 1. */
export function placesOf(rows: readonly GalleryRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id }, index) => [id, index + 1]));
}
