import { useEffect, useEffectEvent } from 'react';

/**
 * Calls `onKey` with every key of the window before anything else uses it, wherever the focus is. If it returns true,
 * the key is used up.
 */
export function useWindowKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const latest = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.repeat || !latest(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
}

/** Calls `onKey` with the keys of the window that nothing else has used. If it returns true, the key is used up. */
export function useUnusedKeys(onKey: (event: KeyboardEvent) => boolean): void {
  const latest = useEffectEvent(onKey);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented && latest(event)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
