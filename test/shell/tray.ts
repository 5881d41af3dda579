import { EventEmitter } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { announce, hands, wantsDebugging } from './environment.ts';

interface Menu {
  items: Electron.MenuItemConstructorOptions[];
}

/** A tray that a test reads from our events, and clicks by `{"do":"tray","label":"..."}`. */
export class Tray
  extends EventEmitter
  implements Pick<Electron.Tray, 'setToolTip'>, Record<'setContextMenu', unknown>
{
  #toolTip = '';

  constructor(_image: unknown) {
    super();
  }

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip;
  }

  setContextMenu({ items }: Menu): void {
    const labels = items.flatMap(({ label }) => (label === undefined ? [] : [label]));
    if (wantsDebugging) announce({ event: 'tray', toolTip: this.#toolTip, labels });
    hands.removeAllListeners('tray');
    hands.on('tray', ({ label }) => {
      const click = items.find((item) => item.label === label)?.click as (() => void) | undefined;
      click?.();
    });
  }
}

/** As Electron's: an image that can't be read is empty. */
export const nativeImage = {
  createFromPath: (path: string) => ({ path, isEmpty: () => !existsSync(path) || statSync(path).size === 0 }),
} satisfies Partial<Record<keyof typeof Electron.nativeImage, unknown>>;
