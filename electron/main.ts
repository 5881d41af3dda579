// These two come first: files must not be created, nor memory grow, before them.
import './private-files.ts';
import './lean-heap.ts';
import { readFileSync } from 'node:fs';
import { homedir, release } from 'node:os';
import { join } from 'node:path';
import {
  app as electron,
  type BrowserWindow,
  clipboard,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  session,
  shell,
  systemPreferences,
  utilityProcess,
} from 'electron';
import { createApp, type App } from './app.ts';
import { argumentPaths } from './desktop/argument-paths.ts';
import { askForDataFolder } from './desktop/ask-for-data-folder.ts';
import { createBackground, type Background } from './desktop/background.ts';
import { createDataFolderMover, type DataFolderMover } from './desktop/data-folder-mover.ts';
import { countNewCrashDumps } from './desktop/crash-dumps.ts';
import { createClosing, type Closing } from './desktop/closing.ts';
import { linkScheme, linksIn } from './api/deep-link.ts';
import { deltaChannel } from './desktop/channels.ts';
import { createHelp } from './desktop/help.ts';
import { startDrag } from './desktop/start-drag.ts';
import { writePicture } from './desktop/write-picture.ts';
import { withDesktopHandlers } from './desktop/desktop-handlers.ts';
import { sendDelta, serveCalls } from './desktop/ipc.ts';
import { jumpActionIn, jumpList } from './desktop/jump-list.ts';
import { createKeepAwake } from './desktop/keep-awake.ts';
import { moveFailed, readLaunchOptions, updateFailed } from './desktop/launch-options.ts';
import { createLoginItem } from './desktop/login-item.ts';
import { openLogFile } from './desktop/log-file.ts';
import { menuTemplate, type MenuActions } from './desktop/menu.ts';
import { followRecentFolders } from './desktop/recent-documents.ts';
import { relaunchOptions } from './desktop/relaunch.ts';
import type { RecentActions } from './desktop/recent-menu.ts';
import { registerScheme, servePage } from './desktop/page-protocol.ts';
import { guardEveryContents } from './desktop/guards.ts';
import { collectOpened } from './desktop/opened-items.ts';
import { createSystemAccent } from './desktop/system-accent.ts';
import { electronProxy } from './desktop/system-proxy.ts';
import { safeStorageCipher } from './desktop/safe-storage.ts';
import { selfCheck, selfCheckLine, withDropReported } from './desktop/self-check.ts';
import { systemCacheFolder, updateTarget } from './desktop/update-target.ts';
import { createInstaller } from './desktop/updates.ts';
import { closeOnUnexpectedErrors } from './desktop/unexpected-errors.ts';
import { terminalJson, terminalText } from './util/terminal-text.ts';
import { utilityProcesses } from './desktop/utility-processes.ts';
import { focusWindow, openWindow } from './desktop/window.ts';
import { appId, toastActivator } from './desktop/windows-names.ts';
import { findDataFolder, rememberLocation } from './storage/data-location.ts';
import { defaultPlaces } from './storage/default-data-folder.ts';
import { finishMove } from './storage/move-data-folder.ts';
import {
  managedSettingsFile,
  readManagedSettings,
  type ManagedSettings,
} from './storage/managed-settings.ts';
import { readFeed, type UpdateFeed } from './updates/update-feed.ts';
import type { UpdateOptions } from './updates/updates.ts';
import { nextOf, reason, sentenceOf } from '../shared/messages/reason.ts';
import { text } from '../shared/messages/text.ts';
import type { HelpPage, RecentFolder } from '../shared/model.ts';
import type { Reason } from '../shared/outcome.ts';

const preload = join(import.meta.dirname, '../preload/preload.cjs');
const page = join(import.meta.dirname, '../renderer');
const icons = join(electron.isPackaged ? process.resourcesPath : join(import.meta.dirname, '..'), 'icons');

const managed = readManaged();
const launch = readLaunchOptions(process.argv, process.env, {
  locate: () =>
    findDataFolder(
      defaultPlaces(process.platform, process.env, homedir()),
      managed.settings.dataFolder ?? null,
    ),
  packaged: electron.isPackaged,
});
const development = launch.developmentServer !== null;
// Before the lock: two of these folders are two instances. Chromium's own files go there too.
electron.setPath('userData', launch.profileDir);
// In that folder. They stay on this computer: a dump may hold parts of its memory.
crashReporter.start({ uploadToServer: false });
const log = openLogFile(launch.profileDir, development);
const logs = join(launch.profileDir, 'logs');
if (managed.problem !== null) log.warn(managed.problem);

