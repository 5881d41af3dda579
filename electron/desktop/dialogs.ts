import type { BrowserWindow, Dialog } from 'electron';

/** Asks for photos or a folder. Answers absolute paths; empty when the user closed the dialog. */
export async function choosePaths(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BrowserWindow,
  kind: 'files' | 'folder',
): Promise<string[]> {
  // No file filter: what can't be used is refused with its reason, instead of being greyed out without one.
  const answer = await dialog.showOpenDialog(window, {
    title: kind === 'files' ? 'Add photos' : 'Add a folder of photos',
    buttonLabel: 'Add',
    properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
  });
  return answer.canceled ? [] : answer.filePaths;
}
