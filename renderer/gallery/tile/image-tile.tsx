import { CircleAlert, Clock, Star, Undo2 } from 'lucide-react';
import { sentencesOf, type Reason } from '../../../shared/messages/reason.ts';
import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import { cx } from '../../ui/cx.ts';
import { Picture } from '../../ui/picture.tsx';
import { atRendition, type Rendition } from '../../ui/rendition.ts';
import { useNow } from '../../ui/use-now.ts';
import { removalWords, waitingWords, waits } from '../../wording/gallery-messages.ts';
import { RetryButtons } from './retry-buttons.tsx';
import styles from './tile.module.css';

interface Props {
  tile: Extract<Tile, { type: 'image' }>;
  /** Preview of the photo, shown until the store's picture has loaded. */
  standIn: string | undefined;
  leaving: boolean;
  isActive: boolean;
  rendition: Rendition;
  onKeep: () => void;
}

export function ImageTile({ tile, standIn, leaving, isActive, rendition, onKeep }: Props) {
  const { removal } = tile.pending;
  const goes = leaving || removal !== null;
  return (
    <div className={cx(styles['picture'], goes && styles['leaving'])} data-part="mat">
      <Picture src={atRendition(tile.picture, rendition)} alt="" standIn={standIn} />
      {tile.isThumbnail ? (
        <span className={cx(styles['badge'], tile.pending.thumbnail && styles['unsent'])}>
          <Star size={11} aria-hidden className={styles['star']} />
          <span>{text('common.thumbnail')}</span>
        </span>
      ) : null}
      {!goes && tile.pending.failedAlt !== undefined ? (
        <FailedAlt {...tile.pending.failedAlt} name={tile.fileName} isActive={isActive} />
      ) : null}
      {!goes && waits(tile) ? (
        <span className={styles['waits']} title={waitingWords(tile)}>
          <Clock size={12} aria-hidden />
        </span>
      ) : null}
      {removal === null ? null : (
        <Removal until={removal.until} name={tile.fileName} isActive={isActive} onKeep={onKeep} />
      )}
    </div>
  );
}

interface FailedAltProps {
  entryId: number;
  reason: Reason;
  name: string;
  isActive: boolean;
}

/** The caption still shows what was typed. */
function FailedAlt({ entryId, reason, name, isActive }: FailedAltProps) {
  const why = sentencesOf(reason);
  return (
    <div className={styles['overlay']} title={why}>
      <div className={cx(styles['state'], styles['bad'])}>
        <CircleAlert size={14} aria-hidden />
        <span>{text('gallery.altNotSaved')}</span>
      </div>
      <p className={styles['reason']}>{why}</p>
      <RetryButtons
        entryId={entryId}
        isActive={isActive}
        retryLabel={text('gallery.retryAltOf', { file: name })}
        dismiss={text('review.discard')}
        dismissLabel={text('gallery.discardAltOf', { file: name })}
      />
    </div>
  );
}

interface RemovalProps {
  until: number;
  name: string;
  isActive: boolean;
  onKeep: () => void;
}

function Removal({ until, name, isActive, onKeep }: RemovalProps) {
  const now = useNow(1000);
  return (
    <div className={styles['removal']}>
      <span>{removalWords(until, now)}</span>
      <button
        type="button"
        className={styles['undo']}
        aria-label={text('gallery.undoRemoving', { name })}
        tabIndex={isActive ? 0 : -1}
        onClick={onKeep}
      >
        <Undo2 size={13} aria-hidden />
        {text('common.undo')}
      </button>
    </div>
  );
}
