import { Ban, CircleAlert, CircleCheck, Clock, Globe, RotateCcw, ScanSearch, Trash2 } from 'lucide-react';
import type { Entry, Tile } from '../../../shared/model.ts';
import { tell } from '../../state/asking.ts';
import { useSent } from '../../state/selectors.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { formatPercent } from '../../wording/format.ts';
import { Picture } from '../../ui/picture.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useNow } from '../../ui/use-now.ts';
import { entryFraction, entryStateWords } from '../../wording/entry-words.ts';
import styles from './tile.module.css';

/** The picture of a photo that is on its way, or didn't get there, with what is happening to it. */
export function EntryTile({ tile, isActive }: { tile: Extract<Tile, { kind: 'entry' }>; isActive: boolean }) {
  const { entry } = tile;
  const resting = entry.state.is === 'failed' || entry.state.is === 'cancelled';
  return (
    <div
      className={cx(
        styles['picture'],
        entry.state.is !== 'done' && styles['dimmed'],
        entry.preview === null && styles['bare'],
      )}
      data-part="mat"
    >
      <Picture
        src={entry.preview}
        alt=""
        {...(entry.kind === 'import' ? { icon: Globe, iconSize: 28 } : {})}
      />
      {tile.willBeThumbnail && !resting ? (
        <span className={cx(styles['badge'], styles['unsent'])}>Thumbnail</span>
      ) : null}
      <Overlay entry={entry} isActive={isActive} />
    </div>
  );
}

function Overlay({ entry, isActive }: { entry: Entry; isActive: boolean }) {
  const { state } = entry;
  switch (state.is) {
    case 'sending':
      return <Sending entry={entry} />;
    case 'retrying':
      return <Retrying entry={entry} why={state.reason.sentence} />;
    case 'failed':
      return (
        <div className={styles['overlay']}>
          <div className={cx(styles['state'], styles['bad'])}>
            <CircleAlert size={14} aria-hidden />
            <span>{entryStateWords(entry)}</span>
          </div>
          <p className={styles['reason']}>
            {state.reason.sentence} {state.reason.next}
          </p>
          <RestingButtons entry={entry} isActive={isActive} />
        </div>
      );
    case 'cancelled':
      return (
        <div className={styles['overlay']}>
          <div className={styles['state']}>
            <Ban size={14} aria-hidden />
            <span>{entryStateWords(entry)}</span>
          </div>
          <RestingButtons entry={entry} isActive={isActive} />
        </div>
      );
    case 'waiting':
    case 'verifying':
    case 'done': {
      const Icon = { waiting: Clock, verifying: ScanSearch, done: CircleCheck }[state.is];
      return (
        <div className={styles['overlay']}>
          <div className={styles['state']}>
            <Icon size={14} aria-hidden />
            <span>{entryStateWords(entry)}</span>
          </div>
        </div>
      );
    }
  }
}

/** The only part that draws on each progress message. */
function Sending({ entry }: { entry: Entry }) {
  const sent = useSent(entry.id, entry.sent);
  const fraction = entryFraction(entry, sent);
  return (
    <div className={styles['overlay']}>
      <div className={styles['state']}>
        <span>{(fraction ?? 0) >= 1 ? 'Waiting for the store…' : entryStateWords(entry)}</span>
        {fraction === null ? null : <span className={styles['percent']}>{formatPercent(fraction)}</span>}
      </div>
      <ProgressBar
        label={entry.kind === 'upload' ? `Sending ${entry.fileName}` : `${entry.fileName}: under way`}
        fraction={fraction}
      />
    </div>
  );
}

function Retrying({ entry, why }: { entry: Entry; why: string }) {
  const now = useNow(1000);
  return (
    <div className={styles['overlay']} title={why}>
      <div className={styles['state']}>
        <RotateCcw size={14} aria-hidden />
        <span>{entryStateWords(entry, now)}</span>
      </div>
      <p className={styles['reason']}>{why}</p>
    </div>
  );
}

function RestingButtons({ entry, isActive }: { entry: Entry; isActive: boolean }) {
  const entryIds = [entry.id];
  return (
    <div className={styles['buttons']}>
      <Button
        size="small"
        icon={RotateCcw}
        excludeFromTabOrder={!isActive}
        aria-label={`Retry ${entry.fileName}`}
        onPress={() => tell(window.packshot.outbox.retry({ entryIds }))}
      >
        Retry
      </Button>
      <Button
        size="small"
        look="quiet"
        icon={Trash2}
        excludeFromTabOrder={!isActive}
        aria-label={`Remove ${entry.fileName}`}
        onPress={() => tell(window.packshot.outbox.dismiss({ entryIds }))}
      >
        Remove
      </Button>
    </div>
  );
}
