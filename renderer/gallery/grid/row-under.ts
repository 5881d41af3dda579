/** The id of the tile's row that an event happened in; null outside of all. */
export function rowUnder(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null;
  return row?.dataset['row'] ?? null;
}

/** Whether an event happened at something in a tile that has a use of its own. */
export function isTileControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button,textarea,input') !== null;
}
