import { memo } from 'react';
import type { Tile } from '../../shared/model.ts';
import { cx } from '../ui/cx.ts';
import { Picture } from '../ui/picture.tsx';
import styles from './tile.module.css';

/** An image that is in the store. */
export const ImageTile = memo(function ImageTile({ tile }: { tile: Extract<Tile, { kind: 'image' }> }) {
  return (
    <div className={styles['tile']}>
      <div className={styles['picture']} data-part="mat">
        <Picture src={tile.picture} alt={tile.alt} />
        {tile.isThumbnail ? <span className={styles['badge']}>Thumbnail</span> : null}
      </div>
      <div className={styles['caption']}>
        <p className={cx(styles['line'], !tile.alt && styles['muted'])} title={tile.alt || undefined}>
          {tile.alt || 'No alt text'}
        </p>
        <p className={cx(styles['line'], styles['soft'])} title={tile.fileName}>
          {tile.fileName}
        </p>
      </div>
    </div>
  );
});
