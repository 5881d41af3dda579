import { ArrowDown, ArrowUp, Inbox } from 'lucide-react';
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Entry, EntryFilter, EntryQuery, OutboxGroup, OutboxRow } from '../../shared/model.ts';
import { choose } from '../state/actions.ts';
import { useOutbox } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { usePages } from '../state/use-pages.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import type { MenuPlace } from '../ui/menu.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePaced } from '../ui/use-paced.ts';
import { useScrolling } from '../ui/use-scrolling.ts';
import { useVisibleRows } from '../ui/use-visible-rows.ts';
import { formatList } from '../wording/format.ts';
import { EntryMenu } from './entry-menu.tsx';
import { EntryRow, entryRowHeight } from './entry-row.tsx';
import rowStyles from './entry-row.module.css';
import styles from './outbox-drawer.module.css';

/** Milliseconds between two refreshes. Slower while scrolling and for long lists, so that both stay smooth. */
const lookEveryMs = { resting: 300, long: 1000, scrolling: 1500 };
const longList = 5_000;

export function EntryList({ storeId, filter }: { storeId: string; filter: EntryFilter }) {
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const list = useWindow((state) => state.outboxList);
  const search = usePaced(list.search, 150);
  const query: EntryQuery = { ...list, storeId, filter, search };
  const [isLong, setLong] = useState(false);
  const resting = isLong ? lookEveryMs.long : lookEveryMs.resting;
  const pace = useScrolling(scroller) ? lookEveryMs.scrolling : resting;
  const version = usePaced(useOutbox(storeId)?.version ?? 0, pace);
  const pages = usePages<OutboxRow>({
    key: JSON.stringify(query),
    version: String(version),
    load: async (offset, limit) => {
      const outcome = await window.packshot.outbox.list({ ...query, offset, limit });
      if (!outcome.ok) return outcome;
      setLong(outcome.value.total > longList);
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.rows } };
    },
  });
  const { menu, openMenu, closeMenu } = useRowMenu();
  const now = useNow(30_000);
  const total = pages.total ?? 0;
  const { first, last } = useVisibleRows(scroller, total, entryRowHeight);
  useEffect(() => {
    pages.need(first, last);
  });
  useTopOf(scroller, JSON.stringify(query));

  const rows = Array.from({ length: last - first }, (_, offset) => {
    const index = first + offset;
    return { index, row: pages.rowAt(index) };
  });
  const entries = rows.flatMap(({ index, row }) =>
    row?.type === 'entry' ? [{ index, entry: row.entry }] : [],
  );
  const groups = rows.flatMap(({ index, row }) =>
    row?.type === 'group' ? [{ index, group: row.group }] : [],
  );
  // The entry's current state while its row is visible.
  const asked = entries.find(({ entry }) => entry.id === menu?.entry.id)?.entry ?? menu?.entry;
  const isAll = filter === 'all' && search === '';

  return (
    <>
      <Columns />
      {/* Keys of the list, whose rows hold buttons. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={setScroller}
        className={styles['scroller']}
        aria-label={text('outbox.entries')}
        // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onListKey}
      >
        {pages.problem ? <ReasonNote tone="danger" reason={pages.problem} /> : null}
        {pages.total === 0 ? (
          <EmptyState
            icon={Inbox}
            title={text(isAll ? 'outbox.nothingHereYet' : 'outbox.noneOfThese')}
            detail={isAll ? text('outbox.whatYouAddOrChange') : undefined}
          >
            {search === '' ? null : (
              <Button onPress={() => useWindow.setState({ outboxList: { ...list, search: '' } })}>
                {text('outbox.clearSearch')}
              </Button>
            )}
          </EmptyState>
        ) : (
          <div className={styles['rows']} style={{ height: total * entryRowHeight }}>
            {groups.map(({ index, group }) => (
              <GroupHeading key={group.key} group={group} index={index} storeId={storeId} />
            ))}
            <ul>
              {entries.map(({ index, entry }) => (
                <EntryRow key={entry.id} entry={entry} index={index} now={now} onMenu={openMenu} />
              ))}
            </ul>
          </div>
        )}
        {menu !== null && asked !== undefined ? (
          <EntryMenu entry={asked} at={menu.at} onClose={closeMenu} />
        ) : null}
      </section>
    </>
  );
}

/** The one menu of all rows, at the button that opened it. */
function useRowMenu() {
  const [menu, setMenu] = useState<{ entry: Entry; at: MenuPlace } | null>(null);
  const openMenu = useCallback((entry: Entry, button: HTMLElement) => {
    const box = button.getBoundingClientRect();
    setMenu({ entry, at: { x: box.right - 1, y: box.top - 3 } });
  }, []);
  const closeMenu = useCallback(() => setMenu(null), []);
  return { menu, openMenu, closeMenu };
}

/** Another list starts at its top. */
function useTopOf(scroller: HTMLElement | null, key: string): void {
  const shownKey = useRef(key);
  useEffect(() => {
    if (shownKey.current === key) return;
    shownKey.current = key;
    scroller?.scrollTo({ top: 0 });
  }, [scroller, key]);
}

/** Up and Down focus the same button of the next row; Esc goes to the search. */
function onListKey(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.target instanceof HTMLElement) || event.defaultPrevented) return;
  if (event.key === 'Escape') {
    event.preventDefault();
    event.currentTarget.closest('[data-outbox]')?.querySelector('input')?.focus();
    return;
  }
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const row = event.target.closest('li');
  if (step === 0 || row === null) return;
  const rows = [...event.currentTarget.querySelectorAll('li')].toSorted((a, b) => a.offsetTop - b.offsetTop);
  const next = rows[rows.indexOf(row) + step];
  if (next === undefined) return;
  event.preventDefault();
  [...next.querySelectorAll('button')].at(-1)?.focus();
}

