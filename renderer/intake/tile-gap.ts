/** Between which tiles of the gallery files are. */
export interface TileGap {
  /** The tile that they would stand before, by its key; null is the end. */
  readonly before: string | null;
}

/** Half of what is between two tiles, in pixels. */
const reach = 12;
/** From the gallery's edge: where it scrolls, and how far at each sign of the drag. */
const edge = 48;
const scrollStep = 28;

/** Shows a mark between two tiles, by `data-drop-before` and `data-drop-after`, while files are over the gallery. */
export class TileGaps {
  readonly #page: Document;
  #marked: HTMLElement | null = null;

  constructor(page: Document) {
    this.#page = page;
  }

  hasTiles(): boolean {
    return this.#page.querySelector('[data-gallery] [data-tile-key]') !== null;
  }

  /** The gap at a place of the window, marked; null outside of the gallery's tiles. */
  at(x: number, y: number): TileGap | null {
    const scroller = this.#page.querySelector<HTMLElement>('[data-gallery]');
    const tiles = [...(scroller?.querySelectorAll<HTMLElement>('[data-tile-key]') ?? [])];
    const box = scroller?.getBoundingClientRect();
    const inside = box && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    if (!scroller || !box || !inside || tiles.length === 0) {
      this.clear();
      return null;
    }
    if (y < box.top + edge) scroller.scrollTop -= scrollStep;
    if (y > box.bottom - edge) scroller.scrollTop += scrollStep;
    const over = nearest(tiles, x, y);
    const tile = tiles[over];
    const last = tiles.at(-1);
    if (tile === undefined || last === undefined) {
      this.#mark(last ?? null, 'after');
      return { before: null };
    }
    const { left, width } = tile.getBoundingClientRect();
    if (x < left + width / 2) {
      this.#mark(tile, 'before');
      return { before: tile.dataset['tileKey'] ?? null };
    }
    this.#mark(tile, 'after');
    return { before: tiles[over + 1]?.dataset['tileKey'] ?? null };
  }

  clear(): void {
    this.#marked?.removeAttribute('data-drop-before');
    this.#marked?.removeAttribute('data-drop-after');
    this.#marked = null;
  }

  #mark(tile: HTMLElement | null, side: 'before' | 'after'): void {
    if (this.#marked === tile && tile?.hasAttribute(`data-drop-${side}`)) return;
    this.clear();
    tile?.setAttribute(`data-drop-${side}`, '');
    this.#marked = tile;
  }
}

/** The tile under a point, or the one beside it in its line; -1 where the point is in no line, or past the last tile. */
function nearest(tiles: readonly HTMLElement[], x: number, y: number): number {
  let found = -1;
  let min = Number.POSITIVE_INFINITY;
  for (const [index, tile] of tiles.entries()) {
    const box = tile.getBoundingClientRect();
    if (y <= box.top - reach || y >= box.bottom + reach) continue;
    const away = Math.max(box.left - x, x - box.right, 0);
    if (away < min) [found, min] = [index, away];
  }
  return found;
}
