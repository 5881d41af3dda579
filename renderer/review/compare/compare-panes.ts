/** Which photos are side by side, by id, and which of them is active. */
export interface Panes {
  readonly ids: readonly number[];
  readonly active: number;
}

export const maxPanes = 4;

/** The first photos side by side, two to four of them. Pure. */
export function firstPanes(photos: readonly number[]): Panes {
  return { ids: photos.slice(0, maxPanes), active: 0 };
}

/** Another number of panes: present ones stay, and the next photos follow. The active one stays visible. Pure. */
export function withPanes({ ids, active }: Panes, photos: readonly number[], count: number): Panes {
  const others = photos.filter((id) => !ids.includes(id));
  const all = [...ids, ...others].slice(0, Math.min(count, photos.length));
  const kept = ids[active];
  if (kept === undefined || all.includes(kept)) return { ids: all, active: Math.min(active, all.length - 1) };
  return { ids: [...all.slice(0, -1), kept], active: all.length - 1 };
}

/** A photo in the active pane. One that is in another pane changes places with it. Pure. */
export function withPhoto({ ids, active }: Panes, id: number): Panes {
  const now = ids[active];
  return {
    active,
    ids: ids.map((one, at) => (at === active ? id : one === id && now !== undefined ? now : one)),
  };
}

/** The photo that comes into the active pane next: the next one that no pane shows; null if all are shown. Pure. */
export function nextPhoto({ ids, active }: Panes, photos: readonly number[]): number | null {
  const from = photos.indexOf(ids[active] ?? -1);
  const behind = [...photos.slice(from + 1), ...photos.slice(0, from + 1)];
  return behind.find((id) => !ids.includes(id)) ?? null;
}

/** The panes of photos that are still under review. Pure. */
export function withoutGone({ ids, active }: Panes, photos: readonly number[]): Panes {
  const left = ids.filter((id) => photos.includes(id));
  return left.length === ids.length
    ? { ids, active }
    : { ids: left, active: Math.max(0, Math.min(active, left.length - 1)) };
}

/** `A` for the first pane. */
export function paneLetter(at: number): string {
  return String.fromCodePoint(65 + at);
}
