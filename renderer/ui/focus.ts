/** Whether keys typed at a target are text. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,[contenteditable]') !== null;
}

/** Whether a dialog or a menu is open, which has the keys. */
export function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}

/** Focuses the list or gallery in the middle, else the middle itself. */
export function focusMiddle(): void {
  const middle = document.querySelector<HTMLElement>('main');
  const rows = ['[role="row"][tabindex="0"]', '[role="grid"][tabindex="0"]'];
  const [first] = rows.flatMap((row) => middle?.querySelector<HTMLElement>(row) ?? []);
  (first ?? middle)?.focus();
}
