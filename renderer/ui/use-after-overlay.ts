import { useLayoutEffect, useRef } from 'react';

/**
 * Does something once an overlay has gone and given the focus back to what had it before, which it does with the next frame: what takes the
 * focus sooner would lose it again.
 */
export function useAfterOverlay(isOpen: boolean, then: () => void): void {
  const latest = useRef(then);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    latest.current = then;
  });

  useLayoutEffect(() => {
    if (isOpen) wasOpen.current = true;
    if (isOpen || !wasOpen.current) return undefined;
    wasOpen.current = false;
    // The overlay asked for its frame first.
    const frame = requestAnimationFrame(() => latest.current());
    return () => cancelAnimationFrame(frame);
  }, [isOpen]);
}
