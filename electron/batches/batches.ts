import { dirname } from 'node:path';
import { BatchesTable, type BatchFacts, type DirectPlace } from './batches-table.ts';
import { nameOfGiven } from './name-of-given.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { thumbnailPath } from '../catalog/picture-paths.ts';
import { queueForProduct } from './direct-pipeline.ts';
import type { Shortage } from '../intake/intake.ts';
import type { GalleryEdits } from '../gallery/gallery-edits.ts';
import { removalHoldMs } from '../gallery/undo-steps.ts';
import { surveyGiven } from '../intake/survey-given.ts';
import type { FoundFile } from '../intake/scan.ts';
import type { Stability } from '../intake/wait-until-stable.ts';
import type { Staging } from '../staging/staging.ts';
import { certainProduct, isByHand, needsReview } from './drop-guard.ts';
import { notQueued, tooLittleRoom } from './batch-messages.ts';
import { linkAdded, unknownBatch, unknownItem } from '../review/review-messages.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { isTable, type GivenManifest } from '../review/manifests.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { Preparer } from '../intake/preparer.ts';
import type { LeftOver, QueuedProduct } from '../review/queueing.ts';
import { readIntoReview } from '../review/take-in.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import type { RecipeBook } from '../review/recipe-book.ts';
import type { Reviews } from '../review/reviews.ts';
import { linkTarget, type DroppedOn, type Item, type ReviewOptions } from '../review/item.ts';
import type { Database } from '../storage/database.ts';
import { unknownStore, type Stores } from '../stores/stores.ts';
import type { Batch, WaitingFor } from '../../shared/model.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { recipeKey } from '../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';

interface BatchesPorts {
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
  recipes: RecipeBook;
  reviewDefaults: () => ReviewOptions;
  now: () => number;
  emit: (event: BatchEvent) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

export type BatchEvent =
  | { type: 'batch-changed'; batchId: number }
  /** A batch's files need more room on this computer's disk than there is. */
  | { type: 'batch-short-of-room'; why: Reason }
  /** These files of a batch under review have been read. `itemIds`: what they hold; the batch may have more. */
  | { type: 'batch-read'; batch: BatchFacts; paths: readonly string[]; itemIds: readonly number[] };

/** Where a batch goes. Without a product, its photos are matched by name. */
interface BatchTarget {
  storeId: string;
  productId: number | null;
  source: Batch['source'];
}

interface HowToAdd extends Omit<DirectPlace, 'recipe' | 'before'>, HowToRead {
  /** The tile they go before. */
  before?: string | undefined;
  /** Null: none; left out: the store's standard one. */
  recipe?: PhotoRecipe | null;
}

interface HowToRead {
  manifest?: GivenManifest | null | undefined;
  /** Called each time files start to wait for something before they can be read. */
  onWaiting?: ((waitingFor: WaitingFor) => void) | undefined;
  /** Called once if the files need more room on this computer's disk than there is. */
  onShortage?: ((why: Reason) => void) | undefined;
}

/** Finished batches of a store that stay listed. */
const maxEnded = 50;
/** Products of a batch that are shown by name. */
const maxProductsNamed = 3;

/** Takes in what the user gives. Photos for one product are queued as they are read; others are put under review. */
export class Batches {
  readonly #ports: BatchesPorts;
  readonly #table: BatchesTable;
  /** Batches that ended but could not be saved yet. */
  readonly #unsaved = new Map<number, BatchFacts>();
  readonly #running = new Map<number, { facts: BatchFacts; abort: AbortController; done: Promise<void> }>();

  constructor(ports: BatchesPorts) {
    this.#ports = ports;
    this.#table = new BatchesTable(ports.db);
    ports.outbox.gatherWhile((storeId) => this.isTakingIn(storeId) || ports.reviews.isQueueing(storeId));
  }

  /** Makes what shown batches queued undoable, as it was in an earlier process. */
  offerUndo(): void {
    const { outbox } = this.#ports;
    for (const facts of this.#table.shown()) {
      for (const { productId, photos } of outbox.counts.addedBy(facts.id))
        this.#added(facts, productId, photos);
    }
  }

