import { displaced } from './longest-run.ts';

/** The user's order, and the order it started from (`base`), both first to last. */
export interface Arrangement<Id> {
  base: readonly Id[];
  order: readonly Id[];
  /** Images that requests for this arrangement may have moved. Their position is not a change by others. */
  touched?: ReadonlySet<Id> | undefined;
}

/** New images next to each other. `after`: the image before them; null at the start. */
interface Arrivals<Id> {
  ids: Id[];
  after: Id | null;
}

export interface Rebased<Id> {
  /** The order to reach, with every image of the store once. */
  order: Id[];
  arrivals: Arrivals<Id>[];
  /** Images removed by others: those the user had moved, and the rest. */
  gone: { moved: Id[]; others: Id[] };
  /** Images moved by others only. They stay where they are. */
  movedByOthers: Id[];
  /** Images moved by both. They go where the user put them. */
  contested: Id[];
}

/**
 * Applies the user's arrangement to the order that the store has now. Pure.
 *
 * - An image that the user moved goes behind the image it follows in their order, of those that nobody moved. Images
 *   moved to the very end stay at the very end.
 * - An image that they did not move stays where the store has it, also if others moved or added it.
 * - Removed images are left out. Every image of the store is in the result.
 *
 * If nobody else made changes, the result is the user's order, even after a part of its requests or of requests for an
 * earlier order. Rebasing on the result gives the result again. Once a list has shown the result, the arrangement is
 * done: if two users moved the same image, the later place stays.
 *
 * `ours`: images that this user's own requests added or removed meanwhile, which are not reported.
 */
export function rebase<Id>(
  { base, order, touched = new Set() }: Arrangement<Id>,
  current: readonly Id[],
  ours: ReadonlySet<Id> = new Set(),
): Rebased<Id> {
  const inStore = new Set(current);
  const known = new Set(base);
  const ordered = new Set(order);
  const wanted = [...ordered];
  const moved = displaced(
    base.filter((id) => ordered.has(id) && !touched.has(id)),
    wanted.filter((id) => known.has(id) && !touched.has(id)),
  );
  // An image only in the user's order, such as a photo that arrived meanwhile, counts as moved.
  for (const id of wanted) if (!known.has(id) || touched.has(id)) moved.add(id);

  const unmoved = [...inStore].filter((id) => !moved.has(id));
  const common = unmoved.filter((id) => known.has(id) && ordered.has(id));
  const stillThere = new Set(common);
  const elsewhere = displaced(
    base.filter((id) => stillThere.has(id)),
    common,
  );
  const steady = new Set(common.filter((id) => !elsewhere.has(id)));

  const result = putBack(
    unmoved,
    wanted.filter((id) => inStore.has(id)),
    moved,
    steady,
  );
  const gone = base.filter((id) => !inStore.has(id) && !ours.has(id));
  const added = new Set(current.filter((id) => !known.has(id) && !ordered.has(id) && !ours.has(id)));
  return {
    order: result,
    arrivals: groups(result, added),
    gone: { moved: gone.filter((id) => moved.has(id)), others: gone.filter((id) => !moved.has(id)) },
    movedByOthers: common.filter((id) => elsewhere.has(id)),
    contested: contestedOf(base, [...inStore], result, moved, steady).filter((id) => !touched.has(id)),
  };
}

/** Inserts each moved image behind the steady image before it in the user's order, or at the end. */
function putBack<Id>(
  unmoved: readonly Id[],
  wanted: readonly Id[],
  moved: ReadonlySet<Id>,
  steady: ReadonlySet<Id>,
): Id[] {
  const lastStaying = wanted.findLastIndex((id) => !moved.has(id));
  const first: Id[] = [];
  const behind = new Map<Id, Id[]>();
  let run = first;
  for (const id of wanted.slice(0, lastStaying + 1)) {
    if (moved.has(id)) run.push(id);
    else if (steady.has(id)) behind.set(id, (run = []));
  }
  return [
    ...first,
    ...unmoved.flatMap((id) => [id, ...(behind.get(id) ?? [])]),
    ...wanted.slice(lastStaying + 1),
  ];
}

function groups<Id>(order: readonly Id[], added: ReadonlySet<Id>): Arrivals<Id>[] {
  const found: Arrivals<Id>[] = [];
  for (const [at, id] of order.entries()) {
    if (!added.has(id)) continue;
    const before = order[at - 1];
    if (before !== undefined && added.has(before)) found.at(-1)?.ids.push(id);
    else found.push({ ids: [id], after: before ?? null });
  }
  return found;
}

/** Images moved by both: the steady image before them differs from `base` and from the result. */
function contestedOf<Id>(
  base: readonly Id[],
  current: readonly Id[],
  result: readonly Id[],
  moved: ReadonlySet<Id>,
  steady: ReadonlySet<Id>,
): Id[] {
  const [was, is, willBe] = [base, current, result].map((order) => followed(order, moved, steady));
  return result.filter(
    (id) => was?.has(id) && is?.has(id) && was.get(id) !== is.get(id) && is.get(id) !== willBe?.get(id),
  );
}

/** For each id, the last steady image before it, or null. */
function followed<Id>(
  order: readonly Id[],
  ids: ReadonlySet<Id>,
  steady: ReadonlySet<Id>,
): Map<Id, Id | null> {
  const found = new Map<Id, Id | null>();
  let last: Id | null = null;
  for (const id of order) {
    if (steady.has(id)) last = id;
    else if (ids.has(id)) found.set(id, last);
  }
  return found;
}
