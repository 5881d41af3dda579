import type {
  Destination,
  ItemChange,
  PhotoTarget,
  Placement,
  QueueQuestions,
  ReviewItem,
  ReviewOutline,
  ReviewRow,
  ReviewSection,
  ReviewSummary,
  ReviewView,
  VariantPictures,
} from '../../shared/review.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { text } from '../../shared/messages/text.ts';
import type { Undone } from '../../shared/take-back.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';
import type { Clock } from '../util/clock.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { thumbnailPath } from '../catalog/picture-paths.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { checkAltTemplate } from '../../shared/alt-template.ts';
import { altOf, isAddedNextToOld, isQueueable, type ProductFacts } from './arrangement.ts';
import { cameraJpegOf, isReading, isSetAside, stagedOf, type Item, type ReviewOptions } from './item.ts';
import { ownerOfCode } from '../matching/label-code.ts';
import type { HintType } from '../../shared/hints.ts';
import { noContext, type Candidate, type ItemMatch, type ItemTarget } from '../matching/match.ts';
import { messages } from '../matching/match-messages.ts';
import type { ItemsTable } from './items-table.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { Preparer } from '../intake/preparer.ts';
import { CameraJpegReader } from './camera-jpeg-reader.ts';
import { ClueReader } from './clue-reader.ts';
import { MeasureReader } from './measure-reader.ts';
import { PreparingQueue } from './preparing-queue.ts';
import type { RecipeBook } from './recipe-book.ts';
import { knownProducts } from './product-facts.ts';
import { isAskedId, isSuggestedSet, notMeasured, variantName } from './rows.ts';
import { isAsDropped, type DropTarget } from './dropped.ts';
import { queueQuestions } from './queue-questions.ts';
import { isQueued, leftOf, type LeftOver, type QueuedProduct } from './queueing.ts';
import { Leaving, type PlaceBefore, type ReplacingEdits } from './leaving.ts';
import { CatalogDebounce } from './catalog-debounce.ts';
import { isOpenToNames, matchAnew, namedFile, rematched, type MatchedBatch } from './rematching.ts';
import { preparingView } from './preparing-view.ts';
import { couldNotQueue, stillReading, unknownBatch, unknownItem, unknownProduct } from './review-messages.ts';
import { ReviewBatch } from './review-batch.ts';
import { SetDecisions } from './set-decisions.ts';
import { chosen, targetFor, variantsTarget } from './targets.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import type { Staging } from '../staging/staging.ts';

interface ReviewsPorts {
  table: ItemsTable;
  catalog: Catalog;
  outbox: Outbox;
  bytes: StagedFiles;
  staging: Staging;
  pictures: PicturePool;
  matcher: Matcher;
  preparer: Preparer;
  recipes: RecipeBook;
  clock: Clock;
  edits: ReplacingEdits;
  /** Whether codes are read in photos that no name explains. */
  readsLabels: () => boolean;
  /** Paths of images of a product that are on this computer already. */
  imagesOnDisk: (storeId: string, productId: number) => readonly string[];
  /** The types of hints that the user wants. */
  hints: () => readonly HintType[];
  placeBefore: PlaceBefore;
  /** Stores whose catalogue is indexed in advance, for the next drop. */
  storesInUse: () => string[];
  emit: (event: ReviewEvent) => void;
  /** How many reviews are open, whenever that changes. */
  openChanged: (open: number) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** The batch's rows or counts changed. */
export type ReviewEvent = { type: 'batch-changed'; batchId: number };

/** Photos of a review were queued. `left`: files not queued once nothing is left to decide; null before. */
type OnQueued = (queued: readonly QueuedProduct[], left: readonly LeftOver[] | null) => void;

interface OpenReview extends MatchedBatch {
  onQueued: OnQueued;
  preparing: PreparingQueue;
  cameraJpegs: CameraJpegReader;
  clues: ClueReader;
  measures: MeasureReader;
  leaving: Leaving;
}

/** The batches under review: rows, decisions, and the way into the outbox. */
export class Reviews {
  readonly #ports: ReviewsPorts;
  readonly #open = new Map<number, OpenReview>();
  readonly #catalogDebounce: CatalogDebounce;
  #preparedBy = '';
  readonly sets: SetDecisions;

