import { useEffect } from 'react';
import { text } from '../shared/messages/text.ts';
import { announce } from './state/actions.ts';
import {
  columnRange,
  columnsOf,
  edgeOf,
  sizeForColumns,
  type TileRow,
  type TileSizeStep,
} from './state/tile-columns.ts';
import { changeTileSize, showTileRow, stepTileSize, useTileRow, useTileSize } from './state/tile-size.ts';
import { TileSizeSlider } from './ui/tile-size-slider.tsx';
import { useTileSizeKeys } from './ui/use-tile-size-keys.ts';
import { useUsualEdge } from './ui/use-usual-edge.ts';

/** The tile size of gallery and contact sheet, in the head of the screen that shows tiles. */
export function TileSize() {
  const row = useTileRow();
  const size = useTileSize();
  return (
    <TileSizeSlider
      range={row === null ? null : { columns: columnsOf(row, size), ...columnRange(row) }}
      onColumns={(columns) => {
        if (row !== null) changeTileSize(sizeForColumns(row, columns));
      }}
    />
  );
}

/** The least width of a picture in gallery and contact sheet, and what it is at the usual tile size. Pixels. */
export function useTileEdge(): { edge: number; usualEdge: number } {
  const usualEdge = useUsualEdge();
  return { edge: edgeOf({ usualEdge }, useTileSize()), usualEdge };
}

/** Has slider and keys step by the columns of the tiles that are shown. Returns a function that does such a step. */
export function useTileSteps({ width, gap, usualEdge }: TileRow): (step: TileSizeStep) => void {
  useEffect(() => {
    if (width > 0) showTileRow({ width, gap, usualEdge });
    return () => showTileRow(null);
  }, [width, gap, usualEdge]);
  const resize = (step: TileSizeStep): void => {
    const columns = stepTileSize(step);
    if (columns !== null) announce(text('common.tilesInARow', { count: columns }));
  };
  useTileSizeKeys(resize);
  return resize;
}
