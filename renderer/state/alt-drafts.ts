import { useWindow } from './store.ts';

/** A text that was typed and is not saved. `before`: what the store had when it was typed. */
export interface Draft {
  readonly alt: string;
  readonly before: string;
}

/** By image, `image-12`. */
export type Drafts = ReadonlyMap<string, Draft>;

interface Step {
  /** Follows "Undo". */
  readonly words: string;
  readonly drafts: Drafts;
}

/** Texts of a store that are not saved, kept while the window is open. Newest steps are last. */
export interface AltWork {
  readonly drafts: Drafts;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const noWork: AltWork = { drafts: new Map(), past: [], future: [] };

/** More than anybody undoes. */
const maxSteps = 100;

/** Makes `drafts` the present ones, as a step that can be undone. Pure. */
export function withStep({ drafts: before, past }: AltWork, words: string, drafts: Drafts): AltWork {
  return { drafts, past: [...past, { words, drafts: before }].slice(-maxSteps), future: [] };
}

/** The work without its last step; null if there is none. Pure. */
export function undone({ drafts, past, future }: AltWork): AltWork | null {
  const last = past.at(-1);
  if (last === undefined) return null;
  return { drafts: last.drafts, past: past.slice(0, -1), future: [...future, { words: last.words, drafts }] };
}

/** The work with its last undone step again; null if there is none. Pure. */
export function redone({ drafts, past, future }: AltWork): AltWork | null {
  const next = future.at(-1);
  if (next === undefined) return null;
  return { drafts: next.drafts, past: [...past, { words: next.words, drafts }], future: future.slice(0, -1) };
}

export function altWorkOf(storeId: string): AltWork {
  return useWindow.getState().altWork[storeId] ?? noWork;
}

export function setAltWork(storeId: string, work: AltWork): void {
  useWindow.setState(({ altWork }) => ({ altWork: { ...altWork, [storeId]: work } }));
}

export function useAltWork(storeId: string): AltWork {
  return useWindow(({ altWork }) => altWork[storeId] ?? noWork);
}