  constructor(ports: ReviewsPorts) {
    this.#ports = ports;
    const { catalog, clock, log } = ports;
    this.sets = new SetDecisions({
      catalog,
      opened: (batchId) => this.#open.get(batchId),
      prepareAgain: (batchId, ids) => this.prepareAgain(batchId, ids),
      nextProduct: (storeId, productId) => this.#nextProduct(storeId, productId),
      factsOf: (storeId, productIds) => this.#factsOf(storeId, productIds),
    });
    this.#catalogDebounce = new CatalogDebounce({ clock, log, update: () => this.#updateFromCatalog() });
  }

  /** Opens a new review, or one that an earlier process left. */
  open(batchId: number, storeId: string, defaults: ReviewOptions, onQueued: OnQueued): ReviewBatch {
    const {
      table,
      catalog,
      outbox,
      edits,
      placeBefore,
      preparer,
      bytes,
      staging,
      pictures,
      matcher,
      emit,
      log,
    } = this.#ports;
    const options = table.options(batchId) ?? defaults;
    table.saveOptions(batchId, options);
    const batch = new ReviewBatch(
      {
        table,
        factsOf: (productIds) => this.#factsOf(storeId, productIds),
        preparing: (item) => preparingView(preparer, item),
        nextProduct: (productId) => this.#nextProduct(storeId, productId),
        measured: (item) => this.#open.get(batchId)?.measures.of(item) ?? notMeasured,
        thumbnailOf: (productId) => {
          const product = catalog.product(storeId, productId);
          return product === undefined ? null : thumbnailPath(storeId, product);
        },
        changed: () => emit({ type: 'batch-changed', batchId }),
      },
      batchId,
      options,
    );
    const leaving = new Leaving({
      catalog,
      outbox,
      bytes,
      edits,
      placeBefore,
      batch,
      storeId,
      log,
      onQueued: (queued) => onQueued(queued, null),
      onDone: (productIds) => this.#productsQueued(batchId, productIds),
    });
    const preparing = new PreparingQueue({
      batch,
      preparer,
      bytes,
      log,
      onDone: ({ target }) => {
        if (target !== null && batch.hasAccepted(target.productId)) leaving.leave([target.productId]);
      },
    });
    const cameraJpegs = new CameraJpegReader({
      batch,
      tools: { staging, pictures, preparer },
      bytes,
      log,
      match: (item) => this.#matchedByName(batchId, item),
      onRead: (item) => preparing.want(item),
    });
    const clues = new ClueReader({
      batch,
      staging,
      pictures,
      wantsCodes: this.#ports.readsLabels,
      wantsMeasures: (sha256) => measures.wants(sha256),
      onMeasured: (sha256, measured) => measures.put(sha256, measured),
      ownerOf: (code) => ownerOfCode(code, matcher.indexOf(storeId)),
      log,
    });
    const measures: MeasureReader = new MeasureReader({
      batch,
      staging,
      pictures,
      wanted: this.#ports.hints,
      imagesOf: (productId) => this.#ports.imagesOnDisk(storeId, productId),
      whenIdle: async () => {
        await clues.idle();
        await preparing.idle();
      },
      log,
    });
    const review = { storeId, batch, onQueued, preparing, cameraJpegs, clues, measures, leaving };
    this.#open.set(batchId, { ...review, matchedWith: matcher.edition(storeId), context: null });
    this.#ports.openChanged(this.#open.size);
    return batch;
  }

  /** Resumes a review from an earlier process: prepares its photos and, if all are read, queues the accepted ones. */
  resume(batchId: number, isRead: boolean): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    const { batch, preparing, cameraJpegs, leaving } = review;
    const accepted = batch.items().filter((item) => item.accepted);
    if (accepted.length > 0) {
      const queued = new Set(this.#ports.outbox.entries.photosOfBatch(batchId));
      const gone = accepted.filter((item) => isQueued(queued, item));
      batch.remove(gone);
      for (const sha256 of gone.flatMap(stagedOf)) this.#ports.bytes.deleteUnneeded(sha256);
    }
    for (const item of batch.items()) preparing.want(item);
    cameraJpegs.resume();
    const productIds = accepted.flatMap(({ target }) => target?.productId ?? []);
    // The last photos were queued, but Packshot ended before the review did.
    const isOver = leftOf(batch) !== null && this.#ports.outbox.entries.photosOfBatch(batchId).length > 0;
    if (isRead && (productIds.length > 0 || batch.isEmpty || isOver)) leaving.leave(productIds);
  }

