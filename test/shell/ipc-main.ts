type Listener = (event: unknown, ...args: unknown[]) => unknown;

export class IpcMain implements Pick<Electron.IpcMain, 'handle' | 'removeHandler'> {
  #handlers = new Map<string, Listener>();

  handle(...[channel, listener]: Parameters<Electron.IpcMain['handle']>): void {
    if (this.#handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener as Listener);
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
