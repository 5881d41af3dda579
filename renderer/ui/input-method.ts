/**
 * Keys that compose a character, as for Japanese, belong to the input method: an Enter that ends a word must not save,
 * search or choose. No listener of the window gets them, so this one has to be the first. Returns a function that stops
 * listening.
 */
export function leaveInputMethods(page: Window): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) event.stopImmediatePropagation();
  };
  page.addEventListener('keydown', onKey, true);
  return () => page.removeEventListener('keydown', onKey, true);
}
