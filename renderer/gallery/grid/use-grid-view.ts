import { useLayoutEffect, useState } from 'react';
import { geometryFor, linesIn, lineStep, type Geometry } from './grid-geometry.ts';

export interface GridView {
  readonly geometry: Geometry;
  /** Tiles to render, `last` excluded. */
  readonly first: number;
  readonly last: number;
  readonly fit: number;
  readonly top: number;
  readonly height: number;
}

/** Lines rendered beyond the edge, for fast scrolling. */
const spareLines = 2;

/** Follows the size and scroll position of `scroller`. Renders only when another line becomes visible. */
export function useGridView(scroller: HTMLElement | null, count: number, edge: number): GridView {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  const geometry = geometryFor(room.width, count, edge);
  const step = lineStep(geometry);

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
    if (scroller === null) return undefined;
    const update = (): void => setTop(Math.floor(scroller.scrollTop / step) * step);
    update();
    scroller.addEventListener('scroll', update, { passive: true });
    return () => scroller.removeEventListener('scroll', update);
  }, [scroller, step]);

  const lines = linesIn(geometry, top, room.height + step, spareLines);
  return {
    geometry,
    first: lines.first * geometry.columns,
    last: room.width === 0 ? 0 : Math.min(count, lines.last * geometry.columns),
    fit: Math.max(1, Math.floor(room.height / step)),
    top,
    height: room.height,
  };
}