const openedPaths = collectOpened();
const openedLinks = collectOpened();

/** Whether the next window stays hidden: the first one after a start at login, or for the self-check. */
let staysHidden = launch.selfCheck || launch.isHidden;
let window: BrowserWindow | null = null;
/** The path of the file that the self-check drops. */
const dropped = Promise.withResolvers<string>();
let closing: Closing | null = null;
/** The folder that data was moved from is being deleted. */
let moveFinished = Promise.resolve();
/** Null until the app is open. */
let background: Background | null = null;

function start(): void {
  closeOnUnexpectedErrors(process, {
    log,
    tell: () => dialog.showErrorBox(text('unexpected.title'), text('unexpected.detail', { folder: logs })),
    closeThen: (next) => (closing ? closing.closeThen(next) : next()),
    exit: (code) => electron.exit(code),
  });
  if (process.platform === 'win32') {
    electron.setToastActivatorCLSID(toastActivator);
    electron.setAppUserModelId(appId);
  }
  if (!electron.requestSingleInstanceLock()) return electron.quit();
  registerScheme(protocol);
  openedPaths.add(argumentPaths(process.argv, process.cwd(), electron.isPackaged));
  openedLinks.add(linksIn(process.argv));
  // macOS; before the app is ready, or the first ones are missed.
  electron.on('open-file', (event, path) => {
    event.preventDefault();
    openedPaths.add([path]);
    if (background) openOrFocus();
  });
  electron.on('open-url', (event, address) => {
    event.preventDefault();
    openedLinks.add([address]);
    if (background) openOrFocus();
  });
  // The packages of macOS and Linux say so themselves; a development start must not take links over.
  if (process.platform === 'win32' && electron.isPackaged) electron.setAsDefaultProtocolClient(linkScheme);
  guardEveryContents(electron, log);
  electron.on('child-process-gone', (_event, { type, name, reason: why, exitCode }) =>
    log.error(`A process of the app ended: ${name ?? type}, ${why} (${exitCode})`),
  );
  electron.on('window-all-closed', () => {
    // On macOS an app runs until the user quits it, so uploads go on.
    if (process.platform !== 'darwin') electron.quit();
  });
  run().catch(startFailed);
}

function startFailed(error: unknown): void {
  log.error('Packshot could not start', error);
  if (launch.selfCheck) return giveUp(error instanceof Error ? error.message : String(error));
  giveUp(text('window.notStarted'));
}

