/** How many keys are sorted, or merged, between two steps. */
const aStep = 4_000;

/** Texts in the order of their characters, sorted in small steps. */
export function* sortedKeysOf(keys: readonly string[]): Generator<void, string[]> {
  let runs: string[][] = [];
  for (let start = 0; start < keys.length; start += aStep) {
    runs.push(keys.slice(start, start + aStep).toSorted());
    yield;
  }
  while (runs.length > 1) {
    const merged: string[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at] ?? [], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge(one: readonly string[], other: readonly string[]): Generator<void, string[]> {
  if ((one.at(-1) ?? '') <= (other[0] ?? '\uffff')) return [...one, ...other];
  const merged: string[] = [];
  let [first, second] = [0, 0];
  while (first < one.length && second < other.length) {
    const [a = '', b = ''] = [one[first], other[second]];
    if (a <= b) {
      merged.push(a);
      first += 1;
    } else {
      merged.push(b);
      second += 1;
    }
    if (merged.length % aStep === 0) yield;
  }
  return [...merged, ...one.slice(first), ...other.slice(second)];
}
