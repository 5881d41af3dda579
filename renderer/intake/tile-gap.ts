export interface TileGap {
  /** Key of the tile after the position; null at the end. */
  readonly before: string | null;
}

/** Half of the gap between two tiles, in pixels. */
const reach = 12;
/** Width of the edge that scrolls, and pixels per drag event. */
const edge = 48;
const scrollStep = 28;

/**
 * Marks the position between two tiles by `data-drop-before` and `data-drop-after` while files are dragged.
 */
export class TileGaps {
  readonly #page: Document;
  #marked: HTMLElement | null = null;

  constructor(page: Document) {
    this.#page = page;
  }

  hasTiles(): boolean {
    return this.#page.querySelector('[data-gallery] [data-tile-key]') !== null;
  }

  /** Marks and returns the position at a point of the window; null outside of the tiles. */
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

/** The tile at a point, or the next one in its line; -1 outside of lines and behind the last tile. */
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
