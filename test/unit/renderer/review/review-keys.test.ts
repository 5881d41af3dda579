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

const shifted = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: true };

test('Shift and a digit of the upper row rate, whatever sign the layout has there', () => {
  expect(reviewCommand({ ...shifted, key: '!', code: 'Digit1' }, after)).toEqual({ type: 'stars', stars: 1 });
  expect(reviewCommand({ ...shifted, key: '1', code: 'Digit1' }, after)).toEqual({ type: 'stars', stars: 1 });
  expect(reviewCommand({ ...shifted, key: '=', code: 'Digit0' }, after)).toEqual({ type: 'stars', stars: 0 });
  expect(reviewCommand({ ...shifted, key: '/', code: 'Digit7' }, after)).toBeNull();
});

test('without Shift the digits of the upper row take suggestions, also where the layout has signs there', () => {
  const french = { ...shifted, shiftKey: false, key: '&', code: 'Digit1' };
  expect(reviewCommand(french, after)).toEqual({ type: 'candidate', place: 0 });
});

test('the number pad takes suggestions and never rates', () => {
  expect(reviewCommand({ ...shifted, shiftKey: false, key: '2', code: 'Numpad2' }, after)).toEqual({
    type: 'candidate',
    place: 1,
  });
  expect(reviewCommand({ ...shifted, key: 'End', code: 'Numpad1' }, after)).toMatchObject({ type: 'go' });
});

test('Shift+X rejects, and X alone excludes', () => {
  expect(reviewCommand({ ...shifted, key: 'X' }, after)).toEqual({ type: 'reject' });
});
