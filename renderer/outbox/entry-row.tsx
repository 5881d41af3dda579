import { memo, useState } from 'react';
import {
  ArrowUpDown,
  Ellipsis,
  Globe,
  ImageOff,
  Pencil,
  RotateCcw,
  Trash2,
  X,
  type LucideIcon,
} from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { Entry } from '../../shared/model.ts';
import { entryChoices, entryName, entrySize, entryStateWords, entryWhy } from '../wording/entry-messages.ts';
import { useSending } from '../state/use-sending.ts';
import { tell } from '../state/asking.ts';
import { cx } from '../ui/cx.ts';
import { FileName } from '../ui/file-name.tsx';
import { formatMoment, formatPercent } from '../wording/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './entry-row.module.css';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';

export const entryRowHeight = 40;

const icons = {
  upload: ImageOff,
  'variant-image': ImageOff,
  import: Globe,
  update: Pencil,
  arrange: ArrowUpDown,
  remove: Trash2,
  clear: Trash2,
};

interface Props {
  entry: Entry;
  index: number;
  /** Epoch milliseconds. */
  now: number;
  /** Must not change while the list is mounted. */
  onMenu: (entry: Entry, button: HTMLElement) => void;
}

/** Plain buttons and one shared menu: a fast scroll renders a hundred rows a second. */
export const EntryRow = memo(function EntryRow({ entry, index, now, onMenu }: Props) {
  const { retry, cancel, dismiss } = entryChoices(entry);
  const entryIds = [entry.id];
  const name = entryName(entry);
  const { outbox } = window.packshot;
  return (
    <li className={styles['row']} style={{ top: index * entryRowHeight }}>
      <span className={styles['thumb']}>
        <Thumb key={entry.preview} preview={entry.preview} type={entry.type} />
      </span>
      <span className={styles['file']} title={entry.fileName}>
        <FileName name={entry.fileName} />
      </span>
      <span className={styles['product']} title={entry.productName}>
        <bdi>{entry.productName}</bdi>
      </span>
      <span className={styles['state']}>
        <RowState entry={entry} />
      </span>
      <span className={styles['bytes']} title={entrySize(entry) || undefined}>
        {entrySize(entry)}
      </span>
      <span className={styles['time']}>{entry.at === undefined ? '' : formatMoment(entry.at, now)}</span>
      <span className={styles['buttons']}>
        {retry ? (
          <RowButton
            icon={RotateCcw}
            label={text('common.retryOf', { name })}
            onPress={() => tell(outbox.retry({ entryIds }))}
          />
        ) : null}
        {cancel ? (
          <RowButton
            icon={X}
            label={text('common.cancelOf', { name })}
            onPress={() => tell(outbox.cancel({ entryIds }))}
          />
        ) : null}
        {dismiss ? (
          <RowButton
            icon={X}
            label={text('outbox.dismissOf', { name })}
            onPress={() => tell(outbox.dismiss({ entryIds }))}
          />
        ) : null}
        <RowButton
          icon={Ellipsis}
          label={text('outbox.moreFor', { name })}
          opensMenu
          onPress={(button) => onMenu(entry, button)}
        />
      </span>
    </li>
  );
});

/** No fade and no retry: the picture is local, available at once or never. */
function Thumb({ preview, type }: Pick<Entry, 'preview' | 'type'>) {
  const [missing, setMissing] = useState(preview === null);
  const Icon = icons[type];
  if (preview === null || missing) return <Icon size={14} strokeWidth={1.5} aria-hidden />;
  return <img src={preview} alt="" decoding="async" draggable={false} onError={() => setMissing(true)} />;
}

interface ButtonProps {
  icon: LucideIcon;
  label: string;
  opensMenu?: boolean;
  onPress: (button: HTMLElement) => void;
}

function RowButton({ icon: Icon, label, opensMenu = false, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      className={styles['button']}
      aria-label={label}
      aria-haspopup={opensMenu ? 'menu' : undefined}
      title={label}
      onClick={(event) => onPress(event.currentTarget)}
    >
      <Icon size={14} aria-hidden />
    </button>
  );
}

function RowState({ entry }: { entry: Entry }) {
  const { state } = entry;
  const now = useNow(1000, state.type === 'retrying');
  const why = entryWhy(state);
  switch (state.type) {
    case 'sending':
      return <Sending entry={entry} />;
    case 'failed':
      return (
        <span className={styles['failure']} title={why}>
          <span className={cx(styles['words'], styles['bad'])}>{sentenceOf(state.reason)}</span>
          {nextOf(state.reason) ? <span className={styles['words']}>{nextOf(state.reason)}</span> : null}
        </span>
      );
    default:
      return (
        <span
          className={cx(styles['words'], state.type === 'done' && !entry.removedSince && styles['good'])}
          title={why || undefined}
        >
          {shownState(entry, now)}
        </span>
      );
  }
}

function Sending({ entry }: { entry: Entry }) {
  const { fraction, label } = useSending(entry);
  return (
    <>
      <ProgressBar label={label} fraction={fraction} />
      <span className={fraction === null ? styles['words'] : styles['percent']}>
        {fraction === null ? entryStateWords(entry) : formatPercent(fraction)}
      </span>
    </>
  );
}

function shownState(entry: Entry, now: number): string {
  const { state } = entry;
  const words = entryStateWords(entry, now);
  if (state.type === 'retrying')
    return text('outbox.stateAndReason', { state: words, reason: entryWhy(state) });
  return state.type === 'waiting' && entry.goesFirst ? text('outbox.waitingFirst') : words;
}
