// Not the global ones: tests speed those up.
import { clearTimeout, setTimeout } from 'node:timers';
import type { FromPictureProcess } from '../../electron/pictures/pool/protocol.ts';
import type { StartProcess, WorkerProcess } from '../../electron/util/worker-process.ts';

/** How long a request under way at the end of a test may take, milliseconds: less than starting the next process. */
const maxLastMs = 300;

/**
 * Starts picture processes that serve one pool after another: one that is killed is kept for whoever starts the next,
 * after its last request. One that takes longer over that, or has grown too large, is killed as asked. Kept ones end
 * with this process.
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
  #isLent = false;
  #ending: NodeJS.Timeout | undefined;
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
        if (!this.#isLent) this.#takeBack();
      }
      this.#onMessage(message);
    });
    started.onExit(() => {
      this.#isSpent = true;
      clearTimeout(this.#ending);
      const place = this.#kept.indexOf(this);
      if (place >= 0) this.#kept.splice(place, 1);
      this.#onExit();
    });
  }

  lend(): WorkerProcess {
    this.#isLent = true;
    this.#process.keepAlive(true);
    /** Of this pool: the next one's messages are not for it. */
    const lease = { isOpen: true };
    if (this.#isReady) setImmediate(() => lease.isOpen && this.#onMessage({ type: 'ready' }));
    return {
      pid: this.#process.pid,
      send: (message) => {
        if (!lease.isOpen) return;
        this.#isBusy = true;
        this.#process.send(message);
      },
      kill: () => {
        if (!lease.isOpen) return;
        lease.isOpen = false;
        this.#isLent = false;
        this.#onMessage = () => undefined;
        if (this.#isBusy) this.#ending = setTimeout(() => this.#process.kill(), maxLastMs);
        else this.#takeBack();
      },
      onMessage: (listener) => void (this.#onMessage = listener),
      onExit: (listener) => void (this.#onExit = listener),
      keepAlive: (wanted) => lease.isOpen && this.#process.keepAlive(wanted),
    };
  }

  /** Tells the pool that its process has ended, and keeps it, if it can be used again. */
  #takeBack(): void {
    clearTimeout(this.#ending);
    if (this.#isSpent) return this.#process.kill();
    setImmediate(this.#onExit);
    this.#onExit = () => undefined;
    this.#process.keepAlive(false);
    this.#kept.push(this);
  }
}
