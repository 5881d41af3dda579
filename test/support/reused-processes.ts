import type { FromPictureProcess } from '../../electron/pictures/pool/protocol.ts';
import type { StartProcess, WorkerProcess } from '../../electron/util/worker-process.ts';

/**
 * Starts picture processes that serve one pool after another: one that is killed while it has nothing to do is kept for whoever
 * starts the next. All others are killed as asked. Kept ones end with this process.
 */
export function reusePictureProcesses(start: StartProcess): StartProcess {
  const kept: ReusedProcess[] = [];
  return (name) => {
    if (name !== 'picture-process') return start(name);
    const reused = kept.pop() ?? new ReusedProcess(start(name), kept);
    return reused.lend();
  };
}

class ReusedProcess {
  readonly #process: WorkerProcess;
  readonly #kept: ReusedProcess[];
  #isReady = false;
  #isBusy = false;
  #isSpent = false;
  #onMessage: (message: unknown) => void = () => undefined;
  #onExit: () => void = () => undefined;

  constructor(started: WorkerProcess, kept: ReusedProcess[]) {
    this.#process = started;
    this.#kept = kept;
    started.onMessage((message) => {
      const said = message as FromPictureProcess;
      if (said.type === 'ready') this.#isReady = true;
      if (said.type === 'done') {
        this.#isBusy = false;
        this.#isSpent = said.isSpent;
      }
      this.#onMessage(message);
    });
    started.onExit(() => {
      this.#isSpent = true;
      const place = this.#kept.indexOf(this);
      if (place >= 0) this.#kept.splice(place, 1);
      this.#onExit();
    });
  }

  lend(): WorkerProcess {
    let isLent = true;
    this.#process.keepAlive(true);
    if (this.#isReady) setImmediate(() => isLent && this.#onMessage({ type: 'ready' }));
    return {
      pid: this.#process.pid,
      send: (message) => {
        if (!isLent) return;
        this.#isBusy = true;
        this.#process.send(message);
      },
      kill: () => {
        if (!isLent) return;
        if (this.#isBusy || this.#isSpent) return this.#process.kill();
        isLent = false;
        setImmediate(this.#onExit);
        this.#onMessage = () => undefined;
        this.#onExit = () => undefined;
        this.#process.keepAlive(false);
        this.#kept.push(this);
      },
      onMessage: (listener) => void (this.#onMessage = listener),
      onExit: (listener) => void (this.#onExit = listener),
      keepAlive: (wanted) => isLent && this.#process.keepAlive(wanted),
    };
  }
}