  get(batchId: number): ReviewBatch | undefined {
    return this.#open.get(batchId)?.batch;
  }

  summary(batchId: number): ReviewSummary | null {
    const review = this.#open.get(batchId);
    return (
      review?.batch.summary((productId) => this.#ports.catalog.nameOf(review.storeId, productId)) ?? null
    );
  }

  /** Lets each photo that is surely a new version of an image take its place. Answers how many. */
  replaceNewVersions(batchId: number, view?: ReviewView): Outcome<{ count: number }> {
    const batch = this.get(batchId);
    if (!batch) return no(unknownBatch);
    const shown = new Set(batch.idsOf('ready', null, view));
    const placed = batch.arrangement().ready.flatMap(({ items }) => items);
    const ids = placed.filter(isAddedNextToOld).flatMap(({ item }) => (shown.has(item.id) ? [item.id] : []));
    const change = { replaces: true };
    const words = text('review.editChange', { count: ids.length, ...changedPart(change) });
    batch.decide(words, () => batch.change(ids, change));
    return ok({ count: ids.length });
  }

  /**
   * Excludes photos that the gallery has by another recipe, where nobody is there to choose (ADR 0024). What somebody
   * included, or lets replace the image, stays.
   */
  excludeOtherCopies(batchId: number): void {
    const batch = this.get(batchId);
    const placed = batch?.arrangement().ready.flatMap(({ items }) => items) ?? [];
    const known = placed.filter(
      ({ item, newVersionOf }) =>
        newVersionOf?.isSamePhoto === true && !item.replaces && item.included === null,
    );
    batch?.change(
      known.map(({ item }) => item.id),
      { included: false },
    );
  }

  /** Whether photos for the store were accepted that are not in the outbox yet. */
  isQueueing(storeId: string): boolean {
    return [...this.#open.values()].some((one) => one.storeId === storeId && one.batch.isQueueing);
  }

  /** Photos under review for a store, without unusable files. */
  photosOf(storeId: string): number {
    return [...this.#open.values()]
      .filter((review) => review.storeId === storeId)
      .reduce((sum, { batch }) => sum + batch.items().filter(({ unusable }) => unusable === null).length, 0);
  }

  wasRead(batchId: number, item: Item): void {
    this.#open.get(batchId)?.preparing.want(item);
  }

  /** Reading was stopped: files not read yet leave the review. */
  dropUnread(batchId: number): void {
    const batch = this.get(batchId);
    batch?.remove(batch.items().filter(isReading));
  }

  /** Ends a review and deletes its staged files that nothing else needs. */
  discard(batchId: number): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    review.leaving.close();
    void closeWork(review);
    const items = review.batch.items();
    review.batch.remove(items);
    this.#open.delete(batchId);
    this.#ports.openChanged(this.#open.size);
    for (const sha256 of items.flatMap(stagedOf)) this.#ports.bytes.deleteUnneeded(sha256);
  }

  discardStore(storeId: string): void {
    for (const [batchId, review] of this.#open) if (review.storeId === storeId) this.discard(batchId);
  }

  /** Waits for copies being made and photos being queued. */
  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { leaving } of open) leaving.close();
    await this.#catalogDebounce.close();
    await Promise.all(open.map(closeWork));
    await Promise.all(open.map(({ leaving }) => leaving.done()));
  }

  /** Prepares and matches again what is not queued, if the settings for it changed. */
  settingsChanged(prepare: PrepareSettings): void {
    const preparedBy = JSON.stringify(prepare);
    if (preparedBy !== this.#preparedBy) {
      this.#preparedBy = preparedBy;
      for (const { batch, preparing } of this.#open.values()) {
        for (const item of batch.items()) preparing.want(item);
        batch.touch();
      }
    }
    for (const { clues, measures, batch } of this.#open.values()) {
      clues.update();
      measures.update();
      batch.touch();
    }
    this.catalogMayHaveChanged();
  }

  /** Schedules an update from the catalogue, which may change many times a second. */
  catalogMayHaveChanged(): void {
    this.#catalogDebounce.mayHaveChanged();
  }

  /** Matches undecided photos by name again, if more is known now. */
  async matchAnew(batchId: number): Promise<void> {
    const review = this.#open.get(batchId);
    if (!review) return;
    const isOver = (): boolean => this.#open.get(batchId) !== review;
    const changed = await matchAnew(review, this.#ports.matcher, isOver);
    for (const item of changed) review.preparing.want(item);
    await review.batch.renewFacts(isOver);
    if (isOver()) return;
    review.clues.update();
    review.measures.update();
  }

  /** Resolves when the photos of a batch are measured. */
  async measured(batchId: number): Promise<void> {
    await this.#open.get(batchId)?.measures.idle();
  }

  /** Indexes the catalogues in use and matches again. */
  async #updateFromCatalog(): Promise<void> {
    const { matcher, storesInUse } = this.#ports;
    const reviewed = new Set([...this.#open.values()].map(({ storeId }) => storeId));
    const inUse = new Set([...storesInUse(), ...reviewed]);
    matcher.keepOnly(inUse);
    for (const storeId of inUse) {
      // While a store is read for the first time, only a review needs an index of the part that is there.
      if (reviewed.has(storeId) || matcher.isWhole(storeId)) await matcher.current(storeId);
    }
    for (const batchId of this.#open.keys()) await this.matchAnew(batchId);
  }

  rows(
    batchId: number,
    offset: number,
    limit: number,
    view?: ReviewView,
  ): Outcome<{ total: number; rows: ReviewRow[] }> {
    return this.#with(batchId, (batch) => batch.rows(offset, limit, view));
  }

  items(batchId: number, ids: readonly number[]): Outcome<{ items: ReviewItem[] }> {
    return this.#with(batchId, (batch) => ({ items: batch.itemsById(ids) }));
  }

  outline(batchId: number, view: ReviewView): Outcome<ReviewOutline> {
    return this.#with(batchId, (batch) => batch.outline(view));
  }

  ids(
    batchId: number,
    section: ReviewSection,
    productId: number | null,
    view?: ReviewView,
  ): Outcome<{ itemIds: number[] }> {
    return this.#with(batchId, (batch) => ({ itemIds: batch.idsOf(section, productId, view) }));
  }

  /** Takes every product that is suggested in a batch. */
  acceptSuggested(batchId: number): Outcome<{ accepted: number }> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const ids = review.batch.idsOf('suggested', null).filter((id) => {
      const item = review.batch.item(id);
      return item !== undefined && !isSetAside(item);
    });
    const words = text('review.editSuggested', { count: ids.length });
    const accepted = review.batch.decide(words, () => {
      const inSets = review.batch
        .sets()
        .filter(isSuggestedSet)
        .map((set) => this.sets.give(review, set, null));
      return inSets.reduce((sum, count) => sum + count, review.batch.acceptSuggested(ids, acceptedMatch));
    });
    this.#prepareAgain(review, ids);
    return ok({ accepted });
  }

  /** Takes the numbers in the names that a view shows as product ids, wherever that is the only question. */
  acceptIds(batchId: number, view: ReviewView): Outcome<{ accepted: number }> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const shown = (['sets', 'choose', 'suggested'] as const).flatMap((one) =>
      review.batch.idsOf(one, null, view),
    );
    const asked = shown.flatMap((id) => review.batch.item(id) ?? []).filter((item) => isAskedId({ item }));
    const words = text('review.editIds', { count: asked.length });
    const accepted = review.batch.decide(words, () => review.batch.acceptOnly(asked, chosen));
    this.#prepareAgain(
      review,
      asked.map(({ id }) => id),
    );
    return ok({ accepted });
  }

  #nextProduct(storeId: string, productId: number): Candidate | null {
    const next = this.#ports.catalog.productAfter(storeId, productId);
    return next && { productId: next.id, variantId: null, sku: next.sku, productName: next.name };
  }

