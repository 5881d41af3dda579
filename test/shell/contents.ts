import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import type { KeyPress } from './accelerators.ts';
import type { CdpSession } from './cdp.ts';
import { createCodec } from './clone.ts';
import { createEvent } from './event.ts';
import { announce, wantsDebugging } from './environment.ts';
import type { IpcMain } from './ipc-main.ts';
import type { Pages } from './pages.ts';
import { makeNames, pageWorldSource, preloadWorldSource } from './preload-source.ts';
import type { FromPreload, ToPreload } from './preload-world.ts';
import type { Session } from './session.ts';

type ContentsSurface = Pick<
  Electron.WebContents,
  | 'send'
  | 'isDestroyed'
  | 'reload'
  | 'getURL'
  | 'setWindowOpenHandler'
  | 'executeJavaScript'
  | 'executeJavaScriptInIsolatedWorld'
  | 'startDrag'
> & { debugger: Pick<Electron.Debugger, 'attach' | 'detach' | 'sendCommand'> };

/** What the contents report to their window and theme, besides Electron's own events. */
export interface Reports {
  bounds(bounds: Electron.Rectangle): void;
  dark(dark: boolean): void;
  /** A key press that the page left unhandled. */
  key(press: KeyPress): void;
  firstPaint(): void;
}

/** A value in the page, as the protocol has it. */
interface RemoteValue {
  objectId?: string;
  value?: unknown;
  unserializableValue?: string;
}

const codec = createCodec();
const world = 'preload';
/** Chromium's ERR_FAILED. */
const netFailed = -2;

/**
 * Electron's WebContents as far as the app uses it. Emits `will-frame-navigate`, `will-navigate`,
 * `did-finish-load`, `did-fail-load`, `render-process-gone` and, for its window, `first-page`.
 */
export class Contents extends EventEmitter implements ContentsSurface {
  readonly session: Session;
  #pages: Pages;
  #ipcMain: IpcMain;
  #names = makeNames();
  #reports: Reports;
  #cdp: CdpSession | null = null;
  #mainFrame = '';
  /** Where the window itself is navigating: the only navigation that the app started. */
  #loading: string | null = null;
  #shown = 'about:blank';
  /** The latest document that has loaded, and the one that `load` waits for. */
  #loaded = '';
  #awaited: { document: string; done: PromiseWithResolvers<void> } | null = null;
  #context: string | null = null;
  #openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;
  #destroyed = false;
  /** Electron's has a session of its own. */
  readonly debugger = {
    attach() {},
    detach() {},
    sendCommand: (method: string, params: Record<string, unknown> = {}): Promise<unknown> =>
      this.#attached().send(method, params),
  };

  constructor(options: { session: Session; pages: Pages; ipcMain: IpcMain; reports: Reports }) {
    super();
    this.session = options.session;
    this.#pages = options.pages;
    this.#ipcMain = options.ipcMain;
    this.#reports = options.reports;
  }

