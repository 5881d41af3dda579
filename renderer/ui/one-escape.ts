/**
 * Makes one press of Esc one step: held down, it would clear a selection and then close what is around it. Returns a
 * function that stops.
 */
export function ignoreHeldEscape(page: Window): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && event.repeat) event.stopImmediatePropagation();
  };
  page.addEventListener('keydown', onKey, true);
  return () => page.removeEventListener('keydown', onKey, true);
}
