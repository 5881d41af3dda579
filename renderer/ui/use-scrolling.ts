import { useEffect, useState } from 'react';

/** Without an event for this long, in milliseconds, a scroll is over. */
const restMs = 200;

/** Whether an element is being scrolled. */
export function useScrolling(scroller: HTMLElement | null): boolean {
  const [scrolling, setScrolling] = useState(false);
  useEffect(() => {
    if (scroller === null) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = (): void => {
      setScrolling(true);
      clearTimeout(timer);
      timer = setTimeout(() => setScrolling(false), restMs);
    };
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [scroller]);
  return scrolling;
}
