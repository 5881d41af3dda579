import { isModalOpen } from './focus.ts';
import { tileSizeKey } from './tile-size-key.ts';
import { useUnusedKeys } from './use-window-keys.ts';

/**
 * Calls `onStep` for the keys of the tile size while the focus is in the middle of the window. Elsewhere, and in
 * dialogs, the same keys change the size of the text: the application's menu gets what the page doesn't use.
 */
export function useTileSizeKeys(onStep: (step: 'larger' | 'smaller' | 'usual') => void): void {
  useUnusedKeys((event) => {
    const step = tileSizeKey(event);
    if (step === null || isModalOpen()) return false;
    if (!(event.target instanceof Element) || event.target.closest('nav,[data-outbox]') !== null)
      return false;
    onStep(step);
    return true;
  });
}
