import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';

/** Which rows of a long list stand in the window, `last` not included. */
export interface VisibleRows {
  readonly first: number;
  readonly last: number;
  /** Rows that fit at once; a page up or down moves by this. */
  readonly fit: number;
  scrollTo(index: number): void;
}

/** Rows drawn beyond the edge, so that a quick scroll finds them there. */
const beyond = 6;

/** Follows the scrolling of `scroller`, whose rows all have the same height in pixels. */
export function useVisibleRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): VisibleRows {
  const [view, setView] = useState({ top: 0, height: 0 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = (): void => {
      // Whole rows only, so that a scroll inside a row draws nothing.
      const top = Math.floor(element.scrollTop / rowHeight) * rowHeight;
      const height = element.clientHeight;
      setView((before) => (before.top === top && before.height === height ? before : { top, height }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [scroller, rowHeight]);

  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current;
      if (element === null) return;
      const top = index * rowHeight;
      const bottom = top + rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (bottom > element.scrollTop + element.clientHeight)
        element.scrollTop = bottom - element.clientHeight;
    },
    [scroller, rowHeight],
  );

  const fit = Math.max(1, Math.floor(view.height / rowHeight));
  const first = Math.max(0, Math.floor(view.top / rowHeight) - beyond);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + 1 + beyond);
  return { first, last: Math.max(first, last), fit, scrollTo };
}
