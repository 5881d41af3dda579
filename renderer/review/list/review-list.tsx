import { useEffect, useRef } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Pages } from '../../state/use-pages.ts';
import { cx } from '../../ui/cx.ts';
import { rowsToDraw, useVisibleRows } from '../../ui/use-visible-rows.ts';
import { ProductHeading, SectionRow, SetHeading } from './heading-rows.tsx';
import { ItemRow, type RowEvents } from './item-row.tsx';
import type { ReviewCommand } from '../review-keys.ts';
import { rowId, useRowEvents } from '../use-row-events.ts';
import { afterKey } from '../../ui/list-keys.ts';
import long from '../../ui/long-list.module.css';
import styles from './review-list.module.css';
import type { NamedRow } from './review-rows.ts';
import { rowWords } from '../../wording/review-messages.ts';
import type { DropSign, usePhotoDrag } from './use-photo-drag.ts';
import type { ReviewList } from './use-review-list.ts';

export const reviewRowHeight = 64;

/** What the list and the contact sheet show, and what they do with it. */
export interface RowsProps {
  batchId: number;
  pages: Pages<NamedRow>;
  list: ReviewList;
  /** The key of the row whose alt text is being written. */
  editing: string | null;
  events: RowEvents;
  sign: DropSign | null;
  /** The row at which photos moved by keyboard would be dropped. */
  placing: number | null;
  drag: ReturnType<typeof usePhotoDrag>['handlers'];
  scroller: HTMLElement | null;
  onScroller: (scroller: HTMLElement | null) => void;
  onCommand: (command: ReviewCommand) => void;
}

export function ReviewGrid(props: RowsProps) {
  const { batchId, pages, list, editing, events, sign, placing, drag, scroller, onScroller, onCommand } =
    props;
  const { total, active, selected } = list;
  const { first, last, fit, reveal } = useVisibleRows(scroller, total, reviewRowHeight);
  const shown = useRef(-1);
  const { takePointed, handlers } = useRowEvents({
    pages,
    list,
    scroller,
    after: (key) => afterKey(key, { active, total, fit }),
    onCommand,
  });

  useEffect(() => {
    pages.need(Math.max(0, active), Math.max(0, active) + 1, 'active');
    pages.need(first, last);
  });
  useEffect(() => {
    // Before it is laid out, nothing can be revealed.
    if (scroller === null || scroller.clientHeight === 0) return;
    // Nothing may move while a mouse button is down: the click would miss its target.
    if (shown.current !== active && !takePointed()) reveal(active);
    shown.current = active;
  }, [active, reveal, scroller, takePointed]);
  useEffect(() => {
    if (placing !== null) reveal(placing);
  }, [placing, reveal]);

  return (
    <div
      ref={onScroller}
      // A <table> cannot render a part of 10,000 rows.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="grid"
      aria-label={text('review.photosToReview')}
      aria-multiselectable
      aria-rowcount={total}
      aria-activedescendant={pages.rowAt(active) ? rowId(active) : undefined}
      tabIndex={0}
      className={cx(long['scroller'], styles['scroller'])}
      {...drag}
      {...handlers}
    >
      <div role="presentation" className={long['rows']} style={{ height: total * reviewRowHeight }}>
        {rowsToDraw(first, last, active, total).map((index) => {
          const row = pages.rowAt(index);
          if (row === undefined) return <Skeleton key={`missing-${index}`} index={index} />;
          const isSelected = row.row === 'item' && selected.has(row.item.id);
          return (
            <div
              key={row.key}
              id={rowId(index)}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 1}
              aria-selected={row.row === 'item' ? isSelected : undefined}
              aria-label={rowWords(row)}
              data-index={index}
              data-active={index === active || undefined}
              data-drop-into={sign?.row === index || undefined}
              draggable={
                row.row === 'item' &&
                row.section !== 'unusable' &&
                row.section !== 'lists' &&
                editing !== row.key
              }
              className={cx(styles['row'], styles[row.row], isSelected && styles['selected'])}
              style={{ transform: `translateY(${index * reviewRowHeight}px)` }}
            >
              {row.row === 'section' ? (
                <SectionRow row={row} active={index === active} events={events} />
              ) : row.row === 'set' ? (
                <SetHeading row={row} active={index === active} events={events} />
              ) : row.row === 'product' ? (
                <ProductHeading batchId={batchId} row={row} active={index === active} />
              ) : (
                <ItemRow
                  section={row.section}
                  item={row.item}
                  active={index === active}
                  selected={isSelected}
                  editing={editing === row.key}
                  events={events}
                />
              )}
            </div>
          );
        })}
        {sign?.line == null ? null : (
          <div
            role="presentation"
            data-drop-sign=""
            className={styles['line']}
            style={{ transform: `translateY(${sign.line * reviewRowHeight - 1}px)` }}
          />
        )}
      </div>
    </div>
  );
}

export function Skeleton({ index }: { index: number }) {
  return (
    <div
      role="presentation"
      className={cx(long['skeleton'], styles['skeleton'])}
      style={{ transform: `translateY(${index * reviewRowHeight}px)` }}
    >
      <span />
      <span />
      <span />
    </div>
  );
}
