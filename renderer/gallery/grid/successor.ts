/** An image that a photo replaces, and the tiles there were before. */
export interface Following {
  readonly id: string;
  readonly before: ReadonlySet<string>;
}

/** The tile of the photo that replaces an image, directly before it; null while there is none. Pure. */
export function successorOf({ id, before }: Following, ids: readonly string[]): string | null {
  const previous = ids[ids.indexOf(id) - 1];
  return previous !== undefined && !before.has(previous) ? previous : null;
}
