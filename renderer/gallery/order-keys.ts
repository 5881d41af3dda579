/** `ids` with those in `moving`, in their order, moved before `before`; null is the end. */
export function movedBefore(
  ids: readonly string[],
  moving: ReadonlySet<string>,
  before: string | null,
): readonly string[] {
  const at = before === null ? ids.length : ids.indexOf(before);
  const block = ids.filter((id) => moving.has(id));
  const ahead = ids.slice(0, at).filter((id) => !moving.has(id));
  const behind = ids.slice(at).filter((id) => !moving.has(id));
  return sameAs(ids, [...ahead, ...block, ...behind]);
}

/** `ids` with those in `moving`, together, moved by `by` positions, up to the ends. */
export function movedBy(ids: readonly string[], moving: ReadonlySet<string>, by: number): readonly string[] {
  const rest = ids.filter((id) => !moving.has(id));
  const block = ids.filter((id) => moving.has(id));
  const first = ids.findIndex((id) => moving.has(id));
  if (first < 0) return ids;
  const at = Math.min(Math.max(first + by, 0), rest.length);
  return sameAs(ids, [...rest.slice(0, at), ...block, ...rest.slice(at)]);
}

/** `rows` in the order of their ids in `order`. A row unknown to `order` stays behind its neighbour. */
export function inOrder<Row extends { readonly id: string }>(
  rows: readonly Row[],
  order: readonly string[],
): readonly Row[] {
  const places = new Map(order.map((id, place) => [id, place]));
  let last = -1;
  const placed = rows.map((row) => {
    last = places.get(row.id) ?? last;
    return { row, place: last };
  });
  return sameAs(
    rows,
    placed.toSorted((a, b) => a.place - b.place).map(({ row }) => row),
  );
}

/** Returns `before` if equal, so that nothing is requested or rendered again. */
function sameAs<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  return after.every((each, index) => each === before[index]) ? before : after;
}
