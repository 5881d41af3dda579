import { isModalOpen, isWriting } from '../ui/focus.ts';
import { isShortcut } from '../ui/shortcut.ts';
import { useWindow } from '../state/store.ts';
import { windowCommands } from './window-commands.ts';

/** Runs the commands of the window by their keys. Returns a function that stops listening. */
export function listenForCommandKeys(page: Window): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || isModalOpen()) return;
    const found = windowCommands(useWindow.getState()).find(
      ({ keys, worksWhileTyping = false }) =>
        keys !== '' && isShortcut(event, keys) && (worksWhileTyping || !isWriting(event.target)),
    );
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  };
  page.addEventListener('keydown', onKey);
  return () => page.removeEventListener('keydown', onKey);
}
