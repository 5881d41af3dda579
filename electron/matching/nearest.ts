import { distance } from 'fastest-levenshtein';
import { PostingsBuilder, type Postings } from './postings.ts';
import { slipsOf } from './slips.ts';
import type { Texts } from './text-list.ts';

/** Entries of the lists of grams that are counted, rarest first; and keys that are then compared exactly. */
const counted = 6_000;
const weighed = 60;

const bits = 7;
const mask = 2 ** bits - 1;

/**
 * Calls `tell` with each run of three characters as a number. The end of the text counts as a character. Only the lower
 * bits of a character are used, which are the same only for rare ones.
 */
function eachGram(text: string, tell: (gram: number) => void): void {
  let gram = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at === text.length ? 0 : text.charCodeAt(at);
    gram = ((gram << bits) | (code & mask)) & (2 ** (3 * bits) - 1);
    if (at > 0) tell(gram);
  }
}

function gramsOf(text: string): Set<number> {
  const grams = new Set<number>();
  eachGram(text, (gram) => grams.add(gram));
  return grams;
}

/** Keys in one step. */
const keysAStep = 1_000;

/** The places of keys by their runs of three characters, indexed in small steps. */
export function* indexGrams(keys: Texts): Generator<void, Postings> {
  const byGram = new PostingsBuilder();
  for (let place = 0; place < keys.length; place += 1) {
    eachGram(keys.at(place) ?? '', (gram) => byGram.add(gram, place));
    if (place % keysAStep === 0) yield;
  }
  return yield* byGram.build();
}

interface Near {
  key: string;
  /** Number of different characters. A typing slip counts less than one. */
  far: number;
}

/**
 * Finds the keys that differ least from a text, closest first. Only those that share most of its rarer runs of three
 * characters are compared, so that a search in a hundred thousand keys takes a fraction of a millisecond.
 */
export function createNearest(
  keys: Texts,
  byGram: Postings,
  isKey: (text: string) => boolean,
): (text: string, max: number) => Near[] {
  const shared = new Uint16Array(keys.length);

  function likely(text: string): number[] {
    const lists = [...gramsOf(text)].map(byGram.get).toSorted((a, b) => a.length - b.length);
    const touched: number[] = [];
    let left = counted;
    for (const places of lists) {
      const end = Math.min(places.length, left);
      left -= end;
      for (let at = 0; at < end; at += 1) {
        const place = places[at] ?? 0;
        if (shared[place] === 0) touched.push(place);
        shared[place] = (shared[place] ?? 0) + 1;
      }
    }
    const max = touched.reduce((top, place) => Math.max(top, shared[place] ?? 0), 0);
    const best: number[] = [];
    for (let count = max; count > 0 && best.length < weighed; count -= 1) {
      for (const place of touched) if (shared[place] === count && best.length < weighed) best.push(place);
    }
    for (const place of touched) shared[place] = 0;
    return best;
  }

  function slipped(text: string, max: number): Near[] {
    const found = new Set<string>();
    for (const slip of slipsOf(text)) {
      if (isKey(slip)) found.add(slip);
      if (found.size >= max) break;
    }
    return [...found].map((key, rank) => ({ key, far: 0.5 + rank / (2 * max) }));
  }

  return (text, max) => {
    if (text.length < 3) return [];
    const slips = slipped(text, max);
    if (slips.length >= max) return slips;
    const known = new Set(slips.map(({ key }) => key));
    const furthest = Math.max(1, Math.floor(text.length / 3));
    const alike = likely(text)
      .map((place) => keys.at(place) ?? '')
      .filter((key) => !known.has(key) && Math.abs(key.length - text.length) <= furthest)
      .map((key) => ({ key, far: distance(text, key) }))
      .filter(({ far }) => far <= furthest);
    return [...slips, ...alike].toSorted((a, b) => a.far - b.far || (a.key < b.key ? -1 : 1)).slice(0, max);
  };
}
