import type { Key } from '../ui/key.ts';
import { text } from '../../shared/messages/text.ts';
import type { Shortcut } from '../ui/shortcut.ts';
import { afterKey } from '../ui/list-keys.ts';

export type AltCommand =
  | { readonly type: 'go'; readonly to: number; readonly how: 'alone' | 'extend' }
  | { readonly type: 'edit' | 'toggle' | 'all' | 'escape' | 'fill' | 'keys' };

/** The command for a key in the table; null when the table doesn't use it. `fit`: rows per page. */
export function altCommand(
  event: Key,
  list: { active: number; total: number; fit: number },
): AltCommand | null {
  const { key } = event;
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey) return key.toLowerCase() === 'a' ? { type: 'all' } : null;
  if (key === 'Enter' || key === 'F2') return { type: 'edit' };
  if (key === ' ') return { type: 'toggle' };
  if (key === 'Escape') return { type: 'escape' };
  if (key === '?') return { type: 'keys' };
  const to = afterKey(key, list);
  return to === null ? null : { type: 'go', to, how: event.shiftKey ? 'extend' : 'alone' };
}

/** Commands that work wherever the focus is in the table's screen. */
export function altWindowCommand(event: Key): 'save' | 'fill' | 'find' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return null;
  if (event.key === 'Enter') return 'save';
  if (event.key.toLowerCase() === 'd') return 'fill';
  return event.key.toLowerCase() === 'f' ? 'find' : null;
}

/** What the command palette can do in the table. */
export type AltPaletteCommand = 'edit' | 'all' | 'fill' | 'find' | 'save';

export const altKeys: readonly Shortcut<AltPaletteCommand>[] = [
  ['↑ ↓ Home End', text('alts.keyGo')],
  ['Enter or F2', text('alts.keyEdit'), 'edit'],
  ['Tab', text('alts.keyTab')],
  ['Space', text('alts.keySelect')],
  ['Shift ↑ ↓', text('alts.keyExtend')],
  ['Ctrl A', text('alts.keyAll'), 'all'],
  ['Ctrl D', text('alts.keyFill'), 'fill'],
  ['Ctrl F', text('alts.keyFind'), 'find'],
  ['Ctrl Enter', text('alts.keySave'), 'save'],
  ['Ctrl Z', text('gallery.undoShiftCtrlZRedo')],
  ['Esc', text('alts.keyEscape')],
];
