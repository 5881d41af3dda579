import { Ban, CircleAlert, CircleCheck, Clock, Globe, RotateCcw, ScanSearch } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import type { Entry, Tile } from '../../../shared/model.ts';
import { cx } from '../../ui/cx.ts';
import { formatPercent } from '../../wording/format.ts';
import { Picture } from '../../ui/picture.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { entryStateWords, entryWhy } from '../../wording/entry-messages.ts';
import { RetryButtons } from './retry-buttons.tsx';
import styles from './tile.module.css';
import { useSending } from '../../state/use-sending.ts';

export function EntryTile({ tile, isActive }: { tile: Extract<Tile, { type: 'entry' }>; isActive: boolean }) {
  const { entry } = tile;
  return (
    <div
      className={cx(
        styles['picture'],
        entry.state.type !== 'done' && styles['dimmed'],
        entry.preview === null && styles['bare'],
      )}
      data-part="mat"
    >
      <Picture
        src={entry.preview}
        alt=""
        {...(entry.type === 'import' ? { icon: Globe, iconSize: 28 } : {})}
      />
      {tile.willBeThumbnail && !isResting(entry) ? (
        <span className={cx(styles['badge'], styles['unsent'])}>{text('common.thumbnail')}</span>
      ) : null}
      <Overlay entry={entry} isActive={isActive} />
    </div>
  );
}

const icons = {
  waiting: Clock,
  verifying: ScanSearch,
  retrying: RotateCcw,
  done: CircleCheck,
  failed: CircleAlert,
  cancelled: Ban,
};

function Overlay({ entry, isActive }: { entry: Entry; isActive: boolean }) {
  const { state } = entry;
  const now = useNow(1000, state.type === 'retrying');
  if (state.type === 'sending') return <Sending entry={entry} />;
  const Icon = icons[state.type];
  const why = entryWhy(state);
  return (
    <div className={styles['overlay']} title={state.type === 'retrying' ? why : undefined}>
      <div className={cx(styles['state'], state.type === 'failed' && styles['bad'])}>
        <Icon size={14} aria-hidden />
        <span>{entryStateWords(entry, now)}</span>
      </div>
      {why === '' ? null : <p className={styles['reason']}>{why}</p>}
      {isResting(entry) ? (
        <RetryButtons
          entryId={entry.id}
          isActive={isActive}
          retryLabel={text('common.retryOf', { name: entry.fileName })}
          dismiss={text('common.remove')}
          dismissLabel={text('common.removeOf', { name: entry.fileName })}
        />
      ) : null}
    </div>
  );
}

/** Separate, so that a progress message renders only this part. */
function Sending({ entry }: { entry: Entry }) {
  const { fraction, label } = useSending(entry);
  return (
    <div className={styles['overlay']}>
      <div className={styles['state']}>
        <span>{(fraction ?? 0) >= 1 ? text('gallery.waitingForTheStore') : entryStateWords(entry)}</span>
        {fraction === null ? null : <span className={styles['percent']}>{formatPercent(fraction)}</span>}
      </div>
      <ProgressBar label={label} fraction={fraction} />
    </div>
  );
}

function isResting({ state }: Entry): boolean {
  return state.type === 'failed' || state.type === 'cancelled';
}
