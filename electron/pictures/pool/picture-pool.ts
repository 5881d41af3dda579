import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
// Not the global ones: tests speed those up, and the other process keeps real time.
import { clearTimeout, setTimeout } from 'node:timers';
import { assertNever, no, type Outcome } from '../../../shared/outcome.ts';
import type { StartProcess } from '../../util/worker-process.ts';
import type { Measures } from '../measure.ts';
import type { PictureFacts } from '../picture-facts.ts';
import { cancelled, couldNotBeRead, tooSlow } from '../picture-messages.ts';
import type { Prepared } from '../prepare/prepare.ts';
import type { CopyRecipe } from '../prepare/copy-recipe.ts';
import type { FileProbe } from '../probe-file.ts';
import type { PictureClues, WantedClues } from '../read-clues.ts';
import { createBudget, type Budget } from './memory-budget.ts';
import { PictureWorker, type DeathMoment, type PictureAnswer } from './picture-worker.ts';
import {
  deadlines as usualDeadlines,
  growAfterMs as usualGrowAfterMs,
  idleMs as usualIdleMs,
  idleProcessBytes,
  maxDeaths,
  maxProcesses,
  poolBytes,
  unaskedBytes,
} from './pool-limits.ts';
import type { InspectedByPath, PictureAnswers, PictureRequest, PrepareAhead } from './protocol.ts';

export interface PicturePoolOptions {
  start: StartProcess;
  /** Processes at the same time; left out: as many as the machine has cores, up to four. */
  processes?: number;
  /** Milliseconds. */
  deadlines?: Partial<Record<PictureRequest['type'], number>>;
  idleMs?: number;
  /** Milliseconds that pictures wait before another process is started for them. */
  growAfterMs?: number;
  /** A process that is larger than this after a request is replaced; left out: its share of the memory. */
  recycleBytes?: number;
}

interface Wait {
  signal?: AbortSignal | undefined;
  /** Goes before all waiting requests. */
  isUrgent?: boolean;
}

interface Job {
  request: PictureRequest;
  signal: AbortSignal | undefined;
  /** Someone is looking at the place where it will be shown. */
  isUrgent: boolean;
  /** How many processes died of it, by what they were doing. */
  deaths: Record<DeathMoment, number>;
  resolve: (ended: PictureAnswer | Failure) => void;
}

type Failure = { failed: 'cancelled' | 'too-slow' | 'unreadable' };

/**
 * Opens pictures in separate processes, one picture at a time in each. If a picture takes too long, its process is
 * killed. If it ends its process, it is tried once more. The first process is started when there is work, and each
 * further one when work has waited.
 */
