import type { CatalogueIndex } from './catalogue-index.ts';
import { isTitleOrAddress } from './evidence.ts';
import type { Token } from './fold.ts';

/**
 * Numbers that run on through the names of a drop, such as `shoot_41000`, `shoot_41001`: if most are no SKU, a camera
 * or a program counted, and those that are one are so by chance.
 */

/** What a row needs to be taken for a count: `maxGaps` for each number there, because photographers delete pictures. */
const counting = { minNumbers: 10, maxShareOfCodes: 0.5, maxGaps: 5 };

interface Row {
  numbers: Set<number>;
  codes: number;
}

/** Shorter numbers count the pictures of a product. Longer ones are no counters. */
const isOfRow = (text: string) => /^\d{3,9}$/.test(text);

/** The row that a number of a name belongs to: the rest of the name without its other numbers. */
function rowOf(tokens: readonly Token[], at: number): string {
  return tokens
    .map(({ text, separator }, place) => separator + (place === at ? '#' : /^\d+$/.test(text) ? '0' : text))
    .join('');
}

/** Whether the token is a number of a row that counts. */
export const isCounted = (tokens: readonly Token[], at: number, rows: ReadonlySet<string>): boolean =>
  rows.size > 0 && isOfRow(tokens[at]?.text ?? '') && rows.has(rowOf(tokens, at));

/** Collects the rows of a drop, one name after another. */
export class NumberRows {
  readonly #index: CatalogueIndex;
  readonly #rows = new Map<string, Row>();

  constructor(index: CatalogueIndex) {
    this.#index = index;
  }

  add(tokens: readonly Token[]): void {
    for (const [at, { text }] of tokens.entries()) {
      if (!isOfRow(text)) continue;
      const key = rowOf(tokens, at);
      const row = this.#rows.get(key) ?? { numbers: new Set(), codes: 0 };
      this.#rows.set(key, row);
      if (row.numbers.has(Number(text))) continue;
      row.numbers.add(Number(text));
      const entry = this.#index.find(text);
      if (entry !== null && !entry.identifiers.every(isTitleOrAddress)) row.codes += 1;
    }
  }

  /** The rows that count pictures. */
  counting(): Set<string> {
    return new Set([...this.#rows].flatMap(([key, row]) => (counts(row) ? [key] : [])));
  }
}

function counts({ numbers, codes }: Row): boolean {
  const { size } = numbers;
  if (size < counting.minNumbers || codes > size * counting.maxShareOfCodes) return false;
  let [first, last] = [Infinity, 0];
  for (const number of numbers) [first, last] = [Math.min(first, number), Math.max(last, number)];
  return last - first < size * counting.maxGaps;
}
