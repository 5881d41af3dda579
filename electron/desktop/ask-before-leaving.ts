import type { BrowserWindow, Dialog, MessageBoxOptions } from 'electron';
import { text } from '../../shared/messages/text.ts';

type MessageBox = Pick<Dialog, 'showMessageBox'>;

/** Asks what closing the window shall do. `open`: what is not sent yet. */
export async function askWhenClosed(
  dialog: MessageBox,
  window: BrowserWindow,
  open: number,
): Promise<'keep-uploading' | 'quit' | 'cancel'> {
  const answers = ['keep-uploading', 'quit', 'cancel'] as const;
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: text('closing.question'),
    detail: text('closing.detail', { open }),
    buttons: [text('closing.keepUploading'), text('closing.quit'), text('closing.cancel')],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response] ?? 'cancel';
}

/** Says what happens to what is not sent yet, and asks whether to quit. */
export async function askBeforeQuitting(
  dialog: MessageBox,
  window: BrowserWindow | null,
  open: number,
): Promise<boolean> {
  const question: MessageBoxOptions = {
    type: 'question',
    message: text('quitting.question'),
    detail: text('quitting.detail', { open }),
    buttons: [text('closing.quit'), text('closing.cancel')],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  };
  // On macOS the app may have no window.
  const { response } = await (window === null
    ? dialog.showMessageBox(question)
    : dialog.showMessageBox(window, question));
  return response === 0;
}

/** Asks whether to reload a page that doesn't respond. Uploads go on either way. */
export async function askToReload(dialog: MessageBox, window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: text('unresponsive.message'),
    detail: text('unresponsive.detail'),
    buttons: [text('unresponsive.reload'), text('unresponsive.wait')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
