import { useImperativeHandle, useLayoutEffect, useRef, type ReactNode, type Ref } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Rendition } from '../../ui/rendition.ts';
import { isTileControl, rowUnder } from './row-under.ts';
import { GalleryTile, type TileEvents } from '../tile/gallery-tile.tsx';
import styles from './gallery-grid.module.css';
import type { GalleryRow } from '../gallery-rows.ts';
import { placeOf, scrollFor, type Gap } from './grid-geometry.ts';
import type { Selection } from './selection.ts';
import type { GridView } from './use-grid-view.ts';

export interface TileGridHandle {
  /** Gives the active tile the keyboard, in sight, once it is drawn. */
  focusActive(): void;
  /** The same, at once: nothing is to be drawn for it. */
  focusNow(): void;
  /** Brings the tile at a place into sight. */
  reveal(index: number): void;
}

interface Props {
  ref: Ref<TileGridHandle>;
  rows: readonly GalleryRow[];
  /** Place in the gallery by row, from 1, where not all rows are shown. */
  places: ReadonlyMap<string, number> | null;
  selection: Selection;
  view: GridView;
  /** That of the pictures, for their size here. */
  rendition: Rendition;
  scroller: HTMLElement | null;
  onScroller: (scroller: HTMLElement | null) => void;
  /** Row whose alt text is being written. */
  editing: string | null;
  carried: ReadonlySet<string> | null;
  mark: Gap | null;
  leaving: boolean;
  /** Tiles go to their new places, rather than stand there. */
  animating: boolean;
  /** Something lies over the foot. */
  hasBar: boolean;
  events: TileEvents;
  onKeyDown: (event: React.KeyboardEvent) => void;
  onPointerDown: (event: React.PointerEvent) => void;
  onClick: (event: React.MouseEvent) => void;
  onOpen: (id: string) => void;
  onContextMenu: (event: React.MouseEvent) => void;
  children?: ReactNode;
}

/** The tiles in sight, as a grid of which each tile is a row; the keyboard is at one of them. */
export function TileGrid(props: Props) {
  const {
    ref,
    rows,
    places,
    selection,
    view,
    scroller,
    onScroller,
    editing,
    carried,
    mark,
    leaving,
    events,
    rendition,
  } = props;
  const { geometry, first, last } = view;
  const active = selection.at;
  const wanted = useRef(false);
  const hasFocus = useRef(false);

  function reveal(index: number): void {
    if (scroller === null) return;
    const top = scrollFor(geometry, index, scroller.scrollTop, scroller.clientHeight);
    if (top !== null) scroller.scrollTo({ top });
  }

  function focus(): void {
    scroller?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus({ preventScroll: true });
  }

  useImperativeHandle(ref, () => ({
    focusActive: () => {
      wanted.current = true;
    },
    focusNow: () => {
      reveal(active);
      focus();
    },
    reveal,
  }));

  useLayoutEffect(() => {
    // What had the keyboard is gone from the page: it goes on at the tile that took over.
    const lost = hasFocus.current && document.activeElement === document.body;
    if (scroller === null || !(wanted.current || lost)) return;
    if (wanted.current) reveal(active);
    wanted.current = false;
    if (editing === null) focus();
  });

  return (
    <div
      ref={onScroller}
      // A <table> cannot draw a part of 1,000 tiles.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="grid"
      aria-label={text('gallery.gallery')}
      aria-multiselectable
      aria-rowcount={rows.length}
      tabIndex={-1}
      data-gallery=""
      data-bar={props.hasBar || undefined}
      className={styles['scroller']}
      onKeyDown={props.onKeyDown}
      onPointerDown={props.onPointerDown}
      onClick={props.onClick}
      onDoubleClick={(event) => {
        const id = rowUnder(event.target);
        if (id !== null && !isTileControl(event.target)) props.onOpen(id);
      }}
      onContextMenu={props.onContextMenu}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={(event) => {
        hasFocus.current =
          event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget);
      }}
    >
      <div
        role="presentation"
        className={styles['tiles']}
        data-animating={props.animating || undefined}
        style={{ height: geometry.total }}
      >
        {indexesToDraw(first, last, active, rows.length).map((index) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { x, y } = placeOf(geometry, index);
          return (
            <GalleryTile
              key={row.id}
              row={row}
              index={index}
              place={places?.get(row.id) ?? index + 1}
              x={x}
              y={y}
              width={geometry.width}
              height={geometry.height}
              leaving={leaving}
              isActive={index === active}
              isChosen={selection.chosen.has(row.id)}
              isEditing={editing === row.id}
              isCarried={carried?.has(row.id) === true}
              rendition={rendition}
              events={events}
            />
          );
        })}
        {mark === null ? null : (
          <div
            role="presentation"
            className={styles['mark']}
            data-mark={mark.index}
            style={{ transform: `translate(${mark.x}px, ${mark.y}px)`, height: geometry.height }}
          />
        )}
      </div>
      {props.children}
    </div>
  );
}

/** The tiles in sight and the active one, which has the keyboard wherever it is; in the gallery's order. */
function indexesToDraw(first: number, last: number, active: number, count: number): number[] {
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  if (active >= count || (active >= first && active < last)) return indexes;
  return active < first ? [active, ...indexes] : [...indexes, active];
}
