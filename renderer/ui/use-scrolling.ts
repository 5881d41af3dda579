import { useEffect, useState } from 'react';

/** A scroll ends after this many milliseconds without an event. */
const restMs = 200;

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
