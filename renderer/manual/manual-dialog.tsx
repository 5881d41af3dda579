import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import pages from 'virtual:manual';
import { text } from '../../shared/messages/text.ts';
import { cx } from '../ui/cx.ts';
import { ComboField } from '../ui/combo-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { afterKey } from '../ui/list-keys.ts';
import { ManualPage } from './manual-page.tsx';
import styles from './manual-dialog.module.css';
import { searchManual, type Found } from './search-manual.ts';

/** A section that is shown. A new object for each, so that the same one is scrolled to again. */
interface Place {
  readonly page: string;
  readonly section: number;
}

/** The manual of docs/manual, with a search over all pages. */
export function ManualDialog({ onClose }: { onClose: () => void }) {
  const list = useId();
  const article = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<Place>({ page: pages[0]?.name ?? '', section: 0 });
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState(0);
  const found = searchManual(pages, query);
  const active = Math.min(moved, found.length - 1);
  const page = pages.find(({ name }) => name === place.page) ?? pages[0];

  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);
  useEffect(() => {
    const heading = article.current?.querySelectorAll('h3, h4')[place.section];
    if (place.section === 0) article.current?.scrollTo(0, 0);
    else heading?.scrollIntoView({ block: 'start' });
  }, [place]);

  function open(next: Place): void {
    setPlace(next);
    article.current?.focus();
  }

  function openFound(chosen: Found | undefined): void {
    if (chosen !== undefined) open({ page: chosen.page.name, section: chosen.section });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (found.length === 0) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      openFound(found[active]);
      return;
    }
    if (['Home', 'End', ' '].includes(event.key)) return;
    const next = afterKey(event.key, { active, total: found.length, fit: 6 });
    if (next === null) return;
    event.preventDefault();
    setMoved(next);
  }

  const isSearching = query.trim() !== '';
  return (
    <Dialog title={text('manual.title')} width="large" filled onClose={onClose}>
      <div className={styles['manual']}>
        <div className={styles['side']}>
          <ComboField
            label={text('manual.search')}
            list={list}
            isListShown={isSearching}
            active={found.length > 0 ? `${list}-${active}` : undefined}
            value={query}
            className={styles['search']}
            onChange={(value) => {
              setQuery(value);
              setMoved(0);
            }}
            onKeyDown={onKeyDown}
          />
          {isSearching ? (
            <Results list={list} found={found} active={active} onMove={setMoved} onOpen={openFound} />
          ) : (
            <nav aria-label={text('manual.contents')} className={styles['list']}>
              {pages.map(({ name, title }) => (
                <button
                  key={name}
                  type="button"
                  aria-current={name === page?.name ? 'page' : undefined}
                  className={styles['entry']}
                  onClick={() => open({ page: name, section: 0 })}
                >
                  {title}
                </button>
              ))}
            </nav>
          )}
          <output className={styles['sum']}>
            {isSearching ? text('manual.found', { count: found.length }) : null}
          </output>
        </div>
        {page === undefined ? null : (
          // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <article ref={article} aria-label={page.title} tabIndex={0} className={styles['article']}>
            <ManualPage page={page} onLink={(name) => open({ page: name, section: 0 })} />
          </article>
        )}
      </div>
    </Dialog>
  );
}

interface ResultsProps {
  list: string;
  found: readonly Found[];
  active: number;
  onMove: (index: number) => void;
  onOpen: (found: Found) => void;
}

function Results({ list, found, active, onMove, onOpen }: ResultsProps) {
  return (
    <div
      id={list}
      // A <select> cannot hold excerpts.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={text('manual.results')}
      tabIndex={-1}
      className={styles['list']}
    >
      {found.map((one, index) => (
        <div
          key={`${one.page.name} ${one.section}`}
          id={`${list}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          className={cx(styles['result'], index === active && styles['active'])}
          onPointerMove={() => onMove(index)}
          onClick={() => onOpen(one)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onOpen(one);
          }}
        >
          <span className={styles['heading']}>{one.heading}</span>
          {one.heading === one.page.title ? null : <span className={styles['of']}>{one.page.title}</span>}
          <span className={styles['excerpt']}>
            {one.excerpt.map((part, at) =>
              // Parts have no other identity than their position.
              // oxlint-disable-next-line react/no-array-index-key
              part.isHit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>,
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
