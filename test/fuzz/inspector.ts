import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { once } from 'node:events';

export type Seen = { path: string; ms: number; peakKb: number } & (
  { ready: string; width: number; height: number } | { refused: string }
);
export type Fate = { is: 'seen'; seen: Seen } | { is: 'crashed'; how: string } | { is: 'hung' };

/** A process that inspects files, restarted after each file that ends or blocks it. */
export class Inspector {
  readonly #limitMs: number;
  readonly #heapMb: number;
  #child: ChildProcessWithoutNullStreams | null = null;
  #lines: Interface | null = null;
  #peakKb = 0;

  constructor({ limitMs, heapMb }: { limitMs: number; heapMb: number }) {
    this.#limitMs = limitMs;
    this.#heapMb = heapMb;
  }

  /** Maximum memory of any of the processes, KB. */
  get peakKb(): number {
    return this.#peakKb;
  }

  async inspect(path: string): Promise<Fate> {
    const { child, lines } = this.#running();
    const stop = new AbortController();
    const { signal } = stop;
    const patience = AbortSignal.timeout(this.#limitMs);
    try {
      const answer = once(lines, 'line', { signal }).then(([line]): Fate => ({
        is: 'seen',
        seen: JSON.parse(String(line)) as Seen,
      }));
      const end = once(child, 'exit', { signal }).then(([code, how]): Fate => ({
        is: 'crashed',
        how: String(how ?? code),
      }));
      const late = once(patience, 'abort', { signal }).then((): Fate => ({ is: 'hung' }));
      child.stdin.write(`${path}\n`);
      const fate = await Promise.race([answer, end, late].map(quietly));
      if (fate.is === 'seen') this.#peakKb = Math.max(this.#peakKb, fate.seen.peakKb);
      else this.close();
      return fate;
    } finally {
      stop.abort();
    }
  }

  close(): void {
    this.#child?.kill('SIGKILL');
    this.#lines?.close();
    this.#child = null;
    this.#lines = null;
  }

  #running(): { child: ChildProcessWithoutNullStreams; lines: Interface } {
    if (this.#child && this.#lines) return { child: this.#child, lines: this.#lines };
    const script = new URL('./child.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [`--max-old-space-size=${this.#heapMb}`, script]);
    child.stderr.resume();
    // Writing to a process that has just ended is reported by its end.
    child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: child.stdout });
    this.#child = child;
    this.#lines = lines;
    return { child, lines };
  }
}

/** Losing the race is no failure. */
function quietly(fate: Promise<Fate>): Promise<Fate> {
  fate.catch(() => undefined);
  return fate;
}
