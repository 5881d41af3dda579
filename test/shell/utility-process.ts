import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';

const parentPort = new URL('./parent-port.ts', import.meta.url).href;

/** A process that uses `process.parentPort`, on Node. Sources: Electron's `utility-process.md`, `parent-port.md`. */
class UtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'pid' | 'postMessage' | 'kill'>
{
  readonly #child: ChildProcess;
  #pid: number | undefined;

  constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super();
    this.#child = fork(modulePath, args, {
      env: options.env as NodeJS.ProcessEnv,
      execArgv: [...(options.execArgv ?? []), '--import', parentPort],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child.on('spawn', () => {
      this.#pid = this.#child.pid;
      this.emit('spawn');
    });
    this.#child.on('message', (message) => this.emit('message', message));
    this.#child.on('error', () => undefined);
    this.#child.on('exit', (code) => {
      this.emit('exit', code ?? 1);
      this.#pid = undefined;
    });
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  postMessage(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined);
  }

  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

export const utilityProcess = {
  fork: (modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}) =>
    new UtilityProcess(modulePath, args, options) as unknown as Electron.UtilityProcess,
} satisfies Pick<typeof Electron.utilityProcess, 'fork'>;
