import { expect, test } from 'vitest';
import { contextMenu } from '../../../electron/desktop/context-menu.ts';

const none = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
};
const page = {
  isEditable: false,
  selectionText: '',
  editFlags: none,
  misspelledWord: '',
  dictionarySuggestions: [],
};
const roles = (items: ReturnType<typeof contextMenu>) =>
  items.map(({ role, type, label }) => role ?? type ?? label);

test('there is no menu where nothing can be edited or copied', () => {
  expect(contextMenu(page, () => {})).toEqual([]);
  expect(contextMenu({ ...page, selectionText: ' \n' }, () => {})).toEqual([]);
});

test('selected text can be copied', () => {
  expect(roles(contextMenu({ ...page, selectionText: 'SKU-1' }, () => {}))).toEqual(['copy', 'selectAll']);
});

test('a text field offers what it allows now', () => {
  const items = contextMenu({ ...page, isEditable: true, editFlags: { ...none, canPaste: true } }, () => {});
  expect(roles(items)).toEqual(['undo', 'redo', 'separator', 'cut', 'copy', 'paste', 'selectAll']);
  expect(items.filter(({ enabled }) => enabled).map(({ role }) => role)).toEqual(['paste']);
});

test('a suggestion takes the place of a misspelled word', () => {
  const replaced: string[] = [];
  const [first] = contextMenu(
    { ...page, isEditable: true, misspelledWord: 'colur', dictionarySuggestions: ['colour'] },
    (word) => replaced.push(word),
  );
  expect(first?.label).toBe('colour');
  first?.click?.({} as never, undefined, {});
  expect(replaced).toEqual(['colour']);
});
