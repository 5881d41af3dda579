import { join } from 'node:path';
import type { PracticeStore } from '../practice/server.ts';
import { practiceSays, type ToPractice } from '../practice/process-protocol.ts';
import type { StartProcess, WorkerProcess } from '../util/worker-process.ts';

type Address = Omit<PracticeStore, 'close'>;

interface Running {
  process: WorkerProcess;
  hasEnded: Promise<void>;
  address: Promise<Address>;
  /** Who waits for the sample photos: called with the problem, or null. */
  onSamples: Set<(problem: string | null) => void>;
}

/** How long the practice store may take to close, milliseconds. Its database bears being killed. */
const closeMs = 5_000;

/** The practice store that runs beside the app: started when first needed, on a port the system gives. */
export class PracticeHost {
  readonly #folder: string;
  readonly #startProcess: StartProcess;
  #running: Running | null = null;

  constructor(folder: string, startProcess: StartProcess) {
    this.#folder = folder;
    this.#startProcess = startProcess;
  }

  /** Rejects when it can't be started; it may be tried again. */
  async start(): Promise<Address> {
    this.#running ??= this.#startNow();
    return await this.#running.address;
  }

  /** Writes the sample photos and returns their folder. Rejects when they can't be written. */
  async writeSamples(): Promise<string> {
    await this.start();
    const running = this.#running;
    if (running === null) throw new Error('the practice store is closed');
    const folder = join(this.#folder, 'Sample shoot');
    const answer = new Promise<string | null>((resolve) => running.onSamples.add(resolve));
    running.process.send({ type: 'write-samples', folder } satisfies ToPractice);
    const ended = running.hasEnded.then(() => 'its process ended');
    const problem = await Promise.race([answer, ended]);
    if (problem !== null) throw new Error(problem);
    return folder;
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    if (running === null) return;
    running.process.send({ type: 'close' } satisfies ToPractice);
    const timer = setTimeout(() => running.process.kill(), closeMs);
    await running.hasEnded;
    clearTimeout(timer);
  }

  #startNow(): Running {
    const started = this.#startProcess('practice-process');
    const onSamples: Running['onSamples'] = new Set();
    const hasEnded = new Promise<void>((resolve) => started.onExit(resolve));
    const address = new Promise<Address>((resolve, reject) => {
      started.onMessage((message) => {
        const received = practiceSays.safeParse(message);
        if (received.success && received.data.type === 'samples') {
          for (const answer of onSamples) answer(received.data.problem);
          onSamples.clear();
          return;
        }
        if (received.success && received.data.type === 'started') resolve(received.data);
        else
          reject(
            new Error(received.data?.type === 'failed' ? received.data.message : 'it was not understood'),
          );
      });
      void hasEnded.then(() => reject(new Error('its process ended')));
    });
    const running: Running = { process: started, hasEnded, address, onSamples };
    const forget = (): void => {
      if (this.#running === running) this.#running = null;
    };
    void hasEnded.then(forget);
    address.catch(() => {
      forget();
      started.kill();
    });
    started.send({ type: 'start', dataDir: this.#folder } satisfies ToPractice);
    return running;
  }
}
