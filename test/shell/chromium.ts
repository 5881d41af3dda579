import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Cdp } from './cdp.ts';

export interface Chromium {
  cdp: Cdp;
  pid: number;
  /** Address for a second client of the DevTools protocol, if requested. */
  endpoint(): Promise<string>;
  gone: Promise<void>;
  complaints(): string;
  close(): Promise<void>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The system's Chromium: `PACKSHOT_CHROMIUM`, else the first known name on PATH; null if there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const given = env['PACKSHOT_CHROMIUM'];
  return [...(given ? [given] : []), ...onPath, ...macPaths].find(canRun) ?? null;
}

function canRun(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const unusedFeatures = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'AutofillServerCommunication',
  'HttpsUpgrades',
  // Pages of the address bar, which is never shown: loading them took half of a start.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];

/** The page may send nothing outside, so the browser must not either. */
const quietOptions = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-client-side-phishing-detection',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
  `--disable-features=${unusedFeatures.join(',')}`,
  '--metrics-recording-only',
  '--no-service-autorun',
  '--no-proxy-server',
  '--password-store=basic',
  '--use-mock-keychain',
  '--hide-crash-restore-bubble',
  // A covered window keeps its timers, as with Electron's `backgroundThrottling` in tests.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
];

/** Headless Chromium has no mouse; tests need the page that a mouse user sees. */
const mouse =
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4';

export interface LaunchOptions {
  /** Folder for profiles; each run makes its own and deletes those of ended runs. */
  profiles: string;
  headless: boolean;
  /** Port for a second client of the DevTools protocol; '0' lets the system choose, null disables it. */
  debuggingPort: string | null;
  width: number;
  height: number;
}

export function launchChromium(options: LaunchOptions): Chromium {
  const executable = findChromium();
  if (!executable) {
    throw new Error('No Chromium or Chrome was found on PATH. Install one, or name it in PACKSHOT_CHROMIUM.');
  }
  const profile = newProfile(options.profiles);
  const root = process.getuid?.() === 0;
  const args = [
    ...quietOptions,
    `--user-data-dir=${profile}`,
    `--window-size=${options.width},${options.height}`,
    '--remote-debugging-pipe',
    ...(options.debuggingPort === null ? [] : [`--remote-debugging-port=${options.debuggingPort}`]),
    ...(root ? ['--no-sandbox', '--test-type', '--disable-dev-shm-usage'] : []),
    // Without a display the processor draws, fastest by itself: a GPU that it imitates takes a tenth more.
    ...(options.headless
      ? [
          '--headless=new',
          '--in-process-gpu',
          '--disable-gpu',
          '--hide-scrollbars',
          '--mute-audio',
          mouse,
          'about:blank',
        ]
      : []),
    ...(options.headless ? [] : ['--app=data:text/html,<title>Packshot</title>']),
  ];
  // Its own process group: Ctrl-C reaches only the app, which then closes its window in an orderly way.
  const child = spawn(executable, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    env: withUnicodeNames(process.env),
  });
  const complaints = collectTail(child.stderr as Readable);
  const gone = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  }).then(() => removeFolder(profile));
  return {
    cdp: new Cdp(child.stdio[3] as Writable, child.stdio[4] as Readable),
    pid: child.pid ?? -1,
    endpoint: () => readEndpoint(profile, child, complaints),
    gone,
    complaints,
    async close() {
      // Killed, because its profile is deleted and nothing needs saving.
      if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
      await gone;
    },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    return;
  }
}

/** The end of a stream, to explain why a browser did not start. */
function collectTail(stream: Readable): () => string {
  let tail = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    tail = (tail + text).slice(-4_000);
  });
  return () => tail;
}

/** Chromium writes its port and path into the profile once it listens. */
async function readEndpoint(profile: string, child: ChildProcess, complaints: () => string): Promise<string> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && child.exitCode === null) {
    try {
      const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port && path) return `ws://127.0.0.1:${port}${path}`;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error(`Chromium did not open its debugging port.\n${complaints()}`);
}

function newProfile(profiles: string): string {
  mkdirSync(profiles, { recursive: true });
  for (const name of readdirSync(profiles)) {
    if (!isAlive(Number(name))) removeFolder(join(profiles, name));
  }
  const profile = join(profiles, String(process.pid));
  mkdirSync(profile, { recursive: true });
  return profile;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  } catch {
    return;
  }
}

/** Without a locale Chromium assumes ASCII file names, and ignores dropped files with other letters. */
function withUnicodeNames(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) ? env : { ...env, LC_ALL: 'C.UTF-8' };
}
