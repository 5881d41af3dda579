import { join } from 'node:path';
import { PicturePool } from '../../electron/pictures/pool/picture-pool.ts';
import { forkProcesses } from '../../electron/util/fork-process.ts';
import type { WorkerProcess } from '../../electron/util/worker-process.ts';

export type Seen = { ms: number } & ({ ready: string } | { refused: string });
export type Fate = { is: 'seen'; seen: Seen } | { is: 'crashed'; how: string } | { is: 'hung' };

const electron = join(import.meta.dirname, '../../electron');
const start = forkProcesses({
  'picture-process': join(electron, 'pictures/pool/picture-process.ts'),
  'practice-process': join(electron, 'practice/practice-process.ts'),
});

/** Inspects files as intake does, by a pool of one process, and notices when one ends its process. */
export class Inspector {
  readonly #pool: PicturePool;
  #isClosing = false;
  #ends = 0;
  #peakKb = 0;

  constructor({ limitMs }: { limitMs: number }) {
    const watched = (started: WorkerProcess): WorkerProcess => {
      started.onMessage((message) => {
        const { rssBytes = 0 } = message as { rssBytes?: number };
        this.#peakKb = Math.max(this.#peakKb, rssBytes / 1024);
      });
      let isKilled = false;
      started.onExit(() => {
        if (!isKilled && !this.#isClosing) this.#ends += 1;
      });
      const kill = (): void => {
        isKilled = true;
        started.kill();
      };
      return { ...started, kill };
    };
    this.#pool = new PicturePool({
      start: (name) => watched(start(name)),
      processes: 1,
      deadlines: { inspect: limitMs },
    });
  }

  /** The most memory any of the processes had after a file, KB. */
  get peakKb(): number {
    return Math.round(this.#peakKb);
  }

  async inspect(path: string, previewTo: string): Promise<Fate> {
    const begun = performance.now();
    const ends = this.#ends;
    const outcome = await this.#pool.inspect(path, path, { previewTo });
    const ms = performance.now() - begun;
    if (this.#ends > ends) return { is: 'crashed', how: outcome.ok ? 'once' : outcome.reason.code };
    if (outcome.ok) return { is: 'seen', seen: { ready: outcome.value.facts.type, ms } };
    if (outcome.reason.code === 'too-slow') return { is: 'hung' };
    return { is: 'seen', seen: { refused: outcome.reason.code, ms } };
  }

  close(): void {
    this.#isClosing = true;
    this.#pool.close();
  }
}
