/** What a page of a grouped list shows of one group. `from`: its first entry on the page. */
interface GroupPart<Group> {
  group: Group;
  heading: boolean;
  from: number;
  count: number;
}

/** The groups on a page. Each group is a heading, then its entries; `offset` and `limit` count both. */
export function pagePlan<Group extends { count: number }>(
  groups: readonly Group[],
  offset: number,
  limit: number,
): GroupPart<Group>[] {
  const end = offset + limit;
  const parts: GroupPart<Group>[] = [];
  let row = 0;
  for (const group of groups) {
    if (row >= end) break;
    const first = row + 1;
    const next = first + group.count;
    if (next > offset) {
      const from = Math.max(0, offset - first);
      const count = Math.max(0, Math.min(next, end) - Math.max(first, offset));
      parts.push({ group, heading: row >= offset, from, count });
    }
    row = next;
  }
  return parts;
}
