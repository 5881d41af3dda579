import type { Dialog, MessageBoxOptions } from 'electron';
import { nextOf, sentenceOf, reason } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';

interface Ports {
  dialog: { showMessageBox(options: MessageBoxOptions): ReturnType<Dialog['showMessageBox']> };
  /** Whether the folder can be read now. */
  isBack(): boolean;
}

/** Asks until the data folder is there, which resolves to true, or the user quits, which resolves to false. */
export async function askForDataFolder(folder: string, { dialog, isBack }: Ports): Promise<boolean> {
  const away = reason('data-folder-away', { path: folder });
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: sentenceOf(away),
      detail: nextOf(away) ?? '',
      buttons: [text('common.tryAgain'), text('closing.quit')],
      defaultId: 0,
      cancelId: 1,
    });
    if (response !== 0) return false;
    if (isBack()) return true;
  }
}
