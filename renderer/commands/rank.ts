/** Lower-case, without accents. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** How well a text matches words that were typed; null if one of them is nowhere in it. */
function scoreOf(label: string, words: readonly string[]): number | null {
  let score = label.startsWith(words.join(' ')) ? 4 : 0;
  for (const word of words) {
    const at = label.indexOf(word);
    if (at < 0) return null;
    const begins = new RegExp(String.raw`(?:^|[^\p{L}\p{N}])${escaped(word)}`, 'u').test(label);
    score += begins ? 2 : 1;
  }
  return score;
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/**
 * Items that have every word of a query, best first: those that begin with it, then those with words that begin so,
 * then the rest. Equal ones keep their order. All for an empty query. Pure.
 */
export function ranked<Item>(items: readonly Item[], query: string, labelOf: (item: Item) => string): Item[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...items];
  return items
    .flatMap((item) => {
      const score = scoreOf(fold(labelOf(item)), words);
      return score === null ? [] : [{ item, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
