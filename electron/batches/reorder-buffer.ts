import type { RefusedFile } from '../intake/intake.ts';
import type { StagedPhoto } from '../outbox/entry.ts';

/** What became of one dropped file: a photo that can be sent, or a refusal. */
export type IntakeResult =
  | { type: 'photo'; photo: StagedPhoto; folder: string }
  | { type: 'refused'; refused: Omit<RefusedFile, 'ordinal'> };

/** Groups are small enough that the first photos are sent while the rest is still read. */
const maxGroupSize = 50;
/** The first group is smaller still, so that it appears at once. */
const firstGroupSize = 4;

/** Restores the order of the drop for files that are read several at a time, and hands them on in groups. */
export class ReorderBuffer {
  readonly #onGroup: (group: IntakeResult[]) => void;
  readonly #buffered = new Map<number, IntakeResult>();
  #next = 0;
  #ready: IntakeResult[] = [];
  #groupSize = firstGroupSize;

  constructor(onGroup: (group: IntakeResult[]) => void) {
    this.#onGroup = onGroup;
  }

  put(ordinal: number, result: IntakeResult): void {
    this.#buffered.set(ordinal, result);
    for (let next = this.#buffered.get(this.#next); next; next = this.#buffered.get(this.#next)) {
      this.#buffered.delete(this.#next++);
      this.#ready.push(next);
    }
    if (this.#ready.length >= this.#groupSize) this.#flush();
  }

  /** Hands on what comes before the first gap, which a stopped batch leaves. Dropped again, the rest follows in its order. */
  finish(): void {
    this.#flush();
  }

  /** Drops what is not handed on yet, and returns the fingerprints of its photos. */
  clear(): string[] {
    const photos = [...this.#ready, ...this.#buffered.values()].flatMap((one) =>
      one.type === 'photo' ? [one.photo.sha256] : [],
    );
    this.#ready = [];
    this.#buffered.clear();
    return photos;
  }

  #flush(): void {
    if (this.#ready.length === 0) return;
    this.#onGroup(this.#ready);
    this.#ready = [];
    this.#groupSize = Math.min(maxGroupSize, this.#groupSize * 2);
  }
}
