import type { Candidate } from '../../matching/match.ts';
import { isOut, type Item } from '../item.ts';
import { isOpenToLabels, labelSets, labelsBefore, type Frame, type LabelSet } from '../label-sets.ts';
import { cameraName } from './camera-name.ts';
import type { Shoot, Shot, Verdict } from './group-shots.ts';
import type { Groups } from './groups.ts';

/** Photos that go to one product together. */
export interface PhotoSet {
  /** Of its label, else of its first photo: the same as long as the batch is. */
  id: number;
  /** The label that was photographed before; null where there is none. */
  label: Omit<LabelSet, 'frames'> | null;
  /** Those that have no product yet. */
  frames: readonly Frame[];
  verdict: Verdict;
  /** The product that the set was given to; null while it has photos to decide on. */
  given: number | null;
  /** The user took out all its photos, and its label: nothing is left to decide. */
  isExcluded: boolean;
  /** The product that follows the one which the set before was given to: an offer without evidence. */
  next: Candidate | null;
}

/** The product that one key gives a set to. A set that may hold two articles is split or given by choice. */
export function offerOf({ label, next, verdict }: PhotoSet): Candidate | null {
  return verdict.type === 'two-articles' ? null : (label?.owner ?? next);
}

/** The product that follows another in the product list; null behind the last. */
export type NextProduct = (productId: number) => Candidate | null;

/**
 * The sets of a batch, with those that were given to products: a photo that was given still separates its neighbours.
 * Until all photos are compared and grouped, there are only the sets after labels, because the others would change.
 */
export function photoSets(
  items: readonly Item[],
  groups: Groups,
  nextProduct: NextProduct,
  lastGiven: number | null,
): PhotoSet[] {
  const byLabel = labelSets(items);
  const shots = items.filter(isShot);
  const isComplete = shots.every(({ likeness }) => likeness !== null);
  const shoots = isComplete && shots.length > 1 ? groups.of(shotsOf(items, shots)) : null;
  const sets = shoots === null ? byLabel.map(ofLabel) : inShoots(shoots, byLabel, items);
  return withOffers(sets.map(withExclusion), nextProduct, lastGiven);
}

type NewSet = Omit<PhotoSet, 'isExcluded'>;

export function labelsOf({ label }: Pick<PhotoSet, 'label'>): Item[] {
  return label === null ? [] : [label.label, ...label.repeats];
}

/** All its photos, those of the label first. */
export function itemsOf(set: Pick<PhotoSet, 'label' | 'frames'>): Item[] {
  return [...labelsOf(set), ...set.frames.map(({ item }) => item)];
}

function withExclusion(set: NewSet): PhotoSet {
  const decided = set.frames.length > 0 ? set.frames.map(({ item }) => item) : labelsOf(set);
  return { ...set, isExcluded: decided.length > 0 && decided.every(isOut) };
}

/** Whether a photo says by time or counter which ones it was taken between, and by nothing whose it is. */
function isShot(item: Item): boolean {
  if (item.unusable !== null || item.facts === null || item.label !== null) return false;
  const isNameless = item.target === null ? isOpenToLabels(item) : item.likeness !== null;
  const isPlaced = item.facts.capturedAt !== null || cameraName(item.fileName) !== null;
  return isNameless && isPlaced && (item.target !== null || item.match.candidates.length === 0);
}

function shotsOf(items: readonly Item[], shots: readonly Item[]): Shot[] {
  const labels = labelsBefore(items);
  return shots.map((item) => ({
    id: item.id,
    folder: `${item.root}\0${item.folder}`,
    fileName: item.fileName,
    capturedAt: item.facts?.capturedAt ?? null,
    likeness: item.likeness || null,
    label: labels.get(item.id) ?? null,
    set: item.set,
  }));
}

function ofLabel({ frames, ...label }: LabelSet): NewSet {
  const verdict = { type: 'alike' } as const;
  return { id: label.label.id, label, frames, verdict, given: null, next: null };
}

function inShoots(shoots: readonly Shoot[], byLabel: readonly LabelSet[], items: readonly Item[]): NewSet[] {
  const grouped = new Set(shoots.flatMap(({ ids }) => ids));
  const itemOf = new Map(items.flatMap((item) => (grouped.has(item.id) ? [[item.id, item]] : [])));
  const frames = new Map(byLabel.flatMap((set) => set.frames.map((frame) => [frame.item.id, frame])));
  const labelOf = new Map(byLabel.map((set) => [set.frames[0]?.item.id, set]));
  const sets = shoots.map(({ ids, verdict }): NewSet => {
    const own = ids.flatMap((id) => itemOf.get(id) ?? []);
    const open = own.filter((item) => item.target === null && isOpenToLabels(item));
    const [first, ...more] = ids.flatMap((id) => labelOf.get(id) ?? []);
    const repeats = more.flatMap((set) => [set.label, ...set.repeats]);
    const label =
      first === undefined ? null : { ...withoutFrames(first), repeats: [...first.repeats, ...repeats] };
    return {
      id: label?.label.id ?? ids[0] ?? 0,
      label,
      frames: open.map((item) => frameOf(item, label === null ? undefined : frames.get(item.id))),
      verdict,
      given: open.length > 0 ? null : (own.at(-1)?.target?.productId ?? null),
      next: null,
    };
  });
  for (const { frames: own, ...label } of byLabel) {
    // Photos that say neither time nor counter stay with their label.
    const rest = own.filter(({ item }) => !grouped.has(item.id));
    const at = sets.findIndex(({ id }) => id === label.label.id);
    const set = sets[at];
    if (set !== undefined) sets[at] = { ...set, frames: [...set.frames, ...rest] };
    else if (rest.length > 0 || own.length === 0) sets.push(ofLabel({ ...label, frames: rest }));
  }
  return sets;
}

function withoutFrames({ frames: _frames, ...label }: LabelSet): Omit<LabelSet, 'frames'> {
  return label;
}

function frameOf(item: Item, frame: Frame | undefined): Frame {
  return frame ?? { item, seconds: null };
}

/**
 * An open set is offered the product that follows the one of the previous set, which may have left the review. Excluded
 * sets are skipped. A set that may hold two articles is offered nothing.
 */
function withOffers(
  sets: readonly PhotoSet[],
  nextProduct: NextProduct,
  lastGiven: number | null,
): PhotoSet[] {
  // While a given set is still there, what was given last may stand anywhere in the list.
  let before = sets.some(({ given }) => given !== null) ? null : lastGiven;
  return sets.map((set) => {
    const isOpen = set.given === null && !set.isExcluded && set.frames.length > 0 && set.label === null;
    const next =
      isOpen && before !== null && set.verdict.type !== 'two-articles' ? nextProduct(before) : null;
    if (!set.isExcluded) before = set.given;
    return { ...set, next };
  });
}
