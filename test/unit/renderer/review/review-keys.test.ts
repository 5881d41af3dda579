import { expect, test } from 'vitest';
import { afterKey } from '../../../../renderer/ui/list-keys.ts';
import { reviewCommand, type ReviewCommand } from '../../../../renderer/review/review-keys.ts';

const after = (key: string): number | null => afterKey(key, { active: 5, total: 20, fit: 8 });

function press(keys: string): ReviewCommand | null {
  const parts = keys.split('+');
  const has = (name: string): boolean => parts.includes(name);
  const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) ?? '');
  return reviewCommand(
    { key, ctrlKey: has('Ctrl'), metaKey: has('Meta'), altKey: has('Alt'), shiftKey: has('Shift') },
    after,
  );
}

const presses: [string, ReviewCommand | null][] = [
  ['ArrowDown', { type: 'go', to: 6, how: 'alone' }],
  ['Shift+ArrowUp', { type: 'go', to: 4, how: 'extend' }],
  ['Ctrl+ArrowDown', { type: 'go', to: 6, how: 'only-look' }],
  ['PageDown', { type: 'go', to: 13, how: 'alone' }],
  ['Shift+End', { type: 'go', to: 19, how: 'extend' }],
  ['Alt+ArrowUp', { type: 'step', by: -1 }],
  ['Alt+ArrowDown', { type: 'step', by: 1 }],
  ['Space', { type: 'toggle' }],
  ['Ctrl+a', { type: 'select-section' }],
  ['Meta+A', { type: 'select-section' }],
  ['Enter', { type: 'enter' }],
  ['F2', { type: 'edit-alt' }],
  ['t', { type: 'thumbnail' }],
  ['X', { type: 'leave-out' }],
  ['3', { type: 'candidate', place: 2 }],
  ['Escape', { type: 'escape' }],
];

test.each(presses)('%s gives %o', (keys, command) => {
  expect(press(keys)).toEqual(command);
});

test.each(['Ctrl+t', 'Ctrl+Enter', 'Alt+x', 'Ctrl+3', 'q', 'Tab', '0'])('%s is ignored', (keys) => {
  expect(press(keys)).toBeNull();
});
