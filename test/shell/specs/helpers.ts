/** The part of `spec/lib` of Electron's specs that those run here use. */
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BrowserWindow } from './electron-for-specs.ts';
import { describe, it } from './runner.ts';

export { defer } from './runner.ts';

export async function listen(server: Server): Promise<{ port: number; url: string; hostname: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://127.0.0.1:${port}`, hostname: '127.0.0.1' };
}

export const ifit = (condition: boolean) => (condition ? it : it.skip);
export const ifdescribe = (condition: boolean) => (condition ? describe : describe.skip);
export const isTestingBindingAvailable = () => false;

export async function closeWindow(window?: BrowserWindow | null): Promise<void> {
  if (!window || window.isDestroyed()) return;
  const closed = new Promise((resolve) => window.once('closed', resolve));
  window.destroy();
  await closed;
}

export async function closeAllWindows(): Promise<void> {
  for (const window of BrowserWindow.getAllWindows()) await closeWindow(window);
}

export const v4 = randomUUID;
export const collectStreamBody = undefined;
export const getResponse = undefined;
export const WebmGenerator = undefined;
