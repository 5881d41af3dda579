import { BatchesTable, type BatchFacts, type DirectPlace } from './batches-table.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { queueForProduct } from './direct-pipeline.ts';
import type { GalleryEdits } from '../gallery/gallery-edits.ts';
import { countGiven } from '../intake/count-given.ts';
import type { Stability } from '../intake/wait-until-stable.ts';
import type { Staging } from '../staging/staging.ts';
import { PlaceQuestions } from './place-questions.ts';
import { notQueued, questionGone } from './batch-messages.ts';
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
import { asksBeforeAdding, type PlaceAnswer } from '../../shared/many-photos.ts';
import type { Batch, WaitingFor } from '../../shared/model.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';

export interface BatchesPorts {
  db: Database;
  catalog: Catalog;
  outbox: Outbox;
  stores: Stores;
  staging: Staging;
  pictures: PicturePool;
  bytes: StagedFiles;
  /** How long a file must stay unchanged before it is read; undefined: it is read at once. */
  stability: Stability | undefined;
  preparer: Preparer;
  matcher: Matcher;
  reviews: Reviews;
  edits: GalleryEdits;
  reviewDefaults: () => ReviewOptions;
  now: () => number;
  emit: (event: BatchEvent) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

export type BatchEvent =
  | { type: 'batch-changed'; batchId: number }
  /** All files of a batch under review have been read. */
  | { type: 'batch-read'; batch: BatchFacts; paths: readonly string[] };

/** Where a batch goes. Without a product, its photos are matched by name. */
export interface BatchTarget {
  storeId: string;
  productId: number | null;
  source: Batch['source'];
}

export interface HowToAdd extends DirectPlace {
  manifest?: GivenManifest | null;
  /** Called each time files start to wait for something before they can be read. */
  onWaiting?: (waitingFor: WaitingFor) => void;
}

/** Takes in what the user gives. Photos for one product are queued as they are read; others are put under review. */
export class Batches {
  readonly #ports: BatchesPorts;
  readonly #table: BatchesTable;
  /** Batches that ended but could not be saved yet. */
  readonly #unsaved = new Map<number, BatchFacts>();
  readonly #running = new Map<number, { facts: BatchFacts; abort: AbortController; done: Promise<void> }>();
  readonly #questions = new PlaceQuestions();

  constructor(ports: BatchesPorts) {
    this.#ports = ports;
    this.#table = new BatchesTable(ports.db);
  }

  /** Resumes what an earlier process left: reviews, and batches for one product that are not queued yet. */
  start(): void {
    const { reviews } = this.#ports;
    for (const batch of this.#table.shown()) {
      if (batch.phase === 'queued' || batch.phase === 'cancelled') continue;
      if (batch.productId === null) {
        this.#openReview(batch);
        // Reading was cancelled, but Packshot ended before it stopped.
        if (batch.phase === 'review') reviews.dropUnread(batch.id);
        reviews.resume(batch.id, batch.phase === 'review');
        if (batch.phase === 'review') continue;
      }
      const { paths, place } = this.#table.given(batch.id);
      void this.#begin(batch, paths, place, true);
    }
  }

  /** Starts to take files and folders in. `finished` resolves when the last photo is queued or under review. */
  add(
    target: BatchTarget,
    paths: readonly string[],
    how: HowToAdd = {},
  ): Outcome<{ batchId: number; finished: Promise<void> }> {
    const { stores, now } = this.#ports;
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
    const { manifest: _manifest, onWaiting: _onWaiting, ...place } = how;
    facts.id = this.#table.create(facts, paths, place);
    if (isReviewed) this.#openReview(facts);
    const finished = this.#begin(facts, paths, how);
    this.#changed(facts.id);
    return ok({ batchId: facts.id, finished });
  }