export class PicturePool {
  readonly #start: StartProcess;
  readonly #processes: number;
  readonly #deadlines: Record<PictureRequest['type'], number>;
  readonly #idleMs: number;
  readonly #growAfterMs: number;
  readonly #recycleBytes: number;
  readonly #budget: Budget;
  readonly #waiting: Job[] = [];
  readonly #urgent: Job[] = [];
  /** Idle processes, and the timers that will end them. */
  readonly #idle = new Map<PictureWorker, NodeJS.Timeout>();
  readonly #all = new Set<PictureWorker>();
  #busy = 0;
  /** How many processes may be busy now, from 1 to `#processes`. */
  #size = 1;
  #growing: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({ start, processes, deadlines, idleMs, growAfterMs, recycleBytes }: PicturePoolOptions) {
    this.#start = start;
    this.#processes = processes ?? Math.min(availableParallelism(), maxProcesses);
    this.#deadlines = { ...usualDeadlines, ...deadlines };
    this.#idleMs = idleMs ?? usualIdleMs;
    this.#growAfterMs = growAfterMs ?? usualGrowAfterMs;
    this.#recycleBytes = recycleBytes ?? Math.floor(poolBytes / (this.#processes + 1));
    this.#budget = createBudget(poolBytes - (this.#processes + 1) * (idleProcessBytes + unaskedBytes));
  }

  /** How many pictures a caller should request at the same time: while one is opened, the next is fetched. */
  get parallel(): number {
    return this.#processes * 2;
  }

  /** Starts a process for pictures that are about to come, if there is none. */
  warmUp(): void {
    if (!this.#isClosed && this.#all.size === 0) this.#putAside(this.#startWorker());
  }

  /** Checks the first bytes and the size of a file; see `probe-file.ts`. */
  async probe(path: string, fileName = path, wait: Wait = {}): Promise<Outcome<FileProbe>> {
    return await this.#ask({ type: 'probe', path, fileName }, wait);
  }

  /**
   * Proves that a file is a picture by decoding all of it, and writes its preview to `previewTo`. With `ahead`, a
   * picture that must be prepared in any case is prepared, too. HEIC is not decoded again for that.
   */
  async inspect(
    path: string,
    fileName: string,
    to: { previewTo: string; ahead?: PrepareAhead | null },
    wait: Wait = {},
  ): Promise<Outcome<InspectedByPath>> {
    const { previewTo, ahead = null } = to;
    return await this.#ask({ type: 'inspect', path, fileName, previewTo, ahead }, wait);
  }

  /** Writes a prepared copy to `to` and its preview to `previewTo`. The copy is on disk when this answers. */
  async prepare(
    from: string,
    facts: PictureFacts,
    recipe: CopyRecipe,
    to: { to: string; previewTo: string },
    wait: Wait = {},
  ): Promise<Outcome<Prepared>> {
    return await this.#ask({ type: 'prepare', from, facts, recipe, ...to }, wait);
  }

  /** Writes the camera's own JPEG of a raw photograph to `to`; see `cut-camera-jpeg.ts`. */
  async cutCameraJpeg(path: string, to: string, wait: Wait = {}): Promise<Outcome<null>> {
    return await this.#ask({ type: 'camera-jpeg', path, to }, wait);
  }

  /**
   * Reads the likeness of a picture that was inspected and, if wanted, its barcodes, QR codes and Data Matrix codes.
   */
  async readClues(
    path: string,
    facts: PictureFacts,
    wanted: WantedClues,
    wait: Wait = {},
  ): Promise<Outcome<PictureClues>> {
    return await this.#ask({ type: 'clues', path, facts, wanted }, wait);
  }

  /**
   * Measures sharpness, brightness and colours; see `measure.ts`. `facts`: null for a picture that was not inspected.
   */
  async measure(path: string, facts: PictureFacts | null, wait: Wait = {}): Promise<Outcome<Measures>> {
    return await this.#ask({ type: 'measure', path, facts }, wait);
  }

  /** Writes a picture for the screen to `to`, before all waiting requests. Returns whether it could be drawn. */
  async render(
    path: string,
    longestEdge: number,
    to: string,
    format: 'webp' | 'png' = 'webp',
  ): Promise<boolean> {
    const ended = await this.#run({ type: 'render', path, longestEdge, to, format }, undefined, true);
    return ended === true;
  }

  /** Cancels all requests, and ends the processes. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#growing);
    for (const job of [...this.#urgent.splice(0), ...this.#waiting.splice(0)])
      job.resolve({ failed: 'cancelled' });
    for (const timer of this.#idle.values()) clearTimeout(timer);
    this.#idle.clear();
    for (const worker of this.#all) worker.kill();
  }

  async #ask<T extends Exclude<PictureRequest['type'], 'render'>>(
    request: Extract<PictureRequest, { type: T }>,
    { signal, isUrgent = false }: Wait,
  ): Promise<PictureAnswers[T]> {
    const ended = await this.#run(request, signal, isUrgent);
    if (typeof ended === 'object' && 'failed' in ended) return no(failures[ended.failed]());
    return ended as PictureAnswers[T];
  }

  async #run(
    request: PictureRequest,
    signal: AbortSignal | undefined,
    isUrgent: boolean,
  ): Promise<PictureAnswer | Failure> {
    if (this.#isClosed || signal?.aborted) return { failed: 'cancelled' };
    const { promise, resolve } = Promise.withResolvers<PictureAnswer | Failure>();
    const job: Job = { request, signal, isUrgent, deaths: { starting: 0, idle: 0, picture: 0 }, resolve };
    const line = isUrgent ? this.#urgent : this.#waiting;
    const onAbort = (): void => {
      const place = line.indexOf(job);
      if (place < 0) return;
      line.splice(place, 1);
      resolve({ failed: 'cancelled' });
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    line.push(job);
    this.#assign();
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Gives waiting requests to idle processes. */
  #assign(): void {
    while (!this.#isClosed) {
      const isFull = this.#busy >= this.#size;
      // A picture that someone is looking at never waits for a slow one: there is one more process for it.
      const canHurry = this.#urgent.length > 0 && this.#busy <= this.#processes;
      const job = canHurry ? this.#urgent.shift() : isFull ? undefined : this.#waiting.shift();
      if (job === undefined) break;
      this.#busy += 1;
      void this.#work(job).finally(() => {
        this.#busy -= 1;
        this.#assign();
      });
    }
    this.#growLater();
  }

  /** Allows one more process when pictures have waited, and no starting process can take them. */
  #growLater(): void {
    const isStarting = [...this.#all].some((worker) => worker.isStarting);
    if (this.#isClosed || isStarting || this.#waiting.length === 0 || this.#size === this.#processes) {
      clearTimeout(this.#growing);
      this.#growing = undefined;
      return;
    }
    this.#growing ??= setTimeout(() => {
      this.#growing = undefined;
      this.#size += 1;
      this.#assign();
    }, this.#growAfterMs);
  }

  async #work(job: Job): Promise<void> {
    const worker = this.#takeIdle() ?? this.#startWorker();
    const ended = await worker.run(job.request, {
      deadlineMs: this.#deadlines[job.request.type],
      signal: job.signal,
      reserve: job.isUrgent
        ? () => Promise.resolve()
        : async (bytes, released) => await this.#reserve(bytes, released),
    });
    switch (ended.type) {
      case 'answered':
        if (ended.isSpent || ended.rssBytes > this.#recycleBytes) worker.kill();
        else this.#putAside(worker);
        return job.resolve(ended.answer);
      case 'cancelled':
      case 'too-slow':
        return job.resolve({ failed: ended.type });
      case 'died':
        if (this.#isClosed) return job.resolve({ failed: 'cancelled' });
        job.deaths[ended.moment] += 1;
        if (job.deaths[ended.moment] > maxDeaths[ended.moment]) return job.resolve({ failed: 'unreadable' });
        await removeOutputs(job.request);
        return await this.#work(job);
    }
  }

  /** Resolves when the memory is free; it stays taken until `released` resolves. */
  async #reserve(bytes: number, released: Promise<void>): Promise<void> {
    await new Promise<void>((resolve) => {
      void this.#budget.spend(bytes, async () => {
        resolve();
        await released;
      });
    });
  }

  #takeIdle(): PictureWorker | null {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      if (worker.hasEnded) continue;
      worker.keepAlive(true);
      return worker;
    }
    return null;
  }

  #startWorker(): PictureWorker {
    const worker = new PictureWorker(this.#start('picture-process'), {
      onReady: () => this.#growLater(),
      onExit: () => {
        this.#all.delete(worker);
        clearTimeout(this.#idle.get(worker));
        this.#idle.delete(worker);
      },
    });
    this.#all.add(worker);
    return worker;
  }

  #putAside(worker: PictureWorker): void {
    if (this.#isClosed) return worker.kill();
    const timer = setTimeout(() => {
      worker.kill();
      this.#size = Math.max(1, this.#size - 1);
    }, this.#idleMs);
    // An idle process doesn't keep a command from ending.
    timer.unref();
    worker.keepAlive(false);
    this.#idle.set(worker, timer);
  }
}

/** A process that died may have left half a file. A copy is only written where nothing exists. */
async function removeOutputs(request: PictureRequest): Promise<void> {
  for (const path of outputsOf(request)) await rm(path, { force: true }).catch(() => undefined);
}

function outputsOf(request: PictureRequest): string[] {
  switch (request.type) {
    case 'probe':
    case 'clues':
    case 'measure':
      return [];
    case 'inspect': {
      const { ahead, previewTo } = request;
      return [previewTo, ...(ahead === null ? [] : [ahead.to, ahead.previewTo])];
    }
    case 'prepare':
      return [request.to, request.previewTo];
    case 'camera-jpeg':
    case 'render':
      return [request.to];
    default:
      return assertNever(request);
  }
}

const failures = { cancelled, 'too-slow': tooSlow, unreadable: couldNotBeRead } as const;
