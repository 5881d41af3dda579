import type { Key } from './key.ts';

const steps: Readonly<Record<string, 'larger' | 'smaller' | 'usual'>> = {
  '+': 'larger',
  // The key of plus on most keyboards, without Shift.
  '=': 'larger',
  '-': 'smaller',
  _: 'smaller',
  '0': 'usual',
};

/** What a key does to the tile size: Ctrl+plus, Ctrl+minus, Ctrl+0. Null for any other key. Pure. */
export function tileSizeKey({ key, ctrlKey, metaKey, altKey }: Key): 'larger' | 'smaller' | 'usual' | null {
  return (ctrlKey || metaKey) && !altKey ? (steps[key] ?? null) : null;
}
