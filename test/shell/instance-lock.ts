import { mkdirSync, readFileSync, rmSync, watch, writeFileSync, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

/**
 * One instance per data folder: a file names the process that holds it. A second instance leaves its
 * arguments beside it for the first one.
 */
export class InstanceLock {
  #folder: string;
  #lock: string;
  #call: string;
  #watcher: FSWatcher | null = null;
  #onSecond: (argv: string[], folder: string) => void;

  constructor(folder: string, onSecond: (argv: string[], folder: string) => void) {
    this.#folder = folder;
    this.#lock = join(folder, 'shell-instance.json');
    this.#call = join(folder, 'shell-second-instance.json');
    this.#onSecond = onSecond;
  }

  take(): boolean {
    if (this.#watcher) return true;
    mkdirSync(this.#folder, { recursive: true });
    const self = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
    if (!this.#write(self)) {
      if (this.#isHeld()) {
        writeFileSync(this.#call, JSON.stringify({ argv: process.argv, folder: process.cwd() }));
        return false;
      }
      rmSync(this.#lock, { force: true });
      if (!this.#write(self)) return false;
    }
    this.#watcher = watch(this.#folder, (_event, name) => {
      if (name === 'shell-second-instance.json') this.#hear();
    });
    this.#watcher.unref();
    return true;
  }

  release(): void {
    if (!this.#watcher) return;
    this.#watcher.close();
    this.#watcher = null;
    rmSync(this.#lock, { force: true });
  }

  #write(text: string): boolean {
    try {
      writeFileSync(this.#lock, text, { flag: 'wx' });
      return true;
    } catch {
      return false;
    }
  }

  #isHeld(): boolean {
    try {
      const { pid, started } = JSON.parse(readFileSync(this.#lock, 'utf8')) as {
        pid: number;
        started: string;
      };
      return process.kill(pid, 0) && startOf(pid) === started;
    } catch {
      return false;
    }
  }

  #hear(): void {
    try {
      const { argv, folder } = JSON.parse(readFileSync(this.#call, 'utf8')) as {
        argv: string[];
        folder: string;
      };
      rmSync(this.#call, { force: true });
      this.#onSecond(argv, folder);
    } catch {
      return;
    }
  }
}

/** When a process began, if the system tells: process ids are reused. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? '';
  } catch {
    return '';
  }
}
