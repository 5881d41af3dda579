import { spawn, spawnSync, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export const hasExiftool = spawnSync('exiftool', ['-ver']).status === 0;

/** One exiftool process for many calls, one at a time: starting Perl takes longer than most calls. */
export class Exiftool {
  #process: ChildProcessByStdio<Writable, Readable, Readable> | null = null;
  #calls = 0;
  #out = '';
  #err = '';
  #onOutput: () => void = () => undefined;

  /** Returns the standard output. Rejects with standard error unless the status is 0. `args`: no line breaks. */
  async run(args: readonly string[]): Promise<string> {
    const { stdin } = (this.#process ??= this.#start());
    const call = (this.#calls += 1);
    [this.#out, this.#err] = ['', ''];
    const { promise, resolve } = Promise.withResolvers<{ out: string; err: string; status: number }>();
    this.#onOutput = () => {
      const ready = `{ready${call}}`;
      const ended = /\{status (\d+)\}\r?\n$/.exec(this.#err);
      if (!this.#out.trimEnd().endsWith(ready) || ended === null) return;
      const out = this.#out.slice(0, this.#out.lastIndexOf(ready));
      resolve({ out, err: this.#err.slice(0, ended.index), status: Number(ended[1]) });
    };
    stdin.write([...args, '-echo4', '{status ${status}}', `-execute${call}`, ''].join('\n'));
    const { out, err, status } = await promise;
    if (status !== 0) throw new Error(`exiftool ended with ${status}: ${err}`);
    return out;
  }

  close(): void {
    this.#process?.stdin.end('-stay_open\nFalse\n');
    this.#process = null;
  }

  #start(): ChildProcessByStdio<Writable, Readable, Readable> {
    const started = spawn('exiftool', ['-stay_open', 'True', '-@', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    started.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
      this.#onOutput();
    });
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
      this.#onOutput();
    });
    return started;
  }
}