  #factsOf(storeId: string, productIds: readonly number[]): (productId: number) => ProductFacts {
    const { catalog, outbox, recipes } = this.#ports;
    return knownProducts({ catalog, outbox, recipes }, storeId, productIds);
  }

  assign(
    batchId: number,
    ids: readonly number[],
    productId: number | null,
    variantId: number | null,
    destination?: Destination,
  ): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const target =
      productId === null ? null : targetFor(this.#ports.catalog, review.storeId, productId, variantId);
    if (productId !== null && target === null) return no(unknownProduct);
    const count = ids.length;
    const words =
      productId === null
        ? text('review.editTakeOut', { count })
        : text('review.editAssign', {
            count,
            product: this.#ports.catalog.nameOf(review.storeId, productId),
          });
    const match = target === null ? takenOut : chosen;
    review.batch.decide(words, () => {
      review.batch.assign(ids, target, match);
      if (destination !== undefined) review.batch.change(ids, { destination });
    });
    this.#prepareAgain(review, ids);
    return ok(null);
  }

  /** Gives each photo to all of these products, with an item for each. */
  assignEach(batchId: number, ids: readonly number[], targets: readonly PhotoTarget[]): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { storeId, batch } = review;
    // Targets of one product are one: its gallery has the photo once.
    const products = Map.groupBy(targets, ({ productId }) => productId);
    const wanted = [...products].map(([productId, own]) =>
      variantsTarget(this.#ports.catalog, storeId, productId, [
        ...new Set(own.flatMap(({ variantIds }) => variantIds)),
      ]),
    );
    const known = wanted.filter((target) => target !== null);
    if (known.length < wanted.length) return no(unknownProduct);
    const chosenFor = new Map(targets.map(({ productId, destination }) => [productId, destination ?? null]));
    const words = text('review.editAssignEach', { count: ids.length, products: known.length });
    const given = batch.decide(words, () => batch.assignEach(ids, known, chosen, chosenFor));
    for (const item of given) review.preparing.want(item);
    return ok(null);
  }

  /** Undoes the user's last decision. */
  undo(batchId: number): Outcome<Undone> {
    return this.#retrace(batchId, ({ history }) => history.undo());
  }

  redo(batchId: number): Outcome<Undone> {
    return this.#retrace(batchId, ({ history }) => history.redo());
  }

  #retrace(batchId: number, go: (batch: ReviewBatch) => Outcome<Undone>): Outcome<Undone> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const staged = new Set(review.batch.items().flatMap(stagedOf));
    const done = go(review.batch);
    for (const sha256 of review.batch.items().flatMap(stagedOf)) staged.delete(sha256);
    for (const sha256 of staged) this.#ports.bytes.deleteUnneeded(sha256);
    review.batch.touch();
    for (const item of review.batch.items()) review.preparing.want(item);
    return done;
  }

  /** Matches photos that were dropped on a product by their names instead. */
  async matchByName(batchId: number): Promise<Outcome<null>> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { batch, storeId } = review;
    const { matcher } = this.#ports;
    const { droppedOn } = batch.options;
    if (droppedOn === undefined) return ok(null);
    const target = targetFor(this.#ports.catalog, storeId, droppedOn.productId, null);
    const name = this.#ports.catalog.nameOf(storeId, droppedOn.productId);
    const named = batch.items().filter((item) => isAsDropped(item) && !item.accepted);
    batch.decide(text('review.editMatch', { count: named.length }), () =>
      batch.forgetDrop(
        named.map((item) => {
          const { match, target: found } = matcher.match(storeId, namedFile(item));
          return { ...item, match: offered(match, target, name), target: found, place: null };
        }),
      ),
    );
    review.context = null;
    await this.matchAnew(batchId);
    this.#prepareAgain(
      review,
      named.map(({ id }) => id),
    );
    return ok(null);
  }

  /** A product as the target of a drop, even before the catalogue knows it. */
  dropTarget(storeId: string, productId: number): DropTarget {
    const { catalog } = this.#ports;
    const sku = catalog.product(storeId, productId)?.sku ?? '';
    return { productId, sku, nameOf: (id) => catalog.nameOf(storeId, id) };
  }

  /** Has the camera's own JPEGs of raw photographs read; null: of all in the batch. Answers how many that is. */
  useCameraJpegs(batchId: number, ids: readonly number[] | null): Outcome<{ count: number }> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { batch, cameraJpegs } = review;
    const items = ids === null ? batch.items() : ids.flatMap((id) => batch.item(id) ?? []);
    return ok({ count: cameraJpegs.read(items.filter((item) => cameraJpegOf(item) !== null)) });
  }

  move(batchId: number, ids: readonly number[], productId: number, before: number | null): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const target = targetFor(this.#ports.catalog, review.storeId, productId, null);
    if (target === null) return no(unknownProduct);
    const words = text('review.editMove', { count: ids.length });
    review.batch.decide(words, () => review.batch.move(ids, target, before, chosen));
    this.#prepareAgain(review, ids);
    return ok(null);
  }

  change(batchId: number, ids: readonly number[], change: ItemChange): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { batch } = review;
    if (ids.every((id) => batch.item(id) === undefined)) return no(unknownItem);
    batch.decide(text('review.editChange', { count: ids.length, ...changedPart(change) }), () =>
      batch.change(ids, change),
    );
    if (change.sendAs !== undefined || change.destination !== undefined) this.#prepareAgain(review, ids);
    return ok(null);
  }

  changeProduct(batchId: number, productId: number, placement: Placement): Outcome<null> {
    return this.#with(batchId, (batch) => {
      batch.decide(text('review.editOptions'), () => batch.changeProduct(productId, placement));
      return null;
    });
  }

  changeBatch(
    batchId: number,
    change: Partial<Pick<ReviewOptions, 'altTemplate' | 'placement' | 'destination'>>,
  ): Outcome<null> {
    const checked = change.altTemplate === undefined ? ok(null) : checkAltTemplate(change.altTemplate);
    if (!checked.ok) return checked;
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    review.batch.decide(text('review.editOptions'), () => review.batch.changeOptions(change));
    if (change.destination !== undefined)
      for (const item of review.batch.items()) review.preparing.want(item);
    return ok(null);
  }

  tryTemplate(
    batchId: number,
    altTemplate: string,
  ): Outcome<{
    problem: Reason | null;
    samples: { fileName: string; alt: string }[];
  }> {
    const checked = checkAltTemplate(altTemplate);
    return this.#with(batchId, (batch) => {
      if (!checked.ok) return { problem: checked.reason, samples: [] };
      const samples = batch
        .arrangement()
        .ready.slice(0, 3)
        .flatMap(({ facts, items }) =>
          items.slice(0, 2).map(({ item }, index) => ({
            fileName: item.fileName,
            alt: altOf(item, altTemplate, facts, index + 1),
          })),
        );
      return { problem: null, samples };
    });
  }

  /** Queues what is ready, or answers what must be asked before. */
  async askOrQueue(
    batchId: number,
    answer: { variantPictures?: VariantPictures | undefined } | null,
  ): Promise<Outcome<{ type: 'queued'; queued: number } | { type: 'asks'; questions: QueueQuestions }>> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    if (review.batch.isReading || review.batch.isComing) return no(stillReading);
    if (answer?.variantPictures !== undefined) review.batch.answerVariantPictures(answer.variantPictures);
    const isOver = (): boolean => this.#open.get(batchId) !== review;
    await review.batch.renewFacts(isOver);
    if (isOver()) return no(unknownBatch);
    const questions = queueQuestions(review.batch.arrangement(), review.batch.options);
    if (questions !== null && (answer === null || questions.pictures > 0))
      return ok({ type: 'asks', questions });
    // A photo whose picture is not wanted for variants may need another copy, or none.
    for (const item of answer === null ? [] : review.batch.items()) review.preparing.want(item);
    const queued = this.queue(batchId);
    return queued.ok ? ok({ type: 'queued', queued: queued.value.queued }) : queued;
  }

  /** Queues what is ready. Photos still being prepared follow automatically. Returns how many photos that is. */
  queue(batchId: number): Outcome<{ queued: number }> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    if (review.batch.isReading || review.batch.isComing) return no(stillReading);
    const queued = this.#accept(review, () => true);
    return review.leaving.hasFailed ? no(couldNotQueue) : ok({ queued });
  }

  /** Takes back what is accepted but not queued yet; it stays under review. */
  stopQueueing(batchId: number): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    review.leaving.stop();
    const accepted = review.batch.items().filter((item) => item.accepted);
    review.batch.updateAll(accepted.map((item) => ({ ...item, accepted: false })));
  }

  /** Resolves when every photo is prepared and what was accepted is queued. */
  async prepared(batchId: number): Promise<void> {
    const review = this.#open.get(batchId);
    await review?.cameraJpegs.idle();
    await review?.clues.idle();
    await review?.batch.grouped();
    await review?.preparing.idle();
    await review?.leaving.done();
  }

  /**
   * Queues only certain matches among these photos, as for a watched folder. Until the catalogue is complete, no match
   * is certain.
   */
  queueCertain(batchId: number, itemIds: readonly number[]): void {
    const review = this.#open.get(batchId);
    if (!review || review.batch.isReading || !this.#ports.matcher.isWhole(review.storeId)) return;
    this.excludeOtherCopies(batchId);
    const among = new Set(itemIds);
    this.#accept(review, ({ id, match }) => match.type === 'matched' && among.has(id));
  }

  #accept({ batch, leaving }: OpenReview, which: (item: Item) => boolean): number {
    const accepted = batch
      .arrangement()
      .ready.flatMap(({ items }) => items)
      .filter((one) => isQueueable(one) && which(one.item))
      .map(({ item }) => item);
    batch.accept(accepted.map(({ id }) => id));
    leaving.leave(accepted.flatMap(({ target }) => target?.productId ?? []));
    return accepted.length;
  }

  #productsQueued(batchId: number, productIds: readonly number[]): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    // A photo that is also in another batch, or was excluded as its second copy in this one, is a duplicate now.
    for (const { storeId, batch } of this.#open.values()) {
      if (storeId === review.storeId) batch.factsMayHaveChanged(productIds);
    }
    const left = leftOf(review.batch);
    if (left === null) return;
    review.onQueued([], left);
    this.discard(batchId);
  }

  /** The catalogue may have changed while the file was unusable. */
  #matchedByName(batchId: number, item: Item): Item {
    const review = this.#open.get(batchId);
    if (!review || !isOpenToNames(item)) return item;
    const context = review.context ?? noContext;
    return rematched(item, this.#ports.matcher.match(review.storeId, namedFile(item), context)) ?? item;
  }

  opened(batchId: number): { storeId: string; batch: ReviewBatch } | undefined {
    return this.#open.get(batchId);
  }

  /** Makes the copies that photos need by what was decided on them. */
  prepareAgain(batchId: number, ids: readonly number[]): void {
    const review = this.#open.get(batchId);
    if (review) this.#prepareAgain(review, ids);
  }

  #prepareAgain({ batch, preparing }: OpenReview, ids: readonly number[]): void {
    for (const id of ids) {
      const item = batch.item(id);
      if (item) preparing.want(item);
    }
  }

  #with<T>(batchId: number, work: (batch: ReviewBatch) => T): Outcome<T> {
    const batch = this.get(batchId);
    return batch ? ok(work(batch)) : no(unknownBatch);
  }
}

