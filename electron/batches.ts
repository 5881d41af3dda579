import { BatchesTable, type BatchFacts } from './batches-table.ts';
import type { Catalog } from './catalog/catalog.ts';
import { takeIn, type Photo, type RefusedFile } from './intake/intake.ts';
import type { Staging } from './intake/stage.ts';
import { refreshImages } from './open-gallery.ts';
import { alreadyQueued, alreadyThere, galleryFull, notQueued } from './reasons.ts';
import type { NewIntent } from './outbox/entries.ts';
import { creates, isOpen } from './outbox/entry.ts';
import { nextSortOrder, roomLeft } from './outbox/place.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { Database } from './storage/database.ts';
import { unknownStore, type Stores } from './stores/stores.ts';
import { markIn, markOf } from '../shared/mark.ts';
import type { Batch } from '../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../shared/outcome.ts';

export interface BatchesPorts {
  db: Database;
  catalog: Catalog;
  outbox: Outbox;
  stores: Stores;
  staging: Staging;
  now: () => number;
  changed: (batchId: number) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Photos are queued in groups of this many, so that the first are on their way while the rest is still read. */
const largestGroup = 50;
/** The first group is small: what is in it appears, and is on its way, at once. */
const firstGroup = 4;
/** How long a drop waits to hear what is in the gallery now, before it goes by what was last known. */
const galleryPatienceMs = 4_000;

/** A refused file and a photo to queue, in the order of the drop. */
type Through = { kind: 'photo'; photo: Photo } | { kind: 'refused'; refused: RefusedFile };

/** Takes in what the user gives, refuses what can't go with a sentence each, and queues the rest in order. */
export class Batches {
  readonly #ports: BatchesPorts;
  readonly #table: BatchesTable;
  /** Ended batches of which the disk does not know that they have. */
  readonly #unsaved = new Map<number, BatchFacts>();
  readonly #running = new Map<number, { facts: BatchFacts; abort: AbortController; done: Promise<void> }>();

  #closing = false;

  constructor(ports: BatchesPorts) {
    this.#ports = ports;
    this.#table = new BatchesTable(ports.db);
  }

  /** What an earlier process was still taking in is told of; what it had queued by then is in the outbox. */
  start(): void {
    for (const batch of this.#table.shown()) {
      if (batch.phase === 'queued' || batch.phase === 'cancelled') continue;
      const queued = this.#ports.outbox.entries.countOfBatch(batch.id).all;
      const told = { ...batch, queued, phase: 'queued', problem: interrupted(queued) } as const;
      try {
        this.#table.save(told);
      } catch (error) {
        this.#ports.log('a batch could not be saved', { error: String(error) });
        this.#unsaved.set(batch.id, told);
      }
    }
  }

