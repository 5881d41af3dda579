/**
 * `electron/main` for Electron's specs: the shell, with what specs use beside it. A window with Node in its page, which
 * the shell refuses, gets a page whose scripts run in the preload's world: there `require('electron')` is known.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { BrowserWindow as ShellWindow } from '../browser-window.ts';
import { pages } from '../pages.ts';

export { app, ipcMain, protocol, session } from '../electron.ts';

const preload = join(mkdtempSync(join(tmpdir(), 'packshot-specs-')), 'preload.js');
writeFileSync(preload, 'globalThis.require = require;');
/** Electron's number of the preload's world. */
const preloadWorld = 999;

const open = new Set<BrowserWindow>();

export class BrowserWindow extends ShellWindow {
  #loaded: Promise<unknown> = Promise.resolve();

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    const { nodeIntegration, contextIsolation, sandbox } = options.webPreferences ?? {};
    const hasNode = nodeIntegration === true && contextIsolation === false;
    super(hasNode ? { webPreferences: { preload, sandbox: true } } : options);
    if (sandbox === false) throw new Error('The shell has only sandboxed pages');
    open.add(this);
    this.once('closed', () => open.delete(this));
    const { webContents } = this;
    const inPage = webContents.executeJavaScript.bind(webContents);
    // Electron's waits until the page is loaded.
    webContents.executeJavaScript = async (code: string, userGesture?: boolean) => {
      await this.#loaded;
      return hasNode
        ? webContents.executeJavaScriptInIsolatedWorld(preloadWorld, [{ code }])
        : inPage(code, userGesture);
    };
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open];
  }

  override loadURL(url: string): Promise<void> {
    const loading = super.loadURL(url);
    this.#loaded = loading.catch(() => undefined);
    return loading;
  }

  loadFile(path: string): Promise<void> {
    return this.loadURL(pathToFileURL(path).href);
  }
}

export const BaseWindow = BrowserWindow;

/** A request that the shell's server answers, as Chromium's requests are. */
async function fetchFromShell(
  given: string | Request,
  init: RequestInit & { duplex?: 'half' } = {},
): Promise<Response> {
  const asked = new Request(typeof given === 'string' ? given : given.url, init);
  const url = new URL(await pages.toChromium(asked.url));
  if (url.protocol === 'file:') return new Response((await import('node:fs')).readFileSync(url));
  if (url.protocol !== 'http:') throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
  const body = asked.body;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: url.port,
        path: url.pathname + url.search,
        method: asked.method,
        headers: { ...Object.fromEntries(asked.headers), host: url.host },
        signal: asked.signal,
      },
      resolve,
    );
    sent.on('error', (error) => {
      const failure = pages.takeFailure(asked.url);
      reject(asked.signal.aborted ? asked.signal.reason : failure === null ? error : new Error(failure));
    });
    if (body === null) sent.end();
    else Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]).pipe(sent);
  });
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values]) =>
    (values ?? []).map((value): [string, string] => [name, value]),
  );
  const status = answer.statusCode ?? 0;
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : (Readable.toWeb(answer) as ReadableStream), { status, headers });
}

export const net = { fetch: fetchFromShell };

/** The shell has neither contents without a window nor ports. */
export const webContents = {
  create: () => ({ destroy() {} }),
  getAllWebContents: () => [...open].map((window) => window.webContents),
};
// oxlint-disable-next-line typescript/no-extraneous-class -- Electron's is a class too.
export class MessageChannelMain {
  constructor() {
    throw new Error('The shell has no message ports');
  }
}
export const contextBridge = undefined;
export const ipcRenderer = undefined;
