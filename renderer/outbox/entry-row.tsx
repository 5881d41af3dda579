import { memo } from 'react';
import { RotateCcw, X } from 'lucide-react';
import type { Entry } from '../../shared/model.ts';
import { entryChoices, entryStateWords } from '../gallery/entry-words.ts';
import { tell } from '../state/asking.ts';
import { useSent } from '../state/selectors.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { formatBytes, formatPercent } from '../ui/format.ts';
import { Picture } from '../ui/picture.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import styles from './entry-row.module.css';

export const entryRowHeight = 40;

export const EntryRow = memo(function EntryRow(props: { entry: Entry; index: number; total: number }) {
  const { entry, index, total } = props;
  const { retry, cancel, dismiss } = entryChoices(entry.state);
  const entryIds = [entry.id];
  return (
    <li
      className={styles['row']}
      aria-setsize={total}
      aria-posinset={index + 1}
      style={{ transform: `translateY(${index * entryRowHeight}px)` }}
    >
      <span className={styles['thumb']}>
        <Picture src={entry.preview} alt="" fit="cover" iconSize={14} />
      </span>
      <span className={styles['file']} title={entry.fileName}>
        {entry.fileName}
      </span>
      <span className={styles['product']} title={entry.productName}>
        {entry.productName}
      </span>
      <span className={styles['bytes']}>{formatBytes(entry.bytes)}</span>
      <span className={styles['state']}>
        <RowState entry={entry} />
      </span>
      <span className={styles['buttons']}>
        {retry ? (
          <IconButton
            icon={RotateCcw}
            label={`Retry ${entry.fileName}`}
            size="small"
            onPress={() => tell(window.packshot.outbox.retry({ entryIds }))}
          />
        ) : null}
        {cancel ? (
          <IconButton
            icon={X}
            label={`Cancel ${entry.fileName}`}
            size="small"
            onPress={() => tell(window.packshot.outbox.cancel({ entryIds }))}
          />
        ) : null}
        {dismiss ? (
          <IconButton
            icon={X}
            label={`Dismiss ${entry.fileName}`}
            size="small"
            onPress={() => tell(window.packshot.outbox.dismiss({ entryIds }))}
          />
        ) : null}
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
      return <Retrying state={state} />;
    case 'failed':
      return (
        <span className={cx(styles['words'], styles['bad'])} title={state.reason.next}>
          {state.reason.sentence}
        </span>
      );
    case 'done':
      return <span className={cx(styles['words'], styles['good'])}>{entryStateWords(state)}</span>;
    case 'waiting':
    case 'verifying':
    case 'cancelled':
      return <span className={styles['words']}>{entryStateWords(state)}</span>;
  }
}

function Sending({ entry }: { entry: Entry }) {
  const sent = useSent(entry.id, entry.sent);
  const fraction = entry.bytes === 0 ? 0 : sent / entry.bytes;
  return (
    <>
      <ProgressBar label={`Sending ${entry.fileName}`} fraction={fraction} />
      <span className={styles['percent']}>{formatPercent(fraction)}</span>
    </>
  );
}

function Retrying({ state }: { state: Extract<Entry['state'], { is: 'retrying' }> }) {
  const now = useNow(1000);
  return (
    <span className={styles['words']} title={state.reason.sentence}>
      {entryStateWords(state, now)}: {state.reason.sentence}
    </span>
  );
}