  /** Stops a batch and cancels its entries that are still open. Photos read for a review stay under review. */
  cancel(batchId: number): void {
    const facts = this.#facts(batchId);
    if (!facts) return;
    const { outbox, reviews } = this.#ports;
    this.#running.get(batchId)?.abort.abort();
    const hasMore = this.#running.has(batchId) || outbox.counts.open(facts.storeId, { batchId }).uploads > 0;
    if (reviews.get(batchId)) facts.phase = 'review';
    else if (hasMore) facts.phase = 'cancelled';
    outbox.cancelBatch(facts.storeId, batchId, () => {
      reviews.stopQueueing(batchId);
      this.#table.save(facts);
    });
    this.#changed(batchId);
  }

  /** Answers where a batch's photos go. The answer is saved, so that a restart does not ask again. */
  async answer(batchId: number, answer: PlaceAnswer): Promise<Outcome<null>> {
    const facts = this.#running.get(batchId)?.facts;
    if (!facts || !this.#questions.isOpen(batchId)) return no(questionGone);
    if (answer === 'cancel') {
      await this.dismiss(batchId);
      return ok(null);
    }
    const isMatched = answer === 'match';
    const phase = isMatched ? 'scanning' : 'staging';
    this.#ports.db.transaction(() => {
      this.#table.save({ ...facts, phase });
      if (isMatched) this.#table.matchByName(batchId);
    });
    if (isMatched) this.#openReview(facts);
    this.#update(facts, { phase, ...(isMatched && { productId: null }) });
    this.#questions.answer(batchId, answer);
    return ok(null);
  }

