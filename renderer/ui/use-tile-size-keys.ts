import { useEffect, useRef } from 'react';
import { isModalOpen } from './focus.ts';
import { tileSizeKey } from './tile-size-key.ts';

/**
 * Calls `onStep` for the keys of the tile size while the focus is in the middle of the window. Elsewhere, and in dialogs,
 * the same keys change the size of the text: the application's menu gets what the page doesn't use.
 */
export function useTileSizeKeys(onStep: (step: 'larger' | 'smaller' | 'usual') => void): void {
  const latest = useRef(onStep);
  useEffect(() => {
    latest.current = onStep;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const step = tileSizeKey(event);
      if (step === null || event.defaultPrevented || isModalOpen()) return;
      if (!(event.target instanceof Element) || event.target.closest('nav,[data-outbox]') !== null) return;
      event.preventDefault();
      latest.current(step);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
