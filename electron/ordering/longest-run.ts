/** Places, ascending, of a longest run of numbers that increase; of several the one whose last numbers are least. */
export function longestRun(numbers: readonly number[]): number[] {
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

/** Those that must have been taken out and put elsewhere to come from one order to another; both name the same. */
export function displaced<Id>(before: readonly Id[], after: readonly Id[]): Set<Id> {
  const place = new Map(before.map((id, at) => [id, at]));
  const stayed = new Set(longestRun(after.map((id) => place.get(id) ?? 0)).map((at) => after[at]));
  return new Set(after.filter((id) => !stayed.has(id)));
}
