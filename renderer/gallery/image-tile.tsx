import { memo } from 'react';
import type { Tile } from '../../shared/model.ts';
import { cx } from '../ui/cx.ts';
import { Picture } from '../ui/picture.tsx';
import styles from './tile.module.css';

interface Props {
  tile: Extract<Tile, { kind: 'image' }>;
  /** The photo it came from, shown until the store's picture is here. */
  standIn: string | undefined;
  /** It will be removed with all others. */
  leaving: boolean;
}

/** An image that is in the store. */
export const ImageTile = memo(function ImageTile({ tile, standIn, leaving }: Props) {
  return (
    <div className={styles['tile']}>
      <div className={cx(styles['picture'], leaving && styles['leaving'])} data-part="mat">
        <Picture src={tile.picture} alt={tile.alt} standIn={standIn} />
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
