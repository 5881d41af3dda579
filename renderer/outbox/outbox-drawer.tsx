import { Inbox } from 'lucide-react';
import { useEffect, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Entry, EntryFilter, OutboxSummary } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/format.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import { usePages } from '../state/use-pages.ts';
import { useVisibleRows } from '../ui/use-visible-rows.ts';
import { EntryRow, entryRowHeight } from './entry-row.tsx';
import styles from './outbox-drawer.module.css';
import { openCount } from './outbox-sentence.ts';
import { saveReport } from './save-report.ts';

const filters = ['all', 'open', 'failed', 'done', 'cancelled'] as const satisfies readonly EntryFilter[];
type Filter = (typeof filters)[number];
const names: Readonly<Record<Filter, string>> = {
  all: 'All',
  open: 'On the way',
  failed: 'Failed',
  done: 'In the store',
  cancelled: 'Cancelled',
};

/** Every entry of the outbox, whatever its state, with what can be done about it. */
export function OutboxDrawer({ storeId, summary }: { storeId: string; summary: OutboxSummary }) {
  const [filter, setFilter] = useState<Filter>('all');
  const finished = summary.doneListed + summary.failed + summary.cancelled;
  return (
    <section className={styles['drawer']} aria-label="Outbox entries">
      <div className={styles['head']}>
        <ToggleButtonGroup
          aria-label="Show"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[filter]}
          onSelectionChange={(keys) => {
            const next = filters.find((name) => keys.has(name));
            if (next) setFilter(next);
          }}
          className={styles['filters'] ?? ''}
        >
          {filters.map((name) => (
            <ToggleButton key={name} id={name} className={styles['filter'] ?? ''}>
              {names[name]}
              <span className={styles['count']}>{formatNumber(countOf(name, summary))}</span>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <div className={styles['actions']}>
          <Button
            size="small"
            look="quiet"
            isDisabled={openCount(summary) === 0}
            onPress={() => tell(window.packshot.outbox.cancelAll({ storeId }))}
          >
            Cancel all
          </Button>
          <Button
            size="small"
            look="quiet"
            isDisabled={summary.failed === 0}
            onPress={() => tell(window.packshot.outbox.retryFailed({ storeId }))}
          >
            Retry all failed
          </Button>
          <Button
            size="small"
            look="quiet"
            isDisabled={finished === 0}
            onPress={() => tell(window.packshot.outbox.dismissAll({ storeId }))}
          >
            Clear finished
          </Button>
          <Button
            size="small"
            look="quiet"
            isDisabled={countOf('all', summary) === 0}
            onPress={() => void saveReport({ storeId })}
          >
            Export report…
          </Button>
        </div>
      </div>
      <Entries key={filter} storeId={storeId} filter={filter} version={summary.version} />
    </section>
  );
}

function Entries({ storeId, filter, version }: { storeId: string; filter: Filter; version: number }) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const pages = usePages<Entry>({
    key: `${storeId}/${filter}`,
    version: String(version),
    load: async (offset, limit) => {
      const outcome = await window.packshot.outbox.list({ storeId, filter, offset, limit });
      if (!outcome.ok) return outcome;
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.entries } };
    },
  });
  const total = pages.total ?? 0;
  const { first, last } = useVisibleRows(scroller, total, entryRowHeight);
  useEffect(() => {
    pages.need(first, last);
  });

  return (
    // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={setScroller} className={styles['scroller']} aria-label="Entries" tabIndex={0}>
      {pages.problem ? <ReasonNote tone="danger" reason={pages.problem} /> : null}
      {pages.total === 0 ? (
        <EmptyState icon={Inbox} title={filter === 'all' ? 'Nothing here yet' : 'None of these'} />
      ) : (
        <ul className={styles['rows']} style={{ height: total * entryRowHeight }}>
          {Array.from({ length: last - first }, (_, offset) => {
            const index = first + offset;
            const entry = pages.rowAt(index);
            return entry ? <EntryRow key={entry.id} entry={entry} index={index} total={total} /> : null;
          })}
        </ul>
      )}
    </section>
  );
}

function countOf(filter: Filter, summary: OutboxSummary): number {
  const { failed, doneListed: done, cancelled } = summary;
  const open = openCount(summary);
  return { all: open + failed + done + cancelled, open, failed, done, cancelled }[filter];
}
