import type { Catalog } from './catalog/catalog.ts';
import type { Replaced } from './direct-queue.ts';
import { EditHistory, type Step } from './edit-history.ts';
import {
  clearStep,
  copyStep,
  idleOrders,
  isSameOrder,
  leftSteps,
  removalStep,
  replacingStep,
} from './edit-steps.ts';
import { tilesOf } from './gallery-tiles.ts';
import { imageOf } from './outbox/image-of.ts';
import type { NewIntent } from './outbox/intent.ts';
import { creates, type CreatingEntry, type OutboxEntry } from './outbox/entry.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Amendment } from './outbox/shown-edits.ts';
import type { Tile } from '../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../shared/outcome.ts';
import { entryKey, imageKey, readTileKey, type TileKey } from '../shared/tile-key.ts';

export interface GalleryEditsPorts {
  catalog: Catalog;
  outbox: Outbox;
  now: () => number;
  /** What can be undone changed. */
  changed: (storeId: string, productId: number) => void;
}

interface Target {
  storeId: string;
  productId: number;
}

/** How long a removal is held back, so that it can be undone. */
export const removalHoldMs = 8_000;

/**
 * What a user does to a gallery, as intents: several that come to one are one, and what is undone before it was sent is nothing. Each
 * step can be gone back; one that was sent is changed back, where the store's API has a way.
 */
export class GalleryEdits {
  readonly #ports: GalleryEditsPorts;
  readonly #histories = new Map<string, EditHistory>();

  constructor(ports: GalleryEditsPorts) {
    this.#ports = ports;
  }

  /** What an earlier process left can be gone back too; removals get their time again: nobody could undo them while it was closed. */
  start(): void {
    const { catalog, outbox, now } = this.#ports;
    for (const entry of outbox.entries.waitingEdits()) {
      const { storeId, productId } = entry;
      const target = { storeId, productId };
      if (entry.kind === 'remove') {
        outbox.entries.save({ ...entry, notBefore: now() + removalHoldMs });
        this.#recordRemoval(target, entry.id, entry.imageIds);
        continue;
      }
      const thumbnail = catalog.images(storeId, productId).find(({ isThumbnail }) => isThumbnail);
      const steps = leftSteps(entry, thumbnail ? imageKey(thumbnail.id) : null, {
        arrange: (keys) => this.#arrange(target, keys),
        describe: (changes) => this.#describe(target, changes),
        setThumbnail: (key) => this.#setThumbnail(target, key),
      });
      for (const step of steps) this.#step(target, step);
    }
  }

  /** What undo and redo would do, in words. */
  steps(storeId: string, productId: number): { undo: string | null; redo: string | null } {
    const history = this.#histories.get(`${storeId}/${productId}`);
    return { undo: history?.undoWords ?? null, redo: history?.redoWords ?? null };
  }

  undo(target: Target): Outcome<null> {
    this.#historyOf(target).undo();
    this.#ports.changed(target.storeId, target.productId);
    return ok(null);
  }

  redo(target: Target): Outcome<null> {
    this.#historyOf(target).redo();
    this.#ports.changed(target.storeId, target.productId);
    return ok(null);
  }

