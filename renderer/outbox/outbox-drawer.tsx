import { Inbox } from 'lucide-react';
import { memo, useCallback, useEffect, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Entry, EntryFilter, OutboxSummary } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { useOutbox } from '../state/selectors.ts';
import { useWindow, type WindowState } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../wording/format.ts';
import { Hint } from '../ui/hint.tsx';
import type { MenuPlace } from '../ui/menu.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { usePages } from '../state/use-pages.ts';
import { usePaced } from '../ui/use-paced.ts';
import { useScrolling } from '../ui/use-scrolling.ts';
import { useVisibleRows } from '../ui/use-visible-rows.ts';
import { askToCancel } from './ask-to-cancel.ts';
import { EntryMenu } from './entry-menu.tsx';
import { EntryRow, entryRowHeight } from './entry-row.tsx';
import styles from './outbox-drawer.module.css';
import { openCount } from '../../shared/open-count.ts';
import { saveReport } from './save-report.ts';

const filters = ['all', 'open', 'failed', 'done', 'cancelled'] as const satisfies readonly EntryFilter[];
type Filter = (typeof filters)[number];
const names: Readonly<Record<Filter, string>> = {
  all: text('outbox.all'),
  open: text('outbox.onTheWay'),
  failed: text('outbox.failed'),
  done: text('outbox.inTheStore'),
  cancelled: text('outbox.cancelled'),
};

export const OutboxDrawer = memo(function OutboxDrawer({ storeId }: { storeId: string }) {
  const wanted = useWindow((state) => state.outboxFilter);
  const filter = filters.find((name) => name === wanted) ?? 'all';
  return (
    <section className={styles['drawer']} aria-label={text('outbox.outboxEntries')}>
      <div className={styles['head']}>
        <Filters
          storeId={storeId}
          filter={filter}
          onFilter={(outboxFilter) => useWindow.setState({ outboxFilter })}
        />
        <Actions storeId={storeId} />
      </div>
      <Entries key={filter} storeId={storeId} filter={filter} />
    </section>
  );
});

interface FiltersProps {
  storeId: string;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

const Filters = memo(function Filters({ storeId, filter, onFilter }: FiltersProps) {
  return (
    <ToggleButtonGroup
      aria-label={text('common.show')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[filter]}
      onSelectionChange={(keys) => {
        const next = filters.find((name) => keys.has(name));
        if (next) onFilter(next);
      }}
      className={styles['filters'] ?? ''}
    >
      {filters.map((name) => (
        <ToggleButton key={name} id={name} className={styles['filter'] ?? ''}>
          {names[name]}
          <Count storeId={storeId} filter={name} />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
});

/** Separate from its button: a count that changes ten times a second renders only itself. */
function Count({ storeId, filter }: { storeId: string; filter: Filter }) {
  const count = useWindow((state) => countOf(filter, state.main?.outbox[storeId] ?? null));
  return <span className={styles['count']}>{formatNumber(count)}</span>;
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

/** Milliseconds between two refreshes of the rows. Slower while scrolling, so that scrolling stays smooth. */
const lookEveryMs = { resting: 300, scrolling: 1500 };

function Entries({ storeId, filter }: { storeId: string; filter: Filter }) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const pace = useScrolling(scroller) ? lookEveryMs.scrolling : lookEveryMs.resting;
  const version = usePaced(useOutbox(storeId)?.version ?? 0, pace);
  const pages = usePages<Entry>({
    key: `${storeId}/${filter}`,
    version: String(version),
    load: async (offset, limit) => {
      const outcome = await window.packshot.outbox.list({ storeId, filter, offset, limit });
      if (!outcome.ok) return outcome;
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.entries } };
    },
  });
  const [menu, setMenu] = useState<{ entry: Entry; at: MenuPlace } | null>(null);
  const openMenu = useCallback((entry: Entry, button: HTMLElement) => {
    const box = button.getBoundingClientRect();
    setMenu({ entry, at: { x: box.right - 1, y: box.top - 3 } });
  }, []);
  const total = pages.total ?? 0;
  const { first, last } = useVisibleRows(scroller, total, entryRowHeight);
  useEffect(() => {
    pages.need(first, last);
  });

  const rows = Array.from({ length: last - first }, (_, offset) => {
    const index = first + offset;
    return { index, entry: pages.rowAt(index) };
  });
  // The entry's current state while its row is visible.
  const asked = rows.find(({ entry }) => entry?.id === menu?.entry.id)?.entry ?? menu?.entry;

  return (
    <section
      ref={setScroller}
      className={styles['scroller']}
      aria-label={text('outbox.entries')}
      // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {pages.problem ? <ReasonNote tone="danger" reason={pages.problem} /> : null}
      {pages.total === 0 ? (
        <EmptyState
          icon={Inbox}
          title={filter === 'all' ? text('outbox.nothingHereYet') : text('outbox.noneOfThese')}
          detail={filter === 'all' ? text('outbox.whatYouAddOrChange') : undefined}
        />
      ) : (
        <ul className={styles['rows']} style={{ height: total * entryRowHeight }}>
          {rows.map(({ index, entry }) =>
            entry ? (
              <EntryRow key={entry.id} entry={entry} index={index} total={total} onMenu={openMenu} />
            ) : null,
          )}
        </ul>
      )}
      {menu !== null && asked !== undefined ? (
        <EntryMenu entry={asked} at={menu.at} onClose={() => setMenu(null)} />
      ) : null}
    </section>
  );
}

function countOf(filter: Filter, summary: OutboxSummary | null): number {
  if (summary === null) return 0;
  const { failed, doneListed: done, cancelled } = summary;
  const open = openCount(summary);
  return { all: open + failed + done + cancelled, open, failed, done, cancelled }[filter];
}
