import { Grid2x2, Grid3x3 } from 'lucide-react';
import type { CSSProperties } from 'react';
import { text } from '../../shared/messages/text.ts';
import styles from './tile-size-slider.module.css';

interface Props {
  /** Tiles beside each other now, with the largest tiles, and with the smallest; null without tiles. */
  range: { readonly columns: number; readonly fewest: number; readonly most: number } | null;
  onColumns: (columns: number) => void;
}

/** The tile size, in steps of a column. To the right tiles are larger. */
export function TileSizeSlider({ range, onColumns }: Props) {
  const { columns, fewest, most } = range ?? { columns: 1, fewest: 1, most: 1 };
  const steps = most - fewest;
  const at = steps === 0 ? 50 : ((most - columns) / steps) * 100;
  return (
    <span className={styles['slider']} title={text('common.tileSize')}>
      <Grid3x3 size={14} aria-hidden className={styles['icon']} />
      <input
        type="range"
        aria-label={text('common.tileSize')}
        aria-valuetext={text('common.tilesInARow', { count: columns })}
        min={0}
        max={steps}
        value={most - columns}
        disabled={steps === 0}
        style={{ '--at': `${at}%` } as CSSProperties}
        onChange={(event) => onColumns(most - Number(event.currentTarget.value))}
      />
      <Grid2x2 size={16} aria-hidden className={styles['icon']} />
    </span>
  );
}
