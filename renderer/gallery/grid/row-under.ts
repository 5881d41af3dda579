/** Row id of the tile in which an event happened; null outside of tiles. */
export function rowUnder(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row?.dataset['row'] ?? null;
}

/** Whether an event happened in a control inside a tile. */
export function isTileControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button,textarea,input') !== null;
}
