import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Drafts } from '../state/alt-drafts.ts';
import { cx } from '../ui/cx.ts';
import long from '../ui/long-list.module.css';
import { rowsToDraw, useVisibleRows } from '../ui/use-visible-rows.ts';
import { altCommand, type AltCommand } from './alt-keys.ts';
import { AltRow, type AltRowEvents } from './alt-row.tsx';
import { isChanged, isChangedByOthers, textOf, type AltRow as Row } from './alt-table.ts';
import type { Chosen } from './fill.ts';
import styles from './alts.module.css';

export const altRowHeight = 52;

interface Props {
  rows: readonly Row[];
  drafts: Drafts;
  chosen: Chosen;
  plan: ReadonlyMap<string, string>;
  find: string;
  active: number;
  editing: string | null;
  events: AltRowEvents;
  scroller: HTMLElement | null;
  onScroller: (scroller: HTMLElement | null) => void;
  onCommand: (command: AltCommand) => void;
  onPress: (index: number, how: 'alone' | 'extend' | 'toggle' | 'edit') => void;
}

export function AltGrid(props: Props) {
  const { rows, drafts, chosen, plan, find, active, editing, events } = props;
  const { scroller, onScroller, onCommand, onPress } = props;
  const total = rows.length;
  const { first, last, fit, reveal } = useVisibleRows(scroller, total, altRowHeight);
  const shown = useRef(-1);
  useEffect(() => {
    if (shown.current !== active) reveal(active);
    shown.current = active;
  }, [active, reveal]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) {
      if (event.key === 'Escape' && event.target instanceof HTMLButtonElement) scroller?.focus();
      return;
    }
    const command = altCommand(event, { active, total, fit });
    if (command === null) return;
    event.preventDefault();
    onCommand(command);
  }

  function onClick(event: MouseEvent): void {
    const { target } = event;
    if (!(target instanceof Element) || target.closest('button,textarea') !== null) return;
    const row = target.closest<HTMLElement>('[data-index]');
    if (row === null) return;
    const index = Number(row.dataset['index']);
    if (event.shiftKey) onPress(index, 'extend');
    else if (event.ctrlKey || event.metaKey || target.closest('[data-mark]') !== null)
      onPress(index, 'toggle');
    else onPress(index, target.closest('[data-text]') === null ? 'alone' : 'edit');
  }

  return (
    <div
      ref={onScroller}
      // A <table> cannot render a part of 10,000 rows.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="grid"
      aria-label={text('alts.title')}
      aria-multiselectable
      aria-rowcount={total}
      aria-activedescendant={active >= 0 ? rowId(active) : undefined}
      tabIndex={0}
      className={cx(long['scroller'], styles['scroller'])}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="presentation" className={long['rows']} style={{ height: total * altRowHeight }}>
        {rowsToDraw(first, last, active, total).map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const isSelected = chosen.has(row.key);
          const change = isChangedByOthers(row, drafts)
            ? 'changed-by-others'
            : isChanged(row, drafts)
              ? 'changed'
              : 'none';
          const alt = textOf(row, drafts);
          return (
            <div
              key={row.key}
              id={rowId(index)}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 1}
              aria-selected={isSelected}
              data-index={index}
              data-active={index === active || undefined}
              className={cx(styles['row'], isSelected && styles['selected'])}
              style={{ transform: `translateY(${index * altRowHeight}px)` }}
            >
              <AltRow
                row={row}
                alt={alt}
                change={change}
                preview={plan.get(row.key) ?? null}
                find={find}
                isSameProduct={rows[index - 1]?.productId === row.productId}
                isEditing={editing === row.key}
                isSelected={isSelected}
                events={events}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function rowId(index: number): string {
  return `alt-row-${index}`;
}
