import type { KeyPress } from './accelerators.ts';
import type { createBridge } from './bridge.ts';
import type { createCodec } from './clone.ts';

/** Messages from the preload's world to Node. `args` and `value` are texts of the codec. */
export type FromPreload =
  | { type: 'invoke'; id: number; channel: string; args: string; url: string }
  | { type: 'send'; channel: string; args: string; url: string }
  | { type: 'files'; id: number }
  | { type: 'bounds'; x: number; y: number; width: number; height: number }
  | { type: 'theme'; dark: boolean }
  | { type: 'key'; press: KeyPress }
  | { type: 'context-menu'; clicked: Clicked }
  | { type: 'open'; url: string; frameName: string }
  | { type: 'failed'; error: string };

/** What Electron tells of a right click, as far as the app reads it. */
export interface Clicked {
  isEditable: boolean;
  selectionText: string;
  misspelledWord: string;
  dictionarySuggestions: string[];
  editFlags: Record<'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll', boolean>;
}

/** Messages from Node to the preload's world. */
export type ToPreload =
  | { type: 'answer'; id: number; value: string }
  | { type: 'rejected'; id: number; error: string }
  | { type: 'message'; channel: string; args: string }
  | { type: 'paths'; id: number; paths: string[] };

/** Names known to both sides but not to the page; new for each window. */
export interface WorldNames {
  toPage: string;
  toPreload: string;
  /** Event by which the page's world reports that a script asked for a window. */
  opening: string;
  /** Global of the preload's world for messages to Node. */
  binding: string;
  /** Globals of the preload's world for messages from Node, and for its files. */
  entry: string;
  files: string;
}

/**
 * Runs a preload with what Electron gives a sandboxed one: `require('electron')` with the renderer's half of
 * it, and nothing of Node. As in Electron, frames inside the page get no preload.
 *
 * One function without imports, because its source runs in the browser.
 */
