import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { announce, dialogFile, headless, wantsDebugging } from './environment.ts';

/** Dialogs: answered by a test's file, else by zenity if there is a display, else as if cancelled. */
export const dialog = {
  async showOpenDialog(
    ...args: [window: object, options: Electron.OpenDialogOptions] | [options: Electron.OpenDialogOptions]
  ): Promise<Electron.OpenDialogReturnValue> {
    const filePaths = await answer(args.at(-1) as Electron.OpenDialogOptions);
    return { canceled: filePaths.length === 0, filePaths };
  },

  async showSaveDialog(
    ...args: [window: object, options: Electron.SaveDialogOptions] | [options: Electron.SaveDialogOptions]
  ): Promise<Electron.SaveDialogReturnValue> {
    const [filePath = ''] = await answerSave(args.at(-1) as Electron.SaveDialogOptions);
    return { canceled: filePath === '', filePath };
  },

  /** Answered by a test's file with the label of a button, else as if cancelled. */
  async showMessageBox(
    ...args: [window: object, options: Electron.MessageBoxOptions] | [options: Electron.MessageBoxOptions]
  ): Promise<Electron.MessageBoxReturnValue> {
    const { message, buttons = [], cancelId = 0 } = args.at(-1) as Electron.MessageBoxOptions;
    const [label = ''] = dialogFile ? readAnswer(dialogFile) : [];
    if (wantsDebugging) announce({ event: 'message-box', message, buttons });
    const response = buttons.indexOf(label);
    return { response: response === -1 ? cancelId : response, checkboxChecked: false };
  },

  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}\n${content}\n`);
  },
} satisfies Partial<Record<keyof Electron.Dialog, unknown>> & Pick<Electron.Dialog, 'showErrorBox'>;

async function answer(options: Electron.OpenDialogOptions): Promise<string[]> {
  if (dialogFile) return readAnswer(dialogFile);
  if (headless) return [];
  const folder = options.properties?.includes('openDirectory') ? ['--directory'] : [];
  return zenity(['--multiple', '--separator=\n', ...folder, ...titled(options)]);
}

async function answerSave(options: Electron.SaveDialogOptions): Promise<string[]> {
  if (dialogFile) return readAnswer(dialogFile);
  if (headless) return [];
  const name = options.defaultPath ? [`--filename=${options.defaultPath}`] : [];
  return zenity(['--save', ...name, ...titled(options)]);
}

function titled({ title }: { title?: string }): string[] {
  return title ? ['--title', title] : [];
}

async function zenity(options: readonly string[]): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)('zenity', ['--file-selection', ...options]);
    return stdout.split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

function readAnswer(path: string): string[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as string[];
  } catch {
    return [];
  }
}
