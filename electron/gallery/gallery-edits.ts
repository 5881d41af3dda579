import type { Catalog } from '../catalog/catalog.ts';
import { rebase } from '../ordering/rebase.ts';
import type { Replaced } from './replaced.ts';
import {
  arrangePatch,
  describePatch,
  orderAskedFor,
  refusedAlt,
  isRefusedThumbnail,
  thumbnailPatch,
  thumbnailGivenUp,
  type EditContext,
} from './coalesce-edits.ts';
import { UndoStack, type Step } from '../util/undo-stack.ts';
import { changedSince, chosenSince, goneAlready, nothingToCopy, tileGone } from './edit-messages.ts';
import {
  altsStep,
  clearStep,
  copyStep,
  idleOrders,
  orderStep,
  AddingStep,
  removalHoldMs,
  removalStep,
  replacingStep,
  type AddedBatch,
  thumbnailStep,
} from './undo-steps.ts';
import { tilesOf } from './gallery-tiles.ts';
import { imageOf } from '../outbox/jobs/image-of.ts';
import type { UpdateEntry } from '../outbox/edit-entry.ts';
import { imageToRemove, type OutboxEntry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { EntryPatch } from '../outbox/views/shown-edits.ts';
import type { Asking, Undone } from '../../shared/take-back.ts';
import type { Tile } from '../../shared/model.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { entryKey, imageKey, readTileKey, type TileKey } from '../../shared/tile-key.ts';

interface GalleryEditsPorts {
  catalog: Catalog;
  outbox: Outbox;
  now: () => number;
  emit: (event: GalleryEvent) => void;
}

/** `gallery-changed`: tiles, or what can be undone. `open-gallery-changed`: anything about the open gallery. */
export type GalleryEvent =
  | { type: 'gallery-changed'; storeId: string; productId: number }
  | { type: 'open-gallery-changed' };

interface Target {
  storeId: string;
  productId: number;
}

/**
 * The user's edits of galleries, as intents. Edits of one image are merged, and one undone before it is sent
 * is dropped. A sent edit is undone by its reverse, where the store's API allows it.
 */
export class GalleryEdits {
  readonly #ports: GalleryEditsPorts;
  readonly #histories = new Map<string, UndoStack>();
  /** Steps of batches, by batch and product. */
  readonly #adding = new Map<string, AddingStep>();

  constructor(ports: GalleryEditsPorts) {
    this.#ports = ports;
  }

  /**
   * Makes edits of an earlier process undoable. Removals wait their full time again: they could not be undone
   * while Packshot was closed.
   */
  start(): void {
    const { outbox, now } = this.#ports;
    for (const entry of outbox.entries.waitingEdits()) {
      if (entry.type === 'remove') {
        outbox.entries.save({ ...entry, notBefore: now() + removalHoldMs });
        this.#recordRemoval(entry, entry.id, entry.imageIds);
      } else if (entry.type === 'arrange') this.#recordOrder(entry, entry.base, entry.order);
      else this.#recordUpdate(entry);
    }
  }

  #recordUpdate({ key, alt, altBefore, asThumbnail, ...target }: UpdateEntry): void {
    const { catalog } = this.#ports;
    if (alt !== null && altBefore !== null) this.#recordAlts(target, [{ key, alt, before: altBefore }]);
    const stored = catalog.images(target.storeId, target.productId).find((image) => image.isThumbnail);
    if (asThumbnail && stored) this.#recordThumbnail(target, imageKey(stored.id), key);
  }

  /** What undo and redo would do, as phrases. `undoSteps`: newest first. */
  steps(storeId: string, productId: number): { undoSteps: string[]; redo: string | null } {
    const history = this.#histories.get(`${storeId}/${productId}`);
    return { undoSteps: history?.undoWords ?? [], redo: history?.redoWords ?? null };
  }

  /** See `UndoStack.asks`. */
  asksBeforeUndo(target: Target): Asking | null {
    return this.#historyOf(target).asks();
  }

  /** See `UndoStack.undo`. */
  undo(target: Target, confirmed: string | null = null): Outcome<Undone> {
    const undone = this.#historyOf(target).undo(confirmed);
    this.#changed(target);
    return undone;
  }

  redo(target: Target): Outcome<Undone> {
    const redone = this.#historyOf(target).redo();
    this.#changed(target);
    return redone;
  }

  /** `keys`: the gallery in its new order. Tiles not named stay behind those they follow. */
  arrange(target: Target, keys: readonly string[]): Outcome<null> {
    const before = this.#tiles(target).map(({ key }) => key);
    const moved = keys.filter((key, at) => before[at] !== key).length;
    if (moved === 0) return ok(null);
    this.#arrange(target, keys);
    this.#recordOrder(target, before, keys);
    return ok(null);
  }

  /** A tile and those behind it: the place of what is dropped before it, also when somebody has removed it since. */
  placeAt(target: Target, key: string): string[] {
    const order = this.#orderAskedFor(target);
    const at = order.indexOf(nowKey(this.#ports.outbox, key));
    return at === -1 ? [key] : order.slice(at);
  }

  /**
   * Moves new tiles before the first of others that is left, as when files are dropped between two. No undo step, because
   * adding them has one. `inItsPlace`: the other tile will be removed, so it must not become the thumbnail.
   */
  movePatch(
    target: Target,
    keys: readonly TileKey[],
    before: readonly string[],
    inItsPlace = false,
  ): EntryPatch {
    const rest = this.#orderAskedFor(target).filter((key) => !keys.includes(key as TileKey));
    // Batches of earlier versions have one tile.
    const left = [before].flat().find((key) => rest.includes(nowKey(this.#ports.outbox, key)));
    if (left === undefined || keys.length === 0) return {};
    const anchor = nowKey(this.#ports.outbox, left);
    const order = rest.toSpliced(rest.indexOf(anchor), 0, ...keys);
    const { drop = [], save = [], add = [] } = this.#arrangement(target, order);
    const given = inItsPlace ? thumbnailGivenUp(this.context(target), anchor) : { drop: [], save: [] };
    return { drop: [...drop, ...given.drop], save: [...save, ...given.save], add };
  }

  /** Puts photos that replace images into their places. Like `placing`, for several. */
  placingAll(target: Target, places: readonly { entryId: number; imageId: number }[]): EntryPatch {
    const keys = new Set<string>(places.map(({ entryId }) => entryKey(entryId)));
    const { outbox } = this.#ports;
    let order = this.#orderAskedFor(target).filter((key) => !keys.has(key));
    const given: EntryPatch[] = [];
    for (const { entryId, imageId } of places) {
      const before = nowKey(outbox, imageKey(imageId));
      const at = order.indexOf(before);
      if (at === -1) continue;
      order = order.toSpliced(at, 0, entryKey(entryId));
      given.push(thumbnailGivenUp(this.context(target), before));
    }
    if (given.length === 0) return {};
    const { drop = [], save = [], add = [] } = this.#arrangement(target, order);
    return {
      drop: [...drop, ...given.flatMap((one) => one.drop ?? [])],
      save: [...save, ...given.flatMap((one) => one.save ?? [])],
      add,
    };
  }

  /** The image with the user's latest edits, for a photo that replaces it; null if it is not in the store yet. */
  asReplaced(target: Target, key: string): Replaced | null {
    const now = nowKey(this.#ports.outbox, key);
    const tile = this.#tiles(target).find((one) => one.key === now);
    if (tile?.type !== 'image') return null;
    const known = this.context(target);
    // A tile shows a text that was not saved. If others have written one since, theirs counts.
    const saved = tile.pending.failedAlt === undefined ? tile.alt : known.image(tile.imageId)?.description;
    const description = refusedAlt(known, now) ?? saved ?? '';
    const isThumbnail = tile.isThumbnail || isRefusedThumbnail(known, now);
    return { imageId: tile.imageId, description, isThumbnail };
  }

  /** A batch queued photos for the product: one step for all of them. */
  added(target: Target, batch: AddedBatch, photos: number): void {
    const key = `${batch.batchId}/${target.productId}`;
    const known = this.#adding.get(key);
    const step = known ?? new AddingStep(this.#ports.outbox, batch, target.productId);
    step.added(photos);
    if (known) return;
    this.#adding.set(key, step);
    this.#step(target, step);
  }

  replaced(target: Target, { imageId, isThumbnail: isIt }: Replaced, added: readonly OutboxEntry[]): void {
    const step = replacingStep(this.#ports.outbox, target, added, {
      keep: () => {
        this.#ports.outbox.patch(target, { drop: idleOrders(this.#waiting(target), this.#tiles(target)) });
        if (isIt) this.#setThumbnail(target, imageKey(imageId));
      },
      move: (upload) => this.movePatch(target, [entryKey(upload.id)], [imageKey(imageId)], true),
    });
    if (step) this.#step(target, step);
  }

  describe(target: Target, changes: readonly { key: string; alt: string }[]): Outcome<null> {
    const tiles = new Map(this.#tiles(target).map((tile) => [tile.key, tile]));
    const named = changes.map(({ key, alt }) => ({ key: nowKey(this.#ports.outbox, key), alt }));
    const real = named.flatMap(({ key, alt }) => {
      const tile = tiles.get(key);
      const before = tile?.alt;
      return before === undefined || before === alt ? [] : [{ key, alt, before }];
    });
    if (real.length === 0) return named.every(({ key }) => tiles.has(key)) ? ok(null) : no(tileGone);
    this.#describe(target, real);
    this.#recordAlts(target, real);
    return ok(null);
  }

  setThumbnail(target: Target, givenKey: string): Outcome<null> {
    const key = nowKey(this.#ports.outbox, givenKey);
    const tiles = this.#tiles(target);
    if (!tiles.some((tile) => tile.key === key)) return no(tileGone);
    const before = tiles.find(isThumbnail);
    if (before?.key === key) return ok(null);
    this.#setThumbnail(target, key);
    if (before) this.#recordThumbnail(target, before.key, key);
    return ok(null);
  }

  /** Images are removed after `removalHoldMs`. Photos on their way are cancelled at once and can be retried. */
  remove(target: Target, keys: readonly string[]): Outcome<null> {
    const named = keys.flatMap((key) => readTileKey(nowKey(this.#ports.outbox, key)) ?? []);
    const imageIds = named.flatMap(({ type, id }) => (type === 'image' ? [id] : []));
    const entryIds = named.flatMap(({ type, id }) => (type === 'entry' ? [id] : []));
    this.#ports.outbox.cancel(entryIds);
    if (imageIds.length === 0) return ok(null);
    const id = this.#remove(target, imageIds);
    this.#recordRemoval(target, id, imageIds);
    return ok(null);
  }

  /** Cancels waiting removals, whatever was edited since. */
  keep(target: Target, keys: readonly string[]): Outcome<null> {
    const ids = new Set(keys.flatMap((key) => readTileKey(key)?.id ?? []));
    const held = this.#waiting(target).filter((entry) => entry.type === 'remove' && !entry.replacing);
    const touched = held.filter(
      (entry) => entry.type === 'remove' && entry.imageIds.some((id) => ids.has(id)),
    );
    if (touched.length === 0) return no(goneAlready);
    const left = touched.flatMap((entry) =>
      entry.type === 'remove' ? [{ ...entry, imageIds: entry.imageIds.filter((id) => !ids.has(id)) }] : [],
    );
    const { outbox } = this.#ports;
    const takenBack = outbox.entries
      .ofProduct(target.storeId, target.productId, true)
      .filter((entry) => ids.has(imageToRemove(entry) ?? 0));
    outbox.patch(target, {
      drop: left.filter(({ imageIds }) => imageIds.length === 0),
      save: [
        ...left.filter(({ imageIds }) => imageIds.length > 0),
        ...takenBack.map((entry) => ({ ...entry, withdrawn: false })),
      ],
    });
    this.#changed(target);
    return ok(null);
  }

  clear(target: Target): Outcome<null> {
    const { outbox } = this.#ports;
    if (outbox.views.clearing(target.storeId, target.productId) !== null) return ok(null);
    const [added] = outbox.add({ ...target, batchId: null }, [{ type: 'clear' }]);
    if (added) this.#step(target, clearStep(outbox, target, added));
    return ok(null);
  }

  /** Has the store fetch these images into another product. Returns how many. */
  copy(target: Target, keys: readonly string[], toProductId: number): Outcome<{ queued: number }> {
    const { catalog, outbox } = this.#ports;
    const { storeId, productId } = target;
    const images = keys.flatMap((key) => {
      const named = readTileKey(key);
      return named?.type === 'image' ? (catalog.image(storeId, productId, named.id) ?? []) : [];
    });
    if (images.length === 0) return no(nothingToCopy);
    const to = { storeId, productId: toProductId };
    const intents = images.map((image) => ({
      type: 'import' as const,
      url: image.urlZoom || image.urlStandard,
      sortOrder: null,
      asThumbnail: false,
      alt: image.description,
    }));
    const added = outbox.add({ ...to, batchId: null }, intents);
    this.#step(target, copyStep(outbox, to, added));
    return ok({ queued: images.length });
  }

  #arrange(target: Target, keys: readonly string[]): void {
    this.#ports.outbox.patch(target, this.#arrangement(target, keys));
  }

  #orderAskedFor(target: Target): string[] {
    return orderAskedFor(
      this.context(target),
      this.#tiles(target).map(({ key }) => nowKey(this.#ports.outbox, key)),
    );
  }

  #arrangement(target: Target, keys: readonly string[]): EntryPatch {
    // Photos named by entry may have arrived since.
    const order = keys.map((key) => nowKey(this.#ports.outbox, key));
    return arrangePatch(
      this.context(target),
      () => this.#tiles(target).map(({ key }) => nowKey(this.#ports.outbox, key)),
      order,
    );
  }

  /** Changes from one order of the user's to another, and keeps what others changed since. */
  #rearrange(target: Target, from: readonly string[], to: readonly string[]): Outcome<null> {
    const [base, order] = [from, to].map((keys) =>
      keys.map((key): string => nowKey(this.#ports.outbox, key)),
    );
    const current = this.#tiles(target).map(({ key }) => key);
    this.#arrange(target, rebase({ base: base ?? [], order: order ?? [] }, current).order);
    return ok(null);
  }

  #describe(target: Target, changes: readonly { key: string; alt: string }[]): void {
    const named = changes.map(({ key, alt }) => ({ key: nowKey(this.#ports.outbox, key), alt }));
    this.#ports.outbox.patch(target, describePatch(this.context(target), named));
  }

  /** Changes from one set of the user's alt texts to another, by key, and keeps what others wrote since. */
  #redescribe(
    target: Target,
    from: ReadonlyMap<string, string>,
    to: ReadonlyMap<string, string>,
  ): Outcome<null> {
    const alts = new Map(this.#tiles(target).map((tile): [string, string] => [tile.key, tile.alt]));
    const altOf = (key: string): string | undefined => alts.get(nowKey(this.#ports.outbox, key));
    const there = [...to].filter(([key]) => altOf(key) !== undefined);
    const still = there.filter(([key]) => altOf(key) === from.get(key));
    this.#describe(
      target,
      still.map(([key, alt]) => ({ key, alt })),
    );
    if (there.length === 0) return no(tileGone);
    return still.length === there.length ? ok(null) : no(changedSince(still.length));
  }

  #setThumbnail(target: Target, key: string): null {
    const patch = thumbnailPatch(this.context(target), nowKey(this.#ports.outbox, key));
    this.#ports.outbox.patch(target, patch);
    return null;
  }

  /** Changes from one thumbnail of the user's to another, unless others chose one since. */
  #rechoose(target: Target, from: string, to: string): Outcome<null> {
    const now = this.#tiles(target).find(isThumbnail);
    if (now && now.key !== nowKey(this.#ports.outbox, from)) return no(chosenSince);
    return ok(this.#setThumbnail(target, to));
  }

  /** Returns the entry's id. Waiting edits of the images stay, so that they still hold if the removal is undone. */
  #remove(target: Target, imageIds: readonly number[]): number {
    const { outbox, now } = this.#ports;
    const [added] = outbox.patch(target, {
      add: [{ type: 'remove', imageIds: [...imageIds], replacing: false, notBefore: now() + removalHoldMs }],
    });
    return added?.id ?? 0;
  }

  #recordOrder(target: Target, before: readonly string[], after: readonly string[]): void {
    this.#step(
      target,
      orderStep(before, after, (from, to) => this.#rearrange(target, from, to)),
    );
  }

  #recordAlts(target: Target, changes: readonly { key: string; alt: string; before: string }[]): void {
    const before = new Map(changes.map((change) => [change.key, change.before]));
    const after = new Map(changes.map((change) => [change.key, change.alt]));
    this.#step(
      target,
      altsStep(before, after, (from, to) => this.#redescribe(target, from, to)),
    );
  }

  #recordThumbnail(target: Target, before: string, after: string): void {
    this.#step(
      target,
      thumbnailStep(before, after, (from, to) => this.#rechoose(target, from, to)),
    );
  }

  #recordRemoval(target: Target, id: number, imageIds: readonly number[]): void {
    const again = (): number => this.#remove(target, imageIds);
    this.#step(target, removalStep(this.#ports.outbox, target, id, imageIds, again));
  }

  #step(target: Target, step: Step): void {
    this.#historyOf(target).add(step);
    this.#changed(target);
  }

  #changed({ storeId, productId }: Target): void {
    this.#ports.emit({ type: 'gallery-changed', storeId, productId });
  }

  #historyOf({ storeId, productId }: Target): UndoStack {
    const key = `${storeId}/${productId}`;
    const history = this.#histories.get(key) ?? new UndoStack();
    this.#histories.set(key, history);
    return history;
  }

  context({ storeId, productId }: Target): EditContext {
    const { catalog, outbox } = this.#ports;
    return {
      entries: outbox.entries.ofProduct(storeId, productId, true),
      image: (id) => catalog.image(storeId, productId, id),
      thumbnail: () => catalog.images(storeId, productId).find((image) => image.isThumbnail),
      now: (key) => nowKey(outbox, key),
    };
  }

  #tiles({ storeId, productId }: Target): Tile[] {
    return tilesOf(this.#ports, storeId, productId);
  }

  #waiting({ storeId, productId }: Target): OutboxEntry[] {
    return this.#ports.outbox.entries
      .ofProduct(storeId, productId)
      .filter(({ progress }) => progress.type === 'waiting');
  }
}

/** A photo that has arrived is named by its image. */
function nowKey(outbox: Outbox, key: string): TileKey {
  const named = readTileKey(key);
  if (named?.type !== 'entry') return key as TileKey;
  const imageId = imageOf(outbox.entries, key as TileKey) ?? outbox.history.imageOf(named.id);
  return imageId === null ? (key as TileKey) : imageKey(imageId);
}

function isThumbnail(tile: Tile): boolean {
  return tile.type === 'image' ? tile.isThumbnail : tile.willBeThumbnail;
}
