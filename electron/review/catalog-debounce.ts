import type { Clock } from '../util/clock.ts';

/** Milliseconds from a change of the catalogue to the update. */
const lookAfterMs = 200;
/** The pause after an update, in multiples of its duration: during a first sync the catalogue changes all the time. */
const restFactor = 8;

interface WatchPorts {
  clock: Clock;
  look: () => Promise<void>;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Runs `look` soon after the catalogue changed, never twice at once, and with pauses between runs. */
export class CatalogDebounce {
  readonly #ports: WatchPorts;
  #cancelTimer: (() => void) | null = null;
  #looking: Promise<void> | null = null;
  /** It changed during a run or the pause after it. */
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
