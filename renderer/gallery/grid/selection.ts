/** The selected tiles and the active one (which has the keyboard), by row id. */
export interface Selection {
  readonly active: string | null;
  /** Last position of the active tile: when it disappears, the tile at this position becomes active. */
  readonly at: number;
  /** Start of a range selection. */
  readonly anchor: string | null;
  readonly chosen: ReadonlySet<string>;
}

export const noSelection: Selection = { active: null, at: 0, anchor: null, chosen: new Set() };

/** Makes a tile active. `how`: select it alone, extend the range from the anchor, or keep the selection. */
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

/** Drops tiles that no longer exist. A missing active tile is replaced by the one at its position. */
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

/** The tiles a command applies to, in gallery order: the selection, or else the active tile. */
export function targets({ active, chosen }: Selection, ids: readonly string[]): string[] {
  if (chosen.size > 0) return ids.filter((id) => chosen.has(id));
  return active === null ? [] : [active];
}