  /** `keys`: the whole gallery, first to last; tiles that are not named stay behind those they follow. */
  arrange(target: Target, keys: readonly string[]): Outcome<null> {
    const before = this.#tiles(target).map(({ key }) => key);
    const moved = keys.filter((key, at) => before[at] !== key).length;
    if (moved === 0) return ok(null);
    this.#arrange(target, keys);
    this.#step(target, {
      words: 'changing the order',
      undo: () => this.#arrange(target, before),
      redo: () => this.#arrange(target, keys),
    });
    return ok(null);
  }

  /**
   * What puts tiles before another one, as when files are dropped between two; part of adding them, and no step of its own. `inItsPlace`:
   * that one goes, so it is not to become the thumbnail any more.
   */
  placing(target: Target, keys: readonly TileKey[], before: string, inItsPlace = false): Amendment {
    const rest = this.#tiles(target)
      .map(({ key }) => key)
      .filter((key) => !keys.includes(key as TileKey));
    const at = rest.indexOf(nowKey(this.#ports.outbox, before));
    if (at === -1 || keys.length === 0) return {};
    const { drop = [], save = [], add = [] } = this.#arrangement(target, rest.toSpliced(at, 0, ...keys));
    const given = inItsPlace ? this.#givenUpThumbnail(target, before) : { drop: [], save: [] };
    return { drop: [...drop, ...given.drop], save: [...save, ...given.save], add };
  }

  /** An image with what the user has last said of it, for a photo that takes its place; null where it is not in the store yet. */
  asReplaced(target: Target, key: string): Replaced | null {
    const now = nowKey(this.#ports.outbox, key);
    const tile = this.#tiles(target).find((one) => one.key === now);
    if (tile?.kind !== 'image') return null;
    return { imageId: tile.imageId, description: tile.alt, isThumbnail: tile.isThumbnail };
  }

  /** `added`: the photo that was queued in the image's place, and the image's removal. */
  replaced(target: Target, { imageId, isThumbnail }: Replaced, added: readonly OutboxEntry[]): void {
    const step = replacingStep(this.#ports.outbox, target, added, {
      keep: () => {
        this.#ports.outbox.amend(target, { drop: idleOrders(this.#waiting(target), this.#tiles(target)) });
        if (isThumbnail) this.#setThumbnail(target, imageKey(imageId));
      },
      place: (upload) => this.placing(target, [entryKey(upload.id)], imageKey(imageId), true),
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
    this.#step(target, {
      words: real.length === 1 ? 'changing an alt text' : `changing ${real.length} alt texts`,
      undo: () =>
        this.#describe(
          target,
          real.map(({ key, before }) => ({ key, alt: before })),
        ),
      redo: () => this.#describe(target, real),
    });
    return ok(null);
  }

  setThumbnail(target: Target, givenKey: string): Outcome<null> {
    const key = nowKey(this.#ports.outbox, givenKey);
    const tiles = this.#tiles(target);
    if (!tiles.some((tile) => tile.key === key)) return no(tileGone);
    const before = tiles.find((tile) => (tile.kind === 'image' ? tile.isThumbnail : tile.willBeThumbnail));
    if (before?.key === key) return ok(null);
    this.#setThumbnail(target, key);
    this.#step(target, {
      words: 'choosing the thumbnail',
      undo: () => before && this.#setThumbnail(target, before.key),
      redo: () => this.#setThumbnail(target, key),
    });
    return ok(null);
  }

  /** Images are held back before they go; photos on their way are cancelled at once, and can be retried. */
  remove(target: Target, keys: readonly string[]): Outcome<null> {
    const named = keys.flatMap((key) => readTileKey(nowKey(this.#ports.outbox, key)) ?? []);
    const imageIds = named.flatMap(({ is, id }) => (is === 'image' ? [id] : []));
    const entryIds = named.flatMap(({ is, id }) => (is === 'entry' ? [id] : []));
    this.#ports.outbox.cancel(entryIds);
    if (imageIds.length === 0) return ok(null);
    const id = this.#remove(target, imageIds);
    this.#recordRemoval(target, id, imageIds);
    return ok(null);
  }

  /** Takes images' removal back while it is held back, whatever else was edited since. */
  keep(target: Target, keys: readonly string[]): Outcome<null> {
    const ids = new Set(keys.flatMap((key) => readTileKey(key)?.id ?? []));
    const held = this.#waiting(target).filter((entry) => entry.kind === 'remove' && !entry.replacing);
    const touched = held.filter(
      (entry) => entry.kind === 'remove' && entry.imageIds.some((id) => ids.has(id)),
    );
    if (touched.length === 0) return no(goneAlready);
    const left = touched.flatMap((entry) =>
      entry.kind === 'remove' ? [{ ...entry, imageIds: entry.imageIds.filter((id) => !ids.has(id)) }] : [],
    );
    this.#ports.outbox.amend(target, {
      drop: left.filter(({ imageIds }) => imageIds.length === 0),
      save: left.filter(({ imageIds }) => imageIds.length > 0),
    });
    this.#ports.changed(target.storeId, target.productId);
    return ok(null);
  }

  /** Removes every image that the store has, unless that is on its way already. */
  clear(target: Target): Outcome<null> {
    const { outbox } = this.#ports;
    if (outbox.views.clearing(target.storeId, target.productId) !== null) return ok(null);
    const [added] = outbox.add({ ...target, batchId: null }, [{ kind: 'clear' }]);
    if (added) this.#step(target, clearStep(outbox, target, added));
    return ok(null);
  }

  /** Has the store fetch pictures of this gallery into another product's; answers how many. */
  copy(target: Target, keys: readonly string[], toProductId: number): Outcome<{ queued: number }> {
    const { catalog, outbox } = this.#ports;
    const { storeId, productId } = target;
    const images = keys.flatMap((key) => {
      const named = readTileKey(key);
      return named?.is === 'image' ? (catalog.image(storeId, productId, named.id) ?? []) : [];
    });
    if (images.length === 0) return no(nothingToCopy);
    const to = { storeId, productId: toProductId };
    const intents = images.map((image) => ({
      kind: 'import' as const,
      url: image.urlZoom || image.urlStandard,
      sortOrder: null,
      asThumbnail: false,
      alt: image.description,
    }));
    const added = outbox.add({ ...to, batchId: null }, intents);
    const remove = (imageIds: readonly number[]): number => this.#remove(to, imageIds);
    this.#step(target, copyStep(outbox, to, intents, added, remove));
    return ok({ queued: images.length });
  }

  // ── Each edit, as what it makes of those that wait ───────────────────────────────────────────────────────────────

  #arrange(target: Target, keys: readonly string[]): void {
    this.#ports.outbox.amend(target, this.#arrangement(target, keys));
  }

  #arrangement(target: Target, keys: readonly string[]): Amendment {
    const { outbox } = this.#ports;
    // What was on its way when a step was taken goes by its image once it has arrived.
    const order = keys.map((key) => nowKey(outbox, key));
    const waiting = this.#waiting(target).find((entry) => entry.kind === 'arrange');
    const base =
      waiting?.kind === 'arrange' ? waiting.base : (this.#tiles(target).map(({ key }) => key) as TileKey[]);
    const isAsBefore = isSameOrder(base, order);
    if (waiting?.kind === 'arrange')
      return isAsBefore ? { drop: [waiting] } : { save: [{ ...waiting, order }] };
    return isAsBefore ? {} : { add: [{ kind: 'arrange', base, order }] };
  }

  #givenUpThumbnail(target: Target, key: string): { drop: OutboxEntry[]; save: OutboxEntry[] } {
    const own = this.#waiting(target).find((entry) => entry.kind === 'update' && entry.key === key);
    if (own?.kind !== 'update' || !own.asThumbnail) return { drop: [], save: [] };
    return own.alt === null
      ? { drop: [own], save: [] }
      : { drop: [], save: [{ ...own, asThumbnail: false }] };
  }

  #describe(target: Target, changes: readonly { key: string; alt: string }[]): void {
    const { catalog, outbox } = this.#ports;
    const waiting = this.#waiting(target);
    const amendment: { drop: OutboxEntry[]; save: OutboxEntry[]; add: NewIntent[] } = {
      drop: [],
      save: [],
      add: [],
    };
    for (const { key, alt } of changes) {
      const named = readTileKey(key);
      if (!named) continue;
      const own = waiting.find((entry) => entry.kind === 'update' && entry.key === key);
      const onItsWay = waiting.find(
        (entry): entry is CreatingEntry => creates(entry) && entryKey(entry.id) === key,
      );
      if (onItsWay) {
        amendment.save.push({ ...onItsWay, alt });
        continue;
      }
      const stored =
        named.is === 'image'
          ? (catalog.image(target.storeId, target.productId, named.id)?.description ?? null)
          : null;
      if (own?.kind === 'update') {
        const isAsStored = alt === (own.altBefore ?? stored);
        if (!isAsStored) amendment.save.push({ ...own, alt, altBefore: own.altBefore ?? stored });
        else if (own.asThumbnail) amendment.save.push({ ...own, alt: null, altBefore: null });
        else amendment.drop.push(own);
        continue;
      }
      amendment.add.push({ kind: 'update', key: key as TileKey, alt, altBefore: stored, asThumbnail: false });
    }
    outbox.amend(target, amendment);
  }

  /** A product has one thumbnail: what was to become it before no longer is. */
  #setThumbnail(target: Target, key: string): void {
    const { catalog, outbox } = this.#ports;
    const waiting = this.#waiting(target);
    const drop: OutboxEntry[] = [];
    const save: OutboxEntry[] = [];
    let isDone = false;
    for (const entry of waiting) {
      if (creates(entry)) {
        const isIt = entryKey(entry.id) === key;
        isDone ||= isIt;
        if (entry.asThumbnail !== isIt) save.push({ ...entry, asThumbnail: isIt });
      } else if (entry.kind === 'update' && entry.asThumbnail && entry.key !== key) {
        if (entry.alt === null) drop.push(entry);
        else save.push({ ...entry, asThumbnail: false });
      }
    }
    const named = readTileKey(key);
    const isStored =
      named?.is === 'image' &&
      catalog.image(target.storeId, target.productId, named.id)?.isThumbnail === true;
    const own = waiting.find((entry) => entry.kind === 'update' && entry.key === key);
    // One that is being sent may have made another image the thumbnail by then.
    const isSure =
      isStored && !outbox.entries.ofProduct(target.storeId, target.productId).some(isChangingThumbnail);
    const add: NewIntent[] = [];
    if (!isDone && !isSure) {
      if (own?.kind === 'update') save.push({ ...own, asThumbnail: true });
      else add.push({ kind: 'update', key: key as TileKey, alt: null, altBefore: null, asThumbnail: true });
    }
    outbox.amend(target, { drop, save, add });
  }

  /** What else was wanted of images that go is wanted no more. Answers the entry. */
  #remove(target: Target, imageIds: readonly number[]): number {
    const { outbox, now } = this.#ports;
    const keys = new Set(imageIds.map((id): string => `image-${id}`));
    const drop = this.#waiting(target).filter((entry) => entry.kind === 'update' && keys.has(entry.key));
    const [added] = outbox.amend(target, {
      drop,
      add: [{ kind: 'remove', imageIds: [...imageIds], replacing: false, notBefore: now() + removalHoldMs }],
    });
    return added?.id ?? 0;
  }

  #recordRemoval(target: Target, id: number, imageIds: readonly number[]): void {
    const again = (): number => this.#remove(target, imageIds);
    this.#step(target, removalStep(this.#ports.outbox, target, id, imageIds, again));
  }

  #step(target: Target, step: Step): void {
    this.#historyOf(target).add(step);
    this.#ports.changed(target.storeId, target.productId);
  }

  #historyOf({ storeId, productId }: Target): EditHistory {
    const key = `${storeId}/${productId}`;
    const history = this.#histories.get(key) ?? new EditHistory();
    this.#histories.set(key, history);
    return history;
  }

  #tiles({ storeId, productId }: Target): Tile[] {
    return tilesOf(this.#ports, storeId, productId);
  }

  /** Entries of the product that nothing has been sent of. */
  #waiting({ storeId, productId }: Target): OutboxEntry[] {
    return this.#ports.outbox.entries
      .ofProduct(storeId, productId)
      .filter(({ progress }) => progress.is === 'waiting');
  }
}

/** A photo that was on its way when it was named, and has arrived since, goes by its image. */
function nowKey(outbox: Outbox, key: string): TileKey {
  const imageId = key.startsWith('entry-') ? imageOf(outbox.entries, key as TileKey) : null;
  return imageId === null ? (key as TileKey) : imageKey(imageId);
}

function isChangingThumbnail(entry: OutboxEntry): boolean {
  return entry.kind === 'update' && entry.asThumbnail && entry.progress.is !== 'waiting';
}

const tileGone: Reason = {
  code: 'tile-gone',
  sentence: 'This image is not in the gallery any more.',
};

const goneAlready: Reason = {
  code: 'gone-already',
  sentence: 'The store has removed it by now.',
  next: 'Add the photo again.',
};

const nothingToCopy: Reason = {
  code: 'nothing-to-copy',
  sentence: 'None of these is in the store yet, so there is nothing to copy.',
  next: 'Wait until they have arrived.',
};
