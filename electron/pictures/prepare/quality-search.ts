/** One encoding that was tried. `quality` is a whole number from `floor` to `ceiling`. */
export interface Tried {
  quality: number;
  bytes: number;
}

export interface SearchBounds {
  /** The quality that is tried first and taken if it fits. */
  ceiling: number;
  /** Below this quality, scaling down is better. */
  floor: number;
  /** Maximum bytes. */
  limit: number;
}

export type SearchStep =
  | { type: 'try'; quality: number }
  | { type: 'take'; quality: number }
  | { type: 'too-large' };

/** Share of the limit from which on a higher quality would not be seen. */
const nearEnough = 0.9;
/** The size that guesses aim at, as a share of the limit. */
const aim = 0.96;
const guesses = 4;

/**
 * The next step of the search for the highest quality whose file fits. Between two tries, the logarithm of the size
 * is nearly linear in the quality, so the next guess is where this line meets the limit. After a few guesses the
 * range is halved instead.
 */
export function nextStep(tries: readonly Tried[], { ceiling, floor, limit }: SearchBounds): SearchStep {
  if (tries.length === 0) return { type: 'try', quality: ceiling };
  const fitting = best(tries.filter(({ bytes }) => bytes <= limit));
  const tooLarge = tries.filter(({ bytes }) => bytes > limit).toSorted((a, b) => a.quality - b.quality)[0];
  if (tooLarge === undefined) return { type: 'take', quality: fitting?.quality ?? ceiling };
  if (fitting !== undefined && fitting.bytes >= limit * nearEnough) {
    return { type: 'take', quality: fitting.quality };
  }
  const lowest = fitting === undefined ? floor : fitting.quality + 1;
  const highest = tooLarge.quality - 1;
  if (lowest > highest) {
    return fitting === undefined ? { type: 'too-large' } : { type: 'take', quality: fitting.quality };
  }
  const quality =
    tries.length < guesses ? guess(fitting, tooLarge, limit) : Math.floor((lowest + highest) / 2);
  return { type: 'try', quality: clamped(quality, lowest, highest) };
}

/** Approximate growth of the size's logarithm with one step of quality, if only one try is known. */
const usualSlope = 0.045;

function guess(fitting: Tried | undefined, tooLarge: Tried, limit: number): number {
  const slope =
    fitting === undefined
      ? usualSlope
      : Math.log(tooLarge.bytes / fitting.bytes) / (tooLarge.quality - fitting.quality);
  // A result just above the limit would cost another try.
  const wanted = Math.log(limit * aim);
  const quality = tooLarge.quality - (Math.log(tooLarge.bytes) - wanted) / Math.max(slope, 0.001);
  return Math.floor(quality);
}

function best(fitting: readonly Tried[]): Tried | undefined {
  return fitting.toSorted((a, b) => b.quality - a.quality)[0];
}

function clamped(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}