const columns = [
  { name: text('outbox.name'), sort: 'name' },
  { name: text('outbox.product'), sort: 'product' },
  { name: text('outbox.state'), sort: 'state' },
  { name: text('outbox.size'), sort: null },
  { name: text('outbox.time'), sort: 'time' },
] as const;

/** Headings of the columns. A press sorts by it, without groups; a second press turns the order round. */
function Columns() {
  const list = useWindow((state) => state.outboxList);
  const isSorted = list.group === 'none';
  return (
    <div className={rowStyles['columns']}>
      <span />
      {columns.map(({ name, sort }) => {
        if (sort === null)
          return (
            <span key={name} className={rowStyles['bytes']}>
              {name}
            </span>
          );
        const isThis = isSorted && list.sort === sort;
        const Arrow = list.descending ? ArrowDown : ArrowUp;
        return (
          <button
            key={name}
            type="button"
            className={rowStyles['column']}
            data-column={sort}
            aria-pressed={isThis}
            onClick={() =>
              useWindow.setState({
                outboxList: {
                  ...list,
                  group: 'none',
                  sort,
                  descending: isThis ? !list.descending : sort === 'time',
                },
              })
            }
          >
            {name}
            {isThis ? <Arrow size={12} aria-hidden /> : null}
          </button>
        );
      })}
      <span />
    </div>
  );
}

interface HeadingProps {
  group: OutboxGroup;
  index: number;
  storeId: string;
}

function GroupHeading({ group, index, storeId }: HeadingProps) {
  const { title, productId, open, failed, done, cancelled } = group;
  const parts = [
    failed > 0 && text('outbox.groupFailed', { count: failed }),
    open > 0 && text('outbox.groupOpen', { count: open }),
    done > 0 && text('outbox.groupDone', { count: done }),
    cancelled > 0 && text('outbox.groupCancelled', { count: cancelled }),
  ];
  return (
    <div className={rowStyles['heading']} style={{ top: index * entryRowHeight }}>
      <h2 className={rowStyles['title']} title={title}>
        <bdi>{title}</bdi>
      </h2>
      <span className={rowStyles['counts']}>{formatList(parts)}</span>
      {productId === null ? null : (
        <Button size="small" look="quiet" onPress={() => choose(storeId, { id: productId, name: title })}>
          {text('outbox.openGallery')}
        </Button>
      )}
    </div>
  );
}
