/** Whether keys typed at a target are text. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,[contenteditable]') !== null;
}

/** Whether a dialog or a menu is open, which has the keys. */
export function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}
