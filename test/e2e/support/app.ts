import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { _electron, chromium, type ElectronApplication, type Locator, type Page } from 'playwright';
import { electronBinary } from '../../../scripts/electron-binary.mjs';
import { drop, type DropPoint } from './drop.ts';
import { ShellProcess } from './shell-process.ts';

export interface LaunchOptions {
  dataDir: string;
  /** In the shell only. Default: the built main bundle. */
  main?: string;
  env?: Readonly<Record<string, string>>;
}

export interface RunningApp {
  kind: 'electron' | 'shell';
  page: Page;
  /** A real drop of files and folders on an element of the page. */
  drop(paths: readonly string[], target: Locator, at?: DropPoint): Promise<void>;
  /** Answers for the next dialogs, paths or a button's label; none: as if cancelled. */
  dialogAnswers(paths: readonly string[]): Promise<void>;
  openedLinks(): Promise<string[]>;
  /** The shell, for what a person does and sees outside of the page; null on Electron. */
  shell: ShellProcess | null;
  scheme(wanted: 'light' | 'dark'): Promise<void>;
  /** The browser's endpoint for another client of the DevTools protocol; null on Electron. */
  devTools: string | null;
  /** Closes only the connection to `page`; the app continues. */
  releaseHold(): Promise<void>;
  /** What the main process printed lately. */
  output(): string;
  /** Bytes that the main process holds in memory. */
  memory(): Promise<number>;
  /** The text in the window, also where `page` has crashed and was loaded again. */
  shownText(): Promise<string>;
  /** Quits as a person or the system would; resolves when the app has ended. */
  quitBy(way: QuitWay): Promise<void>;
  /** Starts the app once more on the same data; resolves to that start's exit code. */
  startAgain(...args: string[]): Promise<number | null>;
  kill(): Promise<void>;
  /** Resolves when the window is gone, whoever closed it. */
  closed: Promise<void>;
  close(): Promise<void>;
}

export type QuitWay = 'menu' | 'window' | 'signal';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The main bundle, or a folder whose package.json names it: what a package holds, laid out. */
const main = process.env['PACKSHOT_MAIN'] ?? join(root, 'out/main/main.js');

/** Starts the built app on the window named by `PACKSHOT_WINDOW` (default: the shell), and waits for it. */
export function launchApp(options: LaunchOptions): Promise<RunningApp> {
  if (process.env['PACKSHOT_WINDOW'] !== 'electron') return launchInShell(options);
  const electron = electronBinary();
  if (electron === null) throw new Error('PACKSHOT_WINDOW asks for Electron, which is not on this machine');
  return launchInElectron(electron, options);
}

async function launchInShell({ dataDir, main: given, env = {} }: LaunchOptions): Promise<RunningApp> {
  const dialogFile = join(tmpdir(), `packshot-dialog-${randomUUID()}.json`);
  const shell = new ShellProcess({
    main: given ?? main,
    args: [`--data=${dataDir}`],
    env: { PACKSHOT_SHELL_DIALOG: dialogFile, PACKSHOT_CHECK_RESPONSES: '1', ...env },
  });
  const { cdp } = await shell.announcement('window');
  const browser = await chromium.connectOverCDP(cdp ?? '');
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error(`The shell has no window:\n${shell.output}`);
  await page.waitForLoadState('load');
  catchFileChoosers(page);
  return {
    kind: 'shell',
    shell,
    page,
    drop: (paths, target, at) => drop(page, paths, target, at),
    dialogAnswers: async (paths) => writeFileSync(dialogFile, JSON.stringify(paths)),
    openedLinks: async () =>
      shell.announced.flatMap(({ event, url }) => (event === 'open-external' && url ? [url] : [])),
    scheme: (colorScheme) => page.emulateMedia({ colorScheme }),
    closed: untilClosed(page),
    devTools: cdp ?? null,
    releaseHold: () => browser.close(),
    output: () => shell.output,
    memory: async () => memoryOf(shell.pid),
    async shownText() {
      const again = await chromium.connectOverCDP(cdp ?? '');
      try {
        return (await again.contexts()[0]?.pages()[0]?.locator('body').innerText()) ?? '';
      } finally {
        await again.close();
      }
    },
    async quitBy(way) {
      if (way === 'signal') shell.signal('SIGTERM');
      else shell.act(way === 'menu' ? { do: 'menu', label: '&Quit' } : { do: 'close-window' });
      await shell.exited;
    },
    startAgain: (...args) =>
      new ShellProcess({ main: given ?? main, args: [`--data=${dataDir}`, ...args] }).exited,
    kill: () => shell.kill(),
    async close() {
      await browser.close();
      const code = await shell.quit();
      if (code !== 0) throw new Error(`The app ended with ${code}:\n${shell.output}`);
    },
  };
}

