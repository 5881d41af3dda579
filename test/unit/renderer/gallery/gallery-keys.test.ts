import { expect, test } from 'vitest';
import { galleryCommand } from '../../../../renderer/gallery/gallery-keys.ts';
import type { Key } from '../../../../renderer/ui/key.ts';
import { undoKey } from '../../../../renderer/ui/undo-key.ts';

function key(key: string, held: Partial<Key> = {}): Key {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}
const place = { active: 6, total: 11, columns: 5, fit: 2 };

test('arrows move between lines, and extend the selection with Shift', () => {
  expect(galleryCommand(key('ArrowRight'), place)).toEqual({ type: 'go', to: 7, how: 'alone' });
  expect(galleryCommand(key('ArrowUp'), place)).toEqual({ type: 'go', to: 1, how: 'alone' });
  expect(galleryCommand(key('ArrowDown'), place)).toEqual({ type: 'go', to: 10, how: 'alone' });
  expect(galleryCommand(key('End', { shiftKey: true }), place)).toEqual({
    type: 'go',
    to: 10,
    how: 'extend',
  });
});

test('Up in the first line and Down in the last change nothing', () => {
  expect(galleryCommand(key('ArrowUp'), { ...place, active: 3 })).toMatchObject({ to: 3 });
  expect(galleryCommand(key('ArrowDown'), { ...place, active: 10 })).toMatchObject({ to: 10 });
});

test('Alt or Control with arrows moves the selection', () => {
  expect(galleryCommand(key('ArrowLeft', { altKey: true }), place)).toEqual({ type: 'step', by: -1 });
  expect(galleryCommand(key('ArrowDown', { ctrlKey: true }), place)).toEqual({ type: 'step', by: 5 });
  expect(galleryCommand(key('Home', { altKey: true }), place)).toEqual({ type: 'step', by: -6 });
});

test.each([
  ['Delete', 'remove'],
  ['Backspace', 'remove'],
  ['t', 'thumbnail'],
  ['F2', 'describe'],
  ['m', 'move'],
  ['i', 'insert'],
  ['Insert', 'insert'],
  ['Enter', 'open'],
  ['ContextMenu', 'menu'],
])('%s does %s', (name, does) => {
  expect(galleryCommand(key(name), place)).toEqual({ type: does });
});

test('letters with Control or Alt belong to the system, except for select all and copy', () => {
  expect(galleryCommand(key('t', { ctrlKey: true }), place)).toBeNull();
  expect(galleryCommand(key('c', { ctrlKey: true }), place)).toEqual({ type: 'copy-image' });
  expect(galleryCommand(key('t', { altKey: true }), place)).toBeNull();
  expect(galleryCommand(key('a', { metaKey: true }), place)).toEqual({ type: 'all' });
  expect(galleryCommand(key('F10', { shiftKey: true }), place)).toEqual({ type: 'menu' });
});

test('undo and redo use every system’s keys', () => {
  expect(undoKey(key('z', { ctrlKey: true }))).toBe('undo');
  expect(undoKey(key('Z', { metaKey: true, shiftKey: true }))).toBe('redo');
  expect(undoKey(key('y', { ctrlKey: true }))).toBe('redo');
  expect(undoKey(key('z'))).toBeNull();
});
