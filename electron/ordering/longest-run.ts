/** Indices of a longest increasing subsequence, ascending. O(n log n), patience sorting. */
function longestRun(numbers: readonly number[]): number[] {
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [at, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous.push(ends[low - 1]);
    ends[low] = at;
  }
  const run: number[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) run.push(at);
  return run.toReversed();
}

/** The minimum set of ids to move from one order to another. Both orders have the same ids. */
export function displaced<Id>(before: readonly Id[], after: readonly Id[]): Set<Id> {
  const indexOf = new Map(before.map((id, at) => [id, at]));
  const stayed = new Set(longestRun(after.map((id) => indexOf.get(id) ?? 0)).map((at) => after[at]));
  return new Set(after.filter((id) => !stayed.has(id)));
}
