import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Calls `onKey` with every key of the window before anything else uses it, wherever the focus is. If it returns true,
 * the key is used up.
 */
export function useWindowKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(onKey);
  useLayoutEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.repeat || !latest.current(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}
