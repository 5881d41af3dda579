import { tokensOf } from './fold.ts';

/** What a product's own name has in common with file names. */
export interface ProductWords {
  /** Words worth recognising by themselves. */
  readonly words: ReadonlySet<string>;
  /** How many texts in a row, from one on, stand in the product's name in the same order; 0 for fewer than two. */
  runAt: (texts: readonly string[], at: number) => number;
}

export const noWords: ProductWords = { words: new Set(), runAt: () => 0 };

const isWord = (text: string) => text.length >= 2 && /\p{L}/u.test(text);

/** The words of a product's name that are worth recognising in a file name. */
export function wordsOfName(foldedName: string): Set<string> {
  return new Set(
    tokensOf(foldedName)
      .map(({ text }) => text)
      .filter(isWord),
  );
}

/** A name as file names may have it: `a-history-of-bees`, not word for word only. */
export function productWords(foldedName: string): ProductWords {
  const name = tokensOf(foldedName).map(({ text }) => text);
  const all = new Set(name);

  function runFrom(texts: readonly string[], at: number, start: number): number {
    let length = 0;
    while (start + length < name.length && texts[at + length] === name[start + length]) length += 1;
    // A short number after the name counts pictures, whatever the name ends in.
    while (length > 0 && /^\d{1,2}$/.test(name[start + length - 1] ?? '')) length -= 1;
    const run = name.slice(start, start + length);
    return length >= 2 && run.some((text) => text.length >= 3 && isWord(text)) ? length : 0;
  }

  return {
    words: wordsOfName(foldedName),
    runAt(texts, at) {
      if (!all.has(texts[at] ?? '') || !all.has(texts[at + 1] ?? '')) return 0;
      return Math.max(0, ...name.map((_, start) => runFrom(texts, at, start)));
    },
  };
}
