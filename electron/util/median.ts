/** The middle value; of an even number the upper one of the two. `none`: for no values. */
export function median(values: readonly number[], none = 0): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? none;
}
