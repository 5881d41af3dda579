import type { BrowserWindow, Dialog, FileFilter, SaveDialogOptions } from 'electron';
import { portableFileName } from '../util/portable-file-name.ts';
import { text } from '../../shared/messages/text.ts';

type PathKind = 'files' | 'folder' | 'hot-folder';

const words = {
  files: { title: 'dialogs.addPhotos', buttonLabel: 'dialogs.add' },
  folder: { title: 'dialogs.addFolder', buttonLabel: 'dialogs.add' },
  'hot-folder': { title: 'dialogs.watchFolder', buttonLabel: 'dialogs.watch' },
} as const satisfies Readonly<Record<PathKind, { title: string; buttonLabel: string }>>;

/** Asks for photos or a folder. Returns absolute paths; empty if the user cancelled. */
export async function choosePaths(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BrowserWindow,
  kind: PathKind,
): Promise<string[]> {
  // No file filter: unusable files are refused with a reason instead of greyed out without one.
  const answer = await dialog.showOpenDialog(window, {
    title: text(words[kind].title),
    buttonLabel: text(words[kind].buttonLabel),
    properties: [
      kind === 'files' ? 'openFile' : 'openDirectory',
      ...(kind === 'hot-folder' ? [] : (['multiSelections'] as const)),
    ],
  });
  return answer.canceled ? [] : answer.filePaths;
}

/** Asks for a folder that the data is moved to. Returns an absolute path; null if the user cancelled. */
export async function chooseNewDataFolder(dialog: OpenDialog, window: BrowserWindow): Promise<string | null> {
  const answer = await dialog.showOpenDialog(window, {
    title: text('dialogs.moveData'),
    buttonLabel: text('dialogs.choose'),
    properties: ['openDirectory', 'createDirectory'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

export async function chooseListPath(dialog: OpenDialog, window: BrowserWindow): Promise<string | null> {
  return await chooseOnePath(dialog, window, text('dialogs.importAlts'), [
    { name: text('dialogs.csvFiles'), extensions: ['csv', 'txt', 'tsv'] },
    { name: text('dialogs.allFiles'), extensions: ['*'] },
  ]);
}

export async function chooseSettingsFile(dialog: OpenDialog, window: BrowserWindow): Promise<string | null> {
  return await chooseOnePath(dialog, window, text('dialogs.importSettings'), [
    { name: text('dialogs.settingsFiles'), extensions: ['json'] },
  ]);
}

/** Returns an absolute path; null if the user cancelled. */
async function chooseOnePath(
  dialog: OpenDialog,
  window: BrowserWindow,
  title: string,
  filters: FileFilter[],
): Promise<string | null> {
  const buttonLabel = text('dialogs.importButton');
  const answer = await dialog.showOpenDialog(window, {
    title,
    buttonLabel,
    filters,
    properties: ['openFile'],
  });
  return answer.canceled ? null : (answer.filePaths[0] ?? null);
}

type OpenDialog = Pick<Dialog, 'showOpenDialog'>;
type SaveDialog = Pick<Dialog, 'showSaveDialog'>;

/** Asks where to save a report. Returns an absolute path; null if the user cancelled. */
export async function chooseReportPath(
  dialog: SaveDialog,
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  return await chooseSavePath(dialog, window, {
    title: text('dialogs.saveReport'),
    defaultPath: name,
    filters: [{ name: text('dialogs.csvFiles'), extensions: ['csv'] }],
  });
}

export async function chooseSettingsPath(dialog: SaveDialog, window: BrowserWindow): Promise<string | null> {
  return await chooseSavePath(dialog, window, {
    title: text('dialogs.exportSettings'),
    defaultPath: text('dialogs.settingsName'),
    filters: [{ name: text('dialogs.settingsFiles'), extensions: ['json'] }],
  });
}

export async function chooseLabelsPath(dialog: SaveDialog, window: BrowserWindow): Promise<string | null> {
  return await chooseSavePath(dialog, window, {
    title: text('dialogs.saveLabels'),
    defaultPath: text('dialogs.labelsName'),
    filters: [{ name: text('dialogs.pdfFiles'), extensions: ['pdf'] }],
  });
}

export async function choosePicturePath(
  dialog: SaveDialog,
  window: BrowserWindow,
  name: string,
): Promise<string | null> {
  return await chooseSavePath(dialog, window, {
    title: text('dialogs.savePicture'),
    defaultPath: portableFileName(name),
  });
}

async function chooseSavePath(
  dialog: SaveDialog,
  window: BrowserWindow,
  options: SaveDialogOptions,
): Promise<string | null> {
  const answer = await dialog.showSaveDialog(window, { buttonLabel: text('dialogs.save'), ...options });
  return answer.canceled || answer.filePath === '' ? null : answer.filePath;
}
