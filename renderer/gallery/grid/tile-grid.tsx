import { useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Rendition } from '../../ui/rendition.ts';
import { rowsToDraw } from '../../ui/use-visible-rows.ts';
import { isTileControl, rowUnder } from './row-under.ts';
import { GalleryTile, type TileEvents } from '../tile/gallery-tile.tsx';
import styles from './gallery-grid.module.css';
import type { GalleryRow } from '../gallery-rows.ts';
import { placeOf, scrollFor, type Gap } from './grid-geometry.ts';
import type { Selection } from './selection.ts';
import type { GridView } from './use-grid-view.ts';

export interface TileGridHandle {
  /** Scrolls to the active tile and focuses it after the next render. */
  focusActive(): void;
  /** The same at once, when no render will follow. */
  focusNow(): void;
  /** Scrolls to the tile at an index. */
  reveal(index: number): void;
}

interface Props {
  ref: Ref<TileGridHandle>;
  rows: readonly GalleryRow[];
  /** Position in the gallery by row id, from 1, when not all rows are shown. */
  places: ReadonlyMap<string, number> | null;
  selection: Selection;
  view: GridView;
  rendition: Rendition;
  scroller: HTMLElement | null;
  onScroller: (scroller: HTMLElement | null) => void;
  editing: string | null;
  carried: ReadonlySet<string> | null;
  mark: Gap | null;
  leaving: boolean;
  animating: boolean;
  hasBar: boolean;
  events: TileEvents;
  onKeyDown: (event: React.KeyboardEvent) => void;
  onPointerDown: (event: React.PointerEvent) => void;
  onClick: (event: React.MouseEvent) => void;
  onDragStart: (event: React.DragEvent) => void;
  onOpen: (id: string) => void;
  onContextMenu: (event: React.MouseEvent) => void;
}

/** A virtual grid in which each tile is a row. One tile has the focus. */
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
    // The focused element was removed: focus the tile that is active now.
    const lost = hasFocus.current && document.activeElement === document.body;
    if (scroller === null || !(wanted.current || lost)) return;
    if (wanted.current) reveal(active);
    wanted.current = false;
    if (editing === null) focus();
  });

  return (
    <div
      ref={onScroller}
      // A <table> cannot render a part of 1,000 tiles.
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
      onDragStart={props.onDragStart}
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
        {rowsToDraw(first, last, active, rows.length).map((index) => {
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
    </div>
  );
}
