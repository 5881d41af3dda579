import type { BrowserWindow, Dialog, SaveDialogOptions } from 'electron';

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

type SaveDialog = Pick<Dialog, 'showSaveDialog'>;

/** Asks where a report is to be saved. Answers an absolute path; null when the user closed the dialog. */
export async function chooseReportPath(
  dialog: SaveDialog,
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  return await chooseSavePath(dialog, window, {
    title: 'Save report',
    defaultPath: name,
    filters: [{ name: 'CSV, for spreadsheets', extensions: ['csv'] }],
  });
}

/** The same for a picture of the store. */
export async function choosePicturePath(
  dialog: SaveDialog,
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  return await chooseSavePath(dialog, window, { title: 'Save picture', defaultPath: name });
}

async function chooseSavePath(
  dialog: SaveDialog,
  window: BrowserWindow,
  options: SaveDialogOptions,
): Promise<string | null> {
  const answer = await dialog.showSaveDialog(window, { buttonLabel: 'Save', ...options });
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
