import type { Chosen } from './fill.ts';

/** The active row by its key, where a range began, and what is selected. */
export interface AltSelection {
  readonly active: string | null;
  readonly anchor: string | null;
  readonly chosen: Chosen;
}

export const noAltSelection: AltSelection = { active: null, anchor: null, chosen: new Map() };

/** Makes a row active; `extend` selects from the anchor to it. Pure, as all of this file. */
export function goTo(
  selection: AltSelection,
  keys: readonly string[],
  to: number,
  how: 'alone' | 'extend',
): AltSelection {
  const key = keys[to];
  if (key === undefined) return selection;
  if (how === 'alone') return { ...selection, active: key, anchor: key };
  const from = Math.max(0, keys.indexOf(selection.anchor ?? selection.active ?? key));
  const range = keys.slice(Math.min(from, to), Math.max(from, to) + 1);
  return {
    active: key,
    anchor: keys[from] ?? key,
    chosen: new Map(range.map((one) => [one, 'together'])),
  };
}

export function toggle(selection: AltSelection, key: string): AltSelection {
  const chosen = new Map(selection.chosen);
  if (!chosen.delete(key)) chosen.set(key, 'alone');
  return { active: key, anchor: key, chosen };
}

/** All rows, or none if all are selected. */
export function toggleAll(selection: AltSelection, keys: readonly string[]): AltSelection {
  const isAll = keys.length > 0 && keys.every((key) => selection.chosen.has(key));
  return { ...selection, chosen: new Map(isAll ? [] : keys.map((key) => [key, 'together'])) };
}