export function runPreload(
  names: WorldNames,
  codec: ReturnType<typeof createCodec>,
  makeBridge: typeof createBridge,
  preload: (require: (name: string) => unknown, module: { exports: unknown }, exports: unknown) => void,
): void {
  const world = globalThis as unknown as Record<string, unknown>;
  const speak = world[names.binding] as (text: string) => void;
  delete world[names.binding];
  const tell = (message: FromPreload) => speak(JSON.stringify(message));

  let lastId = 0;
  const answers = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>();
  const paths = new WeakMap<File, string>();
  const asked = new Map<number, { files: File[]; done(): void }>();

  world[names.files] = (id: number) => asked.get(id)?.files;
  world[names.entry] = (text: string) => {
    const message = JSON.parse(text) as ToPreload;
    switch (message.type) {
      case 'message':
        for (const listener of listeners.get(message.channel) ?? []) {
          listener({ sender: ipcRenderer }, ...(codec.decode(message.args) as unknown[]));
        }
        return;
      case 'answer':
        answers.get(message.id)?.resolve(codec.decode(message.value));
        answers.delete(message.id);
        return;
      case 'rejected':
        answers.get(message.id)?.reject(new Error(message.error));
        answers.delete(message.id);
        return;
      case 'paths': {
        const question = asked.get(message.id);
        asked.delete(message.id);
        question?.files.forEach((file, index) => paths.set(file, message.paths[index] ?? ''));
        question?.done();
        return;
      }
    }
  };

  const ipcRenderer = Object.freeze({
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        const text = codec.encode(args);
        answers.set(id, { resolve, reject });
        tell({ type: 'invoke', id, channel, args: text, url: location.href });
      }),
    send: (channel: string, ...args: unknown[]) =>
      tell({ type: 'send', channel, args: codec.encode(args), url: location.href }),
    on: (channel: string, listener: (...args: unknown[]) => void) => {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    removeListener: (channel: string, listener: (...args: unknown[]) => void) => {
      listeners.get(channel)?.delete(listener);
      if (listeners.get(channel)?.size === 0) listeners.delete(channel);
    },
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
    },
    eventNames: () => [...listeners.keys()],
  });

  const bridge = makeBridge(names.toPage, names.toPreload, (files) => {
    const unknown = files.filter((file) => !paths.has(file));
    if (unknown.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const id = ++lastId;
      asked.set(id, { files: unknown, done: resolve });
      tell({ type: 'files', id });
    });
  });

  const electron = Object.freeze({
    contextBridge: Object.freeze({ exposeInMainWorld: bridge.expose }),
    ipcRenderer,
    webUtils: Object.freeze({
      getPathForFile(file: File) {
        if (!(file instanceof File)) throw new TypeError('getPathForFile takes a File');
        return paths.get(file) ?? '';
      },
    }),
  });

  const reportBounds = () =>
    tell({ type: 'bounds', x: screenX, y: screenY, width: outerWidth, height: outerHeight });
  addEventListener('resize', reportBounds);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', () => tell({ type: 'theme', dark: dark.matches }));
  tell({ type: 'theme', dark: dark.matches });

  document.addEventListener(names.opening, (event) => {
    const [url, frameName] = (event as CustomEvent<[string, string]>).detail;
    tell({ type: 'open', url, frameName });
  });

  // Keys of Chromium's window that Electron's doesn't have. Keys of editing are not among them.
  const browserKeys =
    /^(?:control\+(?:[defghjlnoprstuw0-9+=-]|tab|f4|pageup|pagedown)|control\+shift\+(?:[abcdijnortw]|tab|delete)|alt\+(?:[def]|home|arrowleft|arrowright)|f1|f3|f5|f6|f7|f10|f11|f12|shift\+f5|browserback|browserforward)$/;
  /** After the page's own listeners, as in Electron: what it left unhandled belongs to the menu. */
  const onKey = (event: KeyboardEvent) => {
    const { key, ctrlKey: control, shiftKey: shift, altKey: alt, metaKey: meta } = event;
    if (event.defaultPrevented || !event.isTrusted) return;
    const pressed = [control && 'control', alt && 'alt', shift && 'shift', key.toLowerCase()];
    if (browserKeys.test(pressed.filter(Boolean).join('+'))) event.preventDefault();
    if (control || alt || meta || /^F\d+$/.test(key)) {
      tell({ type: 'key', press: { key, control, shift, alt, meta } });
    }
  };
  const onContextMenu = (event: Event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const target = event.target as HTMLElement;
    const isField = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
    const isEditable = isField ? !target.readOnly && !target.disabled : target.isContentEditable;
    const selectionText =
      isField && target.selectionStart !== null
        ? target.value.slice(target.selectionStart, target.selectionEnd ?? undefined)
        : String(getSelection());
    const hasSelection = selectionText !== '';
    tell({
      type: 'context-menu',
      clicked: {
        isEditable,
        selectionText,
        misspelledWord: '',
        dictionarySuggestions: [],
        editFlags: {
          canUndo: isEditable,
          canRedo: false,
          canCut: isEditable && hasSelection,
          canCopy: hasSelection,
          canPaste: isEditable,
          canSelectAll: true,
        },
      },
    });
  };
  const listenLast = (type: string, listener: (event: Event) => void) =>
    addEventListener(
      type,
      () => {
        // Added again by each event, so it stays behind listeners that the page has added since.
        removeEventListener(type, listener);
        addEventListener(type, listener);
      },
      true,
    );
  listenLast('keydown', (event) => onKey(event as KeyboardEvent));
  listenLast('contextmenu', onContextMenu);

  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  };
  try {
    preload(require, module, module.exports);
  } catch (error) {
    tell({ type: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/**
 * In the page's world: makes `window.open` return null, as when Electron's handler denies it. Chromium would
 * return a window that is closed a moment later.
 *
 * One function without imports, because its source runs in the browser.
 */
export function refuseWindows(opening: string): void {
  const dispatch = document.dispatchEvent.bind(document);
  const Carrier = CustomEvent;
  window.open = (url = '', frameName = '') => {
    dispatch(new Carrier(opening, { detail: [new URL(url, location.href).href, frameName] }));
    return null;
  };
}
