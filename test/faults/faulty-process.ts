import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plan } from './plan.ts';
import type { StoreProcess } from './store-process.ts';

export interface ProcessEvent {
  event: string;
  [key: string]: unknown;
}

export interface Ended {
  /** Null if a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  events: ProcessEvent[];
  stderr: string;
  /** It was killed because it ran too long. */
  hung: boolean;
}

/** A process that takes longer hangs. A busy machine needs up to a minute for what takes seconds. */
const patienceMs = 120_000;

/** Runs `faulty-cli.ts` to its end. */
export class FaultyProcess {
  readonly events: ProcessEvent[] = [];
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;

  constructor(store: StoreProcess, plan: Plan, args: readonly string[]) {
    const entry = join(import.meta.dirname, 'faulty-cli.ts');
    const child = spawn(process.execPath, [entry, JSON.stringify(plan), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...store.environment },
    });
    this.#child = child;
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    createInterface({ input: child.stdout }).on('line', (line) => {
      // The last line of a killed process may be incomplete.
      if (line.endsWith('}')) this.events.push(JSON.parse(line) as ProcessEvent);
    });
    let hung = false;
    const patience = setTimeout(() => {
      hung = true;
      child.kill('SIGKILL');
    }, patienceMs);
    this.ended = once(child, 'close').then(([code, signal]) => {
      clearTimeout(patience);
      return {
        code: code as number | null,
        signal: signal as NodeJS.Signals | null,
        events: this.events,
        stderr,
        hung,
      };
    });
  }

  interrupt(): void {
    this.#child.kill('SIGINT');
  }

  /** Resolves when it has reported an event of this name, or has ended. */
  async heard(event: string): Promise<void> {
    const over = this.ended.then(() => true);
    while (!this.events.some((one) => one.event === event)) {
      const turn = new Promise<false>((wake) => setImmediate(wake, false));
      if (await Promise.race([turn, over])) return;
    }
  }
}
