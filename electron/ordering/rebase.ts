import { displaced } from './longest-run.ts';

/** What a user arranged: the order they had before them and the order they made of it, first to last. */
export interface Arrangement<Id> {
  base: readonly Id[];
  order: readonly Id[];
  /** Images that requests for this arrangement may have moved by now: where they stand is nobody else's doing. */
  touched?: ReadonlySet<Id> | undefined;
}

/** New images that stand together. `after`: what they follow, or null at the beginning. */
export interface Arrivals<Id> {
  ids: Id[];
  after: Id | null;
}

export interface Rebased<Id> {
  /** The order to aim at: all that the store has, once each. */
  order: Id[];
  /** Images that others added. */
  arrivals: Arrivals<Id>[];
  /** Images that others removed: those that the user had moved, and the rest. */
  gone: { moved: Id[]; others: Id[] };
  /** Images that others moved and the user had not; they stay where they are now. */
  movedByOthers: Id[];
  /** Images that both moved; they go where the user put them. */
  contested: Id[];
}

/**
 * The user's arrangement carried over to what the store has now. Pure.
 *
 * - What the user moved goes where they put it: behind the image that it then followed, of those that nobody moved. Moved
 *   to the very end, it stays at the very end.
 * - What they did not move stays as the store has it, so the order that others gave it and what they added are kept.
 * - What is gone is gone. Nothing that the store has is ever left out.
 *
 * Where nobody else did anything the result is the user's order, also when only some of its requests have been carried out, or
 * some for an order that the user had wanted before. Rebasing on the result gives the result, so that repeating a plan
 * never moves anything twice. An arrangement is done with once a list has shown its result: of two
 * users who moved the same image, the later one's place then stands. `ours`: images that this user's own requests added
 * or removed meanwhile, of which there is nothing to tell.
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
  // What the user arranged without having had it before them, such as a photo that arrived meanwhile, is theirs too.
  for (const id of wanted) if (!known.has(id) || touched.has(id)) moved.add(id);

  const settled = [...inStore].filter((id) => !moved.has(id));
  const common = settled.filter((id) => known.has(id) && ordered.has(id));
  const stillThere = new Set(common);
  const elsewhere = displaced(
    base.filter((id) => stillThere.has(id)),
    common,
  );
  const steady = new Set(common.filter((id) => !elsewhere.has(id)));

  const result = putBack(
    settled,
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

/**
 * Puts what the user moved among what stays, each behind the steady image that it follows in their order. Those at the
 * end of their order, with nothing but others of them behind, go to the end of what is there.
 */
function putBack<Id>(
  settled: readonly Id[],
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
    ...settled.flatMap((id) => [id, ...(behind.get(id) ?? [])]),
    ...wanted.slice(lastStaying + 1),
  ];
}

/** New images by the one they stand behind. */
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

/** Of those the user moved, the ones that follow another steady image now than before, and not the one they put it behind. */
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

/** For each of some ids the last steady one before it, or null. */
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