/** Which property of photos a change is about, as an argument of its message. */
function changedPart(change: ItemChange): { part: string } {
  const [[part, value] = ['', null]] = Object.entries(change);
  return { part: value === false ? `not${part.slice(0, 1).toUpperCase()}${part.slice(1)}` : part };
}

/** Ends what is done for a review in the background. */
async function closeWork({ batch, cameraJpegs, clues, measures, preparing }: OpenReview): Promise<void> {
  await Promise.all([batch, cameraJpegs, clues, measures, preparing].map((work) => work.close()));
}

/** A photo without a product is offered the one it was dropped on. */
function offered(match: ItemMatch, dropped: ItemTarget | null, productName: string): ItemMatch {
  if (match.type !== 'unmatched' || dropped === null) return match;
  const { productId, variantId, sku } = dropped;
  return { ...match, candidates: [{ productId, variantId, sku, productName }, ...match.candidates] };
}

/** Why it was suggested is still why it is there. */
const acceptedMatch = (item: Item): ItemMatch => ({ ...chosen(item), why: item.match.why });

const takenOut = (item: Item): ItemMatch => ({
  type: 'unmatched',
  isSettled: true,
  why: messages.takenAway(),
  candidates: item.target
    ? [
        {
          productId: item.target.productId,
          variantId: item.target.variantId,
          sku: variantName(item.target) || item.target.sku,
          productName: '',
        },
      ]
    : item.match.candidates,
  where: item.match.where,
  view: item.match.view,
});
