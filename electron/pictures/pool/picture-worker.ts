// Not the global ones: tests speed those up, and the other process keeps real time.
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as rest } from 'node:timers/promises';
import type { WorkerProcess } from '../../util/worker-process.ts';
import { startMs } from './pool-limits.ts';
import {
  answerSchemas,
  fromPictureProcess,
  type FromPictureProcess,
  type PictureAnswers,
  type PictureRequest,
  type ToPictureProcess,
} from './protocol.ts';

/** How long to wait for the end of a killed process, milliseconds. A disk that doesn't answer can delay it. */
const maxExitMs = 1_000;

export type PictureAnswer = PictureAnswers[PictureRequest['type']];

/** When it died. `picture`: with the picture open. `idle`: ready, before it began. */
export type DeathMoment = 'starting' | 'idle' | 'picture';

/** How a request ended. Unless `answered`, the process is gone. */
export type Ended =
  | { type: 'answered'; answer: PictureAnswer; rssBytes: number; isSpent: boolean }
  | { type: 'died'; moment: DeathMoment }
  | { type: 'too-slow' }
  | { type: 'cancelled' };

export interface RunOptions {
  deadlineMs: number;
  signal: AbortSignal | undefined;
  /** Resolves when this much memory is free. It is taken until `released` resolves. */
  reserve: (bytes: number, released: Promise<void>) => Promise<void>;
}

/** One picture process, with at most one request at a time. */
export class PictureWorker {
  readonly #process: WorkerProcess;
  readonly #exited: Promise<void>;
  #isReady = false;
  #hasEnded = false;
  #onMessage: (message: FromPictureProcess | null) => void = () => undefined;
  #onReady: () => void = () => undefined;
  #onEnd: () => void = () => undefined;

  constructor(started: WorkerProcess, { onReady, onExit }: { onReady: () => void; onExit: () => void }) {
    this.#process = started;
    started.onMessage((message) => {
      const received = fromPictureProcess.safeParse(message);
      if (received.data?.type !== 'ready') return this.#onMessage(received.data ?? null);
      this.#isReady = true;
      this.#onReady();
      onReady();
    });
    this.#exited = new Promise((resolve) => {
      started.onExit(() => {
        this.#hasEnded = true;
        this.#onEnd();
        resolve();
        onExit();
      });
    });
  }

  /** Whether it is still starting. */
  get isStarting(): boolean {
    return !this.#isReady && !this.#hasEnded;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  kill(): void {
    this.#hasEnded = true;
    this.#process.kill();
  }

  keepAlive(wanted: boolean): void {
    this.#process.keepAlive(wanted);
  }

  async run(request: PictureRequest, { deadlineMs, signal, reserve }: RunOptions): Promise<Ended> {
    const { promise, resolve } = Promise.withResolvers<Ended>();
    let timer: NodeJS.Timeout | undefined;
    let hadBegun = false;
    let isOver = false;
    let release = (): void => undefined;
    const died = (): void =>
      resolve({ type: 'died', moment: hadBegun ? 'picture' : this.#isReady ? 'idle' : 'starting' });
    const startTimer = (): void => {
      timer = setTimeout(() => resolve({ type: 'too-slow' }), deadlineMs);
    };
    const send = (): void => {
      this.#send({ type: 'run', request });
      startTimer();
    };
    const onAbort = (): void => resolve({ type: 'cancelled' });
    this.#onEnd = died;
    this.#onReady = () => {
      clearTimeout(timer);
      send();
    };
    this.#onMessage = (received) => {
      if (received === null || received.type === 'ready') return died();
      if (received.type === 'begun') {
        hadBegun = true;
        return;
      }
      if (received.type === 'reserve') {
        clearTimeout(timer);
        // If two processes each kept their memory, they would wait for each other.
        release();
        const released = new Promise<void>((resolveReleased) => (release = resolveReleased));
        void reserve(received.bytes, released).then(() => {
          if (isOver) return;
          this.#send({ type: 'reserved' });
          startTimer();
        });
        return;
      }
      const { rssBytes, isSpent } = received;
      const answer = answerSchemas[request.type].safeParse(received.answer);
      if (answer.success) resolve({ type: 'answered', answer: answer.data, rssBytes, isSpent });
      else died();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    else if (this.#hasEnded) this.#onEnd();
    else if (this.#isReady) send();
    else timer = setTimeout(died, startMs);
    const ended = await promise;
    isOver = true;
    release();
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    this.#onMessage = () => undefined;
    this.#onReady = () => undefined;
    this.#onEnd = () => undefined;
    if (ended.type !== 'answered') {
      this.kill();
      // Until then the process may still write.
      await Promise.race([this.#exited, rest(maxExitMs, undefined, { ref: false })]);
    }
    return ended;
  }

  #send(message: ToPictureProcess): void {
    if (!this.#hasEnded) this.#process.send(message);
  }
}
