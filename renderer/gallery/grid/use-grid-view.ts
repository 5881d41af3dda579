import { useLayoutEffect, useRef, useState } from 'react';
import { tileSizeKey } from '../../ui/tile-size-key.ts';
import {
  geometryFor,
  linesIn,
  lineStep,
  placeOf,
  scrollToKeep,
  tileAt,
  type Geometry,
  type Point,
} from './grid-geometry.ts';

export interface GridView {
  readonly geometry: Geometry;
  /** Width of the grid inside its scroll bar. */
  readonly width: number;
  /** Tiles to render, `last` excluded. */
  readonly first: number;
  readonly last: number;
  readonly fit: number;
}

/** Lines rendered beyond the edge, for fast scrolling. */
const spareLines = 2;

interface Grid {
  readonly count: number;
  /** Least width of a picture. */
  readonly edge: number;
  /** Index of the tile that has the keyboard. */
  readonly active: number;
}

/**
 * Follows the size and scroll position of `scroller`. Renders only when another line becomes visible. When `edge`
 * changes, the tile under the pointer or else the active one keeps its place on the screen.
 */
export function useGridView(scroller: HTMLElement | null, { count, edge, active }: Grid): GridView {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  const geometry = geometryFor(room.width, count, edge);
  const step = lineStep(geometry);
  const pointer = usePointer(scroller);
  const shown = useRef({ edge, geometry, top: 0 });

  useLayoutEffect(() => {
    if (scroller === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = scroller;
      setRoom((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(scroller);
    return () => sizes.disconnect();
  }, [scroller]);

  useLayoutEffect(() => {
    const { edge: edgeBefore, geometry: before, top: topBefore } = shown.current;
    let keptTop = topBefore;
    if (scroller !== null && edgeBefore !== edge && count > 0) {
      const seen = { active, top: topBefore, height: room.height, pointer: pointer.current };
      scroller.scrollTo({ top: scrollToKeep(before, geometry, keptTile(before, seen), topBefore) });
      keptTop = scroller.scrollTop;
    }
    shown.current = { edge, geometry, top: keptTop };
  });

  useLayoutEffect(() => {
    if (scroller === null) return undefined;
    const update = (): void => {
      shown.current = { ...shown.current, top: scroller.scrollTop };
      setTop(Math.floor(scroller.scrollTop / step) * step);
    };
    update();
    scroller.addEventListener('scroll', update, { passive: true });
    return () => scroller.removeEventListener('scroll', update);
  }, [scroller, step]);

  const lines = linesIn(geometry, top, room.height + step, spareLines);
  return {
    geometry,
    width: room.width,
    first: lines.first * geometry.columns,
    last: room.width === 0 ? 0 : Math.min(count, lines.last * geometry.columns),
    fit: Math.max(1, Math.floor(room.height / step)),
  };
}

interface Seen {
  readonly active: number;
  readonly top: number;
  readonly height: number;
  /** Where the pointer is in the visible part; null outside. */
  readonly pointer: Point | null;
}

/** The tile under the pointer, else the active one if it is visible, else the first visible one. */
function keptTile(geometry: Geometry, { active, top, height, pointer }: Seen) {
  if (pointer !== null) return tileAt(geometry, { x: pointer.x, y: pointer.y + top });
  const { y } = placeOf(geometry, active);
  const isVisible = active < geometry.count && y + geometry.height > top && y < top + height;
  return isVisible ? { index: active, share: 0 } : tileAt(geometry, { x: 0, y: top });
}

/** The pointer's place in an element, until another key than that of a tile size is used. */
function usePointer(element: HTMLElement | null): { readonly current: Point | null } {
  const place = useRef<Point | null>(null);
  useLayoutEffect(() => {
    if (element === null) return undefined;
    const move = ({ clientX, clientY }: PointerEvent): void => {
      const box = element.getBoundingClientRect();
      place.current = { x: clientX - box.left, y: clientY - box.top };
    };
    const leave = (): void => {
      place.current = null;
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Control' && event.key !== 'Meta' && tileSizeKey(event) === null) leave();
    };
    element.addEventListener('pointermove', move, { passive: true });
    element.addEventListener('pointerleave', leave);
    element.addEventListener('keydown', key);
    return () => {
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('keydown', key);
    };
  }, [element]);
  return place;
}
