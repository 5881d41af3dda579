import type { FromPictureProcess, ToPictureProcess } from '../../../../electron/pictures/pool/protocol.ts';
import type { StartProcess, WorkerProcess } from '../../../../electron/util/worker-process.ts';

/** A picture process that a test plays. */
export class FakeProcess implements WorkerProcess {
  readonly pid = undefined;
  readonly received: ToPictureProcess[] = [];
  isKilled = false;
  /** A killed process ends a moment later, as real ones do. Set to false for one whose end is not seen yet. */
  endsWhenKilled = true;
  #onMessage: (message: unknown) => void = () => undefined;
  #onExit: () => void = () => undefined;

  send(message: unknown): void {
    if (!this.isKilled) this.received.push(message as ToPictureProcess);
  }

  kill(): void {
    this.isKilled = true;
    if (this.endsWhenKilled) setImmediate(() => this.exit());
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#onMessage = listener;
  }

  onExit(listener: () => void): void {
    this.#onExit = listener;
  }

  keepAlive(): void {
    // Nothing runs.
  }

  says(...messages: FromPictureProcess[]): void {
    for (const message of messages) this.#onMessage(message);
  }

  /** The end of the process is seen. */
  exit(): void {
    this.isKilled = true;
    this.#onExit();
  }
}

export function fakeProcesses(): { start: StartProcess; started: FakeProcess[] } {
  const started: FakeProcess[] = [];
  const start = (): FakeProcess => {
    const fake = new FakeProcess();
    started.push(fake);
    return fake;
  };
  return { start, started };
}

/** All that follows from what just happened has happened. */
export async function turn(): Promise<void> {
  for (let count = 0; count < 4; count += 1) await new Promise((wake) => setImmediate(wake));
}
