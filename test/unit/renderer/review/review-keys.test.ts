import { expect, test } from 'vitest';
import { reviewCommand, type ReviewCommand } from '../../../../renderer/review/review-keys.ts';

const list = { active: 5, total: 20, fit: 8 };

function press(keys: string): ReviewCommand | null {
  const parts = keys.split('+');
  const has = (name: string): boolean => parts.includes(name);
  const key = parts.at(-1) === 'Space' ? ' ' : (parts.at(-1) ?? '');
  return reviewCommand(
    { key, ctrlKey: has('Ctrl'), metaKey: has('Meta'), altKey: has('Alt'), shiftKey: has('Shift') },
    list,
  );
}

const presses: [string, ReviewCommand | null][] = [
  ['ArrowDown', { do: 'go', to: 6, how: 'alone' }],
  ['Shift+ArrowUp', { do: 'go', to: 4, how: 'extend' }],
  ['Ctrl+ArrowDown', { do: 'go', to: 6, how: 'only-look' }],
  ['PageDown', { do: 'go', to: 13, how: 'alone' }],
  ['Shift+End', { do: 'go', to: 19, how: 'extend' }],
  ['Alt+ArrowUp', { do: 'step', by: -1 }],
  ['Alt+ArrowDown', { do: 'step', by: 1 }],
  ['Space', { do: 'toggle' }],
  ['Ctrl+a', { do: 'select-section' }],
  ['Meta+A', { do: 'select-section' }],
  ['Enter', { do: 'enter' }],
  ['F2', { do: 'edit-alt' }],
  ['t', { do: 'thumbnail' }],
  ['X', { do: 'leave-out' }],
  ['3', { do: 'candidate', place: 2 }],
  ['Escape', { do: 'escape' }],
];

test.each(presses)('%s asks for %o', (keys, command) => {
  expect(press(keys)).toEqual(command);
});

test.each(['Ctrl+t', 'Ctrl+Enter', 'Alt+x', 'Ctrl+3', 'q', 'Tab', '0'])('%s is left to others', (keys) => {
  expect(press(keys)).toBeNull();
});
