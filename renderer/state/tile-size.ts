import { create } from 'zustand';
import { tileSizes } from '../../shared/tile-size.ts';
import { did } from './asking.ts';
import { useWindow } from './store.ts';
import { columnsOf, steppedSize, type TileRow, type TileSizeStep } from './tile-columns.ts';

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

/** Steps the size by a column of the present screen. Returns the columns it has then; null without tiles. */
export function stepTileSize(step: TileSizeStep): number | null {
  const { row } = useTiles.getState();
  if (row === null) return null;
  const size = steppedSize(row, tileSizeNow(), step);
  changeTileSize(size);
  return columnsOf(row, size);
}
