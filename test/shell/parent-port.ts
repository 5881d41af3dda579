/** Loaded first in a utility process of this shell: adds `process.parentPort`, and removes what Electron lacks. */
import { EventEmitter } from 'node:events';

const send = process.send?.bind(process);

class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  constructor() {
    super();
    process.on('message', (data) => {
      if (this.listenerCount('message') > 0) this.emit('message', { data, ports: [] });
      else this.#waiting.push(data);
    });
    // Messages wait until there is a handler.
    this.on('newListener', (event) => {
      if (event === 'message')
        queueMicrotask(() =>
          this.#waiting.splice(0).forEach((data) => this.emit('message', { data, ports: [] })),
        );
    });
  }

  postMessage(message: unknown): void {
    if (process.connected) send?.(message);
  }
}

Object.defineProperty(process, 'parentPort', { value: new ParentPort() });
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
delete process.send;