  /** Begins to take files and folders in. `finished` resolves when the last photo is queued. */
  add(
    target: { storeId: string; productId: number; source: Batch['source'] },
    paths: readonly string[],
  ): Outcome<{ batchId: number; finished: Promise<void> }> {
    if (!this.#ports.stores.api(target.storeId)) return no(unknownStore);
    const facts: BatchFacts = {
      id: 0,
      ...target,
      at: this.#ports.now(),
      phase: 'scanning',
      found: 0,
      inspected: 0,
      queued: 0,
      junk: 0,
      problem: null,
    };
    facts.id = this.#table.create(facts);
    const abort = new AbortController();
    const done = this.#run(facts, paths, abort.signal);
    this.#running.set(facts.id, { facts, abort, done });
    this.#ports.changed(facts.id);
    return ok({ batchId: facts.id, finished: done });
  }

  /** Stops taking in; what is queued already stays queued. */
  cancel(batchId: number): void {
    this.#running.get(batchId)?.abort.abort();
  }

  async dismiss(batchId: number): Promise<void> {
    const running = this.#running.get(batchId);
    running?.abort.abort();
    await running?.done;
    this.#table.dismiss(batchId);
    this.#unsaved.delete(batchId);
    this.#ports.changed(batchId);
  }

  view(batchId: number): Batch | null {
    const facts = this.#running.get(batchId)?.facts ?? this.#unsaved.get(batchId) ?? this.#table.get(batchId);
    if (!facts) return null;
    const { catalog } = this.#ports;
    const name = catalog.product(facts.storeId, facts.productId)?.name;
    return {
      ...facts,
      productName: name ?? `Product ${facts.productId}`,
      open: this.#ports.outbox.entries.countOfBatch(batchId).open,
      refused: this.#table.refusals(batchId),
    };
  }

  shown(): Batch[] {
    return this.#table.shown().flatMap((facts) => this.view(facts.id) ?? []);
  }

  /** Whether files given for the store are still being taken in. */
  isTakingIn(storeId: string): boolean {
    return [...this.#running.values()].some(({ facts }) => facts.storeId === storeId);
  }

  /** Stops taking in for a store that is being left, and waits until it has stopped. */
  async abandonStore(storeId: string): Promise<void> {
    const running = [...this.#running.values()].filter(({ facts }) => facts.storeId === storeId);
    for (const { abort } of running) abort.abort();
    await Promise.all(running.map(({ done }) => done));
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const { abort } of this.#running.values()) abort.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  /** Never rejects: what could not be queued is told with the batch. */
  async #run(facts: BatchFacts, paths: readonly string[], signal: AbortSignal): Promise<void> {
    const line = new Line((group) => this.#queue(facts, group));
    try {
      await this.#refreshGallery(facts, signal);
      const taken = await takeIn({
        paths,
        staging: this.#ports.staging,
        signal,
        onFound: (found) => this.#note(facts, { found }),
        onJunk: (junk) => this.#note(facts, { junk }),
        onInspected: (inspected) => this.#note(facts, { inspected, phase: 'staging' }),
        onPhoto: (photo) => line.put(photo.ordinal, { kind: 'photo', photo }),
        onRefused: (refused) => line.put(refused.ordinal, { kind: 'refused', refused }),
      });
      if (!taken.cancelled) line.finish();
      this.#free(line.abandon());
      this.#note(facts, {
        // Closing is not cancelling: the next start finds the batch unfinished, and says so.
        phase: taken.cancelled ? (this.#closing ? 'staging' : 'cancelled') : 'queued',
        problem: taken.problem ?? facts.problem,
      });
    } catch (error) {
      this.#ports.log('a batch failed', { error: String(error) });
      this.#free(line.abandon());
      this.#note(facts, { phase: 'queued', problem: notQueued });
    }
    try {
      this.#table.save(facts);
    } catch (error) {
      // On the next start it is found unfinished, and told of again.
      this.#ports.log('a batch could not be saved', { error: String(error) });
      facts.problem ??= notQueued;
      this.#unsaved.set(facts.id, facts);
    }
    this.#running.delete(facts.id);
    this.#ports.changed(facts.id);
  }

  /** Order, room and doubles are judged by what is in the gallery now, where the store can be asked. */
  async #refreshGallery(facts: BatchFacts, signal: AbortSignal): Promise<void> {
    const { stores, outbox } = this.#ports;
    const api = stores.api(facts.storeId);
    if (!api || outbox.state(facts.storeId).is !== 'ready') return;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(galleryPatienceMs)]);
    await refreshImages(this.#ports, api, facts.storeId, facts.productId, patience);
  }

  #note(facts: BatchFacts, news: Partial<BatchFacts>): void {
    Object.assign(facts, news);
    this.#ports.changed(facts.id);
  }

