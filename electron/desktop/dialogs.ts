import type { BrowserWindow, Dialog } from 'electron';

type PathKind = 'files' | 'folder' | 'hot-folder';

const words: Readonly<Record<PathKind, { title: string; buttonLabel: string }>> = {
  files: { title: 'Add photos', buttonLabel: 'Add' },
  folder: { title: 'Add a folder of photos', buttonLabel: 'Add' },
  'hot-folder': { title: 'Watch a folder', buttonLabel: 'Watch' },
};

/** Asks for photos or a folder. Answers absolute paths; empty when the user closed the dialog. */
export async function choosePaths(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BrowserWindow,
  kind: PathKind,
): Promise<string[]> {
  // No file filter: what can't be used is refused with its reason, instead of being greyed out without one.
  const answer = await dialog.showOpenDialog(window, {
    ...words[kind],
    properties: [
      kind === 'files' ? 'openFile' : 'openDirectory',
      ...(kind === 'hot-folder' ? [] : (['multiSelections'] as const)),
    ],
  });
  return answer.canceled ? [] : answer.filePaths;
}

/** Asks where a report is to be saved. Answers an absolute path; null when the user closed the dialog. */
export async function chooseReportPath(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  const answer = await dialog.showSaveDialog(window, {
    title: 'Save report',
    buttonLabel: 'Save',
    defaultPath: name,
    filters: [{ name: 'CSV, for spreadsheets', extensions: ['csv'] }],
  });
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
