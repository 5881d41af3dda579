import { Grid2x2, Grid3x3 } from 'lucide-react';
import type { CSSProperties } from 'react';
import { text } from '../../shared/messages/text.ts';
import styles from './tile-size-slider.module.css';

interface Props {
  /** Tiles beside each other now, with the largest tiles, and with the smallest; null without tiles. */
  range: { readonly columns: number; readonly min: number; readonly max: number } | null;
  onColumns: (columns: number) => void;
}

/** The tile size, in steps of a column. To the right tiles are larger. */
export function TileSizeSlider({ range, onColumns }: Props) {
  const { columns, min, max } = range ?? { columns: 1, min: 1, max: 1 };
  const steps = max - min;
  const at = steps === 0 ? 50 : ((max - columns) / steps) * 100;
  return (
    <span className={styles['slider']} title={text('common.tileSize')}>
      <Grid3x3 size={14} aria-hidden className={styles['icon']} />
      <input
        type="range"
        aria-label={text('common.tileSize')}
        aria-valuetext={text('common.tilesInARow', { count: columns })}
        min={0}
        max={steps}
        value={max - columns}
        disabled={steps === 0}
        style={{ '--at': `${at}%` } as CSSProperties}
        onChange={(event) => onColumns(max - Number(event.currentTarget.value))}
      />
      <Grid2x2 size={16} aria-hidden className={styles['icon']} />
    </span>
  );
}
