/** Row id of the tile in which an event happened; null outside of tiles. */
export function rowUnder(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row?.dataset['row'] ?? null;
}

/** Whether an event happened in a control inside a tile. */
export function isTileControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button,textarea,input') !== null;
}

/** Whether an event happened on the handle that drags a file out of the window. */
export function isDragHandle(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-drag-out]') !== null;
}

/** After a drag out of the window, the page may not hear of the release. */
const endings = ['pointerup', 'pointercancel', 'dragend', 'pointerdown'];

/** Lets the browser drag a tile until the mouse button is released: otherwise tiles are moved, not dragged. */
export function makeDraggable(grid: Element, id: string): void {
  const row = grid.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
  if (row === null) return;
  row.draggable = true;
  const end = (): void => {
    row.draggable = false;
    for (const type of endings) window.removeEventListener(type, end, true);
  };
  for (const type of endings) window.addEventListener(type, end, true);
}
