import { X } from 'lucide-react';
import type { RefObject } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import { showBatches } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { canDismiss, grouped, type BatchGroup } from './batch-groups.ts';
import { BatchRow } from './batch-row.tsx';
import styles from './batches.module.css';

const names: Readonly<Record<BatchGroup, string>> = {
  'to-review': text('batches.groupToReview'),
  'taking-in': text('batches.groupTakingIn'),
  sending: text('batches.groupSending'),
  done: text('batches.groupDone'),
};

interface Props {
  id: string;
  ref: RefObject<HTMLElement | null>;
  batches: readonly Batch[];
}

/** All batches of a store: what is taken in, to review, being sent and done. */
export function BatchesPanel({ id, ref, batches }: Props) {
  const now = useNow(30_000);
  const dismissible = batches.filter(canDismiss);
  return (
    <section ref={ref} id={id} className={styles['panel']} aria-label={text('batches.title')}>
      <header className={styles['title']}>
        <h2>{text('batches.title')}</h2>
        {dismissible.length > 0 ? (
          <Button
            size="small"
            look="quiet"
            onPress={() => {
              for (const { id: batchId } of dismissible) tell(window.packshot.intake.dismiss({ batchId }));
            }}
          >
            {text('batches.dismissDone', { count: dismissible.length })}
          </Button>
        ) : null}
        <IconButton icon={X} size="small" label={text('batches.close')} onPress={() => showBatches(false)} />
      </header>
      {batches.length === 0 ? (
        <p className={styles['empty']}>{text('batches.none')}</p>
      ) : (
        // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles['groups']} tabIndex={0}>
          {/* One level: a row that moves to another group keeps its open menu and its focus. */}
          {grouped(batches).flatMap(({ group, batches: rows }, groupIndex) => [
            <h3 key={group} className={styles['group']}>
              {names[group]} <span className={styles['count']}>{rows.length}</span>
            </h3>,
            ...rows.map((batch, index) => (
              <BatchRow
                key={batch.id}
                batch={batch}
                now={now}
                isAlone={batches.length === 1}
                isFirst={groupIndex + index === 0}
              />
            )),
          ])}
        </div>
      )}
    </section>
  );
}
