import { focusMiddle, isModalOpen } from './focus.ts';

/** What a keyboard may land on without losing anything by the next key. */
const place = [
  'button:not(:disabled, [data-loses])',
  'input:not(:disabled)',
  '[role="row"][tabindex="0"]',
  '[role="grid"][tabindex="0"]',
  '[role="listbox"][tabindex="0"]',
].join(',');

/**
 * Finds a new place for the focus when its element leaves the window or is disabled, such as the button that carried out
 * its last action: otherwise the next Tab would begin at the top of the window. The new place is the nearest one that
 * is left; for a dialog, nearest to what had the focus before it. Returns a function that stops.
 */
export function keepFocus({ document }: Window): () => void {
  /** The focused element and what is around it, from the inside; empty if nobody has the focus. */
  let focused: Element[] = [];
  let beneath: Element[] = [];

  const remember = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element)) return;
    focused = around(target);
    if (target.closest('[role="dialog"],[role="alertdialog"],[role="menu"]') === null) beneath = focused;
  };
  const restore = (): void => {
    if (document.activeElement !== document.body) return;
    const [element] = focused;
    const isLost = element !== undefined && (!element.isConnected || element.matches(':disabled'));
    // A dialog takes the focus by itself. Its removal leads here again.
    if (isLost && isModalOpen()) return;
    focused = [];
    if (!isLost) return;
    const main = document.querySelector('main');
    // A list that has the keys of its rows comes before a button in another row.
    const near = beneath.find((each) => each.isConnected && placeIn(each) !== null);
    // A whole screen was replaced, or is about to be: it takes the focus when its code is loaded.
    if (near === undefined || main === null || near.contains(main)) focusMiddle();
    else placeIn(near)?.focus();
  };
  /** In two frames dialogs have given the focus back, and screens have set it. */
  const restoreSoon = (): void => {
    if (document.activeElement !== document.body || focused.length === 0) return;
    requestAnimationFrame(() => requestAnimationFrame(restore));
  };

  // Chromium tells nobody of the focus of an element that is removed.
  const removals = new MutationObserver(restoreSoon);
  removals.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', remember);
  document.addEventListener('focusout', restoreSoon);
  return () => {
    removals.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('focusout', restoreSoon);
  };
}

/** The element itself or the first one in it. What the window's width hides takes no focus. */
function placeIn(element: Element): HTMLElement | null {
  const all = [element, ...element.querySelectorAll(place)];
  const found = all.find((each) => each.matches(place) && each.checkVisibility());
  return found instanceof HTMLElement ? found : null;
}

function around(element: Element): Element[] {
  const path: Element[] = [];
  for (let each: Element | null = element; each !== null && each !== document.body; each = each.parentElement)
    path.push(each);
  return path;
}
