/** The ids from `from` to `to`, both included. */
export interface IdSpan {
  from: number;
  to: number;
}

/** The same ids as few spans in ascending order, without overlap. */
export function mergeSpans(spans: readonly IdSpan[]): IdSpan[] {
  const merged: IdSpan[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else if (from <= to) merged.push({ from, to });
  }
  return merged;
}

/** The ids from 1 to `upTo` that are in none of the spans, in ascending order. */
export function gapsBetween(spans: readonly IdSpan[], upTo: number): IdSpan[] {
  const gaps: IdSpan[] = [];
  let next = 1;
  for (const { from, to } of mergeSpans(spans)) {
    if (from > next) gaps.push({ from: next, to: Math.min(from - 1, upTo) });
    next = Math.max(next, to + 1);
  }
  if (next <= upTo) gaps.push({ from: next, to: upTo });
  return gaps.filter(({ from, to }) => from <= to);
}
