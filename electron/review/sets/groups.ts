import { runInSlices, runSync } from '../../util/time-slicer.ts';
import { basisOf, groupBy, type Basis, type Shoot, type Shot } from './group-shots.ts';

/** So many photos are compared in less than two frames. */
const atOnce = 120;

/**
 * The grouping of a batch. What it is based on changes less often, and is kept. More photos than can be compared at
 * once are grouped in slices; until that is done, the previous grouping counts.
 */
export class Groups {
  readonly #onGrouped: () => void;
  #shots: readonly Shot[] = [];
  #basis: Basis | null = null;
  #shoots: readonly Shoot[] | null = null;
  /** What is being grouped. */
  #wanted: readonly Shot[] | null = null;
  #underway: Promise<void> | null = null;
  #isClosed = false;

  /** `onGrouped`: a grouping in slices is done. */
  constructor(onGrouped: () => void) {
    this.#onGrouped = onGrouped;
  }

  /** Null until photos are grouped for the first time. */
  of(shots: readonly Shot[]): readonly Shoot[] | null {
    if (areAll(isSame, shots, this.#shots)) {
      this.#wanted = null;
    } else if (this.#basis !== null && areAll(isSamePicture, shots, this.#shots)) {
      this.#wanted = null;
      this.#put(shots, this.#basis, runSync(groupBy(this.#basis, shots)));
    } else if (shots.length <= atOnce) {
      this.#wanted = null;
      const basis = runSync(basisOf(shots));
      this.#put(shots, basis, runSync(groupBy(basis, shots)));
    } else if (this.#wanted === null || !areAll(isSame, shots, this.#wanted)) {
      this.#wanted = shots;
      this.#underway ??= this.#group();
    }
    return this.#shoots;
  }

  /** Resolves when nothing is being grouped. */
  async idle(): Promise<void> {
    while (this.#underway !== null) await this.#underway;
  }

  /** Ends what is being grouped. Nothing is notified any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.idle();
  }

  async #group(): Promise<void> {
    await Promise.resolve();
    while (this.#wanted !== null && !this.#isClosed) {
      const shots: readonly Shot[] = this.#wanted;
      const isOver = (): boolean => this.#wanted !== shots || this.#isClosed;
      const basis = await runInSlices(basisOf(shots), isOver);
      const shoots = basis && (await runInSlices(groupBy(basis, shots), isOver));
      if (basis === null || shoots === null || isOver()) continue;
      this.#wanted = null;
      this.#put(shots, basis, shoots);
    }
    this.#underway = null;
    if (!this.#isClosed) this.#onGrouped();
  }

  #put(shots: readonly Shot[], basis: Basis, shoots: readonly Shoot[]): void {
    this.#shots = shots;
    this.#basis = basis;
    this.#shoots = shoots;
  }
}

function areAll(
  isEqual: (one: Shot, other: Shot) => boolean,
  some: readonly Shot[],
  others: readonly Shot[],
): boolean {
  return (
    some.length === others.length &&
    some.every((one, at) => {
      const other = others[at];
      return other !== undefined && isEqual(one, other);
    })
  );
}

function isSame(one: Shot, other: Shot): boolean {
  return one.set === other.set && isSamePicture(one, other);
}

/** Whether only what the user put together differs. */
function isSamePicture(one: Shot, other: Shot): boolean {
  return (
    one.id === other.id &&
    one.fileName === other.fileName &&
    one.folder === other.folder &&
    one.capturedAt === other.capturedAt &&
    one.likeness === other.likeness &&
    one.label === other.label
  );
}