  /** Queues one group in order, in one transaction; refuses doubles and what the product has no room for. */
  #queue(facts: BatchFacts, group: readonly Through[]): void {
    const { catalog, outbox } = this.#ports;
    const { storeId, productId } = facts;
    const all = outbox.entries.ofProduct(storeId, productId);
    const open = all.filter(creates).filter((entry) => entry.progress.is !== 'failed');
    // What is about to be removed keeps no photo out, and is none that a photo could stand behind.
    const isClearing = all.some((entry) => entry.kind === 'clear' && isOpen(entry.progress));
    const known = isClearing || catalog.product(storeId, productId)?.imagesAt != null;
    const images = isClearing ? [] : catalog.images(storeId, productId);
    const inGallery = new Set(images.map((image) => markIn(image.imageFile)));
    const onTheWay = outbox.entries.marksOf(storeId, productId);
    let room = roomLeft(images.length, open.length);
    let order = nextSortOrder(
      images,
      open.map((entry) => entry.sortOrder),
    );
    let wantsThumbnail =
      known && images.length === 0 && !open.some((entry) => entry.asThumbnail || entry.sortOrder !== null);
    const uploads: NewIntent[] = [];
    const refused: Omit<RefusedFile, 'ordinal'>[] = [];
    for (const one of group) {
      if (one.kind === 'refused') {
        refused.push(one.refused);
        continue;
      }
      const { fileName, folder, type, bytes, sha256 } = one.photo;
      const mark = markOf(sha256);
      const reason = inGallery.has(mark)
        ? alreadyThere
        : onTheWay.has(mark)
          ? alreadyQueued
          : room <= 0
            ? galleryFull
            : null;
      if (reason) {
        refused.push({ fileName, folder, reason });
        continue;
      }
      room--;
      onTheWay.add(mark);
      uploads.push({
        kind: 'upload',
        photo: { fileName, type, bytes, sha256, mark },
        sortOrder: known ? order++ : null,
        asThumbnail: wantsThumbnail,
        alt: '',
      });
      wantsThumbnail = false;
    }
    // Refusals may be told twice, photos may not be lost: so the photos go first.
    outbox.add({ storeId, productId, batchId: facts.id }, uploads, { continuesRun: facts.queued > 0 });
    facts.queued += uploads.length;
    this.#table.refuse(facts.id, refused);
    this.#table.save(facts);
    this.#free(group.flatMap((one) => (one.kind === 'photo' ? [one.photo.sha256] : [])));
    this.#ports.changed(facts.id);
  }

  /** Ends the holds on a group, and deletes what no entry needs. */
  #free(group: readonly string[]): void {
    const { outbox, staging, log } = this.#ports;
    for (const sha256 of group) staging.letGo(sha256);
    try {
      for (const sha256 of group) {
        if (!outbox.entries.hasAny(sha256)) staging.forget(sha256);
        else if (!outbox.entries.needsBytes(sha256)) staging.release(sha256);
      }
    } catch (error) {
      log('staged photos could not be freed; the next start does it', { error: String(error) });
    }
  }
}

/** Brings what is taken in by many hands back into the order of the drop, and hands it on in groups. */
class Line {
  readonly #handOn: (group: Through[]) => void;
  readonly #early = new Map<number, Through>();
  #next = 0;
  #ready: Through[] = [];
  #groupSize = firstGroup;

  constructor(handOn: (group: Through[]) => void) {
    this.#handOn = handOn;
  }

  put(ordinal: number, one: Through): void {
    this.#early.set(ordinal, one);
    for (let next = this.#early.get(this.#next); next; next = this.#early.get(this.#next)) {
      this.#early.delete(this.#next++);
      this.#ready.push(next);
    }
    if (this.#ready.length >= this.#groupSize) this.#flush();
  }

  /** Everything up to the first gap, which a stopped batch leaves: dropped again, the rest comes behind it in its order. */
  finish(): void {
    this.#flush();
  }

  /** Gives up what is not handed on yet, as the user changed their mind or the disk failed; answers its fingerprints. */
  abandon(): string[] {
    const photos = [...this.#ready, ...this.#early.values()].flatMap((one) =>
      one.kind === 'photo' ? [one.photo.sha256] : [],
    );
    this.#ready = [];
    this.#early.clear();
    return photos;
  }

  #flush(): void {
    if (this.#ready.length === 0) return;
    this.#handOn(this.#ready);
    this.#ready = [];
    this.#groupSize = Math.min(largestGroup, this.#groupSize * 2);
  }
}

function interrupted(queued: number): Reason {
  return {
    code: 'batch-interrupted',
    sentence: `Packshot was closed while it took these files in; ${queued} had been queued.`,
    next: 'Drop the files again: those already queued or in the gallery are recognised and skipped.',
  };
}
