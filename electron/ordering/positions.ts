import type { ImagePosition } from './arrange.ts';

/**
 * Positions of a gallery's images, and of photos still to come, in the user's order: strictly ascending, each with
 * the `sort_order` to send as its integer part. A photo to come is directly behind the image it follows, or before
 * all. `shown`: in display order. Pure.
 */
export function positionsOf<Id>(
  shown: readonly (Pick<ImagePosition, 'sortOrder'> & { id: Id })[],
  order: readonly Id[],
): Map<Id, number> {
  const present = new Set(shown.map(({ id }) => id));
  const first: Id[] = [];
  const behind = new Map<Id, Id[]>();
  let run = first;
  for (const id of order) {
    if (present.has(id)) behind.set(id, (run = []));
    else run.push(id);
  }
  const lowest = Math.min(1, ...shown.map(({ sortOrder }) => sortOrder));
  const all = [
    ...first.map((id) => ({ id, sortOrder: lowest - 1 })),
    ...shown.flatMap(({ id, sortOrder }) =>
      [id, ...(behind.get(id) ?? [])].map((one) => ({ id: one, sortOrder })),
    ),
  ];
  const groups = [...Map.groupBy(all, ({ sortOrder }) => sortOrder).values()];
  return new Map(
    groups.flatMap((group) =>
      group.map(({ id, sortOrder }, at): [Id, number] => [id, sortOrder + at / group.length]),
    ),
  );
}
