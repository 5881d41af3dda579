import { create } from 'zustand';
import { tileSizes } from '../../shared/tile-size.ts';
import { did } from './asking.ts';
import { useWindow } from './store.ts';

/** The row that tiles of the present screen share. Lengths are pixels. */
export interface TileRow {
  readonly width: number;
  readonly gap: number;
  /** What the usual tile size is in this window: larger windows are viewed from farther away. */
  readonly usualEdge: number;
}

interface TileSizeState {
  /** Chosen in this window, until main shows it. */
  readonly chosen: number | null;
  /** Null while no tiles are shown. */
  readonly row: TileRow | null;
}

const useTiles = create<TileSizeState>()(() => ({ chosen: null, row: null }));

useWindow.subscribe(({ main }) => {
  const { chosen } = useTiles.getState();
  if (chosen !== null && main?.settings.tileSize === chosen) useTiles.setState({ chosen: null });
});

/** The tile size of gallery and contact sheet, in pixels of a window of usual width. */
export function useTileSize(): number {
  const saved = useWindow((state) => state.main?.settings.tileSize ?? tileSizes.usual);
  return useTiles((state) => state.chosen) ?? saved;
}

/** Shows a size at once and saves it. */
export function changeTileSize(chosen: number): void {
  if (chosen === tileSizeNow()) return;
  useTiles.setState({ chosen });
  void did(window.packshot.app.changeSettings({ tileSize: chosen })).then((saved) => {
    if (!saved) useTiles.setState({ chosen: null });
  });
}

function tileSizeNow(): number {
  const { main } = useWindow.getState();
  return useTiles.getState().chosen ?? main?.settings.tileSize ?? tileSizes.usual;
}

/** What the slider and the keys step by. A screen reports its row while it shows tiles. */
export function showTileRow(row: TileRow | null): void {
  useTiles.setState({ row });
}

export function useTileRow(): TileRow | null {
  return useTiles((state) => state.row);
}

export type TileSizeStep = 'larger' | 'smaller' | 'usual';

/** Steps the size by a column of the present screen. Returns the columns it has then; null without tiles. */
export function stepTileSize(step: TileSizeStep): number | null {
  const { row } = useTiles.getState();
  if (row === null) return null;
  const size = steppedSize(row, tileSizeNow(), step);
  changeTileSize(size);
  return columnsOf(row, size);
}

/** The least width of a picture in a row. */
export function edgeOf({ usualEdge }: Pick<TileRow, 'usualEdge'>, size: number): number {
  return Math.floor((size * usualEdge) / tileSizes.usual);
}

export function columnsOf(row: TileRow, size: number): number {
  return Math.max(1, Math.floor((row.width + row.gap) / (edgeOf(row, size) + row.gap)));
}

/** The columns of the largest and of the smallest tiles. */
export function columnRange(row: TileRow): { fewest: number; most: number } {
  return { fewest: columnsOf(row, tileSizes.max), most: columnsOf(row, tileSizes.min) };
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
  const { fewest, most } = columnRange(row);
  const columns = columnsOf(row, size) + (step === 'larger' ? -1 : 1);
  return columns < fewest || columns > most ? size : sizeForColumns(row, columns);
}