  #added({ id: batchId, storeId }: BatchFacts, productId: number, photos: number): void {
    const batch = {
      batchId,
      takeBack: (of: number) => this.takeBack(batchId, of) ?? [],
      reinstate: (of: number, removals: readonly OutboxEntry[]) => this.#reinstate(batchId, of, removals),
    };
    this.#ports.edits.added({ storeId, productId }, batch, photos);
  }

  /** Resumes what an earlier process left: reviews, and batches for one product that are not queued yet. */
  start(): void {
    const { reviews } = this.#ports;
    for (const batch of this.#table.shown()) {
      if (batch.phase === 'queued' || batch.phase === 'cancelled') continue;
      if (batch.productId === null) {
        this.#openReview(batch, this.#table.given(batch.id).place);
        // Reading was cancelled, but Packshot ended before it stopped.
        if (batch.phase === 'review') reviews.dropUnread(batch.id);
        reviews.resume(batch.id, batch.phase === 'review');
        if (batch.phase === 'review') continue;
      }
      const { paths, place } = this.#table.given(batch.id);
      void this.#begin(batch, paths, place, {}, true);
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
      name: nameOfGiven(paths, target.source),
      at: now(),
      phase: 'scanning',
      found: 0,
      inspected: 0,
      queued: 0,
      queuedVariantImages: 0,
      ignored: 0,
      problem: null,
    };
    const isReviewed = target.productId === null;
    const { manifest, onWaiting, onShortage, recipe, before, ...rest } = how;
    const place: DirectPlace = {
      ...rest,
      ...(before !== undefined && { before: this.#orderFrom(target, before) }),
      ...this.#recipeFor(target.storeId, recipe),
    };
    facts.id = this.#table.create(facts, paths, place);
    for (const old of this.#table.dismissOld(target.storeId, maxEnded)) this.#changed(old);
    if (isReviewed) this.#openReview(facts, place);
    const finished = this.#begin(facts, paths, place, { manifest, onWaiting, onShortage });
    this.#changed(facts.id);
    return ok({ batchId: facts.id, finished });
  }

  /** The gallery from this tile on. */
  #orderFrom({ storeId, productId }: BatchTarget, before: string): readonly string[] {
    return productId === null ? [before] : this.#ports.edits.placeAt({ storeId, productId }, before);
  }

  /**
   * Reads more files into a batch under review. Returns false if that isn't possible: the review is over, is being read
   * or queued, has another readable version of a file, or has a list, which would be applied again. The files are
   * saved, so that a restart continues with them.
   */
  extend(batchId: number, paths: readonly string[]): boolean {
    const facts = this.#facts(batchId);
    const review = this.#ports.reviews.get(batchId);
    if (facts?.phase !== 'review' || review === undefined || this.#running.has(batchId)) return false;
    const items = review.items();
    const again = itemsOf(items, paths);
    if ([...items.map(({ path }) => path), ...paths].some(isTable)) return false;
    if (items.some(({ accepted }) => accepted) || again.some(({ unusable }) => unusable === null))
      return false;
    // An incomplete file is replaced by its complete version.
    review.remove(again);
    const { found, inspected, ignored } = facts;
    const place = { ...this.#table.given(batchId).place, readBefore: { found, inspected, ignored } };
    this.#table.giveMore(batchId, paths, place);
    this.#table.save(Object.assign(facts, { phase: 'scanning', problem: null }));
    void this.#begin(facts, paths, place, {});
    this.#changed(batchId);
    return true;
  }

  /** The recipe for new photos. It is recorded, because the store may have images of it from now on. */
  #recipeFor(storeId: string, given: PhotoRecipe | null | undefined): Pick<DirectPlace, 'recipe'> {
    const { recipes } = this.#ports;
    const recipe = given === undefined ? (recipes.standard(storeId)?.recipe ?? null) : given;
    if (recipe === null || recipeKey(recipe) === '') return {};
    recipes.recordUse(storeId, 'gallery', recipe);
    return { recipe };
  }

  /** Adds the targets of links that lead outside of what the user gave, as if they were dropped by themselves. */
  addLinked(batchId: number, itemIds: readonly number[]): Outcome<{ batchId: number }> {
    const facts = this.#facts(batchId);
    const review = this.#ports.reviews.get(batchId);
    if (!facts || !review) return no(unknownBatch);
    const links = itemIds.flatMap((id) => {
      const item = review.item(id);
      const target = item && linkTarget(item);
      return item && target != null ? [{ item, target }] : [];
    });
    if (links.length === 0) return no(unknownItem);
    const added = this.add(
      { storeId: facts.storeId, productId: null, source: 'dialog' },
      links.map(({ target }) => target),
    );
    if (!added.ok) return added;
    review.updateAll(links.map(({ item }) => ({ ...item, unusable: linkAdded })));
    return ok({ batchId: added.value.batchId });
  }

  /** Stops a batch and cancels its entries that are still open. Photos read for a review stay under review. */
  cancel(batchId: number): void {
    const facts = this.#facts(batchId);
    if (!facts) return;
    const { outbox, reviews } = this.#ports;
    this.#running.get(batchId)?.abort.abort();
    const { photos, variantImages } = outbox.counts.open(facts.storeId, { batchId });
    const hasMore = this.#running.has(batchId) || photos + variantImages > 0;
    if (reviews.get(batchId)) facts.phase = 'review';
    else if (hasMore) facts.phase = 'cancelled';
    outbox.cancelBatch(facts.storeId, batchId, () => {
      reviews.stopQueueing(batchId);
      this.#table.save(facts);
    });
    this.#changed(batchId);
  }

  /**
   * Takes a batch back, or one product of it: what is not sent is cancelled, and what has arrived is removed. One
   * transaction, so that a restart goes on with it. Returns the removals; null if nothing was left to take back.
   */
  takeBack(batchId: number, productId: number | null = null): readonly OutboxEntry[] | null {
    // A batch that was dismissed can still be undone in its gallery.
    const facts = this.#facts(batchId) ?? this.#table.known(batchId);
    if (!facts) return null;
    const { outbox, reviews } = this.#ports;
    const isAll = productId === null || facts.productId === productId;
    if (isAll) this.#running.get(batchId)?.abort.abort();
    const { open, arrived, restored = 0 } = this.countTakeBack(batchId, productId);
    if (open + arrived + restored === 0 && !(isAll && this.#running.has(batchId))) return null;
    if (isAll) facts.phase = reviews.get(batchId) ? 'review' : 'cancelled';
    const record = (): void => {
      if (!isAll) return;
      reviews.stopQueueing(batchId);
      this.#table.save(facts);
    };
    const removals = outbox.takeBack(
      facts.storeId,
      { batchId, productId },
      { holdMs: removalHoldMs, record },
    );
    this.#changed(batchId);
    return removals;
  }

  /** What `takeBack` would do. */
  countTakeBack(batchId: number, productId: number | null = null): TakeBackCounts {
    return this.#ports.outbox.countTakeBack({ batchId, productId });
  }

  /** Queues again what was taken back. Returns how many images were removed meanwhile. */
  #reinstate(batchId: number, productId: number, removals: readonly OutboxEntry[]): number {
    const facts = this.#facts(batchId) ?? this.#table.known(batchId);
    const removed = this.#ports.outbox.reinstate({ batchId, productId }, removals);
    if (facts?.phase === 'cancelled') this.#table.save(Object.assign(facts, { phase: 'queued' }));
    this.#changed(batchId);
    return removed;
  }

  /**
   * Photos that did not arrive no longer count once dismissed. Whatever else left the outbox's list is in the store.
   */
  picturesDismissed(batchId: number, pictures: number, variantImages: number): void {
    const facts = this.#facts(batchId) ?? this.#table.known(batchId);
    if (!facts) return;
    facts.queued -= pictures;
    facts.queuedVariantImages -= variantImages;
    this.#table.save(facts);
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
    const { queuedVariantImages, ...shown } = facts;
    const { storeId, productId } = facts;
    const productIds = reviews.get(batchId)?.productIds() ?? outbox.counts.productsOf(batchId);
    const { variantImages, ...counts } = outbox.counts.ofBatch(batchId);
    return {
      ...shown,
      productName: productId === null ? '' : catalog.nameOf(storeId, productId),
      products: this.#named(storeId, productIds.slice(0, maxProductsNamed)),
      productCount: productIds.length,
      ...counts,
      variantImages: { queued: queuedVariantImages, ...variantImages },
      refused: this.#table.refusals(batchId),
      review: reviews.summary(batchId),
    };
  }

  #named(storeId: string, productIds: readonly number[]): Batch['products'] {
    const known = this.#ports.catalog.productsById(storeId, productIds);
    return productIds.flatMap((id) => {
      const product = known.get(id);
      return product ? [{ id, name: product.name, thumbnail: thumbnailPath(storeId, product) }] : [];
    });
  }

  shown(): Batch[] {
    return this.#table.shown().flatMap((facts) => this.view(facts.id) ?? []);
  }

  hasEverBeen(): boolean {
    return this.#table.hasEverBeen();
  }

  isTakingIn(storeId: string): boolean {
    return [...this.#running.values()].some(({ facts }) => facts.storeId === storeId);
  }

  /** Resolves when the batch is read or cancelled; undefined if it is not being read. */
  reading(batchId: number): Promise<void> | undefined {
    return this.#running.get(batchId)?.done;
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

  #openReview({ id, storeId }: BatchFacts, { recipe }: DirectPlace, droppedOn?: DroppedOn): void {
    const { reviews, reviewDefaults } = this.#ports;
    const options = { ...reviewDefaults(), ...(recipe && { recipe }), ...(droppedOn && { droppedOn }) };
    reviews.open(id, storeId, options, (queued, left) => this.#reviewQueued(id, queued, left));
  }

  #reviewQueued(batchId: number, queued: readonly QueuedProduct[], left: readonly LeftOver[] | null): void {
    const facts = this.#facts(batchId);
    if (!facts) return;
    for (const { pictures, variantImages } of queued) {
      facts.queued += pictures;
      facts.queuedVariantImages += variantImages;
    }
    for (const { productId, photos } of queued) this.#added(facts, productId, photos);
    if (left && !this.#running.has(batchId)) facts.phase = 'queued';
    this.#table.refuse(batchId, left ?? []);
    this.#table.save(facts);
    this.#changed(batchId);
  }

  #begin(
    facts: BatchFacts,
    paths: readonly string[],
    place: DirectPlace,
    how: HowToRead,
    isResumed = false,
  ): Promise<void> {
    const abort = new AbortController();
    const done = this.#run(facts, async () => {
      // The review counts as being read from now on, so that it does not end before the new files are in it.
      if (facts.productId !== null) await this.#guard(facts, paths, place, abort.signal);
      if (abort.signal.aborted) return { phase: facts.phase };
      const { productId } = facts;
      return productId === null
        ? await this.#review(facts, paths, place, how, abort.signal)
        : await queueForProduct(
            { ...this.#ports, table: this.#table },
            {
              target: { storeId: facts.storeId, productId },
              facts,
              paths,
              place,
              isResumed,
              signal: abort.signal,
              onWaiting: (waitingFor) => this.#waits(facts, waitingFor, how),
              onQueued: (photos) => this.#added(facts, productId, photos),
              update: (news) => this.#update(facts, news),
              onShortage: (shortage) => this.#shortOfRoom(shortage, how),
            },
          );
    });
    this.#running.set(facts.id, { facts, abort, done });
    return done;
  }

  /**
   * Puts photos that were dropped on a product under review with that product filled in, if they are many or named for
   * another one. Nothing is read or queued before.
   */
  async #guard(
    facts: BatchFacts,
    paths: readonly string[],
    place: DirectPlace,
    signal: AbortSignal,
  ): Promise<void> {
    const { before, replaces } = place;
    const { db, matcher } = this.#ports;
    const { id, storeId, productId } = facts;
    // Staged photos were checked before. A replacement is chosen for one image, file by file.
    if (productId === null || replaces || !isByHand(facts) || facts.phase === 'staging') return;
    // After a restart the files are counted again.
    this.#update(facts, { phase: 'scanning' });
    const survey = await surveyGiven(paths, { signal, onFound: (found) => this.#update(facts, { found }) });
    await matcher.ready(storeId);
    if (signal.aborted) return;
    const productNamed = (file: FoundFile): number | null => certainProduct(matcher, storeId, file);
    if (!needsReview(survey, productId, productNamed)) return;
    db.transaction(() => {
      this.#table.save(facts);
      this.#table.putUnderReview(id);
      this.#openReview(facts, place, { productId, ...(before !== undefined && { before }) });
    });
    this.#update(facts, { productId: null });
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
    { usesCameraJpeg, readBefore }: DirectPlace,
    how: HowToRead,
    signal: AbortSignal,
  ): Promise<Partial<BatchFacts>> {
    const { bytes, emit, matcher, pictures, preparer, stability, reviews, staging } = this.#ports;
    const batch = reviews.get(facts.id);
    if (!batch) return { phase: 'cancelled' };
    batch.isComing = true;
    const before = { found: 0, inspected: 0, ignored: 0, ...readBefore };
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
      usesCameraJpeg,
      signal,
      onFound: (found) => this.#update(facts, { found: before.found + found }),
      onIgnored: (ignored) => this.#update(facts, { ignored: before.ignored + ignored }),
      onInspected: (inspected) =>
        this.#update(facts, {
          inspected: before.inspected + inspected,
          ...(!signal.aborted && { phase: 'staging' }),
        }),
      onWaiting: (waitingFor) => this.#waits(facts, waitingFor, how),
      onShortage: (shortage) => this.#shortOfRoom(shortage, how),
      dropTarget: (productId) => reviews.dropTarget(facts.storeId, productId),
      onRead: (item) => reviews.wasRead(facts.id, item),
      matchAnew: () => reviews.matchAnew(facts.id),
    }).finally(() => {
      batch.isComing = false;
    });
    // Closing is not cancelling: the next start resumes reading.
    if (taken.cancelled && facts.phase !== 'review') return { phase: 'staging' };
    if (taken.cancelled) reviews.dropUnread(facts.id);
    else {
      const itemIds = itemsOf(batch.items(), paths).map(({ id }) => id);
      emit({ type: 'batch-read', batch: facts, paths, itemIds });
    }
    if (batch.isEmpty) reviews.discard(facts.id);
    return { phase: batch.isEmpty ? 'queued' : 'review', problem: taken.problem };
  }

  #waits(facts: BatchFacts, waitingFor: WaitingFor | undefined, { onWaiting }: HowToRead): void {
    this.#update(facts, { waitingFor });
    if (waitingFor !== undefined) onWaiting?.(waitingFor);
  }

  #shortOfRoom(shortage: Shortage, { onShortage }: HowToRead): void {
    const why = tooLittleRoom(shortage);
    this.#ports.emit({ type: 'batch-short-of-room', why });
    onShortage?.(why);
  }

  #update(facts: BatchFacts, news: Partial<BatchFacts>): void {
    Object.assign(facts, news);
    this.#changed(facts.id);
  }

  #changed(batchId: number): void {
    this.#ports.emit({ type: 'batch-changed', batchId });
  }
}

/** The items of these files; for a ZIP file, of everything in it. */
function itemsOf(items: readonly Item[], paths: readonly string[]): Item[] {
  const given = new Set(paths);
  const isGiven = (path: string): boolean =>
    given.has(path) || (dirname(path) !== path && isGiven(dirname(path)));
  return items.filter(({ path }) => isGiven(path));
}
