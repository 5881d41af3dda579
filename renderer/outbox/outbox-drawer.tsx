import { memo, useState } from 'react';
import { openCount } from '../../shared/open-count.ts';
import { text } from '../../shared/messages/text.ts';
import type { EntryFilter, OutboxSummary } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { useWindow, type WindowState } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { FilterButtons } from '../ui/filter-buttons.tsx';
import { Hint } from '../ui/hint.tsx';
import { formatNumber } from '../wording/format.ts';
import { askToCancel } from './ask-to-cancel.ts';
import { DrawerHandle } from './drawer-handle.tsx';
import { EntryList } from './entry-list.tsx';
import { GroupChoice } from './group-choice.tsx';
import styles from './outbox-drawer.module.css';
import { OutboxSearch } from './outbox-search.tsx';
import { saveReport } from './save-report.ts';

const filters = ['all', 'open', 'failed', 'done', 'cancelled'] as const satisfies readonly EntryFilter[];
type Filter = (typeof filters)[number];
const names: Readonly<Record<Filter, string>> = {
  all: text('outbox.all'),
  open: text('outbox.onTheWay'),
  failed: text('outbox.failed'),
  done: text('outbox.done'),
  cancelled: text('outbox.cancelled'),
};

export const OutboxDrawer = memo(function OutboxDrawer({ storeId }: { storeId: string }) {
  const [drawer, setDrawer] = useState<HTMLElement | null>(null);
  const wanted = useWindow((state) => state.outboxFilter);
  const filter = filters.find((name) => name === wanted) ?? 'all';
  return (
    <section ref={setDrawer} className={styles['drawer']} aria-label={text('outbox.outboxEntries')}>
      <DrawerHandle drawer={drawer} />
      <div className={styles['head']}>
        <OutboxSearch // Not to a button that removes the row.
          onDown={() => drawer?.querySelector<HTMLElement>('li button:last-of-type')?.focus()}
        />
        <FilterButtons
          filters={filters.map((id) => ({
            id,
            name: names[id],
            count: <Count storeId={storeId} filter={id} />,
          }))}
          chosen={filter}
          onChoose={(outboxFilter) => useWindow.setState({ outboxFilter })}
        />
        <GroupChoice />
        <Actions storeId={storeId} />
      </div>
      <EntryList storeId={storeId} filter={filter} />
    </section>
  );
});

/** Separate from its button: a count that changes ten times a second renders only itself. */
function Count({ storeId, filter }: { storeId: string; filter: Filter }) {
  const count = useWindow((state) => countOf(filter, state.main?.outbox[storeId] ?? null));
  return formatNumber(count);
}

function Actions({ storeId }: { storeId: string }) {
  const has = (filter: Filter) => (state: WindowState) =>
    countOf(filter, state.main?.outbox[storeId] ?? null) > 0;
  const some = useWindow(has('all'));
  const open = useWindow(has('open'));
  const failed = useWindow(has('failed'));
  const done = useWindow(has('done'));
  return (
    <div className={styles['actions']}>
      <Button
        size="small"
        look="quiet"
        loses
        isDisabled={!open}
        onPress={() => void askToCancel({ storeId })}
      >
        {text('outbox.cancelAll')}
      </Button>
      <Button
        size="small"
        look="quiet"
        isDisabled={!failed}
        onPress={() => tell(window.packshot.outbox.retryFailed({ storeId }))}
      >
        {text('outbox.retryAllFailed')}
      </Button>
      <Hint text={text('outbox.takesWhatIsInThe')}>
        <Button
          size="small"
          look="quiet"
          isDisabled={!done}
          onPress={() => tell(window.packshot.outbox.clearFinished({ storeId }))}
        >
          {text('outbox.clearFinished')}
        </Button>
      </Hint>
      <Button size="small" look="quiet" isDisabled={!some} onPress={() => void saveReport({ storeId })}>
        {text('outbox.exportReport')}
      </Button>
    </div>
  );
}

function countOf(filter: Filter, summary: OutboxSummary | null): number {
  if (summary === null) return 0;
  const { failed, doneListed: done, cancelled } = summary;
  const open = openCount(summary);
  return { all: open + failed + done + cancelled, open, failed, done, cancelled }[filter];
}
