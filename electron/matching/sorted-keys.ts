import { eachText, TextList, type Texts } from './text-list.ts';

/** Keys that are sorted in one step, in about a millisecond. */
const aStep = 1_000;
/** Keys that are read in one step. */
const keysAStep = 4_096;
/** Characters compared at once: five in each of two numbers. */
const atOnce = 10;
/** Keys with more equal characters at their beginning are sorted as texts. */
const maxPrefix = 60;

const [rankBits, digitBits] = [6, 15];
const digitMask = 2 ** digitBits - 1;

/**
 * Sorts texts by their characters, in small steps: first by numbers made from their first characters (radix sort), then
 * texts with equal numbers by the characters after those. `from`: all texts are equal up to this place.
 */
export function* sortedKeysOf(keys: Texts, from = 0): Generator<void, Texts> {
  if (keys.length <= aStep || from >= maxPrefix) return [...eachText(keys)].toSorted();
  const high = new Int32Array(keys.length);
  const low = new Int32Array(keys.length);
  let order = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys.at(at) ?? '';
    const first = ranksOf(key, from, from + atOnce / 2);
    high[at] = first;
    order[at] = at;
    low[at] = isDecided(first) ? ranksOf(key, from + atOnce / 2, from + atOnce) : 0;
    if (at % keysAStep === keysAStep - 1) yield;
  }
  for (const numbers of [low, high])
    for (const shift of [0, digitBits]) order = yield* sortedByDigit(order, numbers, shift);
  const sorted = new TextList();
  for (let start = 0; start < order.length;) {
    const one = order[start] ?? 0;
    let end = start + 1;
    while (end < order.length && high[order[end] ?? 0] === high[one] && low[order[end] ?? 0] === low[one])
      end += 1;
    if (end === start + 1) sorted.add(keys.at(one) ?? '');
    else {
      const equal = Array.from(order.subarray(start, end), (at) => keys.at(at) ?? '');
      const isAlike = isDecided(high[one] ?? 0) && isDecided(low[one] ?? 0);
      const ordered = isAlike ? yield* sortedKeysOf(equal, from + atOnce) : equal.toSorted();
      for (const key of eachText(ordered)) sorted.add(key);
    }
    if (Math.floor(start / aStep) < Math.floor(end / aStep)) yield;
    start = end;
  }
  return sorted;
}

/** Sorts by one digit of the numbers. Equal ones keep their order. */
function* sortedByDigit(
  order: Int32Array<ArrayBuffer>,
  numbers: Int32Array,
  shift: number,
): Generator<void, Int32Array<ArrayBuffer>> {
  const places = new Int32Array(digitMask + 2);
  for (let at = 0; at < numbers.length; at += 1) {
    const digit = ((numbers[at] ?? 0) >>> shift) & digitMask;
    places[digit + 1] = (places[digit + 1] ?? 0) + 1;
    if (at % keysAStep === keysAStep - 1) yield;
  }
  for (let digit = 1; digit < places.length; digit += 1)
    places[digit] = (places[digit] ?? 0) + (places[digit - 1] ?? 0);
  yield;
  const sorted = new Int32Array(order.length);
  for (let at = 0; at < order.length; at += 1) {
    const one = order[at] ?? 0;
    const digit = ((numbers[one] ?? 0) >>> shift) & digitMask;
    const place = places[digit] ?? 0;
    sorted[place] = one;
    places[digit] = place + 1;
    if (at % keysAStep === keysAStep - 1) yield;
  }
  return sorted;
}

/**
 * Ranks of characters: 0 after the end of a text, one for each digit and small letter, and one each for all characters
 * before, between and after those.
 */
const [before, between, after] = [1, 12, 39];

/** The ranks of characters as one number, up to the first character that shares its rank with others. */
function ranksOf(key: string, from: number, to: number): number {
  let ranks = 0;
  for (let at = from, isOpen = true; at < to; at += 1) {
    const rank = isOpen && at < key.length ? rankOf(key.charCodeAt(at)) : 0;
    if (rank === before || rank === between || rank === after) isOpen = false;
    ranks = (ranks << rankBits) | rank;
  }
  return ranks;
}

/** Whether texts with these five ranks have the same characters. */
function isDecided(ranks: number): boolean {
  for (let rest = ranks; rest > 0; rest >>>= rankBits) {
    const rank = rest & (2 ** rankBits - 1);
    if (rank === before || rank === between || rank === after) return false;
  }
  return true;
}

function rankOf(code: number): number {
  if (code < 48) return before;
  if (code < 58) return code - 46;
  if (code < 97) return between;
  return code < 123 ? code - 84 : after;
}
