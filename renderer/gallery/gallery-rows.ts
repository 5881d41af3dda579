import type { Tile } from '../../shared/model.ts';
import { inOrder } from './order-keys.ts';

/**
 * A tile with a stable id. The image made from a photo keeps the photo's id, and with it selection and focus.
 */
export interface GalleryRow {
  readonly id: string;
  readonly tile: Tile;
  /** Preview of the photo, shown until the store's picture has loaded. */
  readonly standIn: string | undefined;
}

/** Images that came from photos seen in this window, by image key. */
export type Origins = ReadonlyMap<string, { readonly id: string; readonly preview: string | undefined }>;

export const noOrigins: Origins = new Map();

/**
 * The origins in the gallery `after`, which followed `before`. A new image belongs to an entry that is gone
 * when the entry named it, or when it has the entry's position. Origins of missing images are dropped.
 * Returns `known` itself when nothing changed.
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
    else if (tile.sortOrder !== null) byPlace.set(Math.floor(tile.sortOrder), tile);
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

/** An edit shown before the main process has answered. Tiles are named by row id. */
export type EarlyEdit =
  | { readonly type: 'arranged'; readonly order: readonly string[] }
  | { readonly type: 'described'; readonly alts: ReadonlyMap<string, string> }
  | { readonly type: 'thumbnail'; readonly id: string };

/** The rows with `edits` applied. Unchanged rows are the same objects as in `before`. */
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

/** Unchanged tiles keep their identity. Tiles of early edits are compared by the fields that edits change. */
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

/** Position in the gallery by row id, from 1. */
export function placesOf(rows: readonly GalleryRow[]): ReadonlyMap<string, number> {
  return new Map(rows.map(({ id }, index) => [id, index + 1]));
}
