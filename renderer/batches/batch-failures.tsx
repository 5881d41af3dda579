import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { Batch, Entry } from '../../shared/model.ts';
import { askQuietly, tell } from '../state/asking.ts';
import { useAnswer } from '../state/use-answer.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { entryName } from '../wording/entry-messages.ts';
import styles from './batches.module.css';

/** Maximum number of failed photos that are listed; the outbox has them all. */
const maxListed = 200;

/** The photos of a batch that failed: file, reason, what to do. */
export function BatchFailures({ batch: { id: batchId, storeId, failed } }: { batch: Batch }) {
  const entries = useAnswer(`${storeId}/${batchId}`, failed, async () => {
    const query = { storeId, batchId, filter: 'failed', search: '', group: 'none' } as const;
    const order = { sort: 'time', descending: true, offset: 0, limit: maxListed } as const;
    const answer = await askQuietly(window.packshot.outbox.list({ ...query, ...order }));
    return answer?.rows.flatMap((row) => (row.type === 'entry' ? [row.entry] : [])) ?? null;
  });
  if (entries === null || entries.length === 0) return null;
  return (
    <section
      className={styles['refusals']}
      aria-label={text('batches.failedPhotos')}
      // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <ul>
        {entries.map((entry) => (
          <FailedEntry key={entry.id} entry={entry} />
        ))}
      </ul>
      {failed > entries.length ? (
        <p className={cx(styles['soft'], styles['more'])}>
          {text('batches.moreFailed', { count: failed - entries.length })}
        </p>
      ) : null}
    </section>
  );
}

function FailedEntry({ entry }: { entry: Entry }) {
  if (entry.state.type !== 'failed') return null;
  const { reason } = entry.state;
  const next = nextOf(reason);
  return (
    <li className={cx(styles['refusal'], styles['withAction'])}>
      <span className={styles['file']}>
        <bdi>{entryName(entry)}</bdi>
      </span>
      <span>
        {sentenceOf(reason)} {next ? <span className={styles['soft']}>{next}</span> : null}
      </span>
      <Button
        size="small"
        look="quiet"
        aria-label={text('common.retryOf', { name: entryName(entry) })}
        onPress={() => tell(window.packshot.outbox.retry({ entryIds: [entry.id] }))}
      >
        {text('common.retry')}
      </Button>
    </li>
  );
}
