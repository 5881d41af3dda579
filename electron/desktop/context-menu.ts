import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

type Clicked = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>;

/**
 * The menu of a right click on text. Electron brings none of its own. Empty where there is nothing to edit or copy; the
 * page's own menus don't lead here. `replace`: puts a suggestion in place of the misspelled word.
 */
export function contextMenu(
  { isEditable, selectionText, editFlags, misspelledWord, dictionarySuggestions }: Clicked,
  replace: (word: string) => void,
): MenuItemConstructorOptions[] {
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ role: 'copy' }, { role: 'selectAll' }];
  const separator = { type: 'separator' } as const;
  const spelling = misspelledWord === '' ? [] : dictionarySuggestions;
  return [
    ...spelling.map((label) => ({ label, click: () => replace(label) })),
    ...(spelling.length > 0 ? [separator] : []),
    { role: 'undo', enabled: editFlags.canUndo },
    { role: 'redo', enabled: editFlags.canRedo },
    separator,
    { role: 'cut', enabled: editFlags.canCut },
    { role: 'copy', enabled: editFlags.canCopy },
    { role: 'paste', enabled: editFlags.canPaste },
    { role: 'selectAll', enabled: editFlags.canSelectAll },
  ];
}
