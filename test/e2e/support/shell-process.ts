import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ShellOptions {
  /** The main bundle, or any module that imports 'electron'. */
  main: string;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** A program that starts the shell itself. */
export interface ProgramOptions {
  program: string;
  args: readonly string[];
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
}

export interface ShellEvent {
  event: string;
  cdp?: string;
  browserPid?: number;
  url?: string;
  toolTip?: string;
  labels?: string[];
  title?: string;
  body?: string;
  message?: string;
  buttons?: string[];
  value?: number;
  count?: number;
  /** Of what is dragged out of the window. */
  files?: string[];
  /** MIME type of what is copied. */
  type?: string;
  bounds?: Rectangle;
}

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

const runner = fileURLToPath(new URL('../../shell/run.ts', import.meta.url));

/** The shell as a separate process: its announcements, and two ways to end it. */
export class ShellProcess {
  readonly events = new EventEmitter();
  readonly announced: ShellEvent[] = [];
  #child: ChildProcess;
  #exited: Promise<number | null>;
  #output = '';

  constructor(options: ShellOptions | ProgramOptions) {
    const { program, args, env, cwd } = 'program' in options ? options : startOf(options);
    this.#child = spawn(program, args, {
      cwd,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, PACKSHOT_HEADLESS: '1', PACKSHOT_SHELL_CDP: '1', ...env },
    });
    const keep = (text: string) => {
      this.#output = (this.#output + text).slice(-200_000);
    };
    this.#child.stderr?.setEncoding('utf8').on('data', keep);
    this.#exited = once(this.#child, 'exit').then(([code]) => code as number | null);
    if (!this.#child.stdout) throw new Error('The shell has no standard output');
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      keep(`${line}\n`);
      if (!line.startsWith('{')) return;
      const event = JSON.parse(line) as ShellEvent;
      this.announced.push(event);
      this.events.emit(event.event, event);
    });
  }

  /** What a person does outside of the page; see `hands` in test/shell/environment.ts. */
  act(given: { do: string; label?: string; workAreas?: readonly Rectangle[] }): void {
    this.#child.stdin?.write(`${JSON.stringify(given)}\n`);
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  get output(): string {
    return this.#output;
  }

  /** The first announcement of a type, past or future; rejects if the process ends without it. */
  async announcement(kind: string): Promise<ShellEvent> {
    const before = this.announced.find(({ event }) => event === kind);
    if (before) return before;
    const heard = once(this.events, kind).then(([event]) => event as ShellEvent);
    const ended = this.#exited.then((code) => {
      throw new Error(`The shell ended with ${code} before it announced '${kind}':\n${this.#output}`);
    });
    return Promise.race([heard, ended]);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Asks it to quit; returns its exit code. */
  quit(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.#exited;
  }

  get exited(): Promise<number | null> {
    return this.#exited;
  }
}

function startOf({ main, args = [], env = {} }: ShellOptions): ProgramOptions {
  return { program: process.execPath, args: [runner, main, ...args], env, cwd: process.cwd() };
}
