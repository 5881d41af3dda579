import { isModalOpen, isWriting } from '../ui/focus.ts';
import { isShortcut } from '../ui/shortcut.ts';
import { useWindow } from '../state/store.ts';
import { windowCommands } from './window-commands.ts';

/** Runs the commands of the window by their keys. Returns a function that stops listening. */
export function listenForCommandKeys(page: Window): () => void {
  const run = (event: KeyboardEvent, isFirst: boolean): void => {
    if (event.defaultPrevented || isModalOpen()) return;
    const found = windowCommands(useWindow.getState()).find(
      ({ keys, worksWhileTyping = false }) =>
        keys !== '' && worksWhileTyping === isFirst && isShortcut(event, keys),
    );
    if (found === undefined || (!isFirst && isWriting(event.target))) return;
    event.preventDefault();
    found.run();
  };
  // Text fields keep keys to themselves; screens may use the others first.
  const before = (event: KeyboardEvent): void => run(event, true);
  const after = (event: KeyboardEvent): void => run(event, false);
  page.addEventListener('keydown', before, true);
  page.addEventListener('keydown', after);
  return () => {
    page.removeEventListener('keydown', before, true);
    page.removeEventListener('keydown', after);
  };
}
