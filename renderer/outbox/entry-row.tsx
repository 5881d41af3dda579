import { memo } from 'react';
import { ArrowUpDown, Globe, ImageOff, Pencil, RotateCcw, Trash2, X } from 'lucide-react';
import type { Entry } from '../../shared/model.ts';
import {
  entryChoices,
  entryFraction,
  entryName,
  entrySize,
  entryStateWords,
} from '../gallery/entry-words.ts';
import { tell } from '../state/asking.ts';
import { useSent } from '../state/selectors.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatPercent } from '../ui/format.ts';
import { Picture } from '../ui/picture.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import { EntryMenu } from './entry-menu.tsx';
import styles from './entry-row.module.css';

export const entryRowHeight = 40;

/** What stands in place of a picture. */
const icons = {
  upload: ImageOff,
  'variant-image': ImageOff,
  import: Globe,
  update: Pencil,
  arrange: ArrowUpDown,
  remove: Trash2,
  clear: Trash2,
};

export const EntryRow = memo(function EntryRow(props: { entry: Entry; index: number; total: number }) {
  const { entry, index, total } = props;
  const { retry, cancel, dismiss } = entryChoices(entry.state);
  const entryIds = [entry.id];
  const name = entryName(entry);
  return (
    <li
      className={styles['row']}
      aria-setsize={total}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${index * entryRowHeight}px)` }}
    >
      <span className={styles['thumb']}>
        <Picture src={entry.preview} alt="" fit="cover" icon={icons[entry.kind]} iconSize={14} />
      </span>
      <span className={styles['file']} title={entry.fileName}>
        {entry.fileName}
      </span>
      <span className={styles['product']} title={entry.productName}>
        {entry.productName}
      </span>
      <span className={styles['bytes']}>{entrySize(entry)}</span>
      <span className={styles['state']}>
        <RowState entry={entry} />
      </span>
      <span className={styles['buttons']}>
        {retry ? (
          <IconButton
            icon={RotateCcw}
            label={`Retry ${name}`}
            size="small"
            onPress={() => tell(window.packshot.outbox.retry({ entryIds }))}
          />
        ) : null}
        {cancel ? (
          <IconButton
            icon={X}
            label={`Cancel ${name}`}
            size="small"
            onPress={() => tell(window.packshot.outbox.cancel({ entryIds }))}
          />
        ) : null}
        {dismiss ? (
          <IconButton
            icon={X}
            label={`Dismiss ${name}`}
            size="small"
            onPress={() => tell(window.packshot.outbox.dismiss({ entryIds }))}
          />
        ) : null}
        <EntryMenu entry={entry} />
      </span>
    </li>
  );
});

function RowState({ entry }: { entry: Entry }) {
  const { state } = entry;
  switch (state.is) {
    case 'sending':
      return <Sending entry={entry} />;
    case 'retrying':
      return <Retrying entry={entry} why={state.reason.sentence} />;
    case 'failed':
      return (
        <span
          className={styles['failure']}
          title={[state.reason.sentence, state.reason.next].join(' ').trim()}
        >
          <span className={cx(styles['words'], styles['bad'])}>{state.reason.sentence}</span>
          {state.reason.next ? <span className={styles['words']}>{state.reason.next}</span> : null}
        </span>
      );
    case 'done':
      return <span className={cx(styles['words'], styles['good'])}>{entryStateWords(entry)}</span>;
    case 'waiting':
      return (
        <span className={styles['words']}>
          {entryStateWords(entry)}
          {entry.goesFirst ? ', goes first' : ''}
        </span>
      );
    case 'verifying':
    case 'cancelled':
      return <span className={styles['words']}>{entryStateWords(entry)}</span>;
  }
}

function Sending({ entry }: { entry: Entry }) {
  const sent = useSent(entry.id, entry.sent);
  const fraction = entryFraction(entry, sent);
  return (
    <>
      <ProgressBar
        label={entry.kind === 'upload' ? `Sending ${entry.fileName}` : `${entry.fileName}: under way`}
        fraction={fraction}
      />
      <span className={fraction === null ? styles['words'] : styles['percent']}>
        {fraction === null ? entryStateWords(entry) : formatPercent(fraction)}
      </span>
    </>
  );
}

function Retrying({ entry, why }: { entry: Entry; why: string }) {
  const now = useNow(1000);
  return (
    <span className={styles['words']} title={why}>
      {entryStateWords(entry, now)}: {why}
    </span>
  );
}
