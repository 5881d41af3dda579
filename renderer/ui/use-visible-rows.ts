import { useCallback, useLayoutEffect, useState } from 'react';

export interface VisibleRows {
  readonly first: number;
  readonly last: number;
  /** Rows that fit into the window; Page Up and Page Down move by this. */
  readonly fit: number;
  reveal(index: number): void;
}

/** Rows rendered beyond the edge, for fast scrolling. */
const beyond = 4;
/** The rendered range changes in steps of this many rows, to render less often during a fast scroll. */
const together = 4;

/** Follows the scroll position of `scroller`. All rows have the same height in pixels. */
export function useVisibleRows(scroller: HTMLElement | null, count: number, rowHeight: number): VisibleRows {
  const [view, setView] = useState({ top: 0, height: 0 });

  useLayoutEffect(() => {
    if (scroller === null) return undefined;
    const update = (): void => {
      const step = together * rowHeight;
      const top = Math.floor(scroller.scrollTop / step) * step;
      const height = scroller.clientHeight;
      setView((before) => (before.top === top && before.height === height ? before : { top, height }));
    };
    scroller.addEventListener('scroll', update, { passive: true });
    // Also reports the initial size.
    const sizes = new ResizeObserver(update);
    sizes.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', update);
      sizes.disconnect();
    };
  }, [scroller, rowHeight]);

  const reveal = useCallback(
    (index: number) => {
      if (scroller === null) return;
      const { scrollTop, clientHeight } = scroller;
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < scrollTop) scroller.scrollTo({ top });
      else if (bottom > scrollTop + clientHeight) scroller.scrollTo({ top: bottom - clientHeight });
    },
    [scroller, rowHeight],
  );

  const fit = Math.max(1, Math.floor(view.height / rowHeight));
  const first = Math.min(count, Math.max(0, Math.floor(view.top / rowHeight) - beyond));
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + together + beyond);
  return { first, last: Math.max(first, last), fit, reveal };
}

/** The visible rows in their order, and the active one, which must exist for screen readers and the focus. */
export function rowsToDraw(first: number, last: number, active: number, total: number): number[] {
  const rows = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  if (active < 0 || active >= total || (active >= first && active < last)) return rows;
  return active < first ? [active, ...rows] : [...rows, active];
}
