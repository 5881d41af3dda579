import { stat } from 'node:fs/promises';
import { BatchesTable, type BatchFacts } from './batches-table.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { inPlaceOf } from '../gallery/replaced.ts';
import { judgeGroup, Line, queuedBefore, type DirectPlace, type Through } from './direct-queue.ts';
import type { GalleryEdits } from '../gallery/gallery-edits.ts';
import { takeIn, type Photo } from '../intake/intake.ts';
import type { Quiet } from '../intake/wait-until-stable.ts';
import type { Staging } from '../staging/staging.ts';
import { refreshImages } from '../gallery/open-gallery.ts';
import { interrupted, notQueued } from './batch-reasons.ts';
import { creates } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { GivenManifest } from '../review/manifests.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Preparer } from '../intake/preparer.ts';
import type { LeftOver } from '../review/queueing.ts';
import { readIntoReview } from '../review/take-in.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import type { Reviews } from '../review/reviews.ts';
import type { ReviewOptions } from '../review/item.ts';
import type { Database } from '../storage/database.ts';
import { unknownStore, type Stores } from '../stores/stores.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import { markOf } from '../../shared/mark.ts';
import { entryKey, imageKey } from '../../shared/tile-key.ts';
import type { Batch } from '../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';

export interface BatchesPorts {
  db: Database;
  catalog: Catalog;
  outbox: Outbox;
  stores: Stores;
  staging: Staging;
  pictures: PicturePool;
  bytes: StagedFiles;
  /** How files are waited for that are still being written; undefined: they are not. */
  quiet: Quiet | undefined;
  preparer: Preparer;
  matcher: Matcher;
  reviews: Reviews;
  edits: Pick<GalleryEdits, 'placing' | 'replaced'>;
  /** What a new review starts with. */
  reviewDefaults: () => ReviewOptions;
  now: () => number;
  /** All files of a batch under review have been read. */
  read: (batch: BatchFacts, paths: readonly string[]) => void;
  changed: (batchId: number) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Where a batch is meant to go; without a product, its photos find theirs by their names. */
export interface BatchTarget {
  storeId: string;
  productId: number | null;
  source: Batch['source'];
}

/** Left out: at the end of the gallery, or where each photo's name says. */
export interface HowToAdd extends DirectPlace {
  manifest?: GivenManifest | null;
}

/** How long a drop waits to hear what is in the gallery now, before it goes by what was last known. */
const galleryPatienceMs = 4_000;

/** Takes in what the user gives: for one product it is queued as it is read, for many it is put under review. */
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

  /**
   * Takes up what an earlier process left: a review goes on where it was, and of a batch for one product what is not queued yet is read
   * again.
   */
  start(): void {
    const { reviews, reviewDefaults } = this.#ports;
    for (const batch of this.#table.shown()) {
      if (batch.phase === 'queued' || batch.phase === 'cancelled') continue;
      if (batch.productId === null) {
        reviews.open(batch.id, batch.storeId, reviewDefaults());
        reviews.resume(batch.id, batch.phase === 'review');
        if (batch.phase === 'review') continue;
      }
      const { paths, place } = this.#table.given(batch.id);
      void this.#begin(batch, paths, place, true);
    }
  }

  /** Begins to take files and folders in. `finished` resolves when the last photo is queued, or under review. */
  add(
    target: BatchTarget,
    paths: readonly string[],
    how: HowToAdd = {},
  ): Outcome<{ batchId: number; finished: Promise<void> }> {
    const { stores, reviews, reviewDefaults, now, changed } = this.#ports;
    if (!stores.api(target.storeId)) return no(unknownStore);
    const facts: BatchFacts = {
      id: 0,
      ...target,
      at: now(),
      phase: 'scanning',
      found: 0,
      inspected: 0,
      queued: 0,
      junk: 0,
      problem: null,
    };
    const isReviewed = target.productId === null;
    const { manifest: _, ...place } = how;
    facts.id = this.#table.create(facts, paths, place);
    if (isReviewed) reviews.open(facts.id, target.storeId, reviewDefaults());
    const finished = this.#begin(facts, paths, how);
    changed(facts.id);
    return ok({ batchId: facts.id, finished });
  }

  /** Stops taking in; what is queued already stays queued, and what is read stays under review. */
  cancel(batchId: number): void {
    this.#running.get(batchId)?.abort.abort();
  }

  async dismiss(batchId: number): Promise<void> {
    const running = this.#running.get(batchId);
    running?.abort.abort();
    await running?.done;
    this.#ports.reviews.discard(batchId);
    this.#table.dismiss(batchId);
    this.#unsaved.delete(batchId);
    this.#ports.changed(batchId);
  }

