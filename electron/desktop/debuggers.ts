import type { App } from 'electron';

/**
 * Chromium's switches by which another program uses the page in the user's name. Every user of the computer can reach
 * the port. Chromium opens it after Electron has loaded our first module (`ElectronBrowserMainParts`), so it is enough
 * to take the switch away. No fuse does; the ones of Node, such as `--inspect`, have a fuse. All other switches change
 * only what the user who gives them could change anyway.
 */
const debuggerSwitches = ['remote-debugging-port', 'remote-debugging-pipe'] as const;

/** Lets no debugger into a package. To be called before the app is ready. */
export function refuseDebuggers({ isPackaged, commandLine }: Pick<App, 'isPackaged' | 'commandLine'>): void {
  if (isPackaged) for (const name of debuggerSwitches) commandLine.removeSwitch(name);
}
