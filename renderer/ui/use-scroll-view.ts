import { useLayoutEffect, useState } from 'react';

export interface ScrollView {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

/** The size of `scroller` and the part of its content in view, in pixels. Changes in steps, to render less often. */
export function useScrollView(scroller: HTMLElement | null, step: number): ScrollView {
  const [view, setView] = useState<ScrollView>({ width: 0, height: 0, left: 0, top: 0 });
  useLayoutEffect(() => {
    if (scroller === null) return undefined;
    const update = (): void => {
      const next = {
        width: scroller.clientWidth,
        height: scroller.clientHeight,
        left: Math.floor(scroller.scrollLeft / step) * step,
        top: Math.floor(scroller.scrollTop / step) * step,
      };
      setView((before) =>
        before.width === next.width &&
        before.height === next.height &&
        before.left === next.left &&
        before.top === next.top
          ? before
          : next,
      );
    };
    update();
    scroller.addEventListener('scroll', update, { passive: true });
    const sizes = new ResizeObserver(update);
    sizes.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', update);
      sizes.disconnect();
    };
  }, [scroller, step]);
  return view;
}
