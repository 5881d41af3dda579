import { naturalOrder } from '../util/natural-order.ts';
import type { Candidate } from '../matching/match.ts';
import type { Item } from './item.ts';
import { cameraStreams } from './sets/camera-streams.ts';

/** A code that was read in a photo, and the product or variant that it is of. */
export interface Label {
  code: string;
  owner: Candidate;
}

/** A photo of a label, and the photos that were taken after it. */
export interface LabelSet {
  label: Item;
  /** More photos of the label, taken right after the first. */
  repeats: readonly Item[];
  code: string;
  owner: Candidate;
  frames: readonly Frame[];
}

export interface Frame {
  item: Item;
  /** Seconds since the label; null where a photo has no time. */
  seconds: number | null;
}

/** Whether nothing says whose photo it is, so that labels may. */
export function isOpenToLabels({ match, target, facts, sha256, unusable, accepted }: Item): boolean {
  if (match.type !== 'unmatched' || match.isSettled || accepted || target !== null) return false;
  return facts !== null && sha256 !== null && unusable === null;
}

/** Whether a photo is a label's, which is not uploaded unless somebody gives it to a product. */
export function isOnlyLabel(item: Item): boolean {
  return item.label !== null && (isOpenToLabels(item) || item.included === false);
}

/** Whether it still has to be examined for labels and likeness. */
export function isUnseen(item: Item): boolean {
  return isOpenToLabels(item) && item.likeness === null;
}

/**
 * Groups photos that no name explains by the labels between them. Photos after a label belong to its product until the
 * next one, by time of capture, else by the camera's counter. A label that was decided on ends the set before it, and
 * begins none. A set is offered once all its photos were looked at, because one may be a label. Pure.
 */
export function labelSets(items: readonly Item[]): LabelSet[] {
  const shots = items.filter(
    (item) => isOpenToLabels(item) || (item.label !== null && item.unusable === null),
  );
  if (!shots.some(({ label }) => label !== null)) return [];
  return sequencesOf(shots).flatMap(setsOf);
}

/**
 * Photos in the order they were taken. Each folder is apart, since each camera writes to its own; in a folder each
 * camera is, since its clock may be wrong, unless the labels were taken with a camera that took nothing else.
 */
function sequencesOf(shots: readonly Item[]): Item[][] {
  const folders = Map.groupBy(shots, ({ root, folder }) => `${root}\0${folder}`);
  return [...folders].flatMap(([folder, inFolder]) => {
    const exposures = inFolder.map((item) => {
      const { id, fileName } = item;
      return { id, fileName, folder, capturedAt: timeOf(item), item };
    });
    const cameras = cameraStreams(exposures).map((stream) => stream.map(({ shot }) => shot.item));
    const isLabel = ({ label }: Item): boolean => label !== null;
    const isApart = cameras.some((own) => own.some(isLabel) && !own.every(isLabel));
    return isApart ? cameras.flatMap(byClock) : [inOrderOfCapture(inFolder)];
  });
}

/** Where a clock was set back, or another camera's photos begin, what follows is not of the label before. */
function byClock(own: readonly Item[]): Item[][] {
  if (own.some((item) => timeOf(item) === null)) return [[...own]];
  const parts: Item[][] = [];
  for (const [at, item] of own.entries()) {
    const before = own[at - 1];
    if (before === undefined || (timeOf(item) ?? 0) < (timeOf(before) ?? 0)) parts.push([]);
    parts.at(-1)?.push(item);
  }
  return parts;
}

/**
 * The label that each photo was taken after, by ids; a label that was decided on counts too. Labels of one product are
 * the same one: each camera may have taken its own. Pure.
 */
export function labelsBefore(items: readonly Item[]): ReadonlyMap<number, number> {
  const before = new Map<number, number>();
  if (!items.some(({ label }) => label !== null)) return before;
  const shots = items.filter(({ unusable, facts }) => unusable === null && facts !== null);
  const ids = new Map<string, number>();
  for (const sequence of sequencesOf(shots)) {
    let current: { id: number; label: Label } | null = null;
    for (const { id, label } of sequence) {
      if (label !== null && !(current !== null && isSameOwner(current.label, label))) {
        const owner = `${label.owner.productId} ${label.owner.variantId}`;
        ids.set(owner, ids.get(owner) ?? id);
        current = { id: ids.get(owner) ?? id, label };
      } else if (current !== null) before.set(id, current.id);
    }
  }
  return before;
}

function setsOf(shots: readonly Item[]): LabelSet[] {
  const sets: OpenSet[] = [];
  let current: OpenSet | null = null;
  for (const item of shots) {
    if (isUnseen(item)) {
      if (current !== null) sets.pop();
      current = null;
      continue;
    }
    const isOwn = item.label === null || (current !== null && isSameOwner(current, item.label));
    if (!isOwn || !isOpenToLabels(item)) {
      current = isOpenToLabels(item) && item.label !== null ? newSet(item, item.label) : null;
      if (current !== null) sets.push(current);
    } else if (current !== null) {
      // Once photos were taken, the code is seen on the packaging.
      if (item.label !== null && current.frames.length === 0) {
        current.repeats.push(item);
        continue;
      }
      current.frames.push({ item, seconds: secondsBetween(current.label, item) });
    }
  }
  return sets;
}

type OpenSet = LabelSet & { repeats: Item[]; frames: Frame[] };

function newSet(label: Item, { code, owner }: Label): OpenSet {
  return { label, code, owner, repeats: [], frames: [] };
}

function isSameOwner({ owner: { productId, variantId } }: Label, { owner }: Label): boolean {
  return owner.productId === productId && owner.variantId === variantId;
}

/** By time where all have one, else by name. */
function inOrderOfCapture(items: readonly Item[]): Item[] {
  const byName = (a: Item, b: Item): number => naturalOrder(a.fileName, b.fileName) || a.ordinal - b.ordinal;
  if (items.some((item) => timeOf(item) === null)) return items.toSorted(byName);
  return items.toSorted((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0) || byName(a, b));
}

function secondsBetween(label: Item, frame: Item): number | null {
  const [from, to] = [timeOf(label), timeOf(frame)];
  return from === null || to === null || to < from ? null : Math.round((to - from) / 1_000);
}

function timeOf({ facts }: Item): number | null {
  return facts?.capturedAt ?? null;
}
