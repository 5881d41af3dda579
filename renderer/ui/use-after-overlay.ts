import { useEffectEvent, useLayoutEffect, useRef } from 'react';

/**
 * Runs a callback after an overlay has closed and restored the focus. It restores it in the next frame, so a
 * focus set earlier would be lost.
 */
export function useAfterOverlay(isOpen: boolean, then: () => void): void {
  const latest = useEffectEvent(then);
  const wasOpen = useRef(false);
  useLayoutEffect(() => {
    if (isOpen) wasOpen.current = true;
    if (isOpen || !wasOpen.current) return undefined;
    wasOpen.current = false;
    // Runs after the frame that the overlay requested.
    const frame = requestAnimationFrame(() => latest());
    return () => cancelAnimationFrame(frame);
  }, [isOpen]);
}
