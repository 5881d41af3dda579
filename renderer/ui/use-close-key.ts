import { isModalOpen, isWriting } from './focus.ts';
import { useUnusedKeys } from './use-window-keys.ts';

/** Esc closes what the middle shows, unless something in it uses the key first. */
export function useCloseKey(onClose: () => void): void {
  useUnusedKeys(({ key, target }) => {
    if (key !== 'Escape' || isModalOpen() || isWriting(target)) return false;
    if (!(target instanceof Element) || target.closest('nav,[data-outbox],select') !== null) return false;
    onClose();
    return true;
  });
}
