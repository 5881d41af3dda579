/** Whether keys typed at a target are text. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,[contenteditable]') !== null;
}

/** Whether a dialog or a menu is open, which has the keys. */
export function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}

/** What a keyboard may land on without losing anything by the next key. */
const place = [
  'button:not(:disabled, [data-loses])',
  'input:not(:disabled)',
  '[role="row"][tabindex="0"]',
  '[role="grid"][tabindex="0"]',
  '[role="listbox"][tabindex="0"]',
].join(',');

/** An element and what is around it, from the inside, without the document's body. */
export function around(element: Element): Element[] {
  const path: Element[] = [];
  for (let each: Element | null = element; each !== null && each !== document.body; each = each.parentElement)
    path.push(each);
  return path;
}

/**
 * Focuses the nearest place that is left of a path from the inside; the middle where a whole screen was replaced, or is
 * about to be: it takes the focus when its code is loaded. A row with `data-moves` may be in another list by now.
 */
export function focusNearest(path: readonly Element[]): void {
  const moved = afterMove(path);
  if (moved !== null) return moved.focus();
  const main = document.querySelector('main');
  // A list that has the keys of its rows comes before a button in another row.
  const near = path.find((each) => each.isConnected && placeIn(each) !== null);
  if (near === undefined || main === null || near.contains(main)) focusMiddle();
  else placeIn(near)?.focus();
}

/** The same control of a row that was removed here and added to a list nearby, else the row's first control. */
function afterMove(path: readonly Element[]): HTMLElement | null {
  const [control] = path;
  const row = path.find((each) => each instanceof HTMLElement && each.dataset['moves'] !== undefined);
  if (control === undefined || row === undefined || row.isConnected) return null;
  const wanted = `[data-moves="${row.getAttribute('data-moves')}"]`;
  const nearby = path.find((each) => each.isConnected && each.querySelector(wanted) !== null);
  const now = nearby?.querySelector(wanted) ?? null;
  if (now === null) return null;
  const same = [...now.querySelectorAll('button')].find(
    (button) => nameOf(button) === nameOf(control) && button.checkVisibility(),
  );
  return same ?? placeIn(now);
}

function nameOf(control: Element): string {
  return control.ariaLabel ?? control.textContent;
}

/** The element itself or the first one in it. What the window's width hides takes no focus. */
function placeIn(element: Element): HTMLElement | null {
  const all = [element, ...element.querySelectorAll(place)];
  const found = all.find((each) => each.matches(place) && each.checkVisibility());
  return found instanceof HTMLElement ? found : null;
}

/** Focuses the list or gallery in the middle, else the middle itself. */
export function focusMiddle(): void {
  const middle = document.querySelector<HTMLElement>('main');
  const rows = ['[role="row"][tabindex="0"]', '[role="grid"][tabindex="0"]'];
  const [first] = rows.flatMap((row) => middle?.querySelector<HTMLElement>(row) ?? []);
  (first ?? middle)?.focus();
}
