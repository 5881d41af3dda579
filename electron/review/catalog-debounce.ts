import type { Clock } from '../util/clock.ts';

/** Milliseconds from a change of the catalogue to the update. */
const delayMs = 200;
/** The pause after an update, in multiples of its duration: during a first sync the catalogue changes all the time. */
const pauseFactor = 8;

interface WatchPorts {
  clock: Clock;
  update: () => Promise<void>;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Runs `update` soon after the catalogue changed, never twice at once, and with pauses between runs. */
export class CatalogDebounce {
  readonly #ports: WatchPorts;
  #cancelTimer: (() => void) | null = null;
  #running: Promise<void> | null = null;
  /** It changed during a run or the pause after it. */
  #isDue = false;
  #isClosed = false;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  mayHaveChanged(): void {
    this.#isDue = true;
    if (!this.#running && !this.#cancelTimer) this.#schedule(delayMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelTimer?.();
    await this.#running;
  }

  #schedule(ms: number): void {
    if (this.#isClosed) return;
    this.#cancelTimer = this.#ports.clock.timer(ms, () => {
      this.#cancelTimer = null;
      if (this.#isDue) this.#running = this.#run();
    });
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    const from = performance.now();
    this.#isDue = false;
    try {
      await this.#ports.update();
    } catch (error) {
      this.#ports.log('the catalogue could not be looked at', { error: String(error) });
    }
    this.#running = null;
    this.#schedule(Math.max(delayMs, (performance.now() - from) * pauseFactor));
  }
}
