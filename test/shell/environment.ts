import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline';
import type { StorageType } from './safe-storage.ts';

/** `PACKSHOT_HEADLESS=1`, or no display to open a window on. */
export const headless =
  process.env['PACKSHOT_HEADLESS'] === '1' ||
  (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']);

/** `PACKSHOT_SHELL_CDP=1`: a test wants to drive the window, and reads our events on standard output. */
export const wantsDebugging = process.env['PACKSHOT_SHELL_CDP'] === '1';

const switches = new Map(
  process.argv
    .filter((argument) => argument.startsWith('--'))
    .map((argument) => argument.slice(2).split('=', 2))
    .map(([name = '', value = '']) => [name, value]),
);

/** Chromium's switches, which the app may change until Chromium is started. */
export const commandLine: Pick<Electron.CommandLine, 'removeSwitch'> = {
  removeSwitch: (name) => void switches.delete(name),
};

/** Electron's switch for debuggers of the page. Without it a test gets a port from the system, others none. */
export const debuggingPort = (): string | null =>
  switches.get('remote-debugging-port') ?? (wantsDebugging ? '0' : null);

/** File with the answer to the next open dialogs: a JSON array of absolute paths. */
export const dialogFile = process.env['PACKSHOT_SHELL_DIALOG'];

/** `PACKSHOT_SHELL_SAFE_STORAGE`: what the desktop offers for secrets; nothing without it. */
export const safeStorageType = (process.env['PACKSHOT_SHELL_SAFE_STORAGE'] ?? 'unavailable') as StorageType;

/** `PACKSHOT_SHELL_SCREENS`: the work areas of the screens, as JSON. */
const givenScreens = process.env['PACKSHOT_SHELL_SCREENS'];
export const screensAtStart =
  givenScreens === undefined ? null : (JSON.parse(givenScreens) as Electron.Rectangle[]);

/** The app's first module, as run.ts found it. */
export const mainModule = process.env['PACKSHOT_SHELL_MAIN'] ?? '.';

/** Prints one line of JSON for the program that started the shell. */
export function announce(event: Record<string, unknown> & { event: string }): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** `PACKSHOT_SHELL_PACKAGED=DIR`: as in a package whose resources are in this folder. */
const resources = process.env['PACKSHOT_SHELL_PACKAGED'];
export const isPackaged = resources !== undefined;
if (resources !== undefined) Object.assign(process, { resourcesPath: resources });

/**
 * What a person does outside of the page: one line of JSON each on standard input, from the test that drives the
 * window. An event's name is its `do`.
 */
interface Given {
  label?: string;
  workAreas?: Electron.Rectangle[];
}
export const hands = new EventEmitter<Record<string, [given: Given]>>();
if (wantsDebugging) {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const given = JSON.parse(line) as Given & { do: string };
    hands.emit(given.do, given);
  });
  // The process that drives the window has ended.
  lines.once('close', () => process.kill(process.pid, 'SIGTERM'));
  // A pipe on standard input must not keep an app alive that has ended.
  process.stdin.unref?.();
}