  /** Attaches to a tab, with the preload installed for every document. */
  async attach(cdp: CdpSession, preload: string | null): Promise<void> {
    this.#cdp = cdp;
    this.#listen(cdp);
    const names = this.#names;
    const { frameTree } = await cdp.send('Page.getFrameTree');
    this.#mainFrame = (frameTree as { frame: { id: string } }).frame.id;
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      cdp.send('Inspector.enable'),
      cdp.send('Runtime.addBinding', { name: names.binding, executionContextName: world }),
      cdp.send('Runtime.enable'),
      cdp.send('Fetch.enable', {
        patterns: [
          { resourceType: 'Document', requestStage: 'Request' },
          { resourceType: 'Image', requestStage: 'Request', urlPattern: this.#pages.pattern },
        ],
      }),
    ]);
    if (preload === null) return;
    // In this order: the page's side of the bridge must listen before the preload sends.
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWorldSource(names) });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: preloadWorldSource(names, readFileSync(preload, 'utf8')),
      worldName: world,
    });
  }

  /** `begun` is called when the document is there; the promise resolves, as Electron's, when it has loaded. */
  async load(url: string, begun?: () => void): Promise<void> {
    this.#endLoading('ERR_ABORTED (-3)');
    this.#loading = withoutFragment(await this.#pages.toChromium(url));
    const answer = await this.#attached().send('Page.navigate', { url: this.#loading });
    this.#loading = null;
    if (answer['errorText']) {
      const error = this.#pages.takeFailure(url) ?? String(answer['errorText']);
      // Electron also has Chromium's number; the protocol has only its name.
      this.emit('did-fail-load', createEvent({}), netFailed, error, url, true);
      throw new Error(`${error} loading '${url}'`);
    }
    begun?.();
    const document = answer['loaderId'] as string | undefined;
    // Without a document of its own, it was a step within the present one.
    if (document === undefined || document === this.#loaded) return;
    const done = Promise.withResolvers<void>();
    this.#awaited = { document, done };
    if (this.#destroyed) this.#endLoading('ERR_FAILED (-2)');
    await done.promise;
  }

  #endLoading(error: string): void {
    this.#awaited?.done.reject(new Error(error));
    this.#awaited = null;
  }

  /** In the page's own world, as in Electron. */
  executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this.#evaluate({ expression: code, userGesture });
  }

  /** In the preload's world, which is Electron's 999: the only isolated one here. */
  async executeJavaScriptInIsolatedWorld(worldId: number, [source]: Electron.WebSource[]): Promise<unknown> {
    if (worldId !== 999 || this.#context === null) throw new Error(`There is no world ${worldId}`);
    return this.#evaluate({ expression: source?.code, uniqueContextId: this.#context });
  }

  /** A copy of the value of an expression, or of what its promise settles with. */
  async #evaluate(params: Record<string, unknown>): Promise<unknown> {
    const cdp = this.#attached();
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      ...params,
      awaitPromise: true,
    });
    if (!exceptionDetails) return await this.#copy(result as RemoteValue);
    const { text, exception } = exceptionDetails as { text: string; exception?: RemoteValue };
    throw exception === undefined ? new Error(text) : await this.#copy(exception);
  }

  async #copy({ objectId, value, unserializableValue }: RemoteValue): Promise<unknown> {
    if (unserializableValue !== undefined) {
      return /^-?\d+n$/.test(unserializableValue)
        ? BigInt(unserializableValue.slice(0, -1))
        : Number(unserializableValue);
    }
    if (objectId === undefined) return value;
    const { result, exceptionDetails } = await this.#attached().send('Runtime.callFunctionOn', {
      objectId,
      functionDeclaration: `function () { return (${createCodec.toString()})().encode(this); }`,
    });
    if (exceptionDetails) throw new Error('An object could not be cloned.');
    return codec.decode((result as { value: string }).value);
  }

  /** Tells the test what the system would drag. Electron ignores an icon that is empty. */
  startDrag({ file, files = [file], icon }: Electron.Item): void {
    const missing = files.filter((path) => !existsSync(path));
    if (missing.length > 0) throw new Error(`There is no file to drag at ${missing.join(', ')}`);
    if (typeof icon === 'string' || icon.isEmpty()) throw new Error('A drag needs an icon');
    if (wantsDebugging) announce({ event: 'drag', files });
  }

  reload(): void {
    this.#quietly(this.#attached().send('Page.reload'));
  }

  send(channel: string, ...args: unknown[]): void {
    this.#tell({ type: 'message', channel, args: codec.encode(args) });
  }

  getURL(): string {
    return this.#pages.toApp(this.#shown);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#openHandler = handler;
  }

  destroy(): void {
    this.#destroyed = true;
    this.#context = null;
    this.#endLoading('ERR_FAILED (-2)');
    this.emit('destroyed');
  }

  #attached(): CdpSession {
    if (!this.#cdp || this.#destroyed) throw new Error('Object has been destroyed');
    return this.#cdp;
  }

  #listen(cdp: CdpSession): void {
    cdp.on('Runtime.executionContextCreated', ({ context }) => {
      const { name, uniqueId, auxData } = context as {
        name: string;
        uniqueId: string;
        auxData: { frameId: string };
      };
      if (name === world && auxData.frameId === this.#mainFrame) this.#context = uniqueId;
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextUniqueId }) => {
      if (executionContextUniqueId === this.#context) this.#context = null;
    });
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === this.#names.binding) this.#hear(JSON.parse(payload as string) as FromPreload);
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      const { id, url } = frame as { id: string; url: string };
      if (id === this.#mainFrame) this.#shown = url;
    });
    cdp.on('Page.lifecycleEvent', ({ name, frameId, loaderId }) => {
      if (frameId === this.#mainFrame && name === 'load') {
        this.#loaded = loaderId as string;
        if (this.#awaited?.document === loaderId) this.#awaited?.done.resolve();
      }
      const isOurs = frameId === this.#mainFrame && this.#shown !== 'about:blank';
      // Chromium's first paint of something, which Electron waits for.
      if (isOurs && name === 'firstContentfulPaint') this.#reports.firstPaint();
    });
    cdp.on('Page.loadEventFired', () => {
      if (this.#shown === 'about:blank' || this.#shown.startsWith('data:')) return;
      this.emit('did-finish-load');
    });
    cdp.on('Page.windowOpen', ({ url, windowName }) => this.#askToOpen(url as string, windowName as string));
    cdp.on('Inspector.targetCrashed', () => {
      this.#endLoading('ERR_FAILED (-2)');
      this.emit('render-process-gone', createEvent({}), { reason: 'crashed', exitCode: 1 });
    });
    cdp.on('Fetch.requestPaused', ({ requestId, request, frameId, resourceType }) => {
      const { url } = request as { url: string };
      if (resourceType === 'Image') return this.#quietly(this.#servePicture(cdp, requestId as string, url));
      const allowed = this.#mayNavigate(url, frameId === this.#mainFrame);
      this.#quietly(
        allowed
          ? cdp.send('Fetch.continueRequest', { requestId })
          : cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }),
      );
    });
  }

  /**
   * A picture goes past Chromium's network, whose six connections would let others wait: Electron gives the app all
   * requests of a custom scheme at once.
   */
  async #servePicture(cdp: CdpSession, requestId: string, url: string): Promise<void> {
    let answer: Record<string, unknown> | null;
    try {
      const response = await this.#pages.ask(url);
      answer = response && {
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      };
    } catch {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
      return;
    }
    await (answer === null
      ? cdp.send('Fetch.continueRequest', { requestId })
      : cdp.send('Fetch.fulfillRequest', { requestId, ...answer }));
  }

  /**
   * Asks the app's listeners, except about what the app itself is loading. The protocol does not tell a
   * person's reload from a script's, so loading the present page counts as the window's own, too.
   */
  #mayNavigate(address: string, isMainFrame: boolean): boolean {
    const url = withoutFragment(address);
    if (isMainFrame && (url === this.#loading || url === withoutFragment(this.#shown))) return true;
    const event = createEvent({
      url: this.#pages.toApp(address),
      isSameDocument: false,
      isMainFrame,
      frame: null,
    });
    this.emit('will-frame-navigate', event);
    if (isMainFrame && !event.defaultPrevented) this.emit('will-navigate', event, event.url);
    return !event.defaultPrevented;
  }

  /** For scripts and links. The shell closes what a page opens (see Browser), so the answer is always no. */
  #askToOpen(url: string, frameName: string): void {
    const answer = this.#openHandler?.({
      url: this.#pages.toApp(url),
      frameName,
      features: '',
      disposition: 'new-window',
      referrer: { url: '', policy: 'no-referrer' },
    });
    if (answer?.action !== 'deny') throw new Error('The shell opens no windows for a page: deny it');
  }

  #hear(message: FromPreload): void {
    switch (message.type) {
      case 'invoke':
        return this.#quietly(this.#invoke(message));
      case 'send':
        this.#ipcMain.emit(
          message.channel,
          this.#eventFrom(message.url),
          ...(codec.decode(message.args) as unknown[]),
        );
        return;
      case 'files':
        return this.#quietly(this.#findPaths(message.id));
      case 'bounds':
        return this.#reports.bounds(message);
      case 'open':
        return this.#askToOpen(message.url, message.frameName);
      case 'theme':
        return this.#reports.dark(message.dark);
      case 'key':
        return this.#reports.key(message.press);
      case 'context-menu':
        this.emit('context-menu', createEvent({}), message.clicked);
        return;
      case 'failed':
        process.stderr.write(`The preload failed: ${message.error}\n`);
        return;
    }
  }

  async #invoke({ id, channel, args, url }: FromPreload & { type: 'invoke' }): Promise<void> {
    const event = this.#eventFrom(url);
    try {
      const value = await this.#ipcMain.invoke(channel, event, codec.decode(args) as unknown[]);
      this.#tell({ type: 'answer', id, value: codec.encode(value) });
    } catch (error) {
      this.#tell({
        type: 'rejected',
        id,
        error: `Error invoking remote method '${channel}': ${String(error)}`,
      });
    }
  }

  #eventFrom(url: string) {
    const document = this.#context;
    const frame = { url: this.#pages.toApp(url), parent: null, detached: false };
    const isShown = (): boolean => !this.#destroyed && document !== null && this.#context === document;
    return createEvent({
      sender: this,
      /** Null once another document is shown (Electron's `ipc-dispatch.ts`, `WebFrameMain.fromId`). */
      get senderFrame() {
        return isShown() ? frame : null;
      },
      frameId: 1,
      processId: 1,
      type: 'frame',
    });
  }

  /**
   * Asks Chromium for the paths of the files that the preload's world holds under `id`. A hundred at a time,
   * so that the page stays responsive: Chromium needs a tenth of a millisecond for each.
   */
  async #findPaths(id: number): Promise<void> {
    const cdp = this.#attached();
    const held = `globalThis[${JSON.stringify(this.#names.files)}](${id})`;
    const uniqueContextId = this.#context;
    const objectGroup = `files-${id}`;
    const paths: string[] = [];
    for (let got = -1; got !== paths.length;) {
      got = paths.length;
      const expression = `${held}.slice(${got}, ${got + 100})`;
      const { result } = await cdp.send('Runtime.evaluate', { expression, uniqueContextId, objectGroup });
      const { objectId } = result as { objectId: string };
      const { result: properties } = await cdp.send('Runtime.getProperties', {
        objectId,
        ownProperties: true,
      });
      const files = (properties as { name: string; value?: { objectId?: string } }[]).filter(({ name }) =>
        /^\d+$/.test(name),
      );
      const found = await Promise.all(
        files.map(({ value }) => cdp.send('DOM.getFileInfo', { objectId: value?.objectId })),
      );
      paths.push(...found.map(({ path }) => path as string));
    }
    this.#tell({ type: 'paths', id, paths });
    await cdp.send('Runtime.releaseObjectGroup', { objectGroup });
  }

  #tell(message: ToPreload): void {
    if (!this.#cdp || this.#context === null) return;
    this.#quietly(
      this.#cdp.send('Runtime.callFunctionOn', {
        functionDeclaration: `function (text) { globalThis[${JSON.stringify(this.#names.entry)}](text); }`,
        arguments: [{ value: JSON.stringify(message) }],
        uniqueContextId: this.#context,
        silent: true,
      }),
    );
  }

  /** Ignores errors of a page that is closing: nobody waits for its answer. */
  #quietly(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (process.env['PACKSHOT_SHELL_TRACE'] === '1') process.stderr.write(`shell: ${String(error)}\n`);
    });
  }
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}
