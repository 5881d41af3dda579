import type { RefusedFile } from '../intake/intake.ts';
import { byCaptureTime } from '../matching/photo-order.ts';
import type { StagedPhoto } from '../outbox/entry.ts';

/** The result for one dropped file: a photo that can be sent, or a refusal. */
export type IntakeResult =
  | {
      type: 'photo';
      ordinal: number;
      photo: StagedPhoto;
      folder: string;
      capturedAt: number | null;
      /** Marks of the same photo by other recipes. */
      otherMarks: readonly string[];
    }
  | { type: 'refused'; refused: Omit<RefusedFile, 'ordinal'> };

/** Groups are small enough that the first photos are sent while the rest is still read. */
const maxGroupSize = 50;
/** The first group is smaller still, so that it appears at once. */
const firstGroupSize = 4;

/** Puts files that are read in parallel into the wanted order, and passes them on in groups. */
export class ReorderBuffer {
  readonly #onGroup: (group: IntakeResult[]) => void;
  readonly #buffered = new Map<number, IntakeResult>();
  /** What is passed on next; undefined until the order is known. */
  #order: (readonly number[])[] | undefined;
  #next = 0;
  #ready: IntakeResult[] = [];
  #groupSize = firstGroupSize;

  constructor(onGroup: (group: IntakeResult[]) => void) {
    this.#onGroup = onGroup;
  }

  /**
   * Sets the order once all files are found. Ordinals in one list are put in order of capture time when all of them
   * are read. Those that came before and are not listed follow the others.
   */
  setOrder(order: readonly (readonly number[])[]): void {
    const listed = new Set(order.flat());
    const others = [...this.#buffered.keys()].filter((ordinal) => !listed.has(ordinal));
    this.#order = [...order, ...others.map((ordinal) => [ordinal])];
    this.#handOn();
  }

  put(ordinal: number, result: IntakeResult): void {
    this.#buffered.set(ordinal, result);
    this.#handOn();
  }

  /**
   * Passes on what comes before the first gap. Only a stopped batch has gaps; its rest follows if it is dropped again.
   */
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

  #handOn(): void {
    for (
      let next = this.#order?.[this.#next];
      next?.every((ordinal) => this.#buffered.has(ordinal));
      next = this.#order?.[this.#next]
    ) {
      this.#next += 1;
      const read = next.flatMap((ordinal) => this.#buffered.get(ordinal) ?? []);
      for (const ordinal of next) this.#buffered.delete(ordinal);
      this.#ready.push(...read.filter((one) => one.type === 'refused'));
      this.#ready.push(...byCaptureTime(read.filter((one) => one.type === 'photo')));
    }
    if (this.#ready.length >= this.#groupSize) this.#flush();
  }

  #flush(): void {
    if (this.#ready.length === 0) return;
    this.#onGroup(this.#ready);
    this.#ready = [];
    this.#groupSize = Math.min(maxGroupSize, this.#groupSize * 2);
  }
}