async function launchInElectron(
  executablePath: string,
  { dataDir, env = {} }: LaunchOptions,
): Promise<RunningApp> {
  const rootFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath,
    args: [...rootFlags, root, `--data=${dataDir}`],
    env: { ...definedEnv(), PACKSHOT_CHECK_RESPONSES: '1', ...env },
  });
  const printed = collectOutput(app.process());
  await app.evaluate(replaceOutsideWorld);
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  catchFileChoosers(page);
  return {
    kind: 'electron',
    shell: null,
    page,
    drop: (paths, target, at) => drop(page, paths, target, at),
    dialogAnswers: (paths) => app.evaluate(answerDialogs, [...paths]),
    openedLinks: () => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened),
    scheme: (colorScheme) => page.emulateMedia({ colorScheme }),
    closed: untilClosed(page),
    devTools: null,
    releaseHold: () => Promise.resolve(),
    output: printed,
    memory: () => app.evaluate(() => process.memoryUsage.rss()),
    shownText: () => app.evaluate(textOfWindow),
    async quitBy(way) {
      const gone = app.waitForEvent('close');
      if (way === 'signal') app.process().kill('SIGTERM');
      else await app.evaluate(way === 'menu' ? clickQuit : closeWindow);
      await gone;
    },
    async startAgain(...args) {
      const second = spawn(executablePath, [...rootFlags, root, `--data=${dataDir}`, ...args], {
        stdio: 'ignore',
      });
      const [code] = (await once(second, 'exit')) as [number | null];
      return code;
    },
    kill: () => killElectron(app),
    close: () => app.close(),
  };
}

/**
 * Has Playwright catch file choosers from the start. If a test began to, the key it presses next could arrive in the
 * window first, and the system's dialog would open.
 */
function catchFileChoosers(page: Page): void {
  page.on('filechooser', () => {});
}

function untilClosed(page: Page): Promise<void> {
  return new Promise((resolve) => page.once('close', () => resolve()));
}

type ElectronModule = typeof Electron.CrossProcessExports;

/** Runs in Electron's main process. */
function replaceOutsideWorld({ shell }: ElectronModule): void {
  const opened: string[] = [];
  (globalThis as unknown as { opened: string[] }).opened = opened;
  shell.openExternal = async (url) => void opened.push(url);
}

/** Runs in Electron's main process. */
function answerDialogs({ dialog }: ElectronModule, filePaths: string[]): void {
  dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
  dialog.showSaveDialog = async () => ({ canceled: filePaths.length === 0, filePath: filePaths[0] ?? '' });
  // With or without a window as the first argument.
  dialog.showMessageBox = async (...args: unknown[]) => {
    const { buttons = [], cancelId = 0 } = args.at(-1) as Electron.MessageBoxOptions;
    const response = buttons.indexOf(filePaths[0] ?? '');
    return { response: response === -1 ? cancelId : response, checkboxChecked: false };
  };
}

/** Runs in Electron's main process. */
async function textOfWindow({ BrowserWindow }: ElectronModule): Promise<string> {
  const [window] = BrowserWindow.getAllWindows();
  return String(await window?.webContents.executeJavaScript('document.body.innerText'));
}

/** Runs in Electron's main process. */
function closeWindow({ BrowserWindow }: ElectronModule): void {
  BrowserWindow.getAllWindows()[0]?.close();
}

/** Runs in Electron's main process. */
function clickQuit({ Menu }: ElectronModule): void {
  const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
  items.find(({ label }) => /^&?Quit\b/.test(label))?.click();
}

function collectOutput(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-200_000)));
  }
  return () => output;
}

/** Bytes, on systems that have `ps`. */
function memoryOf(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

async function killElectron(app: ElectronApplication): Promise<void> {
  const gone = app.waitForEvent('close');
  app.process().kill('SIGKILL');
  await gone;
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}
