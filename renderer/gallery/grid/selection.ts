/** What is chosen in the gallery, and which tile the keyboard is at. Tiles by their rows' ids. */
export interface Selection {
  readonly active: string | null;
  /** Where the active tile stood last: its neighbour takes over when it goes. */
  readonly at: number;
  /** Where a range began. */
  readonly anchor: string | null;
  readonly chosen: ReadonlySet<string>;
}

export const noSelection: Selection = { active: null, at: 0, anchor: null, chosen: new Set() };

/** Goes to a tile: alone, with all from the anchor on, or without choosing anything else than before. */
export function goTo(
  selection: Selection,
  ids: readonly string[],
  index: number,
  how: 'alone' | 'extend' | 'keep',
): Selection {
  const id = ids[index];
  if (id === undefined) return selection;
  if (how === 'keep') return { ...selection, active: id, at: index };
  if (how === 'alone') return { active: id, at: index, anchor: id, chosen: new Set([id]) };
  const anchor = selection.anchor ?? selection.active ?? id;
  const from = Math.max(0, ids.indexOf(anchor));
  const range = ids.slice(Math.min(from, index), Math.max(from, index) + 1);
  return { active: id, at: index, anchor, chosen: new Set(range) };
}

/** Adds a tile to what is chosen, or takes it out. */
export function toggle(selection: Selection, ids: readonly string[], index: number): Selection {
  const id = ids[index];
  if (id === undefined) return selection;
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { active: id, at: index, anchor: id, chosen };
}

export function chooseAll(selection: Selection, ids: readonly string[]): Selection {
  return { ...selection, anchor: ids[0] ?? null, chosen: new Set(ids) };
}

/** The selection among the tiles that are there now. Where the active one is gone, the one at its place takes over. */
export function cleanSelection(selection: Selection, ids: readonly string[]): Selection {
  const here = new Set(ids);
  const { chosen, anchor } = selection;
  const found = selection.active === null ? -1 : ids.indexOf(selection.active);
  const at = found >= 0 ? found : Math.max(0, Math.min(selection.at, ids.length - 1));
  const active = ids[at] ?? null;
  const kept = [...chosen].filter((id) => here.has(id));
  const allHere = kept.length === chosen.size;
  if (allHere && active === selection.active && at === selection.at) return selection;
  return {
    active,
    at,
    anchor: anchor !== null && here.has(anchor) ? anchor : active,
    chosen: allHere ? chosen : new Set(kept),
  };
}

/** The tiles that a command is meant for, in the gallery's order: what is chosen, else the active one. */
export function targets({ active, chosen }: Selection, ids: readonly string[]): string[] {
  if (chosen.size > 0) return ids.filter((id) => chosen.has(id));
  return active === null ? [] : [active];
}
