import { EventEmitter } from 'node:events';
import { announce, hands, wantsDebugging } from './environment.ts';

/** A notification that a test reads from our events, and clicks by `{"do":"notification"}`. */
export class Notification extends EventEmitter implements Pick<Electron.Notification, 'show' | 'close'> {
  static isSupported(): boolean {
    return wantsDebugging;
  }

  readonly #options: Electron.NotificationConstructorOptions;

  constructor(options: Electron.NotificationConstructorOptions) {
    super();
    this.#options = options;
  }

  show(): void {
    const { title, body } = this.#options;
    announce({ event: 'notification', title, body });
    hands.removeAllListeners('notification');
    hands.on('notification', () => this.emit('click'));
  }

  close(): void {
    hands.removeAllListeners('notification');
    this.emit('close');
  }
}
