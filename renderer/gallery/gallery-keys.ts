import type { Key } from '../ui/key.ts';

export type GalleryCommand =
  | { readonly type: 'go'; readonly to: number; readonly how: 'alone' | 'extend' }
  | { readonly type: 'step'; readonly by: number }
  | {
      readonly type:
        | 'toggle'
        | 'all'
        | 'escape'
        | 'open'
        | 'describe'
        | 'describe-many'
        | 'thumbnail'
        | 'remove'
        | 'replace'
        | 'insert'
        | 'copy'
        | 'copy-image'
        | 'move'
        | 'menu'
        | 'download'
        | 'larger-tiles'
        | 'smaller-tiles'
        | 'usual-tiles'
        | 'keys';
    };

/** State of the grid that decides what a key does. `fit`: lines that fit into the window. */
export interface KeyPlace {
  readonly active: number;
  readonly total: number;
  readonly columns: number;
  readonly fit: number;
}

const letters: Readonly<Record<string, GalleryCommand>> = {
  enter: { type: 'open' },
  v: { type: 'open' },
  f2: { type: 'describe' },
  a: { type: 'describe' },
  t: { type: 'thumbnail' },
  r: { type: 'replace' },
  i: { type: 'insert' },
  insert: { type: 'insert' },
  c: { type: 'copy' },
  m: { type: 'move' },
  d: { type: 'download' },
  delete: { type: 'remove' },
  backspace: { type: 'remove' },
  escape: { type: 'escape' },
  contextmenu: { type: 'menu' },
  '?': { type: 'keys' },
  ' ': { type: 'toggle' },
};

/** The command for a key; null when the gallery doesn't use it. */
export function galleryCommand(event: Key, place: KeyPlace): GalleryCommand | null {
  const command = event.ctrlKey || event.metaKey;
  const { key } = event;
  if (key === 'F10' && event.shiftKey) return { type: 'menu' };
  const distance = distanceOf(key, place);
  if (distance !== null) {
    if (event.altKey || command) return { type: 'step', by: distance };
    const to = Math.min(Math.max(place.active + distance, 0), place.total - 1);
    // Down from the line above the last goes to the last tile, even when no tile is directly below.
    const stuck = (key === 'ArrowUp' && place.active - place.columns < 0) || isOnLastLine(key, place);
    return { type: 'go', to: stuck ? place.active : to, how: event.shiftKey ? 'extend' : 'alone' };
  }
  if (event.altKey) return null;
  if (command) {
    if (key.toLowerCase() === 'a') return { type: 'all' };
    if (key.toLowerCase() === 'c') return { type: 'copy-image' };
    if (key === 'Enter') return { type: 'describe-many' };
    return key === ' ' ? { type: 'toggle' } : null;
  }
  return letters[key.toLowerCase()] ?? null;
}

/** How many tiles a navigation key moves; null for other keys. */
export function distanceOf(key: string, { active, total, columns, fit }: KeyPlace): number | null {
  switch (key) {
    case 'ArrowLeft':
      return -1;
    case 'ArrowRight':
      return 1;
    case 'ArrowUp':
      return -columns;
    case 'ArrowDown':
      return columns;
    case 'PageUp':
      return -columns * fit;
    case 'PageDown':
      return columns * fit;
    case 'Home':
      return -active;
    case 'End':
      return total - 1 - active;
    default:
      return null;
  }
}

function isOnLastLine(key: string, { active, total, columns }: KeyPlace): boolean {
  return key === 'ArrowDown' && Math.floor(active / columns) === Math.floor((total - 1) / columns);
}
