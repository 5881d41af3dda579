/** One encoding that was tried. `quality` is a whole number from `floor` to `ceiling`. */
export interface Tried {
  quality: number;
  bytes: number;
}

export interface SearchBounds {
  /** What is tried first and, where it fits, taken. */
  ceiling: number;
  /** Below this a picture is better scaled down. */
  floor: number;
  /** Most bytes that fit. */
  limit: number;
}

export type SearchStep =
  | { type: 'try'; quality: number }
  | { type: 'take'; quality: number }
  | { type: 'too-large' };

/** Once this much of the limit is used, a higher quality would not be seen. */
const nearEnough = 0.9;
/** Where guesses go, as a part of the limit. */
const aim = 0.96;
const guesses = 4;

/**
 * The next step of a search for the highest quality whose file fits. The logarithm of a file's size is nearly
 * straight in the quality between two tries, so the next guess lies where that line meets the limit. Should a few
 * guesses not do, halving the range will.
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

/** About how much the logarithm of the size grows with one step of quality, where only one try is known. */
const usualSlope = 0.045;

function guess(fitting: Tried | undefined, tooLarge: Tried, limit: number): number {
  const slope =
    fitting === undefined
      ? usualSlope
      : Math.log(tooLarge.bytes / fitting.bytes) / (tooLarge.quality - fitting.quality);
  // Just above the limit would cost another try.
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