async function run(): Promise<void> {
  await electron.whenReady();
  if (launch.location?.type === 'away') {
    const { folder } = launch.location;
    if (launch.selfCheck) return giveUp(sentenceOf(reason('data-folder-away', { path: folder })));
    return waitForDataFolder(folder);
  }
  // macOS passes no argument to an app that it starts at login.
  if (process.platform === 'darwin') staysHidden ||= electron.getLoginItemSettings().wasOpenedAtLogin;
  if (process.platform === 'win32') electron.setUserTasks(jumpList(process.execPath));
  const { promise: app, resolve } = Promise.withResolvers<App>();
  closing = createClosing({
    close: async () => {
      await (await app).close();
      await moveFinished;
    },
    quit: () => electron.quit(),
    log,
  });
  electron.on('before-quit', closing.beforeQuit);
  const feed = readFeed(readFileSync(join(import.meta.dirname, 'update-feed.json'), 'utf8'));
  const showMenu = createMenu(app, feed !== null);
  showMenu([]);
  const mover = createMover();
  serve(app, mover);
  // Its page loads while the app opens, and its calls wait for that.
  const shown = showWindow();
  electron.on('second-instance', (_event, argv, folder) => {
    if (closing?.hasBegun === true) return;
    const action = jumpActionIn(argv);
    if (action !== null) return background?.act(action);
    openedPaths.add(argumentPaths(argv, folder, electron.isPackaged));
    openedLinks.add(linksIn(argv));
    openOrFocus();
  });
  if (launch.selfCheck) checkAndEnd(app, shown).catch(startFailed);
  const firstNotice = launch.updateFailed
    ? reason('update-not-installed')
    : launch.moveFailed
      ? reason('move-failed')
      : crashNotice();
  const opened = await createApp({
    dataDir: launch.dataDir,
    version: electron.getVersion(),
    log,
    cipher: safeStorageCipher(safeStorage, process.platform),
    startProcess: utilityProcesses(utilityProcess, import.meta.dirname),
    systemProxy: electronProxy(() => session.defaultSession),
    systemAccent: createSystemAccent(systemPreferences, process.platform),
    updates: updates(feed),
    managed: managed.settings,
    isMovable: mover !== null,
    ...(firstNotice === null ? {} : { firstNotice }),
  });
  if (!opened.ok) return giveUp([sentenceOf(opened.reason), nextOf(opened.reason) ?? ''].join('\n').trim());
  if (launch.location !== null) {
    rememberLocation(launch.location);
    moveFinished = finishMove(launch.profileDir).catch((error: unknown) =>
      log.warn('The folder that data was moved from is not deleted yet', error),
    );
  }
  opened.value.onDelta((delta) => sendDelta(window?.webContents ?? null, delta));
  opened.value.onDelta(createKeepAwake(powerSaveBlocker));
  background = await followWork(opened.value);
  resolve(opened.value);
  if (launch.selfCheck) return;
  followRecentFolders({
    app: opened.value,
    electron,
    platform: process.platform,
    show: () => showMenu(opened.value.recentFolders.list()),
  });
  background.showTray();
  const action = jumpActionIn(process.argv);
  if (action !== null) background.act(action);
  openedPaths.handTo((paths) => opened.value.openPaths(paths));
  openedLinks.handTo((links) => opened.value.openLink(links.at(-1) ?? ''));
  electron.on('activate', () => openOrFocus());
  powerMonitor.on('resume', () => opened.value.networkMayBeBack());
  // On Linux and macOS. The event, which Electron's types leave out, delays the end of the system by seconds.
  powerMonitor.on('shutdown', (...[event]: { preventDefault?(): void }[]) => {
    event?.preventDefault?.();
    electron.quit();
  });
}

/** Asks before anything is opened, and starts again once the folder is there. */
async function waitForDataFolder(folder: string): Promise<void> {
  const places = defaultPlaces(process.platform, process.env, homedir());
  const isBack = await askForDataFolder(folder, {
    dialog,
    isBack: () => findDataFolder(places).type === 'found',
  });
  if (isBack) relaunch([]);
  electron.exit(0);
}

/** Null if the data folder was named at the start, or is where a company wants it. */
function createMover(): DataFolderMover | null {
  const wanted = managed.settings.dataFolder ?? null;
  if (launch.location === null || wanted === launch.dataDir) return null;
  return createDataFolderMover({
    dialog,
    folder: launch.dataDir,
    profile: launch.profileDir,
    managed: wanted,
    log,
    window: () => window,
    closeFor: (work) => closing?.closeFor(work),
    restart(hasFailed) {
      relaunch(hasFailed ? [moveFailed] : []);
      electron.exit(0);
    },
  });
}

function serve(app: Promise<App>, mover: DataFolderMover | null): void {
  servePage(protocol, {
    folder: page,
    developmentServer: launch.developmentServer,
    assets: async (request) => (await app).assets(request),
    log,
  });
  serveCalls({
    ipcMain,
    handlers: app.then((opened) => {
      const handlers = withDesktopHandlers(opened, {
        clipboard,
        dialog,
        mover,
        shell,
        startDrag: ({ webContents }, files) => startDrag(webContents, files, join(icons, 'tray.png')),
        window: () => window,
        writePicture,
      });
      return launch.selfCheck ? withDropReported(handlers, dropped.resolve) : handlers;
    }),
    ourContents: () => window?.webContents ?? null,
    log,
    checkResponses: launch.checkResponses,
  });
}

