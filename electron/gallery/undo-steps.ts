import { isSameOrder } from './coalesce-edits.ts';
import { removedMeanwhile } from './edit-messages.ts';
import type { Step } from '../util/undo-stack.ts';
import type { NewIntent } from '../outbox/intent.ts';
import { creates, type OutboxEntry } from '../outbox/entry.ts';
import type { Outbox, TakenBack } from '../outbox/outbox.ts';
import type { EntryPatch } from '../outbox/views/shown-edits.ts';
import type { Tile } from '../../shared/model.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { text } from '../../shared/messages/text.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';

interface Target {
  storeId: string;
  productId: number;
}

/** How long a removal waits, so that it can be undone. */
export const removalHoldMs = 8_000;

/** Changes a gallery from one state to another. Fails if others' changes prevent it. */
type Transition<State> = (from: State, to: State) => Outcome<null>;

export function orderStep(
  before: readonly string[],
  after: readonly string[],
  go: Transition<readonly string[]>,
): Step {
  return { words: text('gallery.editOrder'), undo: () => go(after, before), redo: () => go(before, after) };
}

export function altsStep(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  go: Transition<ReadonlyMap<string, string>>,
): Step {
  return {
    words: text('gallery.editAlts', { count: after.size }),
    undo: () => go(after, before),
    redo: () => go(before, after),
  };
}

export function thumbnailStep(before: string, after: string, go: Transition<string>): Step {
  return {
    words: text('gallery.editThumbnail'),
    undo: () => go(after, before),
    redo: () => go(before, after),
  };
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
    words: text('gallery.editRemoving', { count: imageIds.length }),
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
    words: text('gallery.editRemovingAll'),
    isPossible: () => waiting(outbox, [id]).length > 0,
    undo: () => givenUp(outbox, target, [id]),
    redo: () => {
      id = outbox.add({ ...target, batchId: null }, [{ type: 'clear' }])[0]?.id ?? 0;
      return ok(null);
    },
  };
}

/** Photos that a batch queued for a product. `count` grows while more are read. */
export class AddingStep implements Step {
  readonly #outbox: Outbox;
  readonly #batch: AddedBatch;
  readonly #which: { batchId: number; productId: number };
  #count = 0;
  #removals: readonly OutboxEntry[] = [];

  constructor(outbox: Outbox, batch: AddedBatch, productId: number) {
    this.#outbox = outbox;
    this.#batch = batch;
    this.#which = { batchId: batch.batchId, productId };
  }

  get words(): string {
    return text('gallery.editAdding', { count: this.#count });
  }

  added(photos: number): void {
    this.#count += photos;
  }

  isPossible = (): boolean => this.#outbox.counts.hasAdded(this.#batch.batchId, this.#which.productId);

  asks = (): TakeBackCounts | null => asked(this.#outbox, this.#which);

  undo = (): Outcome<null> => {
    this.#removals = this.#batch.takeBack(this.#which.productId);
    return ok(null);
  };

  redo = (): Outcome<null> => reinstated(this.#batch.reinstate(this.#which.productId, this.#removals));
}

/** A batch as its undo steps see it. */
export interface AddedBatch {
  batchId: number;
  takeBack: (productId: number) => readonly OutboxEntry[];
  /** Returns how many images were removed meanwhile. */
  reinstate: (productId: number, removals: readonly OutboxEntry[]) => number;
}

/** Undoing cancels copies that wait or are being sent, and removes those that have arrived. */
export function copyStep(outbox: Outbox, to: Target, first: readonly OutboxEntry[]): Step {
  const which = { entryIds: first.map(({ id }) => id) };
  let removals: readonly OutboxEntry[] = [];
  return {
    words: text('gallery.editCopying', { count: first.length }),
    isPossible: () => {
      const { open, arrived } = outbox.countTakeBack(which);
      return open + arrived > 0;
    },
    asks: () => asked(outbox, which),
    undo: () => {
      removals = outbox.takeBack(to.storeId, which, { holdMs: removalHoldMs });
      return ok(null);
    },
    redo: () => reinstated(outbox.reinstate(which, removals)),
  };
}

/** Removing images from the store, and putting pictures of variants back, needs a confirmation. */
function asked(outbox: Outbox, which: TakenBack): TakeBackCounts | null {
  const counts = outbox.countTakeBack(which);
  return counts.arrived + (counts.restored ?? 0) > 0 ? counts : null;
}

function reinstated(removed: number): Outcome<null> {
  return removed === 0 ? ok(null) : no(removedMeanwhile(removed));
}

/**
 * A replacement can be undone until the old image is being removed. `keep` keeps the image, `move` moves the photo
 * back.
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
  let removals: readonly OutboxEntry[] = [];
  return {
    words: text('gallery.editReplacing'),
    isPossible: () =>
      outbox.entries.get(upload.id)?.withdrawn === false &&
      waiting(outbox, [removal]).some(({ attempts }) => attempts === 0),
    asks: () => asked(outbox, { entryIds: [upload.id] }),
    undo: () => {
      // In one transaction: the old image must not be removed after its replacement is taken back.
      const both = { entryIds: [upload.id, removal] };
      removals = outbox.takeBack(target.storeId, both, { holdMs: removalHoldMs });
      outbox.dismiss([removal]);
      ways.keep();
      return ok(null);
    },
    redo: () => {
      const again: NewIntent = { type: 'remove', imageIds, replacing: true, notBefore: 0 };
      const patch = (): EntryPatch => ways.move(upload);
      const removed = outbox.reinstate({ entryIds: [upload.id] }, removals);
      if (removed > 0) return reinstated(removed);
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
