import { tileSizes } from '../../shared/tile-size.ts';

/** The row that tiles of the present screen share. Lengths are pixels. */
export interface TileRow {
  readonly width: number;
  readonly gap: number;
  /** What the usual tile size is in this window: larger windows are viewed from farther away. */
  readonly usualEdge: number;
}

export type TileSizeStep = 'larger' | 'smaller' | 'usual';

/** The least width of a picture in a row. */
export function edgeOf({ usualEdge }: Pick<TileRow, 'usualEdge'>, size: number): number {
  return Math.floor((size * usualEdge) / tileSizes.usual);
}

export function columnsOf(row: TileRow, size: number): number {
  return Math.max(1, Math.floor((row.width + row.gap) / (edgeOf(row, size) + row.gap)));
}

/** The columns of the largest and of the smallest tiles. */
export function columnRange(row: TileRow): { min: number; max: number } {
  return { min: columnsOf(row, tileSizes.max), max: columnsOf(row, tileSizes.min) };
}

/** The largest size at which a row has `columns`, within the limits. */
export function sizeForColumns({ width, gap, usualEdge }: TileRow, columns: number): number {
  const edge = (width - (columns - 1) * gap) / columns;
  const size = Math.floor((edge * tileSizes.usual) / usualEdge);
  return Math.min(Math.max(size, tileSizes.min), tileSizes.max);
}

/** The size with one column less or more, or the usual one; the same size at the end of the range. Pure. */
export function steppedSize(row: TileRow, size: number, step: TileSizeStep): number {
  if (step === 'usual') return tileSizes.usual;
  const { min, max } = columnRange(row);
  const columns = columnsOf(row, size) + (step === 'larger' ? -1 : 1);
  return columns < min || columns > max ? size : sizeForColumns(row, columns);
}
