import { columnRange, columnsOf, sizeForColumns } from './state/tile-columns.ts';
import { changeTileSize, useTileRow, useTileSize } from './state/tile-size.ts';
import { TileSizeSlider } from './ui/tile-size-slider.tsx';

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
