/** Layout in columns of equal width, each tile a square picture above its caption. Lengths are pixels. */
export interface Geometry {
  readonly columns: number;
  readonly lines: number;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Height of the whole grid. */
  readonly total: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drop position before tile `index`, drawn at `x`, `y` with the height of a tile. */
export interface Gap extends Point {
  readonly index: number;
}

export const gap = 20;
const pad = 20;
/** At the end of a line, beside the 12 px of the scroll bar. */
const padEnd = 8;
/** Height of the caption with its file name, and of that without: small tiles drop it. */
const captions = { full: 62, brief: 42 };
/** Narrower tiles drop the position, and then the file name. */
const narrow = { place: 150, file: 124 };

/** What of a grid's width in `room` is for tiles and the gaps between them. */
export function widthForTiles(room: number): number {
  return Math.max(0, room - pad - padEnd);
}

/** What a tile of a width shows under its alt text. */
export function captionOf(width: number): { place: boolean; file: boolean } {
  return { place: width >= narrow.place, file: width >= narrow.file };
}

/** Layout of `count` tiles in `room`. Pictures are `edge` wide, or up to half as much more. */
export function geometryFor(room: number, count: number, edge: number): Geometry {
  const inner = Math.max(edge, widthForTiles(room));
  const columns = Math.max(1, Math.floor((inner + gap) / (edge + gap)));
  const width = Math.min(Math.floor(edge * 1.5), Math.floor((inner - (columns - 1) * gap) / columns));
  const height = width + (captionOf(width).file ? captions.full : captions.brief);
  const lines = Math.ceil(count / columns);
  return { columns, lines, count, width, height, total: lines * (height + gap) - gap + 2 * pad };
}

export function lineStep({ height }: Geometry): number {
  return height + gap;
}

export function placeOf(geometry: Geometry, index: number): Point {
  const { columns, width } = geometry;
  return {
    x: pad + (index % columns) * (width + gap),
    y: pad + Math.floor(index / columns) * lineStep(geometry),
  };
}

/** The drop position at a point. The end of a line and the start of the next are one position. */
export function gapAt(geometry: Geometry, { x, y }: Point): Gap {
  const { columns, lines, count, width } = geometry;
  const line = clamp(Math.floor((y - pad + gap / 2) / lineStep(geometry)), 0, Math.max(0, lines - 1));
  const inLine = Math.min(columns, count - line * columns);
  const column = clamp(Math.round((x - pad + gap / 2) / (width + gap)), 0, Math.max(0, inLine));
  return { index: line * columns + column, ...markOf(geometry, line, column) };
}

/** The drop position before tile `index`, drawn at the start of its line where possible. */
export function gapBefore(geometry: Geometry, index: number): Gap {
  const { columns, count } = geometry;
  const atEnd = index >= count && count > 0 && count % columns === 0;
  const line = atEnd ? Math.floor((count - 1) / columns) : Math.floor(index / columns);
  return { index, ...markOf(geometry, line, atEnd ? columns : index % columns) };
}

/** The visible lines, `last` excluded, with `spare` extra lines on both sides. */
export function linesIn(
  geometry: Geometry,
  top: number,
  height: number,
  spare: number,
): { first: number; last: number } {
  const step = lineStep(geometry);
  const first = clamp(Math.floor((top - pad) / step) - spare, 0, geometry.lines);
  const last = clamp(Math.ceil((top + height - pad) / step) + spare, first, geometry.lines);
  return { first, last };
}

/** The scroll position that brings a tile into view; null when it is visible. */
export function scrollFor(geometry: Geometry, index: number, top: number, height: number): number | null {
  const { y } = placeOf(geometry, index);
  if (y - pad < top) return Math.max(0, y - pad);
  const bottom = y + geometry.height + pad;
  return bottom > top + height ? bottom - height : null;
}

/** The tile nearest to a point, and at which share of its height the point is. */
export function tileAt(geometry: Geometry, { x, y }: Point): { index: number; share: number } {
  const { columns, count, height, width } = geometry;
  const step = lineStep(geometry);
  const line = clamp(Math.floor((y - pad) / step), 0, Math.max(0, geometry.lines - 1));
  const column = clamp(Math.floor((x - pad) / (width + gap)), 0, columns - 1);
  const index = clamp(line * columns + column, 0, Math.max(0, count - 1));
  return { index, share: clamp((y - pad - line * step) / height, 0, 1) };
}

/** The scroll position that keeps a point of tile `index` where it is on screen. `share`: of the tile's height. */
export function scrollToKeep(
  before: Geometry,
  after: Geometry,
  { index, share }: { index: number; share: number },
  top: number,
): number {
  const from = placeOf(before, index).y + share * before.height;
  const to = placeOf(after, index).y + share * after.height;
  return Math.max(0, top + to - from);
}

function markOf(geometry: Geometry, line: number, column: number): Point {
  return { x: pad + column * (geometry.width + gap) - gap / 2, y: pad + line * lineStep(geometry) };
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