  view(batchId: number): Batch | null {
    const facts = this.#facts(batchId);
    if (!facts) return null;
    const { catalog, outbox, reviews } = this.#ports;
    const { storeId, productId } = facts;
    const product = productId === null ? undefined : catalog.product(storeId, productId);
    return {
      ...facts,
      productName: productId === null ? '' : (product?.name ?? `Product ${productId}`),
      open: outbox.entries.countOfBatch(batchId).open,
      refused: this.#table.refusals(batchId),
      review: reviews.summary(batchId),
    };
  }

  shown(): Batch[] {
    return this.#table.shown().flatMap((facts) => this.view(facts.id) ?? []);
  }

  /** Photos of a review went into the outbox; with `left`, nothing of it is left to decide, and these were not queued. */
  reviewQueued(batchId: number, photos: number, left: readonly LeftOver[] | null): void {
    const facts = this.#facts(batchId);
    if (!facts) return;
    facts.queued += photos;
    if (left && !this.#running.has(batchId)) facts.phase = 'queued';
    this.#table.refuse(batchId, left ?? []);
    this.#table.save(facts);
    this.#ports.changed(batchId);
  }

  /** Whether files given for the store are still being taken in. */
  isTakingIn(storeId: string): boolean {
    return [...this.#running.values()].some(({ facts }) => facts.storeId === storeId);
  }

  /** How many photos are under review for the store. */
  inReview(storeId: string): number {
    return this.#ports.reviews.photosOf(storeId);
  }

  /** Stops taking in for a store that is being left, waits until it has stopped, and gives up what is under review for it. */
  async abandonStore(storeId: string): Promise<void> {
    const running = [...this.#running.values()].filter(({ facts }) => facts.storeId === storeId);
    for (const { abort } of running) abort.abort();
    await Promise.all(running.map(({ done }) => done));
    this.#ports.reviews.discardStore(storeId);
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const { abort } of this.#running.values()) abort.abort();
    await this.#ports.reviews.close();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #facts(batchId: number): BatchFacts | undefined {
    return this.#running.get(batchId)?.facts ?? this.#unsaved.get(batchId) ?? this.#table.get(batchId);
  }

  #begin(facts: BatchFacts, paths: readonly string[], how: HowToAdd, isAgain = false): Promise<void> {
    const abort = new AbortController();
    const { productId } = facts;
    const done = this.#run(facts, () =>
      productId === null
        ? this.#review(facts, paths, how.manifest ?? null, abort.signal)
        : this.#queue({ ...facts, productId }, facts, paths, how, isAgain, abort.signal),
    );
    this.#running.set(facts.id, { facts, abort, done });
    return done;
  }

  /** Never rejects: what could not be taken in is told with the batch. */
  async #run(facts: BatchFacts, take: () => Promise<Partial<BatchFacts>>): Promise<void> {
    try {
      this.#note(facts, await take());
    } catch (error) {
      this.#ports.log('a batch failed', { error: String(error) });
      this.#ports.reviews.dropUnread(facts.id);
      this.#note(facts, { phase: facts.productId === null ? 'review' : 'queued', problem: notQueued });
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

  /** Reads files into a review. Cancelled, what was read by then can still be reviewed. */
  async #review(
    facts: BatchFacts,
    paths: readonly string[],
    manifest: GivenManifest | null,
    signal: AbortSignal,
  ): Promise<Partial<BatchFacts>> {
    const { bytes, matcher, pictures, preparer, quiet, reviews, staging } = this.#ports;
    const batch = reviews.get(facts.id);
    if (!batch) return { phase: 'cancelled' };
    const taken = await readIntoReview({
      batch,
      storeId: facts.storeId,
      paths,
      staging,
      pictures,
      preparer,
      bytes,
      matcher,
      manifest,
      quiet,
      signal,
      onFound: (found) => this.#note(facts, { found }),
      onJunk: (junk) => this.#note(facts, { junk }),
      onInspected: (inspected) => this.#note(facts, { inspected, phase: 'staging' }),
      onRead: (item) => reviews.wasRead(facts.id, item),
      matchAnew: () => reviews.matchAnew(facts.id),
    });
    // Closing is not cancelling: the next start goes on reading.
    if (taken.cancelled && this.#closing) return { phase: 'staging' };
    if (taken.cancelled) reviews.dropUnread(facts.id);
    else this.#ports.read(facts, paths);
    if (batch.isEmpty) reviews.discard(facts.id);
    return { phase: batch.isEmpty ? 'queued' : 'review', problem: taken.problem };
  }

  /** Reads files for one product, and queues them in the order of the drop while the rest is still read. */
  async #queue(
    target: { storeId: string; productId: number },
    facts: BatchFacts,
    paths: readonly string[],
    how: HowToAdd,
    isAgain: boolean,
    signal: AbortSignal,
  ): Promise<Partial<BatchFacts>> {
    const { staging, bytes, outbox, pictures, preparer, quiet } = this.#ports;
    const had = isAgain ? queuedBefore(outbox, target, facts.id) : new Set<string>();
    const line = new Line((group) => this.#queueGroup(target, facts, how, group, had));
    try {
      if (isAgain) {
        facts.queued = outbox.entries.photosOfBatch(facts.id).length;
        // A command is given again by whoever gave it, and ends without waiting for what an earlier one left.
        const canGoOn = facts.source !== 'cli' && (await areSomeThere(paths));
        if (!canGoOn) return { phase: 'queued', problem: interrupted(facts.queued) };
        this.#table.forgetRefusals(facts.id);
      }
      await this.#refreshGallery(target, signal);
      const taken = await takeIn({
        paths,
        staging,
        pictures,
        preparer,
        quiet,
        signal,
        onFound: (found) => this.#note(facts, { found }),
        onJunk: (junk) => this.#note(facts, { junk }),
        onInspected: (inspected) => this.#note(facts, { inspected, phase: 'staging' }),
        onPhoto: async (photo) => line.put(photo.ordinal, await this.#prepared(photo, signal)),
        onRefused: (refused) => line.put(refused.ordinal, { kind: 'refused', refused }),
      });
      if (!taken.cancelled) line.finish();
      return {
        // Closing is not cancelling: the next start finds the batch unfinished, and says so.
        phase: taken.cancelled ? (this.#closing ? 'staging' : 'cancelled') : 'queued',
        problem: taken.problem ?? facts.problem,
      };
    } finally {
      for (const sha256 of line.abandon()) {
        bytes.releaseAndDelete(sha256);
      }
    }
  }

  /** The photo as it is to be sent: prepared where the store can't take it, or would spoil it. */
  async #prepared(photo: Photo, signal: AbortSignal): Promise<Through> {
    const { bytes, preparer } = this.#ports;
    const { fileName, folder, facts, sha256 } = photo;
    const refuse = (reason: Reason): Through => {
      bytes.releaseAndDelete(sha256);
      return { kind: 'refused', refused: { fileName, folder, reason } };
    };
    const plan = preparer.plan(facts, 'prepared');
    if (!plan.ok) return refuse(plan.reason);
    const mark = markOf(sha256);
    if (plan.value.is === 'as-is') {
      const type = facts.type as AcceptedType;
      return { kind: 'photo', folder, photo: { fileName, type, bytes: photo.bytes, sha256, mark } };
    }
    const made = await preparer.make(sha256, facts, plan.value, signal);
    if (!made.ok) return refuse(made.reason);
    bytes.releaseAndDelete(sha256);
    const copy = made.value;
    return {
      kind: 'photo',
      folder,
      photo: { fileName, type: copy.type, bytes: copy.bytes, sha256: copy.sha256, mark },
    };
  }

  /** Order, room and doubles are judged by what is in the gallery now, where the store can be asked. */
  async #refreshGallery(
    { storeId, productId }: { storeId: string; productId: number },
    signal: AbortSignal,
  ): Promise<void> {
    const { stores, outbox } = this.#ports;
    const api = stores.api(storeId);
    if (!api || outbox.state(storeId).is !== 'ready') return;
    const patience = AbortSignal.any([signal, AbortSignal.timeout(galleryPatienceMs)]);
    await refreshImages(this.#ports, api, storeId, productId, patience);
  }

  #note(facts: BatchFacts, news: Partial<BatchFacts>): void {
    Object.assign(facts, news);
    this.#ports.changed(facts.id);
  }

  /** Queues one group in order, in one transaction. */
  #queueGroup(
    target: { storeId: string; productId: number },
    facts: BatchFacts,
    place: DirectPlace,
    group: readonly Through[],
    had: ReadonlySet<string>,
  ): void {
    const { bytes, edits, log, outbox } = this.#ports;
    const { uploads, refused } = judgeGroup(this.#ports, target, group, had);
    const { before, replaces } = place;
    // Refusals may be told twice, photos may not be lost: so the photos go first.
    const intents = replaces ? inPlaceOf(replaces, uploads) : uploads;
    const added = outbox.add({ ...target, batchId: facts.id }, intents, {
      continuesRun: facts.queued > 0,
      amend(queued) {
        const keys = queued.filter(creates).map(({ id }) => entryKey(id));
        if (replaces) return edits.placing(target, keys, imageKey(replaces.imageId), true);
        return before === undefined ? {} : edits.placing(target, keys, before);
      },
    });
    if (replaces) edits.replaced(target, replaces, added);
    facts.queued += uploads.length;
    this.#table.refuse(facts.id, refused);
    this.#table.save(facts);
    try {
      for (const one of group) {
        if (one.kind !== 'photo') continue;
        bytes.releaseAndDelete(one.photo.sha256);
      }
    } catch (error) {
      log('staged photos could not be freed; the next start does it', { error: String(error) });
    }
    this.#ports.changed(facts.id);
  }
}

/** Whether any of what was given can be found: a card may have been taken out. */
async function areSomeThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found !== null) return true;
  }
  return false;
}