  async dismiss(batchId: number): Promise<void> {
    const running = this.#running.get(batchId);
    if (running) this.cancel(batchId);
    await running?.done;
    this.#ports.reviews.discard(batchId);
    this.#table.dismiss(batchId);
    this.#unsaved.delete(batchId);
    this.#changed(batchId);
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
      ...outbox.counts.ofBatch(batchId),
      refused: this.#table.refusals(batchId),
      review: reviews.summary(batchId),
    };
  }

  shown(): Batch[] {
    return this.#table.shown().flatMap((facts) => this.view(facts.id) ?? []);
  }

  isTakingIn(storeId: string): boolean {
    return [...this.#running.values()].some(({ facts }) => facts.storeId === storeId);
  }

  inReview(storeId: string): number {
    return this.#ports.reviews.photosOf(storeId);
  }

  /** Stops the store's batches, waits until they have stopped, and discards its reviews. */
  async abandonStore(storeId: string): Promise<void> {
    const running = [...this.#running.values()].filter(({ facts }) => facts.storeId === storeId);
    for (const { facts } of running) this.cancel(facts.id);
    await Promise.all(running.map(({ done }) => done));
    this.#ports.reviews.discardStore(storeId);
  }

  async close(): Promise<void> {
    for (const { abort } of this.#running.values()) abort.abort();
    await this.#ports.reviews.close();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #facts(batchId: number): BatchFacts | undefined {
    return this.#running.get(batchId)?.facts ?? this.#unsaved.get(batchId) ?? this.#table.get(batchId);
  }

  #openReview({ id, storeId }: BatchFacts): void {
    const { reviews, reviewDefaults } = this.#ports;
    reviews.open(id, storeId, reviewDefaults(), (photos, left) => this.#reviewQueued(id, photos, left));
  }

  #reviewQueued(batchId: number, photos: number, left: readonly LeftOver[] | null): void {
    const facts = this.#facts(batchId);
    if (!facts) return;
    facts.queued += photos;
    if (left && !this.#running.has(batchId)) facts.phase = 'queued';
    this.#table.refuse(batchId, left ?? []);
    this.#table.save(facts);
    this.#changed(batchId);
  }

  #begin(facts: BatchFacts, paths: readonly string[], how: HowToAdd, isResumed = false): Promise<void> {
    const abort = new AbortController();
    const done = this.#run(facts, async () => {
      const isPlaced = await this.#isPlaced(facts, paths, abort.signal);
      if (!isPlaced) return { phase: facts.phase };
      const { productId } = facts;
      return productId === null
        ? await this.#review(facts, paths, how, abort.signal)
        : await queueForProduct(
            { ...this.#ports, table: this.#table },
            {
              target: { storeId: facts.storeId, productId },
              facts,
              paths,
              place: how,
              isResumed,
              signal: abort.signal,
              onWaiting: (waitingFor) => this.#waits(facts, waitingFor, how),
              update: (news) => this.#update(facts, news),
            },
          );
    });
    this.#running.set(facts.id, { facts, abort, done });
    return done;
  }

  /**
   * Asks where many photos go, if the user gave them by hand for one product and has not answered yet. False if the
   * batch was cancelled, or if Packshot closes; the next start asks again.
   */
  async #isPlaced(facts: BatchFacts, paths: readonly string[], signal: AbortSignal): Promise<boolean> {
    const isByHand = facts.source === 'drop' || facts.source === 'paste' || facts.source === 'dialog';
    if (facts.productId === null || !isByHand || facts.phase === 'staging') return true;
    // After a restart the files are counted again before the question is shown.
    this.#update(facts, { phase: 'scanning' });
    const given = await countGiven(paths, { signal, onFound: (found) => this.#update(facts, { found }) });
    if (signal.aborted) return false;
    if (!asksBeforeAdding(given)) return true;
    this.#table.save({ ...facts, phase: 'asking' });
    this.#update(facts, { phase: 'asking' });
    return (await this.#questions.ask(facts.id, signal)) !== null;
  }

  /** Never rejects: a failure is reported with the batch. */
  async #run(facts: BatchFacts, take: () => Promise<Partial<BatchFacts>>): Promise<void> {
    try {
      this.#update(facts, { ...(await take()), waitingFor: undefined });
    } catch (error) {
      this.#ports.log('a batch failed', { error: String(error) });
      this.#ports.reviews.dropUnread(facts.id);
      this.#update(facts, { phase: facts.productId === null ? 'review' : 'queued', problem: notQueued });
    }
    try {
      this.#table.save(facts);
    } catch (error) {
      // The next start finds the batch unfinished and reports it again.
      this.#ports.log('a batch could not be saved', { error: String(error) });
      facts.problem ??= notQueued;
      this.#unsaved.set(facts.id, facts);
    }
    this.#running.delete(facts.id);
    this.#changed(facts.id);
  }

  /** Reads files into a review. If it is cancelled, the photos read so far stay under review. */
  async #review(
    facts: BatchFacts,
    paths: readonly string[],
    how: HowToAdd,
    signal: AbortSignal,
  ): Promise<Partial<BatchFacts>> {
    const { bytes, emit, matcher, pictures, preparer, stability, reviews, staging } = this.#ports;
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
      manifest: how.manifest ?? null,
      stability,
      usesCameraJpeg: how.usesCameraJpeg,
      signal,
      onFound: (found) => this.#update(facts, { found }),
      onIgnored: (ignored) => this.#update(facts, { junk: ignored }),
      onInspected: (inspected) =>
        this.#update(facts, { inspected, ...(!signal.aborted && { phase: 'staging' }) }),
      onWaiting: (waitingFor) => this.#waits(facts, waitingFor, how),
      onRead: (item) => reviews.wasRead(facts.id, item),
      matchAnew: () => reviews.matchAnew(facts.id),
    });
    // Closing is not cancelling: the next start resumes reading.
    if (taken.cancelled && facts.phase !== 'review') return { phase: 'staging' };
    if (taken.cancelled) reviews.dropUnread(facts.id);
    else emit({ type: 'batch-read', batch: facts, paths });
    if (batch.isEmpty) reviews.discard(facts.id);
    return { phase: batch.isEmpty ? 'queued' : 'review', problem: taken.problem };
  }

  #waits(facts: BatchFacts, waitingFor: WaitingFor | undefined, { onWaiting }: HowToAdd): void {
    this.#update(facts, { waitingFor });
    if (waitingFor !== undefined) onWaiting?.(waitingFor);
  }

  #update(facts: BatchFacts, news: Partial<BatchFacts>): void {
    Object.assign(facts, news);
    this.#changed(facts.id);
  }

  #changed(batchId: number): void {
    this.#ports.emit({ type: 'batch-changed', batchId });
  }
}
