import { join } from 'node:path';
import { launchChromium, type Chromium } from './chromium.ts';
import { CdpSession } from './cdp.ts';
import { announce, debuggingPort, headless, wantsDebugging } from './environment.ts';

interface Size {
  width: number;
  height: number;
}

export interface Tab {
  targetId: string;
  session: CdpSession;
}

/** The only Chromium, behind all windows of this run. Tabs that no window asked for are closed at once. */
export class Browser {
  #chromium: Chromium;
  #own = new Set<string>();
  #first: Promise<string> | null;
  #opening: Promise<unknown> = Promise.resolve();
  #onGone = new Map<string, () => void>();

  constructor(userData: string, size: Size) {
    this.#chromium = launchChromium({
      profiles: join(userData, 'shell-profiles'),
      headless,
      debuggingPort: debuggingPort(),
      ...size,
    });
    const { cdp } = this.#chromium;
    this.#first = new Promise((resolve) => {
      cdp.on('Target.targetCreated', ({ targetInfo }) => {
        const { targetId, type, url } = targetInfo as { targetId: string; type: string; url: string };
        if (type !== 'page' || url.startsWith('devtools:')) return;
        resolve(targetId);
        void this.#closeUnlessOwn(targetId);
      });
    });
    cdp.on('Target.targetDestroyed', ({ targetId }) => this.#leave(targetId as string));
    void this.#chromium.gone.then(() => this.#onGone.forEach((_gone, targetId) => this.#leave(targetId)));
    cdp.send('Target.setDiscoverTargets', { discover: true }).catch(() => undefined);
  }

  get pid(): number {
    return this.#chromium.pid;
  }

  /** A tab for a window; `gone` is called when it closes, whoever closed it. */
  async openTab(size: Size, gone: () => void): Promise<Tab> {
    const opening = this.#open(size);
    this.#opening = opening;
    const targetId = await opening;
    this.#onGone.set(targetId, gone);
    const { cdp } = this.#chromium;
    const { sessionId } = await cdp.send('Target.attachToTarget', { targetId, flatten: true });
    return { targetId, session: new CdpSession(cdp, sessionId as string) };
  }

  closeTab(targetId: string): void {
    this.#chromium.cdp.send('Target.closeTarget', { targetId }).catch(() => undefined);
  }

  async bounds(targetId: string): Promise<{ windowId: number; bounds: Record<string, number | string> }> {
    const answer = await this.#chromium.cdp.send('Browser.getWindowForTarget', { targetId });
    return answer as unknown as { windowId: number; bounds: Record<string, number | string> };
  }

  send(method: string, params: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.#chromium.cdp.send(method, params);
  }

  /** Tells a test where to connect, if it asked for that. */
  async announceWindow(): Promise<void> {
    if (!wantsDebugging) return;
    announce({ event: 'window', cdp: await this.#chromium.endpoint(), browserPid: this.pid });
  }

  close(): Promise<void> {
    return this.#chromium.close();
  }

  async #open(size: Size): Promise<string> {
    const first = this.#first;
    this.#first = null;
    const targetId = first
      ? await this.#orGone(first)
      : ((
          await this.#chromium.cdp.send('Target.createTarget', {
            url: 'about:blank',
            newWindow: true,
            ...size,
          })
        )['targetId'] as string);
    this.#own.add(targetId);
    return targetId;
  }

  async #orGone(target: Promise<string>): Promise<string> {
    const gone = this.#chromium.gone.then(() => null);
    const targetId = await Promise.race([target, gone]);
    if (targetId === null)
      throw new Error(`Chromium ended before it had a window.\n${this.#chromium.complaints()}`);
    return targetId;
  }

  async #closeUnlessOwn(targetId: string): Promise<void> {
    if (this.#first) return;
    await this.#opening.catch(() => undefined);
    if (!this.#own.has(targetId)) this.closeTab(targetId);
  }

  #leave(targetId: string): void {
    const gone = this.#onGone.get(targetId);
    this.#onGone.delete(targetId);
    gone?.();
  }
}
