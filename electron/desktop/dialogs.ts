import type { BrowserWindow, Dialog, SaveDialogOptions } from 'electron';
import { portableFileName } from '../util/file-name.ts';

type PathKind = 'files' | 'folder' | 'hot-folder';

const words: Readonly<Record<PathKind, { title: string; buttonLabel: string }>> = {
  files: { title: 'Add photos', buttonLabel: 'Add' },
  folder: { title: 'Add a folder of photos', buttonLabel: 'Add' },
  'hot-folder': { title: 'Watch a folder', buttonLabel: 'Watch' },
};

/** Asks for photos or a folder. Returns absolute paths; empty if the user cancelled. */
export async function choosePaths(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BrowserWindow,
  kind: PathKind,
): Promise<string[]> {
  // No file filter: unusable files are refused with a reason instead of greyed out without one.
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

/** Asks where to save a report. Returns an absolute path; null if the user cancelled. */
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

export async function choosePicturePath(
  dialog: SaveDialog,
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  return await chooseSavePath(dialog, window, { title: 'Save picture', defaultPath: portableFileName(name) });
}

async function chooseSavePath(
  dialog: SaveDialog,
  window: BrowserWindow,
  options: SaveDialogOptions,
): Promise<string | null> {
  const answer = await dialog.showSaveDialog(window, { buttonLabel: 'Save', ...options });
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
