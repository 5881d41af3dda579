/**
 * How many operations run at a time on one drive, and on all. Each takes one of the four threads with which Node
 * reads files, looks up names and decompresses, until the drive answers. One thread is always left for everything
 * else.
 */
const maxPerDrive = 2;
const maxOfAll = 3;

interface Waiting {
  drive: string;
  start: (hasSlot: boolean) => void;
}

/** Lets few operations on drives run at a time, in the order in which they came. */
export class DriveSlots {
  readonly #taken = new Map<string, number>();
  #all = 0;
  /** Slots of operations that took too long and have not ended yet. */
  #lost = 0;
  #waiting: Waiting[] = [];

  /** Whether a slot was taken, at once or after a wait; false if none will be free. `release` frees it. */
  take(drive: string): boolean | Promise<boolean> {
    if (this.#isFree(drive)) return this.#start(drive);
    if (this.#lost >= maxOfAll) return false;
    return new Promise((start) => void this.#waiting.push({ drive, start }));
  }

  /** `wasLost`: `giveUp` was called for it. */
  release(drive: string, wasLost: boolean): void {
    const left = (this.#taken.get(drive) ?? 0) - 1;
    if (left > 0) this.#taken.set(drive, left);
    else this.#taken.delete(drive);
    this.#all -= 1;
    if (wasLost) this.#lost -= 1;
    this.#startNext();
  }

  /**
   * Call it if an operation did not end in time. Then nothing waits for its drive any more, and nothing waits at all
   * if no slot is left.
   */
  giveUp(drive: string): void {
    this.#lost += 1;
    const isOver = (one: Waiting): boolean => one.drive === drive || this.#lost >= maxOfAll;
    const over = this.#waiting.filter(isOver);
    this.#waiting = this.#waiting.filter((one) => !isOver(one));
    for (const { start } of over) start(false);
  }

  #isFree(drive: string): boolean {
    return this.#all < maxOfAll && (this.#taken.get(drive) ?? 0) < maxPerDrive;
  }

  #start(drive: string): true {
    this.#taken.set(drive, (this.#taken.get(drive) ?? 0) + 1);
    this.#all += 1;
    return true;
  }

  #startNext(): void {
    if (this.#waiting.length === 0) return;
    const at = this.#waiting.findIndex(({ drive }) => this.#isFree(drive));
    const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
    if (next === undefined) return;
    this.#start(next.drive);
    next.start(true);
  }
}

/**
 * The share or disk of a path, as far as the path names one; otherwise the path itself, because folders of the system
 * disk may lie on different disks.
 */
export function driveOf(path: string, platform: NodeJS.Platform): string {
  const pattern = platform === 'win32' ? windowsDrive : mountedDrive;
  return pattern.exec(path)?.[0] ?? path;
}

const windowsDrive = /^(?:\\\\[^\\]+\\[^\\]+|[abd-z]:)/i;
const mountedDrive =
  /^\/(?:(?:Volumes|mnt|net)\/[^/]+|(?:run\/)?media\/[^/]+(?:\/[^/]+)?|run\/user\/\d+\/gvfs\/[^/]+)/;
