import { isSameOrder } from './coalesce-edits.ts';
import type { Step } from './undo-stack.ts';
import type { NewIntent } from '../outbox/intent.ts';
import { creates, isOpen, type OutboxEntry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { EntryPatch } from '../outbox/views/shown-edits.ts';
import type { Tile } from '../../shared/model.ts';
import { ok, type Outcome } from '../../shared/outcome.ts';

interface Target {
  storeId: string;
  productId: number;
}

/** Changes a gallery from one state to another. Fails if others' changes prevent it. */
type Transition<State> = (from: State, to: State) => Outcome<null>;

export function orderStep(
  before: readonly string[],
  after: readonly string[],
  go: Transition<readonly string[]>,
): Step {
  return { words: 'changing the order', undo: () => go(after, before), redo: () => go(before, after) };
}

export function altsStep(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  go: Transition<ReadonlyMap<string, string>>,
): Step {
  return {
    words: after.size === 1 ? 'changing an alt text' : `changing ${after.size} alt texts`,
    undo: () => go(after, before),
    redo: () => go(before, after),
  };
}

export function thumbnailStep(before: string, after: string, go: Transition<string>): Step {
  return { words: 'choosing the thumbnail', undo: () => go(after, before), redo: () => go(before, after) };
}

/** A removal can be undone while it waits. `remove` returns the new entry's id. */
export function removalStep(
  outbox: Outbox,
  target: Target,
  firstId: number,
  imageIds: readonly number[],
  remove: () => number,
): Step {
  let id = firstId;
  return {
    words: imageIds.length === 1 ? 'removing an image' : `removing ${imageIds.length} images`,
    isPossible: () => waiting(outbox, [id]).length > 0,
    undo: () => givenUp(outbox, target, [id]),
    redo: () => {
      id = remove();
      return ok(null);
    },
  };
}

/** Removing all images can be undone until it is sent. */
export function clearStep(outbox: Outbox, target: Target, first: OutboxEntry): Step {
  let { id } = first;
  return {
    words: 'removing all images',
    isPossible: () => waiting(outbox, [id]).length > 0,
    undo: () => givenUp(outbox, target, [id]),
    redo: () => {
      id = outbox.add({ ...target, batchId: null }, [{ type: 'clear' }])[0]?.id ?? 0;
      return ok(null);
    },
  };
}

/** Undoing drops copies that wait, cancels those being sent, and removes those that arrived by `remove`. */
export function copyStep(
  outbox: Outbox,
  to: Target,
  intents: NewIntent[],
  first: readonly OutboxEntry[],
  remove: (imageIds: readonly number[]) => void,
): Step {
  let ids = first.map(({ id }) => id);
  const known = (): OutboxEntry[] => outbox.entries.getAll(ids);
  const arrived = (): number[] =>
    known().flatMap(({ progress }) => (progress.type === 'done' ? (progress.imageId ?? []) : []));
  return {
    words: intents.length === 1 ? 'copying an image' : `copying ${intents.length} images`,
    isPossible: () => arrived().length > 0 || known().some(({ progress }) => isOpen(progress)),
    undo: () => {
      const images = arrived();
      const untouched = waiting(outbox, ids).filter((entry) => creates(entry) && !entry.mayHaveArrived);
      outbox.patch(to, { drop: untouched });
      outbox.cancel(ids);
      if (images.length > 0) remove(images);
      return ok(null);
    },
    redo: () => {
      ids = outbox.add({ ...to, batchId: null }, intents).map(({ id }) => id);
      return ok(null);
    },
  };
}

/**
 * A replacement can be undone until it is being sent. `keep` keeps the image, `move` moves the photo back.
 */
export function replacingStep(
  outbox: Outbox,
  target: Target,
  added: readonly OutboxEntry[],
  ways: { keep: () => void; move: (upload: OutboxEntry) => EntryPatch },
): Step | null {
  const upload = added.find(creates);
  const first = added.find(({ type }) => type === 'remove');
  if (upload === undefined || first?.type !== 'remove') return null;
  const { batchId } = upload;
  const { imageIds } = first;
  let removal = first.id;
  return {
    words: 'replacing an image',
    isPossible: () => waiting(outbox, [upload.id, removal]).length === 2,
    undo: () => {
      outbox.cancel([upload.id]);
      outbox.patch(target, { drop: waiting(outbox, [removal]) });
      ways.keep();
      return ok(null);
    },
    redo: () => {
      const again: NewIntent = { type: 'remove', imageIds, replacing: true, notBefore: 0 };
      const patch = (): EntryPatch => ways.move(upload);
      outbox.retry([upload.id]);
      removal = outbox.add({ ...target, batchId }, [again], { patch })[0]?.id ?? 0;
      return ok(null);
    },
  };
}

function givenUp(outbox: Outbox, target: Target, ids: readonly number[]): Outcome<null> {
  outbox.patch(target, { drop: waiting(outbox, ids) });
  return ok(null);
}

function waiting(outbox: Outbox, ids: readonly number[]): OutboxEntry[] {
  return outbox.entries.getAll(ids).filter(({ progress }) => progress.type === 'waiting');
}

/** Orders that no longer change anything among the present tiles. */
export function idleOrders(entries: readonly OutboxEntry[], tiles: readonly Tile[]): OutboxEntry[] {
  const there = new Set<string>(tiles.map(({ key }) => key));
  const still = (keys: readonly string[]): string[] => keys.filter((key) => there.has(key));
  return entries.filter(
    (entry) => entry.type === 'arrange' && isSameOrder(still(entry.base), still(entry.order)),
  );
}
