const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/**
 * Orders names as file managers do: in the user's language, numbers by value (`mug-2` before `mug-10`), case and
 * accents aside. Names that differ in nothing else fall back to their code units, so that the order never depends on
 * the disk's.
 */
export function naturalOrder(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
