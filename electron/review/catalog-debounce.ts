import type { Clock } from '../util/clock.ts';

/** Milliseconds between a change of the catalogue and the look at it. */
const lookAfterMs = 200;
/** How many times longer the looks rest than they take: a large catalogue that is read for the first time changes all the time. */
const restFactor = 8;

interface WatchPorts {
  clock: Clock;
  /** Looks at the catalogue, and does what follows from it. */
  look: () => Promise<void>;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Has the catalogue looked at after it has changed: soon, never twice at the same time, and with rests in between. */
export class CatalogDebounce {
  readonly #ports: WatchPorts;
  #cancelTimer: (() => void) | null = null;
  #looking: Promise<void> | null = null;
  /** It changed during a look, or in the rest after one. */
  #isDue = false;
  #isClosed = false;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  mayHaveChanged(): void {
    this.#isDue = true;
    if (!this.#looking && !this.#cancelTimer) this.#lookIn(lookAfterMs);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelTimer?.();
    await this.#looking;
  }

  #lookIn(ms: number): void {
    if (this.#isClosed) return;
    this.#cancelTimer = this.#ports.clock.timer(ms, () => {
      this.#cancelTimer = null;
      if (this.#isDue) this.#looking = this.#look();
    });
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const from = performance.now();
    this.#isDue = false;
    try {
      await this.#ports.look();
    } catch (error) {
      this.#ports.log('the catalogue could not be looked at', { error: String(error) });
    }
    this.#looking = null;
    this.#lookIn(Math.max(lookAfterMs, (performance.now() - from) * restFactor));
  }
}
