import { proxyInEnvironment } from '../../electron/network/proxy-environment.ts';
import type { Browser } from './browser.ts';

type SessionSurface = Pick<
  Electron.Session,
  'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'resolveProxy'
>;
type RequestHandler = NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
type CheckHandler = NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;

/** Chromium's permissions with Electron's names. */
const permissions: Readonly<Record<string, Parameters<RequestHandler>[1]>> = {
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
  camera: 'media',
  microphone: 'media',
  'clipboard-read': 'clipboard-read',
  'clipboard-write': 'clipboard-sanitized-write',
  'persistent-storage': 'persistent-storage',
  'window-management': 'window-management',
  'local-fonts': 'window-management',
};

/**
 * Permissions. Chromium can't ask the app each time, so the handlers are asked once in advance about every
 * permission, and Chromium gets their answers.
 */
export class Session implements SessionSurface {
  #browser: () => Promise<Browser>;
  #check: CheckHandler | null = null;
  #request: RequestHandler | null = null;

  constructor(browser: () => Promise<Browser>) {
    this.#browser = browser;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler;
    void this.#apply();
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler;
    void this.#apply();
  }

  resolveProxy(url: string): Promise<string> {
    return resolveProxy(url);
  }

  async #apply(): Promise<void> {
    const check = this.#check;
    const request = this.#request;
    if (!check || !request) return;
    const browser = await this.#browser();
    for (const [name, permission] of Object.entries(permissions)) {
      const details = { isMainFrame: true, requestingUrl: '' };
      const checked = check(null, permission, '', details);
      let granted = false;
      request(null as never, permission, (answer) => (granted = answer), details);
      const setting = checked && granted ? 'granted' : 'denied';
      browser.send('Browser.setPermission', { permission: { name }, setting }).catch(() => undefined);
    }
  }
}

/** The environment is the only proxy setting that the shell knows. Answers in the words of a proxy configuration. */
export function resolveProxy(url: string): Promise<string> {
  const choice = proxyInEnvironment(process.env, new URL(url));
  if (choice.type === 'direct') return Promise.resolve('DIRECT');
  const { protocol, host } = new URL(choice.server);
  return Promise.resolve(`${protocol === 'https:' ? 'HTTPS' : 'PROXY'} ${host}`);
}
