/** The panes that F6 visits, each with its elements to focus, best first. */
const panes = ['nav', 'main', '[data-outbox]'] as const;
const places = [
  '[role="row"][tabindex="0"]',
  '[role="grid"][tabindex="0"]',
  '[role="listbox"]',
  'button:not([disabled])',
];

/** F6 focuses the next pane, Shift+F6 the previous one. Returns a function that stops listening. */
export function listenForPaneKeys(page: Window): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey) return;
    if (page.document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null) return;
    const there = panes
      .flatMap((pane) => page.document.querySelector<HTMLElement>(pane) ?? [])
      .filter((pane) => pane.checkVisibility());
    if (there.length < 2) return;
    event.preventDefault();
    const now = there.findIndex((pane) => pane.contains(page.document.activeElement));
    const step = event.shiftKey ? -1 : 1;
    const next = there[(Math.max(now, event.shiftKey ? 0 : -1) + step + there.length) % there.length];
    if (next !== undefined) enter(next);
  };
  // Before the search field and others, which keep keys to themselves.
  page.addEventListener('keydown', onKey, true);
  return () => page.removeEventListener('keydown', onKey, true);
}

/** Focuses the middle: its tiles, once there are any. */
export function enterMiddle(): void {
  const middle = document.querySelector<HTMLElement>('main');
  const tile = middle?.querySelector<HTMLElement>('[data-gallery] [role="row"][tabindex="0"]');
  (tile ?? middle)?.focus();
}

function enter(pane: HTMLElement): void {
  for (const place of places) {
    const all = [...pane.querySelectorAll<HTMLElement>(place)];
    const target = all.find((each) => each.checkVisibility());
    if (target === undefined) continue;
    target.focus();
    return;
  }
  pane.focus();
}
