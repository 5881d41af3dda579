import { EventEmitter } from 'node:events';

type Listener = (event: unknown, ...args: unknown[]) => unknown;

export class IpcMain
  extends EventEmitter
  implements Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>
{
  #handlers = new Map<string, Listener>();

  constructor() {
    super();
    // As in Electron: a channel may be named "error".
    this.on('error', () => undefined);
  }

  handle(...[channel, listener]: Parameters<Electron.IpcMain['handle']>): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`);
    this.#handlers.set(channel, listener as Listener);
  }

  handleOnce(...[channel, listener]: Parameters<Electron.IpcMain['handleOnce']>): void {
    this.handle(channel, (event, ...args: unknown[]) => {
      this.removeHandler(channel);
      return (listener as Listener)(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  async invoke(channel: string, event: unknown, args: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...args);
  }
}

export const ipcMain = new IpcMain();
