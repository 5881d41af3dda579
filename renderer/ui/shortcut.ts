import type { Key } from './key.ts';

/**
 * A line of the list of shortcuts. With a command it is an action of the command palette, too, by its label if the words
 * tell of more than the action. Keys are separated by spaces: `Shift F10`, `F2 or A`.
 */
export type Shortcut<Command extends string = string> = readonly [
  keys: string,
  words: string,
  command?: Command,
  label?: string,
];

/** Whether a key is the one that a list shows, as `Ctrl K` or `?`. Ctrl is ⌘ on a Mac. Pure. */
export function isShortcut(event: Key, keys: string): boolean {
  const parts = keys.split(' ');
  const key = parts.at(-1) ?? '';
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  // The sign itself tells whether Shift is needed: layouts differ.
  const shift = /^[A-Z]$/.test(key) ? event.shiftKey === has('Shift') : true;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === has('Ctrl') &&
    event.altKey === has('Alt') &&
    shift
  );
}