/** Returns a function that shows the menu with these folders in "Open recent". */
function createMenu(app: Promise<App>, hasUpdates: boolean): (recent: readonly RecentFolder[]) => void {
  const { versions } = process;
  const help = createHelp({
    app,
    dialog,
    clipboard,
    shell,
    versions: {
      packshot: electron.getVersion(),
      electron: versions['electron'] ?? 'none',
      chromium: versions['chrome'] ?? 'none',
      node: versions.node,
      system: `${process.platform} ${release()} ${process.arch}`,
    },
    logs,
    window: () => window,
    showWindow: openOrFocus,
  });
  const checkForUpdates = hasUpdates ? help.checkForUpdates : null;
  const recent: RecentActions = {
    open: (id) => {
      if (closing?.hasBegun === true) return;
      openOrFocus();
      void app.then((opened) => opened.openRecent(id));
    },
    clear: () =>
      void app.then((opened) => {
        if (closing?.hasBegun !== true) opened.recentFolders.clear();
      }),
  };
  const actions: MenuActions = { ...help, checkForUpdates, quit, recent };
  return (folders) => {
    const template = menuTemplate(process.platform, development, actions, folders);
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
}

/** What was recorded of crashes since the last start; null if there were none. */
function crashNotice(): Reason | null {
  const folder = electron.getPath('crashDumps');
  const count = countNewCrashDumps(folder, join(launch.profileDir, 'crashes-seen.json'));
  return count === 0 ? null : reason('crashed-before', { folder });
}

/** Starts Packshot again once it has ended. */
function relaunch(reasons: readonly string[]): void {
  electron.relaunch(relaunchOptions(process.argv, process.env, { packaged: electron.isPackaged, reasons }));
}

function openOrFocus(opens?: HelpPage): void {
  if (window) focusWindow(window);
  else showWindow(opens);
}

function quit(): void {
  if (background) void background.quit();
  else electron.quit();
}

function showWindow(opens?: HelpPage): BrowserWindow {
  const opened = openWindow({
    profileDir: launch.profileDir,
    preload,
    log,
    hidden: staysHidden,
    ...(opens === undefined ? {} : { opens }),
  });
  staysHidden = false;
  opened.once('closed', () => {
    if (window === opened) window = null;
  });
  opened.on('close', (event) => background?.onClose(event, opened));
  // Windows ends the process soon after this.
  opened.on('session-end', () => closing?.closeThen(() => electron.exit(0)));
  window = opened;
  return opened;
}

/** Follows what is being sent, for all that shows it outside of the window. */
async function followWork(app: App): Promise<Background> {
  return await createBackground({
    app,
    electron,
    dialog,
    platform: process.platform,
    icons,
    window: () => window,
    open: openOrFocus,
    isQuitting: () => closing?.hasBegun ?? false,
    // A development start is Electron's own program, which must not be started at login.
    setLoginItem: electron.isPackaged
      ? createLoginItem({
          electron,
          platform: process.platform,
          env: process.env,
          home: homedir(),
          program: electron.getPath('exe'),
          log,
        })
      : () => Promise.resolve(),
  });
}

/** Ends the app: 0 if all works, 1 with the reason if not. */
async function checkAndEnd(app: Promise<App>, { webContents }: BrowserWindow): Promise<void> {
  const result = await selfCheck({
    contents: webContents,
    deltaChannel,
    folder: launch.dataDir,
    dropped: dropped.promise,
    examine: async () => (await app).examineComputer(),
    tell: (step) => process.stdout.write(selfCheckLine(step)),
  });
  await (await app).close();
  process.stdout.write(`${terminalJson(result)}\n`);
  if (result.passed) electron.exit(0);
  else giveUp(result.why ?? '');
}

/** Of this computer; for tests and trials, of another file. `problem`: for the log. */
function readManaged(): { settings: ManagedSettings; problem: string | null } {
  const path =
    (electron.isPackaged ? undefined : process.env['PACKSHOT_MANAGED']) ||
    managedSettingsFile(process.platform, process.env);
  const { managed: settings, problem } = readManagedSettings(path);
  return {
    settings,
    problem: problem === null ? null : `The managed settings in ${path} are not all used. ${problem}`,
  };
}

function updates(feed: UpdateFeed | null): UpdateOptions {
  const home = homedir();
  return {
    feed,
    target: updateTarget(process.platform, process.arch, process.env),
    installer: createInstaller({
      app: electron,
      platform: process.platform,
      resourcesFolder: process.resourcesPath,
      folder: launch.profileDir,
      cacheFolder: systemCacheFolder(process.platform, process.env, home),
      log,
      closeThen: (next) =>
        closing?.closeThen(() => {
          window?.hide();
          next();
        }),
      restart() {
        relaunch([updateFailed]);
        electron.exit(0);
      },
    }),
  };
}

function giveUp(sentence: string): void {
  log.error(sentence);
  // A dialog would wait for a person.
  if (launch.selfCheck) process.stderr.write(`${terminalText(sentence)}\n`);
  else dialog.showErrorBox(text('window.cantStart'), sentence);
  electron.exit(1);
}

start();
